"""Postcodes among other numbers."""

from __future__ import annotations

import pytest

from bot.municipalities.postcodes import find_postcodes

KNOWN = {"3512", "8011", "2011", "1442"}


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("3512 AB", False, ["3512 AB"]),
        ("3512AB", False, ["3512AB"]),
        ("3512ab 10", False, ["3512ab"]),
        ("(3512 AB)", False, ["3512 AB"]),
        ("3512", False, ["3512"]),
        ("postcode 3512", False, ["3512"]),
        ("Postcode: 3512, Utrecht", False, ["3512"]),
        ("mijn postcode is 9998", False, ["9998"]),
        ("ik woon in 3512", True, ["3512"]),
        ("ik woon in 3512", False, []),
        ("2011", True, ["2011"]),
        ("sinds 2011 woon ik hier", True, []),
        ("in 2011 is het begonnen", False, []),
        ("1442 euro", True, []),
        ("€ 1442", True, []),
        ("€1442", False, []),
        ("06 3512 8011", True, []),
        ("0351 2801", True, []),
        ("035128011", True, []),
        ("3512-8011", True, []),
        ("3.512", True, []),
        ("dossier 3512", True, []),
        ("3512 SS", False, []),
        ("3512 ABC", False, []),
    ],
)
def test_find(text: str, expected: bool, found: list[str]) -> None:
    assert [text[row.start : row.end] for row in find_postcodes(text, KNOWN, expected=expected)] == found
