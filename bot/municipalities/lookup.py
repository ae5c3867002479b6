"""Which municipality does a message name? By name, place, postcode, alias, former name or misspelling.

    lookup = MunicipalityLookup(tables)
    lookup.find("Ik woon in Giethoorn").one.municipality.name      "Steenwijkerland"
    lookup.find("hengelo").candidates                              two: ask back with their labels
    lookup.find("best", expected=True).one.municipality.name       "Best"; without `expected`: none

Everything is in memory; a message takes a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.municipalities.index import Index
from bot.municipalities.models import Municipality, MunicipalityTables
from bot.municipalities.narrowing import narrow
from bot.municipalities.results import Candidate, LookupResult, Reason, Span
from bot.municipalities.search import Search

__all__ = ["Candidate", "LookupResult", "MunicipalityLookup", "Reason", "Span"]


class MunicipalityLookup:
    """Finds municipalities in text. Make one per process and use it from every conversation: it never changes."""

    def __init__(self, tables: MunicipalityTables) -> None:
        self.tables = tables
        self._index = Index(tables)

    def by_code(self, code: str) -> Municipality | None:
        """The municipality with this code ("GM0193"); one that was merged leads to its successor."""
        merged = {row.old_code: row.new_code for row in self.tables.mergers}
        while code not in self.tables.by_code and code in merged:
            code = merged[code]
        return self.tables.by_code.get(code)

    def find(self, text: str, *, expected: bool = False) -> LookupResult:
        """The municipalities that a message names.

        Args:
            text: the message as the citizen wrote it.
            expected: whether the assistant has just asked for the municipality, so that a bare "best" is a place.

        Returns:
            No, one or several candidates; in the last case the caller asks which one.
        """
        return Search(self._index, text, expected=expected).result()

    def narrow(self, candidates: Sequence[Candidate], text: str) -> LookupResult:
        """Understand the answer to "welke bedoelt u?": "die in Limburg", "bij Nijmegen", "Hengelo Gelderland".

        Args:
            candidates: those that were offered.
            text: the answer.

        Returns:
            The candidates that fit the answer; what `find` makes of it when none of them does.
        """
        return narrow(self._index, candidates, text, self.find(text, expected=True))
