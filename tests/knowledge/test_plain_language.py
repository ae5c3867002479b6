"""The checks of plain Dutch find what they must find, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import plain_language
from bot.knowledge.plain_language import FORBIDDEN_WORDS, faults, sentences, word_count


def words(count: int) -> str:
    return " ".join(["woord"] * count) + "."


def test_a_sentence_of_19_words_is_allowed_and_one_of_20_is_not() -> None:
    short = "Dit mag. Dat mag ook. En dit. "
    assert faults(short + words(19)) == []
    found = faults(short + words(20))
    assert [fault.reason for fault in found] == ["zin van 20 woorden; maak er twee zinnen van"]
    assert found[0].sentence.startswith("woord")


def test_an_average_of_13_words_is_allowed_and_more_is_not() -> None:
    assert faults(f"{words(13)} {words(13)}") == []
    assert [fault.reason for fault in faults(f"{words(13)} {words(14)}")] == [
        "gemiddeld 13.5 woorden per zin; hoogstens 13"
    ]


@pytest.mark.parametrize("word", list(FORBIDDEN_WORDS))
def test_officialese_is_found_in_any_case(word: str) -> None:
    for text in (f"Dit is {word} zo.", f"{word.capitalize()} is dit zo."):
        assert any(f"'{word}'" in fault.reason and FORBIDDEN_WORDS[word] in fault.reason for fault in faults(text))


@pytest.mark.parametrize("text", ["De ochtend is mooi.", "Kom met mitsen en maren.", "U kunt nu dochters bellen."])
def test_officialese_inside_another_word_is_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel nu. Vraag hulp!", ["Bel nu.", "Vraag hulp!"]),
        ("Neem mee: uw brief.", ["Neem mee:", "uw brief."]),
        ("- Bel nu\n- Vraag hulp", ["Bel nu", "Vraag hulp"]),
        ('Zeg: "Ik wil hulp." Bel daarna.', ["Zeg:", "Ik wil hulp.", "Bel daarna."]),
        ("Hulp, bijv. thuis, kan.", ["Hulp, bijv thuis, kan."]),
        ("Kijk op www.hetcak.nl voor meer.", ["Kijk op website voor meer."]),
        ("Dat staat in artikel 2.3.2.", ["Dat staat in artikel 2.3.2."]),
        ("", []),
        ("- \n* ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("U betaalt € 3.061,80 per maand", 5),
        ("U betaalt {eigen_bijdrage_maand} per maand", 5),
        ("Bel 0800 33 55 555 gratis", 3),
        ("Bel 14 038", 2),
        ("'s Avonds belt u", 4),
        ("de 18-jarige auto's", 3),
        ("", 0),
    ],
)
def test_word_count(sentence: str, count: int) -> None:
    assert word_count(sentence) == count


@given(st.text(max_size=300))
def test_any_text_can_be_checked(text: str) -> None:
    for fault in faults(text):
        assert fault.reason
    assert all(plain_language.word_count(sentence) >= 0 for sentence in sentences(text))
