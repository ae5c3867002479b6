"""All names and postcodes, arranged for looking up: made once, then only read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.municipalities.models import MunicipalityTables
from bot.municipalities.names import PROVINCE_ABBREVIATIONS, PROVINCES, Word, base, key_of, keys_of
from bot.municipalities.results import Reason
from bot.municipalities.typos import TypoIndex

MOST_WORDS = 7
"""No name has more words."""
_ORDER = {reason: number for number, reason in enumerate(Reason)}
_BEFORE_AREA = frozenset({"in", "provincie", "prov", "de", "het", "uit", "op"})


@dataclass(frozen=True)
class Entry:
    """What a name or postcode stands for."""

    name: str
    code: str
    reason: Reason


class Index:
    """Names, postcodes, areas and places abroad by their key (see `names.key_of`)."""

    def __init__(self, tables: MunicipalityTables) -> None:
        self.tables = tables
        collected: dict[str, dict[str, Entry]] = {}
        for spelling, entry in _names(tables):
            for key in keys_of(spelling):
                known = collected.setdefault(key, {})
                if entry.code not in known or _ORDER[entry.reason] < _ORDER[known[entry.code].reason]:
                    known[entry.code] = entry
        self.names = {key: self.ranked(by_code.values()) for key, by_code in collected.items()}
        parts = [key.split() for key in self.names]
        self.beginnings = {" ".join(part[:count]) for part in parts for count in range(1, len(part) + 1)}
        self.joined = {key.replace(" ", "") for key in self.names if " " in key}
        """Names of several words, written as one."""
        self.typos = TypoIndex(key for key in self.names if " " not in key)
        self.postcodes: dict[str, tuple[Entry, ...]] = {}
        for row in sorted(tables.postcodes, key=lambda row: (row.digits, not row.main, row.code)):
            entry = Entry(row.digits, row.code, Reason.POSTCODE)
            self.postcodes[row.digits] = (*self.postcodes.get(row.digits, ()), entry)
        self.foreign = {key_of(row.name): row for row in tables.foreign_places}
        self._areas = _areas(tables)
        self._abbreviations = {key: self._areas[key_of(name)] for key, name in PROVINCE_ABBREVIATIONS.items()}

    def is_area(self, key: str) -> bool:
        """Whether this is the full name of a province or region."""
        return key in self._areas

    def kind_of_word(self, key: str) -> str:
        """What kind of Dutch word this is (see `vocabulary.py`); empty when it is none that matters."""
        return self.tables.ordinary_words.get(key, "")

    def ranked(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries with the likeliest first: by reason, then by the number of inhabitants."""
        by_code = self.tables.by_code
        return tuple(sorted(entries, key=lambda row: (_ORDER[row.reason], -by_code[row.code].inhabitants, row.code)))

    def area(self, words: Sequence[Word], first: int, *, abbreviated: bool) -> tuple[frozenset[str], int] | None:
        """The province or region that begins with a word: the codes of its municipalities, and how many words it takes.

        Args:
            words: the words of a message.
            first: index of the word.
            abbreviated: whether "gld" and "L" count, which mean nothing unless they stand behind a name.
        """
        for count in (3, 2, 1):
            if first + count > len(words):
                continue
            key = " ".join(word.key for word in words[first : first + count])
            codes = self._areas.get(key) or (self._abbreviations.get(key) if abbreviated else None)
            if codes:
                return codes, count
        return None

    def area_behind(self, words: Sequence[Word], first: int) -> tuple[frozenset[str], int] | None:
        """As `area`, also with words before it: "gld", "in de Betuwe", "provincie Utrecht"."""
        skip = 0
        while first + skip < len(words) and words[first + skip].key in _BEFORE_AREA:
            skip += 1
        found = self.area(words, first + skip, abbreviated=not skip)
        return (found[0], found[1] + skip) if found else None


def _names(tables: MunicipalityTables) -> Iterable[tuple[str, Entry]]:
    """Every spelling with what it stands for."""
    for municipality in tables.municipalities:
        yield municipality.name, Entry(base(municipality.name), municipality.code, Reason.NAME)
    for place in tables.places:
        entry = Entry(base(place.name), place.code, Reason.PLACE)
        yield place.name, entry
        if place.full_name:
            yield place.full_name, entry
    for alias in tables.aliases:
        yield alias.name, Entry(base(alias.name), alias.code, Reason.FORMER if alias.former else Reason.ALIAS)


def _areas(tables: MunicipalityTables) -> dict[str, frozenset[str]]:
    provinces = {
        key: frozenset(row.code for row in tables.municipalities if row.province == name)
        for key, name in PROVINCES.items()
    }
    regions = {
        key_of(name): frozenset(row.code for row in tables.regions if row.name == name)
        for name in {row.name for row in tables.regions}
    }
    return {**provinces, **regions}
