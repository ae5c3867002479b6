"""Reaching the municipality itself, and what happens once a place is named."""

from __future__ import annotations

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.contact import ActionContact
from bot.municipalities import directory
from bot.questions import DOORS
from tests.actions.conftest import MakeTracker, Run, slots

CONTACT = ("contact/gemeente", "contact/openingstijden", "contact/medewerker")


@pytest.mark.parametrize("question", CONTACT)
def test_number_and_website_of_a_known_municipality(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str
) -> None:
    events = run(ActionContact(), tracker(question, gemeente="GM0193"))
    assert slots(events) == {"wachtende_vraag": None}
    (message,) = dispatcher.messages
    zwolle = directory.current().by_code("GM0193")
    assert zwolle is not None
    assert f"Telefoon: {zwolle.phone}" in message["text"]
    assert f"Website: {zwolle.website}" in message["text"]
    assert message["custom"]["question"] == question
    assert message["custom"]["links"][0] == {"title": f"Bel {zwolle.phone}", "url": "tel:14038"}
    assert message["custom"]["sources"][0]["title"] == "Register van Overheidsorganisaties"
    assert message["buttons"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("contact/openingstijden", "De openingstijden van de gemeente Zwolle ken ik niet."),
        ("contact/medewerker", "Ik ben een computerprogramma. Een mens spreekt u bij de gemeente."),
    ],
)
def test_the_first_sentence_is_about_what_was_asked(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str, words: str
) -> None:
    run(ActionContact(), tracker(question, gemeente="GM0193"))
    assert dispatcher.messages[0]["text"].startswith(words)


@pytest.mark.parametrize("question", [*CONTACT, "contact/mijn_gemeente"])
def test_without_a_municipality_it_is_asked(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str
) -> None:
    assert slots(run(ActionContact(), tracker(question))) == {"wachtende_vraag": question}
    assert [message["response"] for message in dispatcher.messages] == [f"utter_{question}"]


@pytest.mark.parametrize("waiting", list(DOORS))
def test_naming_a_place_answers_the_question_that_waited(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, waiting: str
) -> None:
    named = tracker("contact/mijn_gemeente", {"gemeente": "GM0193"}, gemeente="GM0193", wachtende_vraag=waiting)
    assert slots(run(ActionContact(), named)) == {"wachtende_vraag": None}
    (message,) = dispatcher.messages
    assert 'Zeg: "' in message["text"]
    # The contract: what the message was taken for.
    assert message["custom"]["question"] == "contact/mijn_gemeente"


@pytest.mark.parametrize("waiting", CONTACT)
def test_naming_a_place_answers_a_contact_question_that_waited(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, waiting: str
) -> None:
    named = tracker("contact/mijn_gemeente", {"gemeente": "GM0193"}, gemeente="GM0193", wachtende_vraag=waiting)
    assert slots(run(ActionContact(), named)) == {"wachtende_vraag": None}
    assert "Telefoon: 14038" in dispatcher.messages[0]["text"].replace("14 038", "14038")


def test_naming_a_place_when_nothing_waited(run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher) -> None:
    run(ActionContact(), tracker("contact/mijn_gemeente", {"gemeente": "GM0193"}, gemeente="GM0193"))
    (message,) = dispatcher.messages
    assert message["text"].startswith("Ik onthoud dat het om de gemeente Zwolle gaat.")
    assert [button["payload"] for button in message["buttons"]] == [
        "/melding/waar",
        "/clientondersteuning/waar",
        "/contact/gemeente",
    ]


def test_another_place_that_is_not_known_keeps_the_question_waiting(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    named = tracker("contact/mijn_gemeente", {"plaats_onbekend": "Duckstad"}, wachtende_vraag="melding/waar")
    assert slots(run(ActionContact(), named)) == {"wachtende_vraag": "melding/waar"}
    assert "ken ik niet" in dispatcher.messages[0]["text"]


def test_saying_that_one_moved_without_a_place_asks_for_it(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    assert slots(run(ActionContact(), tracker("contact/mijn_gemeente", gemeente="GM0193"))) == {
        "wachtende_vraag": "contact/mijn_gemeente"
    }
    assert dispatcher.messages[0]["response"] == "utter_contact/mijn_gemeente"


OUTSIDE = ("buiten_bereik/gemeente_anders", "buiten_bereik/overig")


@pytest.mark.parametrize("question", OUTSIDE)
def test_what_is_out_of_reach_is_referred_to_the_general_door(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher, question: str
) -> None:
    assert run(ActionContact(), tracker(question, gemeente="GM0193")) == []
    answer, door = dispatcher.messages
    assert answer["response"] == f"utter_{question}"
    assert "14 038" in door["text"]
    assert door["custom"]["links"][0]["url"] == "tel:14038"


def test_another_matter_of_an_unknown_municipality_waits_for_its_name(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    events = run(ActionContact(), tracker("buiten_bereik/gemeente_anders"))
    assert slots(events) == {"wachtende_vraag": "buiten_bereik/gemeente_anders"}
    answer, asking = dispatcher.messages
    assert answer["response"] == "utter_buiten_bereik/gemeente_anders"
    assert "woonplaats" in asking["text"]
    assert asking["custom"]["expects"] == "gemeente"


def test_what_no_municipality_does_asks_for_none(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    assert run(ActionContact(), tracker("buiten_bereik/overig")) == []
    assert [message["response"] for message in dispatcher.messages] == ["utter_buiten_bereik/overig"]


def test_the_place_named_afterwards_gets_the_door_that_waited(
    run: Run, tracker: MakeTracker, dispatcher: CollectingDispatcher
) -> None:
    named = tracker(
        "contact/mijn_gemeente",
        entities={"gemeente": "GM0193"},
        gemeente="GM0193",
        wachtende_vraag="buiten_bereik/gemeente_anders",
    )
    assert slots(run(ActionContact(), named)) == {"wachtende_vraag": None}
    (message,) = dispatcher.messages
    assert "14 038" in message["text"]
    assert message["custom"]["question"] == "contact/mijn_gemeente"
