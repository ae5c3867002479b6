"""The second question of a message: the first is answered, this one is offered after it."""

from __future__ import annotations

from typing import Any

from bot.knowledge.answers import Answers
from bot.knowledge.phrases import phrases


def with_second_question(message: dict[str, Any], key: str | None, answers: Answers) -> dict[str, Any]:
    """A reply that also offers the other question, as its first button; as it is when there is none."""
    if key is None or key not in answers:
        return message
    button = answers.buttons((key,))[0]
    others = [other for other in message.get("buttons") or () if other != button]
    text = phrases()["tweede_vraag"].format(titel=button["title"])
    return {**message, "text": f"{message['text']}\n\n{text}", "buttons": [button, *others]}
