"""The glossary of Wmo terms, and finding the term that somebody asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.accents import without_accents
from bot.knowledge import files
from bot.knowledge.answers import Source


@dataclass(frozen=True)
class Term:
    """A term with its plain explanation; `see` are question keys that say more."""

    name: str
    explanation: str
    also: tuple[str, ...]
    see: tuple[str, ...]
    sources: tuple[Source, ...]


def fold(text: str) -> str:
    """Text in lower case, without accents and with other signs as single spaces, so that spellings compare."""
    return " ".join(re.findall(r"[a-z0-9]+", without_accents(text.lower())))


class Glossary:
    """All terms of `begrippen.yml`.

    Attributes:
        terms: in the order of the file.
        familiar: names, folded, that everybody knows or that mostly mean something else; not explained unasked.
        longest: the number of words of the longest name.
    """

    def __init__(self, terms: list[Term], familiar: Iterable[str] = ()) -> None:
        self.terms = terms
        self.familiar = frozenset(fold(name) for name in familiar)
        self._by_name = {fold(name): term for term in terms for name in (term.name, *term.also)}
        self.longest = max((len(name.split()) for name in self._by_name), default=0)

    @classmethod
    def load(cls, path: Path = files.KNOWLEDGE / "begrippen.yml") -> Glossary:
        """Read `begrippen.yml`."""
        content = files.read(path)
        return cls(
            [
                Term(
                    name=name,
                    explanation=entry["uitleg"].strip(),
                    also=tuple(str(other) for other in entry.get("ook") or ()),
                    see=tuple(entry.get("zie") or ()),
                    sources=tuple(
                        Source(item["titel"], item.get("artikel"), item.get("url"), str(item["gecontroleerd"]))
                        for item in entry.get("bronnen") or ()
                    ),
                )
                for name, entry in content["begrippen"].items()
            ],
            content.get("bekend") or (),
        )

    def get(self, name: str) -> Term | None:
        """The term of a name or one of its other forms."""
        return self._by_name.get(fold(name))

    def find(self, text: str) -> Term | None:
        """The longest term in a text, the last one of equal length: "wat is een indicatie" asks what follows."""
        words = fold(text).split()
        for length in range(min(self.longest, len(words)), 0, -1):
            for start in range(len(words) - length, -1, -1):
                term = self._by_name.get(" ".join(words[start : start + length]))
                if term is not None:
                    return term
        return None
