"""Which municipality does a message name? By name, place, postcode, alias, former name or misspelling.

    lookup = MunicipalityLookup(tables)
    lookup.find("Ik woon in Giethoorn").one.municipality.name      "Steenwijkerland"
    lookup.find("hengelo").candidates                              two: ask back with their labels
    lookup.find("best", expected=True).one.municipality.name       "Best"; without `expected`: none

Everything is in memory; a message takes some tens of microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.municipalities import context
from bot.municipalities.models import Municipality, MunicipalityTables
from bot.municipalities.names import PROVINCES, base, key_of, keys_of, province_after, words
from bot.municipalities.narrowing import narrow
from bot.municipalities.postcodes import find_postcodes
from bot.municipalities.results import Candidate, LookupResult, Reason, Span
from bot.municipalities.typos import TypoIndex

_MOST_WORDS = 7
_MOST_GUESSES = 6
"""More names than this near a misspelling: then nobody is helped by a list of them."""
_UNCLEAR = 4
"""A misspelled word of so few letters is always asked about."""
_CLEAR = 8
"""Two words together need so many letters to be compared with a name."""
_DRAWN_OUT = re.compile(r"(.)\1\1")
"""No spelling mistake but a cry: "neee", "haaai"."""
_BELGIUM = frozenset({"belgie", "vlaanderen", "belgisch", "belgische"})


@dataclass(frozen=True)
class _Entry:
    name: str
    code: str
    reason: Reason


@dataclass(frozen=True)
class _Mention:
    first: int
    count: int
    start: int
    end: int
    entries: tuple[_Entry, ...]
    certain: bool = True


_ORDER = {reason: number for number, reason in enumerate(Reason)}


class MunicipalityLookup:
    """Finds municipalities in text. Make one per process and use it from every conversation: it never changes."""

    def __init__(self, tables: MunicipalityTables) -> None:
        self.tables = tables
        self._index: dict[str, tuple[_Entry, ...]] = {}
        collected: dict[str, dict[str, _Entry]] = {}
        for spelling, entry in _entries(tables):
            for key in keys_of(spelling):
                known = collected.setdefault(key, {})
                if entry.code not in known or _ORDER[entry.reason] < _ORDER[known[entry.code].reason]:
                    known[entry.code] = entry
        for key, by_code in collected.items():
            self._index[key] = tuple(sorted(by_code.values(), key=self._rank))
        self._beginnings = {
            " ".join(parts[:count]) for parts in map(str.split, self._index) for count in range(1, len(parts) + 1)
        }
        self._foreign = {key: row for row in tables.foreign_places for key in (key_of(row.name),)}
        self._several_words = {key.replace(" ", "") for key in self._index if " " in key}
        self._typos = TypoIndex(key for key in self._index if " " not in key)
        self._postcodes: dict[str, list[str]] = {}
        for postcode in sorted(tables.postcodes, key=lambda row: (row.digits, not row.main, row.code)):
            self._postcodes.setdefault(postcode.digits, []).append(postcode.code)

    def by_code(self, code: str) -> Municipality | None:
        """The municipality with this code ("GM0193"); a merged one leads to its successor."""
        return self.tables.by_code.get(code)

    def find(self, text: str, *, expected: bool = False) -> LookupResult:
        """The municipalities that a message names.

        Args:
            text: the message as the citizen wrote it.
            expected: whether the assistant has just asked for the municipality, so that a bare "best" is a place.

        Returns:
            No, one or several candidates; in the last case the caller asks which one.
        """
        return _Search(self, text, expected).result()

    def narrow(self, candidates: Sequence[Candidate], text: str) -> LookupResult:
        """Understand the answer to "welke bedoelt u?": "die in Limburg", "bij Nijmegen", "Hengelo Gelderland".

        Args:
            candidates: those that were offered.
            text: the answer.

        Returns:
            The candidates that fit the answer; what `find` makes of it when none of them does.
        """
        return narrow(self.tables, candidates, text, self.find(text, expected=True))

    def _rank(self, entry: _Entry) -> tuple[int, int, str]:
        return _ORDER[entry.reason], -self.tables.by_code[entry.code].inhabitants, entry.code


class _Search:
    """One message being searched."""

    def __init__(self, lookup: MunicipalityLookup, text: str, expected: bool) -> None:
        self.lookup = lookup
        self.text = text
        self.expected = expected
        self.words = words(text)

    def result(self) -> LookupResult:
        postcodes, unknown = self._postcodes()
        mentions = [self._with_province(mention) for mention in (*self._names(postcodes), *postcodes)]
        mentions = _combined(self._without_denied(_without_overlap(mentions)))
        foreign = self._foreign(mentions)
        if foreign and any(word.key in _BELGIUM for word in self.words):
            mentions = [row for row in mentions if self._key(row) not in self.lookup._foreign]
        candidates: dict[str, Candidate] = {}
        for mention in sorted(mentions, key=lambda row: row.start):
            for entry in mention.entries:
                municipality = self.lookup.tables.by_code[entry.code]
                candidate = Candidate(municipality, entry.reason, entry.name, mention.start, mention.end)
                candidates.setdefault(entry.code, candidate)
        if not candidates and foreign is None and unknown is None:
            unknown = self._unknown()
        return LookupResult(
            candidates=tuple(candidates.values()),
            certain=all(mention.certain for mention in mentions),
            foreign=foreign[0] if foreign else None,
            country=foreign[1] if foreign else None,
            unknown=None if candidates else unknown,
        )

    def _key(self, mention: _Mention) -> str:
        return " ".join(word.key for word in self.words[max(mention.first, 0) : mention.first + mention.count])

    def _postcodes(self) -> tuple[list[_Mention], Span | None]:
        mentions, unknown = [], None
        known = self.lookup._postcodes
        for found in find_postcodes(self.text, known, expected=self.expected):
            entries = tuple(_Entry(found.digits, code, Reason.POSTCODE) for code in known.get(found.digits, ()))
            if entries:
                mentions.append(_Mention(-1, 0, found.start, found.end, entries))
            else:
                unknown = Span(found.digits, found.start, found.end)
        return mentions, unknown

    def _names(self, postcodes: list[_Mention]) -> Iterable[_Mention]:
        codes = {entry.code for mention in postcodes for entry in mention.entries}
        index = 0
        while index < len(self.words):
            mention = self._name_at(index, codes)
            if mention is None:
                index += 1
            else:
                yield mention
                index += mention.count

    def _name_at(self, first: int, codes: set[str]) -> _Mention | None:
        if context.names_person(self.words, first):
            return None
        exact = self._exact_at(first, codes)
        return self._guess_at(first, longer_than=exact.count if exact else 0) or exact

    def _exact_at(self, first: int, codes: set[str]) -> _Mention | None:
        key, longest = "", None
        for count in range(1, min(_MOST_WORDS, len(self.words) - first) + 1):
            word = self.words[first + count - 1].key
            key = f"{key} {word}" if key else word
            if key not in self.lookup._beginnings:
                break
            entries = self.lookup._index.get(key)
            if entries and self._is_place(key, first, count, codes, entries):
                # Who says "Zeeland" mostly means the province, not the village.
                province = self.lookup.tables.ordinary_words.get(key) == "land"
                longest = self._mention(first, count, entries, certain=not province)
        return longest

    def _is_place(self, key: str, first: int, count: int, codes: set[str], entries: tuple[_Entry, ...]) -> bool:
        before = self.words[first - 1].key if first else ""
        if before in ("provincie", "prov"):
            return False
        kind = self.lookup.tables.ordinary_words.get(key)
        if kind is None:
            return True
        province = province_after(self.words, first + count)
        answer = context.is_answer(self.words, first, count + (province[1] if province else 0))
        if answer and (self.expected or province or kind == "zelden"):
            return True
        if any(entry.code in codes for entry in entries):
            return True
        if kind == "land":
            return before in ("gemeente", "dorp")
        return context.says_place(self.text, self.words, first, count, person=kind == "persoon")

    def _guess_at(self, first: int, longer_than: int) -> _Mention | None:
        """A misspelled name that begins here, as long as possible."""
        typos, index = self.lookup._typos, self.lookup._index
        for count in range(min(_MOST_WORDS, len(self.words) - first), longer_than, -1):
            typed = "".join(word.key for word in self.words[first : first + count])
            if not self._may_be_misspelled(first, count, typed):
                continue
            near = typos.one_edit(typed)
            if count > 1:
                near = [key for key in near if key in self.lookup._several_words]
            certain = bool(near) and len(typed) > _UNCLEAR
            if not near and self.expected and context.is_answer(self.words, first, count):
                near = typos.two_edits(typed)
            entries = {entry.code: entry for key in near for entry in index[key]}
            if 0 < len(entries) <= _MOST_GUESSES:
                ranked = sorted(entries.values(), key=self.lookup._rank)
                guesses = tuple(replace(entry, reason=Reason.TYPO) for entry in ranked)
                return self._mention(first, count, guesses, certain=certain)
        return None

    def _may_be_misspelled(self, first: int, count: int, typed: str) -> bool:
        if typed in self.lookup._index or typed in self.lookup._foreign or not typed.isalpha():
            return False
        if _DRAWN_OUT.search(typed):
            return False
        answer = context.is_answer(self.words, first, count)
        word = self.words[first]
        if count > 1:
            # "de oude" is not "de Woude": two words are only compared in an answer, or when the name has begun well.
            begun = word.key in self.lookup._index
            return len(typed) >= _CLEAR and (begun or (answer and self.expected))
        kind = self.lookup.tables.ordinary_words.get(typed)
        if typed in context.LEAD_INS or kind == "lijkt_vaak":
            return False
        if answer and (self.expected or (kind is None and len(typed) > _UNCLEAR)):
            return True
        if kind is not None or len(typed) < _UNCLEAR:
            return False
        introduced = word.capital and not self.text.isupper() and context.introduces_place(self.words, first)
        return introduced or context.says_living(self.words, first)

    def _mention(self, first: int, count: int, entries: tuple[_Entry, ...], *, certain: bool) -> _Mention:
        start, end = self.words[first].start, self._end(first + count - 1)
        return _Mention(first, count, start, end, entries, certain)

    def _end(self, last: int) -> int:
        """Where a name that ends with this word ends: behind the bracket of "Bergen (NH)"."""
        end = self.words[last].end
        for closing in (")", ".)"):
            if self.text.startswith(closing, end) and "(" in self.text[:end]:
                return end + len(closing)
        return end

    def _with_province(self, mention: _Mention) -> _Mention:
        """Keep the candidates in the province that the text names, if any is."""
        if len(mention.entries) < 2 or mention.count == 0:
            return mention
        behind = province_after(self.words, mention.first + mention.count)
        if behind:
            province, count = behind
            kept = self._in_province(mention, province)
            if kept:
                last = mention.first + mention.count + count - 1
                return replace(mention, count=mention.count + count, end=self._end(last), entries=kept)
        for index in range(len(self.words)):
            for key in (self.words[index].key, " ".join(word.key for word in self.words[index : index + 2])):
                own = mention.first <= index < mention.first + mention.count
                kept = self._in_province(mention, PROVINCES[key]) if key in PROVINCES and not own else ()
                if kept:
                    return replace(mention, entries=kept)
        return mention

    def _in_province(self, mention: _Mention, province: str) -> tuple[_Entry, ...]:
        by_code = self.lookup.tables.by_code
        return tuple(entry for entry in mention.entries if by_code[entry.code].province == province)

    def _without_denied(self, mentions: list[_Mention]) -> list[_Mention]:
        """Leave out what the citizen denies: "niet Bergen maar Bergen op Zoom"."""
        kept = [row for row in mentions if not self._denied(row)]
        return kept or mentions

    def _denied(self, mention: _Mention) -> bool:
        before = [word.key for word in self.words[max(0, mention.first - 3) : max(mention.first, 0)]]
        if "maar" in before or "wel" in before:
            return False
        return "niet" in before or "geen" in before or before == ["in", "plaats", "van"]

    def _foreign(self, mentions: Sequence[_Mention]) -> tuple[Span, str] | None:
        taken = {index for row in mentions for index in range(row.first, row.first + row.count)}
        for first in range(len(self.words)):
            for count in (3, 2, 1):
                key = " ".join(word.key for word in self.words[first : first + count])
                place = self.lookup._foreign.get(key)
                if place is None or first in taken or first + count > len(self.words):
                    continue
                ordinary = key in self.lookup.tables.ordinary_words
                answer = self.expected and context.is_answer(self.words, first, count)
                if ordinary and not answer and not context.says_place(self.text, self.words, first, count):
                    continue
                start, end = self.words[first].start, self.words[first + count - 1].end
                return Span(place.name, start, end), place.country
        return None

    def _unknown(self) -> Span | None:
        """What is meant as a place but is none that we know."""
        for first, word in enumerate(self.words):
            if not word.key.isalpha() or word.key in context.LEAD_INS or len(word.key) < 3:
                continue
            if self.lookup.tables.ordinary_words.get(word.key, "").endswith("vaak"):
                continue
            answer = self.expected and len(self.words) <= 5 and context.is_answer(self.words, first, 1)
            said = word.capital and not self.text.isupper() and context.says_living(self.words, first)
            if answer or said:
                return Span(self.text[word.start : word.end], word.start, word.end)
        return None


def _without_overlap(mentions: list[_Mention]) -> list[_Mention]:
    """Leave out the province behind a name that is also a municipality: "Elst in Utrecht"."""
    return [row for row in mentions if not any(other.start < row.start < other.end for other in mentions)]


def _combined(mentions: list[_Mention]) -> list[_Mention]:
    """Mentions that agree on a municipality become that one: "Zuidhorn, gemeente Westerkwartier", "Elst 6661"."""
    result: list[_Mention] = []
    for mention in mentions:
        for number, other in enumerate(result):
            shared = {row.code for row in mention.entries} & {row.code for row in other.entries}
            if shared:
                best = other if other.entries[0].reason is not Reason.POSTCODE else mention
                entries = tuple(row for row in best.entries if row.code in shared)
                result[number] = replace(best, entries=entries, certain=mention.certain or other.certain)
                break
        else:
            result.append(mention)
    return result


def _entries(tables: MunicipalityTables) -> Iterable[tuple[str, _Entry]]:
    """Every spelling with what it stands for."""
    for municipality in tables.municipalities:
        yield municipality.name, _Entry(base(municipality.name), municipality.code, Reason.NAME)
    for place in tables.places:
        entry = _Entry(base(place.name), place.code, Reason.PLACE)
        yield place.name, entry
        if place.full_name:
            yield place.full_name, entry
    for alias in tables.aliases:
        yield alias.name, _Entry(base(alias.name), alias.code, Reason.FORMER if alias.former else Reason.ALIAS)


__all__ = ["Candidate", "LookupResult", "MunicipalityLookup", "Reason", "Span"]
