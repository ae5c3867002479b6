"""What a reply offers beside its answer."""

from __future__ import annotations

import re

import pytest

from bot.danger.check import KEYS
from bot.knowledge.answers import Answers
from bot.knowledge.beside import Message, with_number_first, with_ordinary_questions, with_second_question
from bot.knowledge.phrases import phrases
from bot.questions import SAFETY, topic


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers.load()


@pytest.fixture
def message(answers: Answers) -> Message:
    return {"text": "Bel 112.", "buttons": answers.buttons(("melding/spoed", "pgb/wat_is")), "custom": {"sources": []}}


def payloads(message: Message) -> list[str]:
    return [button["payload"] for button in message["buttons"]]


def test_the_second_question_comes_before_the_others(answers: Answers, message: Message) -> None:
    reply = with_second_question(message, "pgb/wat_is", answers)
    assert payloads(reply) == ["/pgb/wat_is", "/melding/spoed"]
    assert reply["text"].startswith("Bel 112.\n\n")
    assert reply["buttons"][0]["title"] in reply["text"]


def test_ordinary_questions_come_after_the_number(answers: Answers, message: Message) -> None:
    reply = with_ordinary_questions(message, ["wmo/jeugd", "pgb/wat_is"], answers)
    assert payloads(reply) == ["/wmo/jeugd", "/pgb/wat_is", "/melding/spoed"]
    assert reply["text"] == f"Bel 112.\n\n{phrases()['naast_gevaar']}"
    assert reply["custom"] == message["custom"]


@pytest.mark.parametrize("keys", [[], ["bestaat/niet"]])
def test_nothing_likely_leaves_the_reply_as_it_is(answers: Answers, message: Message, keys: list[str]) -> None:
    assert with_ordinary_questions(message, keys, answers) is message


@pytest.mark.parametrize("key", [None, "bestaat/niet"])
def test_without_a_second_question_the_reply_stays(answers: Answers, message: Message, key: str | None) -> None:
    assert with_second_question(message, key, answers) is message


def test_where_danger_is_named_the_number_is_the_first_line(answers: Answers, message: Message) -> None:
    dangers = [key for key in answers if topic(key) == SAFETY]
    assert set(dangers) > set(KEYS)
    for danger in dangers:
        reply = with_number_first(message, danger, answers)
        first, rest = reply["text"].split("\n\n")
        assert rest == message["text"]
        numbers = re.findall(r"08[08][08 -]\d[\d ]+\d|\b11[23]\b", first)
        assert numbers, first
        # The same numbers as in the whole answer to that danger, which is one button away.
        assert all(number in answers[danger].text for number in numbers)
        assert payloads(reply) == [f"/{danger}", "/melding/spoed", "/pgb/wat_is"]


def test_without_danger_no_number(answers: Answers, message: Message) -> None:
    assert with_number_first(message, None, answers) is message


def test_the_reply_given_is_not_changed(answers: Answers, message: Message) -> None:
    before = {**message, "buttons": list(message["buttons"])}
    with_ordinary_questions(message, ["wmo/jeugd"], answers)
    with_second_question(message, "wmo/jeugd", answers)
    with_number_first(message, "veiligheid/nood", answers)
    assert message == before
