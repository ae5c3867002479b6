"""A conversation as the action server sees it, and what an action says in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events, WmoAction

MakeTracker = Callable[..., Tracker]
Run = Callable[[WmoAction, Tracker], Events]


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    return CollectingDispatcher()


@pytest.fixture
def tracker() -> MakeTracker:
    """Makes a tracker: `tracker("melding/waar", gemeente="GM0193", entities={"gemeente_keuze": [...]})`."""

    def make(question: str | None, entities: dict[str, Any] | None = None, **slots: Any) -> Tracker:
        topic = question.partition("/")[0] if question else "nlu_fallback"
        message = {
            "text": "een bericht",
            "intent": {"name": topic, "confidence": 1.0},
            "entities": [
                {"entity": name, "value": value, "start": 4, "end": 11} for name, value in (entities or {}).items()
            ],
            "response_selector": {topic: {"response": {"intent_response_key": question}}} if question else {},
        }
        known = {"gemeente": None, "vraag": None, "wachtende_vraag": None, **slots}
        return Tracker("test", known, message, [], False, None, {}, None)

    return make


@pytest.fixture
def run(dispatcher: CollectingDispatcher) -> Run:
    """Runs an action; what it says is in `dispatcher.messages`."""

    def function(action: WmoAction, tracker: Tracker) -> Events:
        return asyncio.run(action.run(dispatcher, tracker, {}))

    return function


def slots(events: Events) -> dict[str, Any]:
    """The slots that events set."""
    assert all(event["event"] == "slot" for event in events)
    return {event["name"]: event["value"] for event in events}
