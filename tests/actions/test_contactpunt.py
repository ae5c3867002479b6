"""The door for a purpose, when the municipality is known; the general answer and the question where, when it is not."""

from __future__ import annotations

import datetime
import logging

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import contactpunt
from actions.contactpunt import ActionContactpunt
from bot.municipalities import directory
from bot.questions import DOORS, parse_payload
from tests.actions.conftest import MakeTracker, Run, slots
from tests.conftest import SetVariables


@pytest.mark.parametrize("question", list(DOORS))
def test_the_door_of_a_known_municipality(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str
) -> None:
    events = run(ActionContactpunt(), tracker(question, gemeente="GM0193", wachtende_vraag="contact/gemeente"))
    assert slots(events) == {"wachtende_vraag": None}
    (message,) = dispatcher.messages
    assert "Zwolle" in message["text"]
    assert "14038" in message["text"].replace(" ", "")
    assert 'Zeg: "' in message["text"]
    assert message["custom"]["question"] == question
    assert any(link["url"].startswith("tel:") for link in message["custom"]["links"])
    for source in message["custom"]["sources"]:
        assert source["title"]
        datetime.date.fromisoformat(source["checked"])
    assert message["custom"]["sources"][0]["title"] == "Wmo 2015"
    assert 2 <= len(message["buttons"]) <= 3
    for button in message["buttons"]:
        assert parse_payload(button["payload"]) is not None


def test_a_door_that_was_checked_is_named(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, environment: SetVariables
) -> None:
    environment(TODAY="2026-11-22")
    run(ActionContactpunt(), tracker("melding/waar", gemeente="GM0301"))
    text = dispatcher.messages[0]["text"]
    assert "In de gemeente Zutphen gaat u voor Wmo-meldingen naar:" in text
    assert "gecontroleerd op 15 maart 2026" in text


def test_a_door_that_was_checked_long_ago_is_not(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, environment: SetVariables
) -> None:
    environment(TODAY="2029-01-01")
    run(ActionContactpunt(), tracker("melding/waar", gemeente="GM0301"))
    text = dispatcher.messages[0]["text"]
    assert "Ik ken in Zutphen geen apart nummer voor Wmo-meldingen dat onlangs is gecontroleerd." in text
    assert "Bel de gemeente:" in text


@pytest.mark.parametrize("question", list(DOORS))
def test_without_a_municipality_the_general_answer_is_given_and_the_question_waits(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str
) -> None:
    events = run(ActionContactpunt(), tracker(question))
    assert slots(events) == {"wachtende_vraag": question}
    assert [message["response"] for message in dispatcher.messages] == [f"utter_{question}"]


@pytest.mark.parametrize(
    "entities",
    [
        {"gemeente_keuze": [{"code": "GM0164", "label": "Hengelo"}, {"code": "GM1876", "label": "Hengelo (B)"}]},
        {"buitenland": "BE"},
        {"plaats_onbekend": "Duckstad"},
    ],
)
def test_another_place_that_is_not_clear_goes_before_the_known_one(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, entities: dict[str, object]
) -> None:
    events = run(ActionContactpunt(), tracker("melding/waar", entities, gemeente="GM0193"))
    assert slots(events) == {"wachtende_vraag": "melding/waar"}
    assert "Zwolle" not in dispatcher.messages[0]["text"]


def test_when_the_tables_cannot_be_used_there_still_is_an_answer(
    run: Run,
    tracker: MakeTracker,
    dispatcher: CollectingDispatcher,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise OSError("weg")

    monkeypatch.setattr(contactpunt.doors, "door", broken)
    with caplog.at_level(logging.ERROR):
        run(ActionContactpunt(), tracker("melding/waar", gemeente="GM0193"))
    assert dispatcher.messages[0]["response"] == "utter_melding/waar"
    assert "www.regelhulp.nl" in dispatcher.messages[1]["text"]


@pytest.mark.parametrize("question", list(DOORS))
def test_every_municipality_gets_a_number(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str
) -> None:
    for municipality in directory.current().tables.municipalities:
        dispatcher.messages.clear()
        contactpunt.give_door(dispatcher, municipality, question)
        (message,) = dispatcher.messages
        assert municipality.name in message["text"]
        assert message["custom"]["links"][0]["url"].startswith("tel:")
        assert "  " not in message["text"]
        assert "\n\n\n" not in message["text"]
        assert ".." not in message["text"]
