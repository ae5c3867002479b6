"""docs/beheer.md says what the code does."""

from __future__ import annotations

import re

import pytest

from bot.municipalities.doors import MONTHS_FRESH
from bot.municipalities.models import PURPOSES
from bot.municipalities.stale import DAYS_AHEAD
from bot.municipalities.validation_csv import COLUMNS
from bot.municipalities.validation_yaml import KEYS, LONGEST, MODES
from bot.settings import PROJECT

TEXT = (PROJECT / "docs" / "beheer.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*COLUMNS, *PURPOSES, *MODES, *KEYS])
def test_every_column_purpose_and_key_is_explained(name: str) -> None:
    assert f"`{name}`" in TEXT


def test_the_columns_are_those_of_the_table() -> None:
    table = TEXT[TEXT.index("| kolom |") : TEXT.index("De doelen:")]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(COLUMNS)


def test_numbers() -> None:
    assert f"{MONTHS_FRESH} maanden" in TEXT
    assert f"{DAYS_AHEAD} dagen" in TEXT
    assert f"{LONGEST} tekens" in TEXT


def test_the_example_is_the_file() -> None:
    example = (PROJECT / "data" / "gemeenten" / "voorbeeld" / "teksten.yml").read_text(encoding="utf-8")
    assert example.partition("\n")[2].strip() in TEXT
