"""The table of cases, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.municipalities.lookup import MunicipalityLookup
from bot.privacy.findings import PLACEHOLDER
from bot.privacy.redaction import Kind, Redacted, redact
from tests.privacy.cases import STAYS, TAKEN_OUT

_MOST_ADDED = 20
"""So many characters a finding may add."""

# Pieces that mean something together, so that random texts hold findings.
_PIECES = st.sampled_from(
    [piece for typed, _ in TAKEN_OUT for piece in typed.split()] + [piece for text in STAYS for piece in text.split()]
)
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(_PIECES, max_size=25).map("".join),
    st.lists(st.one_of(_PIECES, st.text(alphabet="0123456789 .-/@[]abAB€", max_size=8)), max_size=20).map(" ".join),
)


@pytest.mark.parametrize(("typed", "left"), TAKEN_OUT)
def test_taken_out(typed: str, left: str, places: MunicipalityLookup) -> None:
    result = redact(typed, places=places)
    assert result.text == left
    assert result.kinds


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str, places: MunicipalityLookup) -> None:
    assert redact(text, places=places) == Redacted(text)


@pytest.mark.parametrize(("typed", "left"), TAKEN_OUT)
def test_without_a_lookup_as_much_is_taken_out(typed: str, left: str) -> None:
    assert redact(typed).text == left


def test_the_table_is_large_enough() -> None:
    assert len(set(TAKEN_OUT)) + len(set(STAYS)) >= 250
    found = {kind for typed, _ in TAKEN_OUT for kind in redact(typed).kinds}
    assert found == set(Kind)


def test_kinds_name_what_was_found() -> None:
    result = redact("Ik ben Truus, bsn 111222333 en 123456782, postcode 3512 AB")
    assert result.text == "Ik ben [naam], bsn [bsn] en [bsn], postcode 3512"
    assert result.kinds == (Kind.NAME, Kind.BSN, Kind.BSN, Kind.POSTCODE)
    assert result.postcodes == ("3512",)


def test_a_person_from_a_place_is_not_called_so(places: MunicipalityLookup) -> None:
    assert redact("die mevrouw van Almere", places=places).text == "die mevrouw van Almere"
    assert redact("met mevrouw van Almere", places=places).text == "met mevrouw [naam]"


def test_a_finder_of_names_adds_to_what_is_announced() -> None:
    text = "Gisteren kwam Anja bij mevrouw Postma"
    assert redact(text).text == "Gisteren kwam Anja bij mevrouw [naam]"

    def finder(given: str) -> list[tuple[int, int]]:
        return [(given.index(name), given.index(name) + len(name)) for name in ("Anja", "Postma") if name in given]

    assert redact(text, names=finder).text == "Gisteren kwam [naam] bij mevrouw [naam]"


@settings(deadline=None, max_examples=500)
@given(_TEXTS)
@example("3512 AB CD 12")
@example("bsn [bsn] 111222333")
@example("mevrouw mevrouw Jansen")
@example("[telefoonnummer]06-12345678[")
def test_redaction_is_idempotent(text: str) -> None:
    once = redact(text)
    assert redact(once.text) == Redacted(once.text)


@settings(deadline=None, max_examples=500)
@given(_TEXTS)
def test_a_finding_adds_little(text: str) -> None:
    result = redact(text)
    assert len(result.text) <= len(text) + _MOST_ADDED * len(result.kinds)
    if not result.kinds:
        assert result.text == text


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(TAKEN_OUT), st.sampled_from(["Ik heb een vraag. ", "Hallo! ", "hoi, ", ""]))
def test_what_stands_before_it_changes_nothing(case: tuple[str, str], before: str) -> None:
    typed, left = case
    assert redact(before + typed).text == before + left


def test_what_was_typed_is_not_left_behind() -> None:
    for typed, _ in TAKEN_OUT:
        left = PLACEHOLDER.sub(" ", redact(typed).text)
        assert not any(len(word) >= 7 and word.isdigit() for word in left.split())


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1000,
        "1 " * 500,
        "0612345678 " * 90,
        "a@" * 500,
        "a." * 500,
        "van de " * 140,
        "Jan " * 250,
        "mevrouw " * 125,
        "mijn naam is " * 75,
        "Kerk" * 250,
        "Straat " * 140,
        "Aa " * 333,
        "straat" * 160,
        "NL91" * 250,
        "NL91 ABNA " * 100,
        "12-03-" * 160,
        "geboren " * 125,
        "3512 AB " * 125,
        "nummer " * 140,
        "bsn " * 250,
        "kenteken " * 110,
        "[naam] " * 140,
        "€ 1.2" * 200,
        "+31" * 330,
        "( - ) 0 " * 125,
    ],
)
def test_a_long_repetition_comes_to_an_end(text: str) -> None:
    """A message has at most 1,000 characters; `make bench` tells how long such ones take."""
    once = redact(text[:1000]).text
    assert redact(once).text == once
