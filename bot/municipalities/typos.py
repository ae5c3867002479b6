"""Misspelled names: which known names differ from what was typed by one edit, or by two when the name is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3
_LONG = 9
"""From this many letters on, two edits still leave a name recognisable ("spijkenise", "leewardn")."""

# Spellings that sound the same; they count as no edit at all.
_SOUNDS = (("ij", "y"), ("ph", "f"), ("ck", "k"), ("ae", "aa"), ("th", "t"), ("sch ", "s "), ("gh", "g"), ("x", "ks"))


def sound(key: str) -> str:
    """The key with spellings that sound alike made the same: "zutphen" and "zutfen", "beverwijk" and "beverwyk"."""
    for spelling, same in _SOUNDS:
        key = key.replace(spelling, same)
    return key


class TypoIndex:
    """Finds names close to a misspelled one.

    One edit is found by the words that remain when one letter is left out (a few look-ups in a dictionary, so every
    message can afford it); two edits by comparing with all names (0.2 ms, only done when a name is expected).
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted({key for key in keys if len(key) >= SHORTEST})
        self._sounds = [sound(key) for key in self._keys]
        self._by_deletion: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self._keys):
            self._by_sound[self._sounds[number]].append(number)
            for variant in _deletions(key):
                self._by_deletion[variant].append(number)

    def one_edit(self, typed: str) -> list[str]:
        """Names that sound the same or are one insertion, deletion, substitution or swap away; sorted."""
        if len(typed) < SHORTEST:
            return []
        numbers = {number for variant in _deletions(typed) for number in self._by_deletion.get(variant, ())}
        near = {self._keys[number] for number in numbers if OSA.distance(typed, self._keys[number]) <= 1}
        near.update(self._keys[number] for number in self._by_sound.get(sound(typed), ()))
        near.discard(typed)
        return sorted(near)

    def two_edits(self, typed: str) -> list[str]:
        """The names nearest to a long misspelled word within two edits (sounds made the same); sorted."""
        if len(typed) < _LONG:
            return []
        found = process.extract(sound(typed), self._sounds, scorer=OSA.distance, score_cutoff=2, limit=6)
        # The first letter is hardly ever the wrong one: "bemiddelaar" is not Middelaar.
        alike = [(distance, self._keys[number]) for _, distance, number in found if self._keys[number][0] == typed[0]]
        return sorted(key for distance, key in alike if distance == min(alike)[0])


def _deletions(key: str) -> set[str]:
    return {key} | {key[:position] + key[position + 1 :] for position in range(len(key))}
