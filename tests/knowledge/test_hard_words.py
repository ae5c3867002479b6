"""Hard words in a text: found as they stand there, each once, and only those that need it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.knowledge import files
from bot.knowledge.answers import Answers
from bot.knowledge.generator import AnswerGenerator
from bot.knowledge.glossary import Glossary, fold
from bot.knowledge.hard_words import MOST, HardWords


@pytest.fixture(scope="module")
def hard(glossary: Glossary) -> HardWords:
    return HardWords(glossary)


def words(hard: HardWords, text: str, question: str = "") -> list[str]:
    return [found.word for found in hard.of(text, question)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U betaalt een eigen bijdrage.", ["eigen bijdrage"]),
        ("De EIGEN BIJDRAGE int het CAK.", ["EIGEN BIJDRAGE", "CAK"]),
        ("een pgb, ja: uw pgb's", ["pgb"]),
        ("Vraag een cliëntondersteuner.", ["cliëntondersteuner"]),
        ("een persoonlijk plan", ["persoonlijk plan"]),
        ("niet-ontvankelijk", ["niet-ontvankelijk"]),
        ("de w.m.o. geldt", ["w.m.o"]),
        ("bel het Wmo-loket", ["Wmo-loket"]),
    ],
)
def test_words_as_they_stand(hard: HardWords, text: str, found: list[str]) -> None:
    assert words(hard, text) == found
    assert all(word in text for word in found)


@pytest.mark.parametrize(
    "text",
    [
        "Typ uw vraag in één korte zin.", "Dien een klacht in.", "de Wmo-telefoon", "www.svb.nl", "info@svb.nl",
        "een eigen. Bijdrage", "eigen, bijdrage", "eigen\nbijdrage", "", "mentorgesprek",
    ],
)  # fmt: skip
def test_what_is_not_explained(hard: HardWords, text: str) -> None:
    assert words(hard, text) == []


def test_the_word_that_an_answer_is_about_is_left_to_the_answer(hard: HardWords) -> None:
    assert words(hard, "Een pgb is geld.", "pgb/wat_is") == []
    assert words(hard, "Een pgb is geld.", "pgb/hoogte") == ["pgb"]


def test_no_more_than_a_reader_can_use(hard: HardWords) -> None:
    text = "wlz zvw ciz cak svb vng poh"
    assert words(hard, text) == ["wlz", "zvw", "ciz", "cak", "svb"]
    assert len(words(hard, text)) == MOST


def test_what_was_looked_up_ahead_is_the_same(glossary: Glossary) -> None:
    hard = HardWords(glossary)
    text = "U betaalt een eigen bijdrage aan het CAK."
    fresh = hard.of(text, "x/y")
    assert hard.prepare(text, "x/y") == fresh
    assert hard.of(text, "x/y") is hard.of(text, "x/y")


def test_familiar_words_are_forms_of_terms_and_none_stands_twice(glossary: Glossary) -> None:
    listed = files.read(files.KNOWLEDGE / "begrippen.yml")["bekend"]
    assert len(listed) == len(set(listed)) == len(glossary.familiar)
    for word in listed:
        assert glossary.get(word) is not None, word
    assert listed == sorted(listed)


def test_a_glossary_without_familiar_words(tmp_path: Path) -> None:
    path = tmp_path / "begrippen.yml"
    path.write_text("begrippen:\n  zin: {uitleg: x}\n")
    assert words(HardWords(Glossary.load(path)), "een zin") == ["zin"]


@pytest.fixture(scope="module")
def generator() -> AnswerGenerator:
    return AnswerGenerator()


@pytest.mark.parametrize("easier", [False, True])
def test_every_answer(generator: AnswerGenerator, answers: Answers, easier: bool) -> None:
    explained = 0
    for key, answer in answers.items():
        message = generator.message(answer, easier=easier)
        listed = message["custom"].get("begrippen", [])
        assert listed or "begrippen" not in message["custom"]
        assert len(listed) <= MOST
        assert len({fold(entry["woord"]) for entry in listed}) == len(listed)
        for entry in listed:
            assert set(entry) == {"woord", "uitleg"}
            assert re.search(rf"(?<![\w-]){re.escape(entry['woord'])}(?![\w-])", message["text"]), (key, entry)
            assert "{" not in entry["uitleg"]
            term = generator.glossary.get(entry["woord"])
            assert term is not None
            assert key not in term.see
        explained += bool(listed)
    assert explained > len(answers) / 2


def test_looking_them_up_is_done_before_anybody_asks(
    generator: AnswerGenerator, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answering reads no text again: that is what keeps it fast."""

    def never(self: HardWords, text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(HardWords, "_all", never)
    for answer in answers.values():
        for easier in (False, True):
            assert generator.message(answer, easier=easier)["text"]
