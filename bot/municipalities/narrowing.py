"""The answer to "welke bedoelt u?" in own words: a province or region, a number, a municipality, or a town nearby."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.municipalities.index import Index
from bot.municipalities.models import MunicipalityTables
from bot.municipalities.names import words
from bot.municipalities.results import Candidate, LookupResult

_ORDINALS = {
    "eerste": 0,
    "1e": 0,
    "tweede": 1,
    "2e": 1,
    "derde": 2,
    "3e": 2,
    "vierde": 3,
    "4e": 3,
    "vijfde": 4,
    "5e": 4,
}


def narrow(index: Index, candidates: Sequence[Candidate], text: str, found: LookupResult) -> LookupResult:
    """Choose from the candidates that were offered.

    Args:
        index: all names.
        candidates: those that were offered.
        text: the answer.
        found: what the lookup makes of the answer by itself.

    Returns:
        The candidates that fit; `found` when none of them does.
    """
    offered = {candidate.municipality.code: candidate for candidate in candidates}
    named = [row.municipality.code for row in found.candidates]
    same = tuple(offered[code] for code in named if code in offered)
    if len(same) == 1:
        return LookupResult(same)
    written = words(text)
    keys = [word.key for word in written]
    for first in range(len(written)):
        area = index.area(written, first, abbreviated=True)
        fitting = tuple(row for row in candidates if area and row.municipality.code in area[0])
        if fitting and len(fitting) < len(candidates):
            return LookupResult(fitting)
    for key in keys:
        if key in _ORDINALS and _ORDINALS[key] < len(candidates):
            return LookupResult((candidates[_ORDINALS[key]],))
        if key == "laatste":
            return LookupResult((candidates[-1],))
    if same:
        return replace(found, candidates=same)
    if named and not found.several and any(key in keys for key in ("bij", "buurt", "omgeving", "onder")):
        return LookupResult(
            (min(candidates, key=lambda row: _distance(index.tables, row.municipality.code, named[0])),)
        )
    return found


def _distance(tables: MunicipalityTables, code: str, other: str) -> int:
    """How far apart two municipalities are, by their postcodes: the nearer, the closer the numbers mostly are."""
    own = [int(row.digits) for row in tables.postcodes if row.code == code]
    theirs = [int(row.digits) for row in tables.postcodes if row.code == other]
    return min((abs(one - two) for one in own for two in theirs), default=10_000)
