"""Names near a misspelled one."""

from __future__ import annotations

import pytest

from bot.municipalities.typos import TypoIndex

INDEX = TypoIndex(["zwolle", "zutphen", "beverwijk", "haren", "laren", "spijkenisse", "ede"])


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("zwole", ["zwolle"]),
        ("zwollle", ["zwolle"]),
        ("zwalle", ["zwolle"]),
        ("zowlle", ["zwolle"]),
        ("zutfen", ["zutphen"]),
        ("beverwyk", ["beverwijk"]),
        ("saren", ["haren", "laren"]),
        ("haren", ["laren"]),
        ("zwelie", []),
        ("e", []),
        ("", []),
    ],
)
def test_one_edit(typed: str, near: list[str]) -> None:
    assert INDEX.one_edit(typed) == near


@pytest.mark.parametrize(("typed", "near"), [("spijkkenise", ["spijkenisse"]), ("zwlle", []), ("onbekendestad", [])])
def test_two_edits_only_in_long_names(typed: str, near: list[str]) -> None:
    assert INDEX.two_edits(typed) == near
