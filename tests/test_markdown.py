"""Tables in the reports."""

from __future__ import annotations

from bot.markdown import table


def test_table() -> None:
    assert table(("wat", "wie", "n"), [("a|b", "c", 1234), ("d", "e", 0.25)], left=2).splitlines() == [
        "| wat | wie | n |",
        "|---|---|---:|",
        "| a\\|b | c | 1,234 |",
        "| d | e | 0.2 |",
    ]
