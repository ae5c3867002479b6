"""A choice in own words: by its place in the list, by a word of its title, or by what it is about."""

from __future__ import annotations

import pytest

from bot.nlu.own_words import chosen
from bot.nlu.question_model import Ranking

OFFERED = [
    {"key": "eigen_bijdrage/hoogte", "title": "Hoe hoog is de eigen bijdrage?"},
    {"key": "pgb/wat_is", "title": "Wat is een pgb?"},
    {"key": "contact/medewerker", "title": "Ik wil een mens spreken"},
]
RANKING = Ranking(
    ["eigen_bijdrage/hoogte", "pgb/wat_is", "contact/medewerker", "wmo/wat_is"], [0.4, 0.15, 0.05, 0.4], 1.0
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("de tweede", "pgb/wat_is"),
        ("De eerste graag", "eigen_bijdrage/hoogte"),
        ("nummer 3", "contact/medewerker"),
        ("2", "pgb/wat_is"),
        ("doe de laatste maar", "contact/medewerker"),
        ("ik bedoel de 1e", "eigen_bijdrage/hoogte"),
        ("dat over het pgb", "pgb/wat_is"),
        ("die vraag over een mens spreken", "contact/medewerker"),
        ("dat over geld", "eigen_bijdrage/hoogte"),
        ("die over wat ik moet betalen", "eigen_bijdrage/hoogte"),
    ],
)
def test_a_choice(text: str, key: str) -> None:
    assert chosen(text, OFFERED, RANKING) == key


@pytest.mark.parametrize(
    "text",
    [
        "de zesde",
        "hoeveel kost het per maand",
        "wat is het telefoonnummer van de gemeente",
        "mag dat met een pgb",
        "mijn tweede kind is ziek",
        "ik heb het drie keer gevraagd maar er komt geen antwoord op mijn brief",
        "",
        "👍",
    ],
)
def test_no_choice(text: str) -> None:
    assert chosen(text, OFFERED, RANKING) is None


def test_nothing_was_offered() -> None:
    assert chosen("de tweede", [], RANKING) is None


def test_two_that_are_about_as_likely() -> None:
    ranking = Ranking(["eigen_bijdrage/hoogte", "pgb/wat_is", "contact/medewerker"], [0.4, 0.35, 0.05], 1.0)
    assert chosen("dat over geld", OFFERED, ranking) is None
