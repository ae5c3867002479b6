"""The domain lexicon: words that mean the same in questions about the Wmo, also those that no utterance has.

The concepts are in `data/kennis/woorden.yml`, where a domain expert can read and extend them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.accents import without_accents
from bot.knowledge import files

WORDS = files.KNOWLEDGE / "woorden.yml"

_WORD = re.compile(r"\w+(?:-\w+)*")
_SHORTEST_PART = 3


class Lexicon:
    """Finds the concepts in a text; `word*` matches beginnings, `*word` endings, `two_words` phrases."""

    def __init__(self, concepts: dict[str, list[str]]) -> None:
        """Read the entries of each concept.

        Raises:
            ValueError: a part of a word is too short to mean anything; the message names it.
        """
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        self._beginnings: defaultdict[str, set[str]] = defaultdict(set)
        self._endings: defaultdict[str, set[str]] = defaultdict(set)
        for concept, entries in concepts.items():
            for entry in entries:
                word = without_accents(entry.lower())
                part = word.strip("*")
                if word != part and len(part) < _SHORTEST_PART:
                    raise ValueError(f"{concept}: '{entry}' heeft een te kort woorddeel.")
                kind = self._beginnings if word.endswith("*") else self._endings if word[0] == "*" else self._words
                kind[part].add(concept)
        self._longest = max(map(len, (*self._beginnings, *self._endings)), default=0)

    @classmethod
    def load(cls) -> Lexicon:
        """The project's own lexicon."""
        content = files.read(WORDS)["begrippen"]
        return cls({str(name): str(entries).split() for name, entries in content.items()})

    def concepts(self, text: str) -> list[str]:
        """The concepts of a text, one for each word or phrase that has one, in order."""
        words = _WORD.findall(without_accents(text.lower()))
        return [concept for index in range(len(words)) for concept in self._at(words, index)]

    def _at(self, words: list[str], index: int) -> Iterator[str]:
        word = words[index]
        found = set(self._words.get(word, ()))
        for length in range(_SHORTEST_PART, min(len(word), self._longest) + 1):
            found |= self._beginnings.get(word[:length], set()) | self._endings.get(word[-length:], set())
        for size in (2, 3):
            phrase = "_".join(words[index : index + size])
            found |= self._words.get(phrase, set())
            # "niet_eens*": the last word of a phrase may go on.
            for length in range(len(word) + 2, len(phrase) + 1):
                found |= self._beginnings.get(phrase[:length], set()) if "_" in phrase[:length] else set()
        return iter(sorted(found))
