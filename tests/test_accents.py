"""Letters without their accents."""

from __future__ import annotations

import pytest

from bot.accents import without_accents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Súdwest-Fryslân", "Sudwest-Fryslan"),
        ("cliëntondersteuning", "clientondersteuning"),
        ("Ĳsselstein", "IJsselstein"),
        ("gewoon", "gewoon"),
        ("e\u0301e\u0301n", "een"),
        ("", ""),
    ],
)
def test_only_the_accents_go(text: str, expected: str) -> None:
    assert without_accents(text) == expected
