"""Phrases as an expert writes them in `gevaar.yml`, compiled into something that is found quickly in a text.

A phrase is a row of words. `a|b` is one or the other, `<groep>` any word of a group, `woord*` and `*woord` a beginning
and an ending, `~woord` also with one slip of the pen, `..` up to three words between (`..6` up to six), and `A & B`
both in either order with up to four words between (`A &8 B` up to eight).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.danger.folding import fold, slips, words

GAP = 3
GAP_EITHER_ORDER = 4
# Shorter words have too many neighbours that are other words.
SHORTEST_WITH_SLIP = 6

_GAP = re.compile(r"\.\.(\d*)")
_EITHER_ORDER = re.compile(r"\s+&(\d*)\s+")


@dataclass(frozen=True)
class Row:
    """Elements in order; `gaps[i]` is how many words may stand before element i, and `needs` their bits."""

    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    needs: int


@dataclass(frozen=True)
class Phrase:
    """A phrase as written, and the rows that are its possible orders."""

    written: str
    rows: tuple[Row, ...]


class Vocabulary:
    """All words of all phrases; an element is a number that stands for "one of these words"."""

    def __init__(self, groups: Mapping[str, list[str]], no_slips: list[str]) -> None:
        self._groups = groups
        self._numbers: dict[frozenset[str], int] = {}
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._beginnings: dict[str, set[int]] = defaultdict(set)
        self._endings: dict[str, set[int]] = defaultdict(set)
        self._tolerant: dict[str, set[int]] = defaultdict(set)
        self._slips: dict[str, set[str]] = defaultdict(set)
        self._no_slips = {fold(word) for word in no_slips}

    def compile(self, written: str) -> Phrase:
        """A phrase of `gevaar.yml`.

        Raises:
            ValueError: it names a group that does not exist, or is empty.
        """
        parts = _EITHER_ORDER.split(written.strip())
        chunks, distances = parts[::2], [int(distance or GAP_EITHER_ORDER) for distance in parts[1::2]]
        between = max(distances, default=0)
        compiled = [self._chunk(chunk, written) for chunk in chunks]
        return Phrase(written, tuple(self._join(order, between) for order in itertools.permutations(compiled)))

    def _chunk(self, chunk: str, written: str) -> list[tuple[int, int]]:
        """Elements with the gap before each."""
        row: list[tuple[int, int]] = []
        gap = 0
        for part in chunk.split():
            distance = _GAP.fullmatch(part)
            if distance:
                gap = int(distance[1] or GAP)
            else:
                row.append((self._element(part, written), gap))
                gap = 0
        if not row:
            raise ValueError(f"gevaar.yml: er ontbreken woorden in '{written}'.")
        return row

    @staticmethod
    def _join(chunks: tuple[list[tuple[int, int]], ...], between: int) -> Row:
        elements = [element for chunk in chunks for element, _ in chunk]
        gaps = [gap if index else between for chunk in chunks for index, (_, gap) in enumerate(chunk)]
        return Row(tuple(elements), tuple(gaps), sum(1 << element for element in set(elements)))

    def _words_of(self, part: str, written: str) -> Iterator[str]:
        for word in part.split("|"):
            if word.startswith("<"):
                if word[1:-1] not in self._groups:
                    raise ValueError(f"gevaar.yml: de groep {word} in '{written}' bestaat niet.")
                for member in self._groups[word[1:-1]]:
                    yield from self._words_of(member, written)
            else:
                yield word

    def _element(self, part: str, written: str) -> int:
        members = frozenset(self._words_of(part, written))
        if members not in self._numbers:
            number = self._numbers[members] = len(self._numbers)
            for word in members:
                self._add(word, number)
        return self._numbers[members]

    def _add(self, word: str, number: int) -> None:
        if word.startswith("*"):
            self._endings[fold(word[1:])].add(number)
        elif word.endswith("*"):
            beginning = fold(word.strip("~*"), whole=False)
            # "bedreigd", at the end of a word, is folded with a t.
            for spelling in {beginning, beginning[:-1] + "t" if beginning.endswith("d") else beginning}:
                self._beginnings[spelling].add(number)
        else:
            folded = fold(word.lstrip("~"))
            self._exact[folded].add(number)
            if word.startswith("~") and len(folded) >= SHORTEST_WITH_SLIP:
                self._tolerant[folded].add(number)
                for slip in slips(folded):
                    self._slips[slip].add(folded)

    def elements(self, word: str) -> set[int]:
        """The elements that a folded word is one of."""
        found = set(self._exact.get(word, ()))
        for index in range(2, len(word) + 1):
            found |= self._beginnings.get(word[:index], set())
            found |= self._endings.get(word[-index:], set())
        if not found and len(word) >= SHORTEST_WITH_SLIP - 1 and word not in self._no_slips:
            for slip in slips(word):
                for meant in self._slips.get(slip, ()):
                    found |= self._tolerant[meant]
        return found

    def read(self, text: str) -> Reading:
        """A text, ready to find phrases in."""
        reading = Reading()
        previous = (-1, "")
        for position, word in words(text):
            for element in self.elements(word):
                reading.add(element, position)
            # A compound typed as two words: "zelf moord".
            if previous[0] == position - 1 and len(word) > 2 and len(previous[1]) > 2:
                for element in self._tolerant.get(previous[1] + word, ()):
                    reading.add(element, position)
            previous = (position, word)
        return reading


class Reading:
    """Where in a text each element stands."""

    def __init__(self) -> None:
        self._positions: dict[int, list[int]] = defaultdict(list)
        self._present = 0
        self._hidden: set[int] = set()

    def add(self, element: int, position: int) -> None:
        """Note an element; positions come in ascending order."""
        self._positions[element].append(position)
        self._present |= 1 << element

    def hide(self, positions: tuple[int, ...]) -> None:
        """Words that are understood as harmless count no longer."""
        self._hidden.update(positions)

    def find(self, phrase: Phrase) -> Iterator[tuple[int, ...]]:
        """The positions of the words of a phrase, for each way in which it is in the text."""
        for row in phrase.rows:
            if row.needs & self._present == row.needs:
                for start in self._positions[row.elements[0]]:
                    if start not in self._hidden:
                        yield from self._follow(row, 1, (start,))

    def _follow(self, row: Row, index: int, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if index == len(row.elements):
            yield taken
            return
        last = taken[-1]
        for position in self._positions[row.elements[index]]:
            if last < position <= last + 1 + row.gaps[index] and position not in self._hidden:
                yield from self._follow(row, index + 1, (*taken, position))
