"""A conversation as a page shows it, made from the events in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.conversation import Message, notices
from bot.questions import GREETING


@dataclass(frozen=True)
class Turn:
    """What a citizen said, None for the greeting that nobody asked for, and the replies."""

    said: str | None
    messages: tuple[Message, ...]

    def same_replies(self, messages: Iterable[Message]) -> bool:
        """Whether these are the replies of this turn."""
        return [message.get("text") for message in self.messages] == [message.get("text") for message in messages]


def turns(events: Iterable[Mapping[str, Any]]) -> list[Turn]:
    """The turns of a conversation.

    Args:
        events: those of the citizen and the assistant, oldest first, as `ConversationStore.exchange` gives them.
    """
    found: list[tuple[Mapping[str, Any], list[Message]]] = []
    for event in events:
        if event["event"] == "user":
            found.append((event, []))
        elif found:
            found[-1][1].append(_message(event))
    return [_turn(user, messages) for user, messages in found]


def _turn(user: Mapping[str, Any], messages: list[Message]) -> Turn:
    metadata = user.get("metadata") or {}
    greeting = metadata.get("question") == GREETING
    return Turn(None if greeting else user.get("text") or "", (*messages, *notices(metadata)))


def _message(event: Mapping[str, Any]) -> Message:
    data = event.get("data") or {}
    return {"text": event.get("text") or "", "buttons": data.get("buttons") or [], "custom": data.get("custom") or {}}
