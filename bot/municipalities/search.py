"""One message being searched for places; `lookup.py` is the entrance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.municipalities import context
from bot.municipalities.index import MOST_WORDS, Entry, Index
from bot.municipalities.mentions import Mention, end_of_name, in_area, reconciled
from bot.municipalities.names import words
from bot.municipalities.postcodes import find_postcodes
from bot.municipalities.results import Candidate, LookupResult, Reason, Span

_MOST_GUESSES = 6
"""More names than this near a misspelling: then nobody is helped by a list of them."""
_UNCLEAR = 4
"""A misspelled word of so few letters is always asked about, and one of fewer letters is not recognised."""
_CLEAR = 8
"""Two words together need so many letters to be compared with a name."""
_SHORT_ANSWER = 12
"""A message with more words is no bare answer."""
_DRAWN_OUT = re.compile(r"(.)\1\1+")
_BELGIUM = frozenset({"belgie", "vlaanderen", "belgisch", "belgische"})


class Search:
    """One message, and whether it answers the question for the municipality."""

    def __init__(self, index: Index, text: str, *, expected: bool) -> None:
        self.index = index
        self.text = text
        self.expected = expected
        self.words = words(text)

    def result(self) -> LookupResult:
        """What the message says about the place."""
        postcodes, unknown = self._postcodes()
        found = [in_area(self.index, self.text, self.words, row) for row in (*self._names(postcodes), *postcodes)]
        mentions = reconciled(self.words, found)
        foreign = self._foreign(mentions)
        if foreign and any(word.key in _BELGIUM for word in self.words):
            # "Mechelen in België" is not the Mechelen in Limburg.
            mentions = [row for row in mentions if self._key(row.first, row.count) not in self.index.foreign]
        candidates: dict[str, Candidate] = {}
        for mention in mentions:
            for entry in mention.entries:
                municipality = self.index.tables.by_code[entry.code]
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

    def _key(self, first: int, count: int) -> str:
        return " ".join(word.key for word in self.words[max(first, 0) : first + count])

    def _postcodes(self) -> tuple[list[Mention], Span | None]:
        mentions, unknown = [], None
        known = self.index.postcodes
        for found in find_postcodes(self.text, known, expected=self.expected):
            if found.digits in known:
                mentions.append(Mention(-1, 0, found.start, found.end, known[found.digits]))
            else:
                unknown = Span(found.digits, found.start, found.end)
        return mentions, unknown

    def _names(self, postcodes: list[Mention]) -> Iterable[Mention]:
        codes = {entry.code for mention in postcodes for entry in mention.entries}
        first = 0
        while first < len(self.words):
            mention = None
            if not context.names_person(self.words, first):
                exact = self._exact_at(first, codes)
                mention = self._guess_at(first, longer_than=exact.count if exact else 0) or exact
            if mention:
                yield mention
            first += mention.count if mention else 1

    def _exact_at(self, first: int, codes: set[str]) -> Mention | None:
        """The longest name that begins here and is meant as a place."""
        key, longest = "", None
        for count in range(1, min(MOST_WORDS, len(self.words) - first) + 1):
            word = self.words[first + count - 1].key
            key = f"{key} {word}" if key else word
            if key not in self.index.beginnings:
                break
            entries = self.index.names.get(key)
            if entries and self._is_place(key, first, count, codes, entries):
                # Who says "Zeeland" mostly means the province, not the village.
                longest = self._mention(first, count, entries, certain=self.index.kind_of_word(key) != "land")
        return longest

    def _is_place(self, key: str, first: int, count: int, codes: set[str], entries: tuple[Entry, ...]) -> bool:
        before = self.words[first - 1].key if first else ""
        if before in ("provincie", "prov"):
            return False
        kind = self.index.kind_of_word(key)
        if not kind:
            return True
        area = self.index.area_behind(self.words, first + count)
        located = area is not None and any(entry.code in area[0] for entry in entries)
        answer = context.is_answer(self.words, first, count + (area[1] if area else 0))
        if answer and (self.expected or located or kind == "zelden"):
            return True
        if any(entry.code in codes for entry in entries):
            return True
        if kind == "land":
            return before in ("gemeente", "dorp")
        capital = self.words[first].capital and not self.text.isupper()
        if located and capital and kind != "persoon":
            return True
        return context.says_place(self.text, self.words, first, count, person=kind == "persoon")

    def _guess_at(self, first: int, longer_than: int) -> Mention | None:
        """A misspelled name that begins here, as long as possible."""
        introduced = context.says_living(self.words, first) or (
            self.words[first].capital and not self.text.isupper() and context.introduces_place(self.words, first)
        )
        known = self.words[first].key in self.index.names
        begun = introduced or (known and self.index.kind_of_word(self.words[first].key) in ("", "zelden"))
        if not begun and len(self.words) > _SHORT_ANSWER:
            return None
        for count in range(min(MOST_WORDS, len(self.words) - first), longer_than, -1):
            typed = "".join(word.key for word in self.words[first : first + count])
            key = self._key(first, count)
            if key in self.index.names or key in self.index.foreign or self.index.is_area(key):
                continue
            answer = context.is_answer(self.words, first, count)
            if count == 1 and not self._may_be_misspelled(typed, answer=answer, introduced=introduced):
                continue
            # "de oude" is not "de Woude": several words are only compared where a name is likely.
            likely = (begun and len(typed) >= _CLEAR) or (answer and self.expected and len(typed) > _UNCLEAR)
            if count > 1 and not likely:
                continue
            near = self._alike(typed, count, self.index.typos.one_edit(typed))
            certain = bool(near) and len(typed) > _UNCLEAR
            if not near and answer and self.expected:
                near = self._alike(typed, count, self.index.typos.two_edits(typed))
            entries = {entry.code: entry for name in near for entry in self.index.names[name]}
            if 0 < len(entries) <= _MOST_GUESSES:
                guesses = tuple(replace(entry, reason=Reason.TYPO) for entry in self.index.ranked(entries.values()))
                return self._mention(first, count, guesses, certain=certain)
        return None

    def _alike(self, typed: str, count: int, near: list[str]) -> list[str]:
        """Of the names near what was typed, those that as many words can stand for."""
        if count > 1:
            # The right letters with the space in the wrong place count too: "Te rAard".
            return [key for key in (typed, *near) if key in self.index.joined]
        # "dnhaag" is Den Haag, but "debiel" is not De Kiel.
        return [key for key in near if key not in self.index.joined or (len(key) > 6 and key[0] == typed[0])]

    def _may_be_misspelled(self, typed: str, *, answer: bool, introduced: bool) -> bool:
        # "neee" is a drawn-out "nee", no misspelled Neede.
        plain = {typed, _DRAWN_OUT.sub(r"\1", typed), _DRAWN_OUT.sub(r"\1\1", typed)}
        kind = self.index.kind_of_word(typed)
        if (
            len(typed) < _UNCLEAR
            or kind == "lijkt_vaak"
            or not plain.isdisjoint(context.LEAD_INS)
            or not typed.isalpha()
        ):
            return False
        if answer and (self.expected or (not kind and len(typed) > _UNCLEAR)):
            return True
        return introduced and not kind

    def _mention(self, first: int, count: int, entries: tuple[Entry, ...], *, certain: bool) -> Mention:
        end = end_of_name(self.text, self.words[first + count - 1])
        return Mention(first, count, self.words[first].start, end, entries, certain)

    def _foreign(self, mentions: Sequence[Mention]) -> tuple[Span, str] | None:
        taken = {number for row in mentions for number in range(row.first, row.first + row.count)}
        for first in range(len(self.words)):
            for count in (3, 2, 1):
                key = self._key(first, count)
                place = self.index.foreign.get(key)
                if place is None or first in taken or first + count > len(self.words):
                    continue
                answer = self.expected and context.is_answer(self.words, first, count)
                ordinary = self.index.kind_of_word(key)
                if ordinary and not answer and not context.says_place(self.text, self.words, first, count):
                    continue
                return Span(place.name, self.words[first].start, self.words[first + count - 1].end), place.country
        return None

    def _unknown(self) -> Span | None:
        """What is meant as a place but is none that we know."""
        for first, word in enumerate(self.words):
            often = self.index.kind_of_word(word.key).endswith("vaak")
            if often or not word.key.isalpha() or word.key in context.LEAD_INS or len(word.key) < 3:
                continue
            answer = self.expected and len(self.words) <= 5 and context.is_answer(self.words, first, 1)
            said = word.capital and not self.text.isupper() and context.says_living(self.words, first)
            if answer or said:
                return Span(self.text[word.start : word.end], word.start, word.end)
        return None
