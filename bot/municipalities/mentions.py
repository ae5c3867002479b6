"""Pieces of a message that name a place, and how several of them in one message go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.municipalities.index import Entry, Index
from bot.municipalities.names import Word
from bot.municipalities.results import Reason


@dataclass(frozen=True)
class Mention:
    """A name or postcode in a message: `first` and `count` are words (a postcode has none), `start` and `end` signs."""

    first: int
    count: int
    start: int
    end: int
    entries: tuple[Entry, ...]
    certain: bool = True


def end_of_name(text: str, last: Word) -> int:
    """Where a name that ends with this word ends: behind the bracket of "Bergen (NH)"."""
    for closing in (")", ".)"):
        if text.startswith(closing, last.end) and "(" in text[: last.end]:
            return last.end + len(closing)
    return last.end


def in_area(index: Index, text: str, words: Sequence[Word], mention: Mention) -> Mention:
    """Of several candidates, those in the province or region that the message names, if any is."""
    if len(mention.entries) < 2 or mention.count == 0:
        return mention
    behind = index.area_behind(words, mention.first + mention.count)
    kept = _within(mention, behind[0]) if behind else ()
    if behind and kept:
        count = mention.count + behind[1]
        return replace(mention, count=count, end=end_of_name(text, words[mention.first + count - 1]), entries=kept)
    for first in range(len(words)):
        area = index.area(words, first, abbreviated=False)
        own = mention.first <= first < mention.first + mention.count
        kept = _within(mention, area[0]) if area and not own else ()
        if kept:
            return replace(mention, entries=kept)
    return mention


def reconciled(words: Sequence[Word], mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that stand on their own.

    Left out are an area behind a name that is a municipality as well ("Elst in Utrecht") and what is denied ("niet
    Bergen maar Bergen op Zoom"); mentions that agree become one ("Zuidhorn, gemeente Westerkwartier", "Elst 6661").
    """
    given = list(mentions)
    apart = [row for row in given if not any(other.start < row.start < other.end for other in given)]
    meant = [row for row in apart if not _denied(words, row)] or apart
    result: list[Mention] = []
    for mention in meant:
        for number, other in enumerate(result):
            shared = {row.code for row in mention.entries} & {row.code for row in other.entries}
            if shared:
                best = mention if other.entries[0].reason is Reason.POSTCODE else other
                entries = tuple(row for row in best.entries if row.code in shared)
                result[number] = replace(best, entries=entries, certain=mention.certain or other.certain)
                break
        else:
            result.append(mention)
    return sorted(result, key=lambda row: row.start)


def _within(mention: Mention, codes: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(entry for entry in mention.entries if entry.code in codes)


def _denied(words: Sequence[Word], mention: Mention) -> bool:
    before = [word.key for word in words[max(0, mention.first - 3) : max(mention.first, 0)]]
    if "maar" in before or "wel" in before:
        return False
    return "niet" in before or "geen" in before or before == ["in", "plaats", "van"]
