"""Conversations in SQL: what was said comes back, only what is new is written, and erased is gone."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations import TURNS_PER_SESSION, ConversationStore


@pytest.fixture
def store(state: Path, domain: Domain) -> ConversationStore:
    return ConversationStore(domain)


def rows(store: ConversationStore) -> list[Any]:
    with store.engine.connect() as connection:
        return list(connection.execute(sa.text("SELECT * FROM events ORDER BY id")))


def said(text: str, name: str = "wmo") -> UserUttered:
    parsed = {"text": text, "intent": {"name": name, "confidence": 1.0}, "entities": []}
    return UserUttered(text, {"name": name, "confidence": 1.0}, [], parsed)


def new(store: ConversationStore, sender: str = "een") -> DialogueStateTracker:
    assert store.domain is not None
    return DialogueStateTracker(sender, store.domain.slots)


def retrieved(store: ConversationStore, sender: str = "een") -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve(sender))
    assert tracker is not None
    return tracker


def save(store: ConversationStore, tracker: DialogueStateTracker, *events: Event) -> None:
    for event in events:
        tracker.update(event)
    asyncio.run(store.save(tracker))


def turn(store: ConversationStore, number: int, sender: str = "een") -> None:
    """One question and its answer, as the server handles them: read, add, write."""
    tracker = asyncio.run(store.retrieve(sender)) or new(store, sender)
    save(store, tracker, said(f"vraag {number}"), ActionExecuted("utter_wmo"), BotUttered(f"antwoord {number}"))


def test_it_is_a_file_in_the_state_directory(store: ConversationStore, state: Path) -> None:
    turn(store, 1)
    assert (state / "wmo.db").exists()


def test_what_was_said_comes_back(store: ConversationStore) -> None:
    events = [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
        said("Wat is de Wmo? één 😀"),
        SlotSet("gemeente", "GM0193"),
        BotUttered("De Wmo is een wet.", {"custom": {"question": "wmo/wat_is"}, "buttons": [{"payload": "/a/b"}]}),
    ]
    save(store, new(store), *events)
    tracker = retrieved(store)
    # Rasa reads a conversation from the start of its latest session on.
    assert [event.type_name for event in tracker.events] == [event.type_name for event in events[1:]]
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "Wat is de Wmo? één 😀"
    assert tracker.get_slot("gemeente") == "GM0193"
    last = tracker.events[-1]
    assert isinstance(last, BotUttered)
    assert last.data["custom"] == {"question": "wmo/wat_is"}


def test_another_store_on_the_same_file_reads_it(store: ConversationStore, domain: Domain) -> None:
    turn(store, 1)
    assert retrieved(ConversationStore(domain)).latest_message.text == "vraag 1"  # type: ignore[union-attr]


def test_an_unknown_conversation_is_none(store: ConversationStore) -> None:
    assert asyncio.run(store.retrieve("niemand")) is None


def test_a_sender_is_never_taken_for_another(store: ConversationStore) -> None:
    turn(store, 1, "een")
    for sender in ("", "ee", "een ", "EEN", "%", "een' OR '1'='1"):
        assert asyncio.run(store.retrieve(sender)) is None


def test_only_new_events_are_written(store: ConversationStore) -> None:
    turn(store, 1)
    first = [row.id for row in rows(store)]
    tracker = retrieved(store)
    asyncio.run(store.save(tracker))
    assert [row.id for row in rows(store)] == first
    save(store, tracker, said("vraag 2"))
    save(store, tracker, BotUttered("antwoord 2"))
    kinds = [row.type_name for row in rows(store)]
    assert kinds == ["user", "action", "bot", "user", "bot"]
    assert [row.id for row in rows(store)][: len(first)] == first


def test_a_row_names_sender_kind_intent_and_action(store: ConversationStore) -> None:
    turn(store, 1)
    user, action, _ = rows(store)
    assert (user.sender_id, user.type_name, user.intent_name) == ("een", "user", "wmo")
    assert (action.type_name, action.action_name) == ("action", "utter_wmo")
    assert user.timestamp == pytest.approx(time.time(), abs=60)
    assert json.loads(user.data)["text"] == "vraag 1"


def turns_read(tracker: DialogueStateTracker) -> int:
    return sum(isinstance(event, UserUttered) for event in tracker.events)


def test_a_long_conversation_goes_on_in_a_new_session(store: ConversationStore) -> None:
    most = 0
    for number in range(1, 5 * TURNS_PER_SESSION):
        turn(store, number)
        most = max(most, turns_read(retrieved(store)))
    assert most < TURNS_PER_SESSION
    assert sum(row.type_name == "session_started" for row in rows(store)) == 4
    # Nothing is lost: all of it can still be read.
    whole = asyncio.run(store.retrieve_full_tracker("een"))
    assert whole is not None
    assert turns_read(whole) == 5 * TURNS_PER_SESSION - 1


def test_the_slots_go_along_into_the_new_session(store: ConversationStore) -> None:
    tracker = new(store)
    save(
        store, tracker, SlotSet("gemeente", "GM0193"), SlotSet("vraag", "wmo/wat_is"), SlotSet("wachtende_vraag", None)
    )
    for number in range(TURNS_PER_SESSION):
        turn(store, number)
    tracker = retrieved(store)
    assert turns_read(tracker) == 0
    assert tracker.get_slot("gemeente") == "GM0193"
    assert tracker.get_slot("vraag") == "wmo/wat_is"
    assert tracker.get_slot("wachtende_vraag") is None
    # Rasa predicts from here as after any reply.
    assert tracker.latest_action_name == "action_listen"


def test_a_form_that_is_being_filled_in_is_not_broken_off(store: ConversationStore) -> None:
    save(store, new(store), ActiveLoop("persoonlijk_plan_form"))
    for number in range(2 * TURNS_PER_SESSION):
        turn(store, number)
    tracker = retrieved(store)
    assert tracker.active_loop_name == "persoonlijk_plan_form"
    assert turns_read(tracker) == 2 * TURNS_PER_SESSION


def test_an_erased_conversation_is_gone_and_others_are_not(store: ConversationStore) -> None:
    turn(store, 1, "een")
    turn(store, 1, "twee")
    store.erase("een")
    assert asyncio.run(store.retrieve("een")) is None
    assert {row.sender_id for row in rows(store)} == {"twee"}
    store.erase("een")
    store.erase("niemand")
    assert retrieved(store, "twee")


def test_conversations_in_which_nothing_was_said_for_long_are_erased_whole(store: ConversationStore) -> None:
    now = time.time()
    for sender, hours in (("oud", (50, 30)), ("loopt", (50, 1)), ("nieuw", (2, 1))):
        save(store, new(store, sender), *(BotUttered("x", timestamp=now - hour * 3600) for hour in hours))
    assert store.erase_older_than(24) == 2
    # Of a conversation that goes on, the beginning stays too.
    assert [row.sender_id for row in rows(store)] == ["loopt", "loopt", "nieuw", "nieuw"]
    assert store.erase_older_than(24) == 0
