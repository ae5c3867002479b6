"""Words of the glossary in a text, so that a page can explain them where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.knowledge.glossary import Glossary, Term, fold

MOST = 5
# A name of several words may be joined by one of these: "eigen bijdrage", "niet-ontvankelijk", "w.m.o.", "b&w".
_JOINTS = frozenset({" ", "-", ".", "&", "'", "’", " & "})
_ARTICLES = frozenset({"de", "het"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class HardWord:
    """A word as it stands in a text, and its term."""

    word: str
    term: Term


class HardWords:
    """Finds the words of a text that not everybody knows. What was found in a text is kept: answers come back."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        # Most words of a text begin no term; telling so quickly makes looking texts up ten times as fast.
        self._first = {fold(name).partition(" ")[0] for term in glossary.terms for name in (term.name, *term.also)}
        self._found: dict[tuple[str, str], tuple[HardWord, ...]] = {}

    def prepare(self, text: str, question: str) -> tuple[HardWord, ...]:
        """Look a text up ahead of time, so that it costs nothing when somebody asks; see `of`."""
        found = self._found[text, question] = self.of(text, question)
        return found

    def of(self, text: str, question: str) -> tuple[HardWord, ...]:
        """The first words of a text that the glossary explains, each term once, the longest name that fits.

        Args:
            text: what a citizen reads.
            question: the key that the text answers; terms that the glossary sends there for more are what it explains.
        """
        known = self._found.get((text, question))
        if known is not None:
            return known
        found: dict[str, HardWord] = {}
        for hard in self._all(text):
            if question not in hard.term.see and hard.term.name not in found:
                found[hard.term.name] = hard
        return tuple(found.values())[:MOST]

    def _all(self, text: str) -> Iterator[HardWord]:
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            length, term = self._longest(text, words, position)
            if term:
                word = text[words[position].start() : words[position + length - 1].end()]
                if fold(word) not in self._glossary.familiar:
                    yield HardWord(word, term)
            position += length

    def _longest(self, text: str, words: list[re.Match[str]], position: int) -> tuple[int, Term | None]:
        """How many words from a position on are the name of a term, and the term; one word and None when none are."""
        start, first = words[position].start(), fold(words[position].group())
        if first in _ARTICLES or first.partition(" ")[0] not in self._first:
            return 1, None
        for length in range(min(self._glossary.longest, len(words) - position), 0, -1):
            part = words[position : position + length]
            joints = (text[one.end() : next_one.start()] for one, next_one in pairwise(part))
            if _part_of_more(text, start, part[-1].end()):
                continue
            if all(joint in _JOINTS for joint in joints):
                term = self._glossary.get(text[start : part[-1].end()])
                if term:
                    return length, term
        return 1, None


def _part_of_more(text: str, start: int, end: int) -> bool:
    """Whether what stands there is only a part of a longer word ("Wmo-loket") or of an address ("www.svb.nl")."""
    return text[max(0, start - 1) : start] in {"-", ".", "/", "@"} or re.match(r"-|[.@/]\w", text[end:]) is not None
