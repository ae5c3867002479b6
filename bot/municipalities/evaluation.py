"""How well the lookup does: on every name, on generated misspellings, and on sentences without a place.

figures = evaluate(lookup, sentences)
print(figures.report())
"""

from __future__ import annotations

import random
import re
import string
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.municipalities.lookup import MunicipalityLookup
from bot.municipalities.names import base, key_of

_PLACE_ANNOTATION = re.compile(r"\]\((gemeente|postcode|plaats)\)|\]\{[^}]*\"(gemeente|postcode|plaats)\"")
_ANNOTATION = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Counts:
    """Outcomes of a number of look-ups."""

    right: int = 0
    asked: int = 0
    """Several candidates, with the right one among them."""
    nothing: int = 0
    wrong: int = 0
    examples: tuple[str, ...] = ()
    """Some that were wrong or gave nothing."""

    @property
    def total(self) -> int:
        """How many look-ups."""
        return self.right + self.asked + self.nothing + self.wrong

    def share(self, *outcomes: str) -> float:
        """The share of some outcomes, in percents."""
        return 100 * sum(int(getattr(self, name)) for name in outcomes) / max(1, self.total)


@dataclass(frozen=True)
class LookupFigures:
    """What `evaluate` measures."""

    known: dict[str, Counts]
    """Names, places, postcodes and aliases, each as the answer to "in welke gemeente woont u?"."""
    in_sentence: Counts
    """Every name in "Ik woon in ...", without being asked."""
    typos: Counts
    """One letter wrong, as an answer."""
    typos_in_sentence: Counts
    sentences: int
    false_places: tuple[str, ...]
    """Sentences without a place in which one was found."""
    milliseconds: float
    """Per sentence, on average."""

    def report(self) -> str:
        """The figures as lines of text."""
        false_share = 100 * len(self.false_places) / max(1, self.sentences)
        lines = [f"{name}: {_line(counts)}" for name, counts in self.known.items()]
        lines += [
            f"names in a sentence: {_line(self.in_sentence)}",
            f"one-letter typos: {_line(self.typos)}",
            f"one-letter typos in a sentence: {_line(self.typos_in_sentence)}",
            f"false places: {len(self.false_places)} of {self.sentences} sentences ({false_share:.2f} %)",
            f"time: {self.milliseconds:.3f} ms a sentence",
        ]
        return "\n".join(lines)


def _line(counts: Counts) -> str:
    return (
        f"{counts.total} looked up, {counts.share('right', 'asked'):.2f} % right or asked back "
        f"({counts.share('right'):.1f} % at once), {counts.share('wrong'):.2f} % wrong, "
        f"{counts.share('nothing'):.2f} % nothing"
    )


def evaluate(lookup: MunicipalityLookup, sentences: Sequence[str], *, seed: int = 1) -> LookupFigures:
    """Measure everything.

    Args:
        lookup: what to measure.
        sentences: messages without a place (see `without_place`).
        seed: of the generated typos.
    """
    tables = lookup.tables
    known = {
        "municipalities": [(row.name, row.code) for row in tables.municipalities],
        "places": [(row.name, row.code) for row in tables.places],
        "places, full name": [(row.full_name, row.code) for row in tables.places if row.full_name],
        "postcodes": [(row.digits, row.code) for row in tables.postcodes],
        "postcodes with letters": [(f"{row.digits} AB", row.code) for row in tables.postcodes],
        "aliases": [(row.name, row.code) for row in tables.aliases],
    }
    names = sorted(
        {(base(name), code) for kind in ("municipalities", "places", "aliases") for name, code in known[kind]}
    )
    typos = list(_typos(lookup, names, random.Random(seed)))
    began = time.perf_counter()
    false_places = tuple(text for text in sentences if lookup.find(text).candidates)
    seconds = time.perf_counter() - began
    return LookupFigures(
        known={kind: _count(lookup, pairs, expected=True) for kind, pairs in known.items()},
        in_sentence=_count(lookup, ((f"Ik woon in {name}.", code) for name, code in names), expected=False),
        typos=_count(lookup, typos, expected=True),
        typos_in_sentence=_count(lookup, ((f"Ik woon in {name}.", code) for name, code in typos), expected=False),
        sentences=len(sentences),
        false_places=false_places,
        milliseconds=1000 * seconds / max(1, len(sentences)),
    )


def without_place(annotated: Iterable[str], most: int = 2000, *, seed: int = 1) -> list[str]:
    """Sentences from the training data that name no place, drawn at random, without their other annotations."""
    texts = sorted({_ANNOTATION.sub(r"\1", text) for text in annotated if not _PLACE_ANNOTATION.search(text)})
    return random.Random(seed).sample(texts, min(most, len(texts)))


def _count(lookup: MunicipalityLookup, pairs: Iterable[tuple[str, str]], *, expected: bool) -> Counts:
    outcomes = {"right": 0, "asked": 0, "nothing": 0, "wrong": 0}
    examples = []
    for text, code in pairs:
        codes = [row.municipality.code for row in lookup.find(text, expected=expected).candidates]
        outcome = "nothing"
        if codes:
            outcome = "wrong" if code not in codes else "right" if len(codes) == 1 else "asked"
        outcomes[outcome] += 1
        if outcome in ("wrong", "nothing"):
            examples.append(f"{outcome}: {text} ({code})")
    return Counts(**outcomes, examples=tuple(examples))


def _typos(
    lookup: MunicipalityLookup, names: Iterable[tuple[str, str]], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """For every name a letter too many, one too few, a wrong one and two swapped.

    A misspelling that is itself the name of another place ("Haren" for "Laren") is no misspelling to any reader, and
    is left out.
    """
    known = {key_of(name) for name, _ in names}
    for name, code in names:
        letters = [number for number, sign in enumerate(name) if sign.isalpha()]
        for edit in ("insert", "delete", "replace", "swap"):
            at = chance.choice(letters)
            letter = chance.choice(string.ascii_lowercase)
            if edit == "insert":
                typo = name[:at] + letter + name[at:]
            elif edit == "delete":
                typo = name[:at] + name[at + 1 :]
            elif edit == "replace":
                typo = name[:at] + letter + name[at + 1 :]
            else:
                typo = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
            if key_of(typo) and key_of(typo) not in known:
                yield typo, code
