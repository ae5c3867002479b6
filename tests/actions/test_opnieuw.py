"""Beginning again lets the questions go and keeps the municipality."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.opnieuw import ActionOpnieuw
from tests.actions.conftest import MakeTracker, Run, slots


def test_the_questions_are_forgotten_and_the_municipality_stays(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    busy = tracker("gesprek/opnieuw", gemeente="GM0193", vraag="melding/waar", wachtende_vraag="melding/waar")
    assert slots(run(ActionOpnieuw(), busy)) == {"vraag": None, "wachtende_vraag": None}
    assert [message["response"] for message in dispatcher.messages] == ["utter_gesprek/opnieuw"]
