"""The lookup reaches its targets."""

from __future__ import annotations

import pytest

from bot.municipalities.evaluation import LookupFigures, evaluate, without_place
from bot.municipalities.lookup import MunicipalityLookup

SENTENCES = [
    "Hoe meld ik mij aan voor hulp in huis?",
    "Het beste is als u mij echt helpt, want ik ben op.",
    "wat kost een traplift",
    "In 2015 is de wet veranderd.",
]


@pytest.fixture(scope="module")
def figures(lookup: MunicipalityLookup) -> LookupFigures:
    return evaluate(lookup, SENTENCES)


def test_every_name_postcode_and_alias_is_found(figures: LookupFigures) -> None:
    for kind, counts in figures.known.items():
        assert counts.share("right", "asked") == 100, (kind, counts.examples[:5])


def test_typos(figures: LookupFigures) -> None:
    assert figures.typos.total > 10_000
    assert figures.typos.share("right", "asked") >= 97
    assert figures.typos.share("wrong") < 0.5
    assert figures.typos_in_sentence.share("wrong") < 0.5


def test_names_in_a_sentence(figures: LookupFigures) -> None:
    assert figures.in_sentence.share("right", "asked") > 99.5
    assert figures.in_sentence.wrong == 0


def test_no_false_places(figures: LookupFigures) -> None:
    assert figures.false_places == ()
    assert figures.sentences == len(SENTENCES)


def test_report_names_every_figure(figures: LookupFigures) -> None:
    report = figures.report()
    for word in ("municipalities", "postcodes", "aliases", "typos", "false places", "ms a sentence"):
        assert word in report


def test_without_place_drops_annotated_sentences() -> None:
    texts = ["hulp in [Zwolle](gemeente)", "[3512](postcode)", "wat is een [maatwerkvoorziening](begrip)", "hoi"]
    assert sorted(without_place(texts)) == ["hoi", "wat is een maatwerkvoorziening"]
    assert len(without_place([f"zin {number}" for number in range(50)], most=10)) == 10
