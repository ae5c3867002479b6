"""Messages made from answers: amounts of the day, sources, buttons, and the answers about the conversation itself."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.knowledge.generator import AnswerGenerator
from bot.questions import MAIN_TOPICS, NEEDS_MUNICIPALITY, parse_payload
from tests.conftest import SetVariables

IN_2026 = datetime.date(2026, 11, 21)
IN_2027 = datetime.date(2027, 1, 1)


@pytest.fixture(scope="module")
def generator() -> AnswerGenerator:
    return AnswerGenerator()


@pytest.fixture
def tracker(domain: Domain) -> DialogueStateTracker:
    return DialogueStateTracker("test", domain.slots)


def said(text: str = "x", **parse_data: Any) -> UserUttered:
    data = {"text": text, "intent": {}, "entities": [], **parse_data}
    return UserUttered(text, entities=data["entities"], parse_data=data)


def generate(generator: AnswerGenerator, name: str, tracker: DialogueStateTracker) -> dict[str, Any]:
    message = asyncio.run(generator.generate(name, tracker, "web"))
    assert message is not None
    return message


def test_every_answer_becomes_a_message(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    for key in generator.answers:
        message = generate(generator, f"utter_{key}", tracker)
        assert message["text"]
        assert "{" not in message["text"]
        assert message["custom"]["question"] == key
        for button in message["buttons"]:
            choice = parse_payload(button["payload"])
            assert choice is not None
            assert choice.key in generator.answers
            assert button["title"] == generator.answers[choice.key].title
        for source in message["custom"]["sources"]:
            assert set(source) <= {"title", "article", "url", "checked"}
            assert {"title", "checked"} <= set(source)


def test_an_answer_that_needs_the_municipality_says_that_it_expects_one(generator: AnswerGenerator) -> None:
    for key, answer in generator.answers.items():
        message = generator.message(answer, day=IN_2026)
        assert (message["custom"].get("expects") == "gemeente") == (key in NEEDS_MUNICIPALITY), key


@pytest.mark.parametrize("key", sorted(NEEDS_MUNICIPALITY - {"contact/mijn_gemeente"}))
def test_the_general_answer_asks_where_the_citizen_lives_last(generator: AnswerGenerator, key: str) -> None:
    last = generator.answers[key].text.splitlines()[-1]
    assert "?" in last
    assert "postcode" in last


def test_the_amount_of_the_day(generator: AnswerGenerator) -> None:
    text = generator.message(generator.answers["eigen_bijdrage/hoogte"], day=IN_2026)["text"]
    assert "U betaalt in 2026 hoogstens € 21,80 per maand." in text
    assert "Let op" not in text


def test_in_2019_the_amount_is_for_four_weeks(generator: AnswerGenerator) -> None:
    text = generator.message(generator.answers["eigen_bijdrage/hoogte"], day=datetime.date(2019, 5, 1))["text"]
    assert "U betaalt in 2019 hoogstens € 17,50 per vier weken." in text


@pytest.mark.parametrize("easier", [False, True])
def test_in_2027_the_answer_says_that_2027_is_not_known_and_where_to_look(
    generator: AnswerGenerator, easier: bool
) -> None:
    text = generator.message(generator.answers["eigen_bijdrage/hoogte"], easier=easier, day=IN_2027)["text"]
    first = text.splitlines()[0]
    assert "2027" in first
    assert "niet bekend" in first
    assert "www.hetcak.nl" in first
    assert "€ 21,80 per maand (bedrag van 2026)" in text


def test_wmo_today_previews_another_year(
    generator: AnswerGenerator, tracker: DialogueStateTracker, environment: SetVariables
) -> None:
    environment(TODAY="2027-01-01")
    text = generate(generator, "utter_eigen_bijdrage/hoogte", tracker)["text"]
    assert "de bedragen voor 2027 zijn mij niet bekend" in text
    environment(TODAY="2024-03-01")
    assert "€ 20,60 per maand" in generate(generator, "utter_eigen_bijdrage/hoogte", tracker)["text"]


def test_no_amount_of_2026_is_shown_as_current_in_2027(generator: AnswerGenerator) -> None:
    for key, answer in generator.answers.items():
        for text in (answer.text, answer.easier):
            outdated = generator.amounts.fill(text, IN_2027).outdated
            shown = generator.message(answer, easier=text == answer.easier, day=IN_2027)["text"]
            assert bool(outdated) == shown.startswith("Let op: de bedragen voor 2027"), key
            for amount in outdated:
                value = amount.on(IN_2027)[0].text
                assert f"{value} (bedrag van 2026)" in shown or f"{value} per" in shown, key


def test_an_answer_past_its_date_says_so(generator: AnswerGenerator) -> None:
    answer = dataclasses.replace(generator.answers["wmo/wat_is"], valid_until=datetime.date(2026, 12, 31))
    assert "Let op" not in generator.message(answer, day=datetime.date(2026, 12, 31))["text"]
    first = generator.message(answer, day=IN_2027)["text"].splitlines()[0]
    assert first.startswith(
        "Let op: dit antwoord is nagekeken voor de tijd tot en met 31 december 2026. Vraag uw gemeente"
    )


def test_a_response_that_does_not_exist(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    assert asyncio.run(generator.generate("utter_bestaat_niet", tracker, "web")) is None


def test_easier_words_for_the_last_answer(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.update(SlotSet("vraag", "persoonlijk_plan/wat_is"))
    message = generate(generator, "utter_gesprek/makkelijker", tracker)
    assert message["text"] == generator.answers["persoonlijk_plan/wat_is"].easier
    assert message["custom"]["question"] == "gesprek/makkelijker"
    assert message["custom"]["sources"]


@pytest.mark.parametrize("question", ["makkelijker", "herhalen", "begrip_uitleg"])
def test_without_anything_to_refer_to_the_written_answer_is_given(
    generator: AnswerGenerator, tracker: DialogueStateTracker, question: str
) -> None:
    tracker.update(said())
    message = generate(generator, f"utter_gesprek/{question}", tracker)
    assert message["text"] == generator.answers[f"gesprek/{question}"].text
    assert message["custom"]["question"] == f"gesprek/{question}"


def test_repeat_gives_the_last_reply_with_its_buttons_and_sources(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    source = {"title": "Wmo 2015", "checked": "2026-11-21"}
    button = {"title": "t", "payload": "/wmo/wat_is"}
    for event in (
        said("eerder"),
        BotUttered("oud antwoord", {"custom": {"question": "wmo/wat_is"}}),
        said("vraag"),
        BotUttered("deel een", {}),
        BotUttered("deel twee", {"custom": {"question": "wmo/wat_is", "sources": [source]}, "buttons": [button]}),
        said("nog eens"),
    ):
        tracker.update(event)
    message = generate(generator, "utter_gesprek/herhalen", tracker)
    assert message["text"] == "deel een\n\ndeel twee"
    assert message["buttons"] == [button]
    assert message["custom"] == {"question": "gesprek/herhalen", "sources": [source]}


def test_repeat_falls_back_on_the_last_question(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.update(SlotSet("vraag", "wmo/wat_is"))
    tracker.update(said("nog eens"))
    message = generate(generator, "utter_gesprek/herhalen", tracker)
    assert message["text"].startswith(generator.answers["wmo/wat_is"].text[:40])
    assert message["custom"]["question"] == "gesprek/herhalen"


def test_repeat_on_the_last_question_keeps_its_sources(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(SlotSet("vraag", "wmo/wat_is"))
    tracker.update(said("nog eens"))
    custom = generate(generator, "utter_gesprek/herhalen", tracker)["custom"]
    assert custom.get("sources") == [source.as_json() for source in generator.answers["wmo/wat_is"].sources]


def test_a_term_is_explained(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.update(said("wat is wlz", entities=[{"entity": "begrip", "value": "wlz", "start": 0, "end": 10}]))
    message = generate(generator, "utter_gesprek/begrip_uitleg", tracker)
    assert message["text"].startswith("Wlz: De Wet langdurige zorg.")
    assert [button["payload"] for button in message["buttons"]] == ["/wmo/welke_wet", "/clientondersteuning/wlz"]
    assert message["custom"]["question"] == "gesprek/begrip_uitleg"
    assert message["custom"]["sources"][0]["title"] == "Wet langdurige zorg"
    # Other hard words in the explanation are explained in turn, the word itself is not.
    assert [entry["woord"] for entry in message["custom"]["begrippen"]] == ["CIZ"]


def test_hard_words_of_a_municipalitys_own_text_are_explained_too(
    generator: AnswerGenerator, tracker: DialogueStateTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def local(message: dict[str, Any], code: str | None) -> dict[str, Any]:
        return {**message, "text": "In de gemeente X: vraag het aan het CIZ.", "custom": dict(message["custom"])}

    monkeypatch.setattr("bot.knowledge.generator.with_local_text", local)
    message = generate(generator, "utter_wmo/huishoudelijke_hulp", tracker)
    assert [entry["woord"] for entry in message["custom"]["begrippen"]] == ["CIZ"]


def test_repeat_explains_the_same_words(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    entry = {"woord": "pgb", "uitleg": "Geld."}
    for event in (
        said("vraag"),
        BotUttered("Een pgb.", {"custom": {"question": "wmo/wat_is", "begrippen": [entry]}}),
        said("nog eens"),
    ):
        tracker.update(event)
    assert generate(generator, "utter_gesprek/herhalen", tracker)["custom"]["begrippen"] == [entry]


def test_the_easier_version_says_that_it_is(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    assert "easier" not in generate(generator, "utter_gesprek/makkelijker", tracker)["custom"]
    tracker.update(SlotSet("vraag", "persoonlijk_plan/wat_is"))
    assert generate(generator, "utter_gesprek/makkelijker", tracker)["custom"]["easier"] is True


def unsure(choices: list[str]) -> UserUttered:
    return said("eh", response_selector={"default": {"choices": choices}})


def test_not_sure_offers_the_likely_questions_and_a_person(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(unsure(["wmo/wat_is", "pgb/wat_is"]))
    message = generate(generator, "utter_keuze", tracker)
    assert message["custom"] == {"suggestions": ["wmo/wat_is", "pgb/wat_is"]}
    payloads = [button["payload"] for button in message["buttons"]]
    assert payloads == ["/wmo/wat_is", "/pgb/wat_is", "/contact/medewerker"]


def test_a_person_is_offered_only_once(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.update(unsure(["contact/medewerker", "pgb/wat_is"]))
    payloads = [button["payload"] for button in generate(generator, "utter_keuze", tracker)["buttons"]]
    assert payloads == ["/contact/medewerker", "/pgb/wat_is"]


@pytest.mark.parametrize("choices", [[], ["bestaat/niet"]])
def test_nothing_likely_gives_the_topics_and_a_person(
    generator: AnswerGenerator, tracker: DialogueStateTracker, choices: list[str]
) -> None:
    tracker.update(unsure(choices))
    message = generate(generator, "utter_keuze", tracker)
    assert message["custom"]["suggestions"] == list(MAIN_TOPICS)
    assert [button["payload"] for button in message["buttons"]] == [f"/{key}" for key in MAIN_TOPICS]
    assert message["buttons"][-1]["payload"] == "/contact/medewerker"


def test_not_sure_while_a_question_waits_for_a_place_asks_again(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(SlotSet("wachtende_vraag", "melding/waar"))
    tracker.update(unsure([]))
    message = generate(generator, "utter_keuze", tracker)
    assert "postcode" in message["text"]
    assert message["custom"]["expects"] == "gemeente"
    assert message["buttons"][-1]["payload"] == "/contact/medewerker"


def test_never_only_that_it_was_not_understood(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    message = generate(generator, "utter_keuze", tracker)
    assert len(message["buttons"]) >= 3
    assert len({button["title"] for button in message["buttons"]}) == len(message["buttons"])


def typed(metadata: dict[str, Any] | None = None, **entities: Any) -> UserUttered:
    """A message with entities, and what the channel told of the conversation."""
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    data = {"text": "x", "intent": {}, "entities": found}
    return UserUttered("x", entities=found, parse_data=data, metadata=metadata)


@pytest.mark.parametrize(("language", "words"), [("en", "understands only Dutch"), ("pl", "niderlandzki")])
def test_another_language_is_answered_in_it(
    generator: AnswerGenerator, tracker: DialogueStateTracker, language: str, words: str
) -> None:
    tracker.update(typed(taal=language))
    message = generate(generator, "utter_gesprek/andere_taal", tracker)
    assert words in message["text"]
    assert "112" in message["text"]
    assert message["custom"]["lang"] == language
    assert message["custom"]["question"] == "gesprek/andere_taal"


def test_another_language_with_the_number_of_the_municipality(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(SlotSet("gemeente", "GM0193"))
    tracker.update(typed(taal="en"))
    text = generate(generator, "utter_gesprek/andere_taal", tracker)["text"]
    assert "call the municipality of Zwolle: 14 038." in text


def test_a_language_that_is_not_known_gets_the_general_answer(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(typed(taal="und"))
    message = generate(generator, "utter_gesprek/andere_taal", tracker)
    assert message["text"] == generator.answers["gesprek/andere_taal"].text.strip()


def test_the_second_question_is_offered_first(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.update(typed(tweede_vraag="pgb/wat_is"))
    message = generate(generator, "utter_eigen_bijdrage/hoogte", tracker)
    assert message["custom"]["question"] == "eigen_bijdrage/hoogte"
    assert message["buttons"][0]["payload"] == "/pgb/wat_is"
    assert message["buttons"][0]["title"] in message["text"].splitlines()[-1]
    assert len({button["payload"] for button in message["buttons"]}) == len(message["buttons"])


def test_beside_a_danger_the_ordinary_question_is_offered(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(unsure(["wmo/jeugd"]))
    message = generate(generator, "utter_veiligheid/nood", tracker)
    assert message["text"].startswith("Bel nu 112")
    assert message["buttons"][0]["payload"] == "/wmo/jeugd"
    assert message["custom"]["question"] == "veiligheid/nood"
    assert "suggestions" not in message["custom"]


def test_a_danger_that_is_only_named_puts_its_number_first(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(typed(gevaar_genoemd="veiligheid/nood"))
    message = generate(generator, "utter_pgb/wat_is", tracker)
    assert message["text"].startswith("Is er nu gevaar? Bel 112.\n\n")
    assert generator.answers["pgb/wat_is"].text.strip() in message["text"]
    assert message["buttons"][0]["payload"] == "/veiligheid/nood"
    assert message["custom"]["question"] == "pgb/wat_is"


def test_the_number_goes_before_whatever_is_said(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.slots["vraag"].value = "pgb/wat_is"
    named = [{"entity": "gevaar_genoemd", "value": "veiligheid/nood"}]
    tracker.update(
        UserUttered("eh", entities=named, parse_data={**unsure(["wmo/jeugd"]).parse_data, "entities": named})
    )
    for response in ("utter_keuze", "utter_gesprek/makkelijker", "utter_gesprek/bedankt", "utter_gesprek/herhalen"):
        message = generate(generator, response, tracker)
        assert message["text"].startswith("Is er nu gevaar? Bel 112.\n\n"), response
        assert message["buttons"][0]["payload"] == "/veiligheid/nood"


def test_twice_nothing_and_a_person_comes_first(generator: AnswerGenerator, tracker: DialogueStateTracker) -> None:
    tracker.update(typed())
    assert generate(generator, "utter_keuze", tracker)["buttons"][-1]["payload"] == "/contact/medewerker"
    tracker.update(typed({"missed": 1}))
    message = generate(generator, "utter_keuze", tracker)
    assert message["buttons"][0]["payload"] == "/contact/medewerker"
    assert message["custom"]["suggestions"][0] == "contact/medewerker"
    assert message["custom"]["expects"] == "gemeente"
    assert "mens" in message["text"]


def test_the_person_s_number_where_the_municipality_is_known(
    generator: AnswerGenerator, tracker: DialogueStateTracker
) -> None:
    tracker.update(SlotSet("gemeente", "GM0193"))
    tracker.update(typed({"missed": 2}))
    message = generate(generator, "utter_keuze", tracker)
    assert "Bel de gemeente Zwolle: 14 038." in message["text"]
    assert "expects" not in message["custom"]
