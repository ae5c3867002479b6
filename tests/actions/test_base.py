"""What all actions share: always an answer, the question that was asked, and asking where the citizen lives."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import (
    Events,
    WmoAction,
    answers,
    ask_municipality,
    done_waiting,
    entity,
    follow_up_buttons,
    municipality_of,
    question_of,
)
from actions.contactpunt import ActionContactpunt
from tests.actions.conftest import MakeTracker, Run, slots


class Failing(WmoAction):
    def name(self) -> str:
        return "action_failing"

    async def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> Events:
        dispatcher.utter_message(text="half")
        raise RuntimeError("mijn burgerservicenummer is 123456782")


def test_an_action_that_fails_gives_the_general_answer(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    assert run(Failing(), tracker("melding/waar")) == []
    assert dispatcher.messages[0]["response"] == "utter_melding/waar"
    assert "www.regelhulp.nl" in dispatcher.messages[1]["text"]
    assert dispatcher.messages[0]["text"] is None


def test_what_the_citizen_typed_is_not_logged(run: Run, tracker: MakeTracker, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        run(Failing(), tracker("melding/waar"))
    assert "action_failing failed with RuntimeError" in caplog.text
    assert "123456782" not in caplog.text


def test_question_of(tracker: MakeTracker) -> None:
    assert question_of(tracker("melding/waar")) == "melding/waar"
    assert question_of(tracker(None)) == "contact/gemeente"


def test_municipality_of(tracker: MakeTracker) -> None:
    municipality = municipality_of(tracker("melding/waar", gemeente="GM0193"))
    assert municipality is not None
    assert municipality.name == "Zwolle"
    assert municipality_of(tracker("melding/waar")) is None
    assert municipality_of(tracker("melding/waar", gemeente="GM9999")) is None


def test_entity(tracker: MakeTracker) -> None:
    assert entity(tracker("melding/waar", {"buitenland": "BE"}), "buitenland") == "BE"
    assert entity(tracker("melding/waar"), "buitenland") is None


def test_follow_up_buttons_have_the_titles_of_the_answers(question_keys: list[str]) -> None:
    buttons = follow_up_buttons(("wmo/wat_is", "bestaat/niet", "pgb/wat_is"))
    assert [button["payload"] for button in buttons] == ["/wmo/wat_is", "/pgb/wat_is"]
    assert all(button["title"] not in question_keys for button in buttons)


def asked(tracker: Tracker, dispatcher: CollectingDispatcher) -> dict[str, Any]:
    assert slots(ask_municipality(dispatcher, tracker, "melding/waar")) == {"wachtende_vraag": "melding/waar"}
    assert len(dispatcher.messages) == 1
    return dict(dispatcher.messages[0])


def test_the_general_answer_asks_where_one_lives(tracker: MakeTracker, dispatcher: CollectingDispatcher) -> None:
    assert asked(tracker("melding/waar"), dispatcher)["response"] == "utter_melding/waar"


def test_several_places_are_a_choice(tracker: MakeTracker, dispatcher: CollectingDispatcher) -> None:
    choices = [
        {"code": "GM0164", "label": "Hengelo (Overijssel)"},
        {"code": "GM1876", "label": "Hengelo (gemeente Bronckhorst)"},
    ]
    message = asked(tracker("melding/waar", {"gemeente_keuze": choices}), dispatcher)
    assert [(button["title"], button["payload"]) for button in message["buttons"]] == [
        ("Hengelo (Overijssel)", '/contact/mijn_gemeente{"gemeente": "GM0164"}'),
        ("Hengelo (gemeente Bronckhorst)", '/contact/mijn_gemeente{"gemeente": "GM1876"}'),
    ]
    assert "Welke bedoelt u?" in message["text"]
    assert message["custom"] == {"question": "melding/waar", "sources": [], "expects": "gemeente:bericht"}


def test_a_guess_is_asked_back(tracker: MakeTracker, dispatcher: CollectingDispatcher) -> None:
    choices = [{"code": "GM1930", "label": "Spijkenisse (gemeente Nissewaard)"}]
    message = asked(tracker("melding/waar", {"gemeente_keuze": choices}), dispatcher)
    assert message["text"].startswith("Bedoelt u de plaats hieronder?")
    assert [button["title"] for button in message["buttons"]] == ["Spijkenisse (gemeente Nissewaard)"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("buitenland", "BE", "niet in Nederland"), ("plaats_onbekend", "Duckstad", "ken ik niet")],
)
def test_a_place_without_a_dutch_municipality(
    tracker: MakeTracker, dispatcher: CollectingDispatcher, name: str, value: str, words: str
) -> None:
    message = asked(tracker("melding/waar", {name: value}), dispatcher)
    assert words in message["text"]
    assert "postcode" in message["text"]
    assert message["custom"]["expects"] == "gemeente"
    # What somebody typed is not said back: it may be anything.
    assert value not in message["text"].split()


def test_done_waiting() -> None:
    assert slots(done_waiting()) == {"wachtende_vraag": None}


def test_a_second_question_is_offered_after_the_door(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    asked = tracker("melding/waar", entities={"tweede_vraag": "pgb/wat_is"}, gemeente="GM0193")
    run(ActionContactpunt(), asked)
    (message,) = dispatcher.messages
    title = answers()["pgb/wat_is"].title
    assert message["text"].endswith(f'U vroeg nog iets. Kies hieronder de knop "{title}" voor dat antwoord.')
    assert message["buttons"][0] == {"title": title, "payload": "/pgb/wat_is"}
    assert message["custom"]["question"] == "melding/waar"


def test_where_danger_is_named_the_number_goes_before_the_door(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    asked = tracker("melding/waar", entities={"gevaar_genoemd": "veiligheid/geweld"}, gemeente="GM0193")
    run(ActionContactpunt(), asked)
    (message,) = dispatcher.messages
    assert message["text"].startswith("Is er geweld? Bel Veilig Thuis: 0800-2000. Is er nu gevaar? Bel 112.\n\n")
    assert message["custom"]["question"] == "melding/waar"
