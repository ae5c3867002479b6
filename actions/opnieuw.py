"""Beginning again: what was asked is let go; the municipality stays, because the citizen still lives there."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events, WmoAction


class ActionOpnieuw(WmoAction):
    """Answers `gesprek/opnieuw` and forgets the questions so far."""

    def name(self) -> str:
        return "action_opnieuw"

    async def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> Events:
        dispatcher.utter_message(response=f"utter_{question}")
        return [SlotSet("vraag", None), SlotSet("wachtende_vraag", None)]
