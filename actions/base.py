"""What all actions share: which question was asked, where the citizen lives, and an answer whatever happens."""

from __future__ import annotations

import abc
import functools
import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.answers import Answers
from bot.knowledge.phrases import national_door, phrases
from bot.municipalities import directory
from bot.municipalities.models import Municipality
from bot.questions import payload, recognised

logger = logging.getLogger(__name__)

Events = list[dict[str, Any]]


class WmoAction(Action, abc.ABC):
    """An action that never leaves the citizen without an answer: when it fails, the general answer is given."""

    @abc.abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Answer the last message; see `respond`, which subclasses write."""
        question = question_of(tracker)
        try:
            return await self.respond(dispatcher, tracker, question)
        except Exception as error:  # noqa: BLE001  # the general answer helps better than an error, whatever it is
            # The kind of error only: its text may hold what the citizen typed.
            logger.error("%s failed with %s", self.name(), type(error).__name__)
            dispatcher.messages.clear()
            dispatcher.utter_message(response=f"utter_{question}")
            national = national_door()
            dispatcher.utter_message(text=national["text"], json_message=national["custom"])
            return []

    @abc.abstractmethod
    async def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> Events:
        """Answer `question`, the key that the last message was taken for."""


def question_of(tracker: Tracker) -> str:
    """The question key that the last message was taken for."""
    return recognised(tracker.latest_message) or "contact/gemeente"


def municipality_of(tracker: Tracker) -> Municipality | None:
    """The municipality that the conversation is about, if it was named."""
    code = tracker.get_slot("gemeente")
    return directory.current().by_code(code) if code else None


def other_municipality(tracker: Tracker) -> bool:
    """Whether the last message names another municipality than the conversation was about."""
    named = entity(tracker, "gemeente")
    values = [
        event["value"] for event in tracker.events if event.get("event") == "slot" and event["name"] == "gemeente"
    ]
    # The last value is the one that this message set.
    return bool(named and len(values) > 1 and values[-2] and values[-2] != named)


def entity(tracker: Tracker, name: str) -> Any:
    """The value of an entity in the last message, or None."""
    return next(tracker.get_latest_entity_values(name), None)


def place_unclear(tracker: Tracker) -> bool:
    """Whether the last message names a place of which the municipality is not clear: several, abroad or unknown."""
    return any(entity(tracker, name) for name in ("gemeente_keuze", "buitenland", "plaats_onbekend"))


@functools.lru_cache(maxsize=1)
def answers() -> Answers:
    """The national answers, for the titles and follow-ups that messages of an action share with them."""
    return Answers.load()


def follow_up_buttons(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Buttons for questions that may come next; a key that no answer has is passed over."""
    return answers().buttons(key for key in keys if key in answers())


def ask_municipality(dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> Events:
    """Give the general answer and ask where the citizen lives, or which place was meant; the question waits."""
    choices = entity(tracker, "gemeente_keuze")
    custom = {"question": recognised(tracker.latest_message) or question, "sources": [], "expects": "gemeente"}
    if choices:
        buttons = [
            {"title": choice["label"], "payload": payload("contact/mijn_gemeente", choice["code"])}
            for choice in choices
        ]
        # With the name that was typed, an answer in own words ("die in Limburg") can be understood.
        custom["expects"] = f"gemeente:{_mention(tracker, 'gemeente_keuze')}"
        text = phrases()["plaats_kiezen" if len(buttons) > 1 else "plaats_bevestigen"]
        dispatcher.utter_message(text=text, buttons=buttons, json_message=custom)
    elif entity(tracker, "buitenland"):
        dispatcher.utter_message(text=phrases()["plaats_buitenland"], json_message=custom)
    elif entity(tracker, "plaats_onbekend"):
        dispatcher.utter_message(text=phrases()["plaats_onbekend"], json_message=custom)
    else:
        dispatcher.utter_message(response=f"utter_{question}")
    return [SlotSet("wachtende_vraag", question)]


def _mention(tracker: Tracker, name: str) -> str:
    """The words in the last message that an entity stands for."""
    found = next(item for item in tracker.latest_message["entities"] if item["entity"] == name)
    return str(tracker.latest_message["text"][found["start"] : found["end"]])


def done_waiting() -> Events:
    """The event that says that no question waits for a municipality any more."""
    return [SlotSet("wachtende_vraag", None)]
