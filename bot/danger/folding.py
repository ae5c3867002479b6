"""Spelling made comparable: the same Dutch word, typed in a hurry, by ear or with a slip, becomes the same string."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from bot.accents import without_accents

# The end of a sentence counts as this many words: few patterns run on into the next, and no context cancels across it.
SENTENCE_END = 7

_PARTS = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|[.!?;:\n]+")
_SAME_SOUND = (
    ("ij", "y"),
    ("ei", "y"),
    ("au", "ou"),
    ("ph", "f"),
    ("th", "t"),
    ("x", "ks"),
    ("v", "f"),
    ("z", "s"),
    ("ca", "ka"),
    ("co", "ko"),
    ("cu", "ku"),
)
_SIGNS = str.maketrans("", "", "'’`´")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE_CONSONANT = re.compile(r"([b-df-hj-np-tv-z])\1+")
_ENDING = re.compile(r"(?<=[b-df-hj-np-tv-z])en$")


def fold(word: str, *, whole: bool = True) -> str:
    """A word by its sound: "geslage" as "geslagen", "wort" as "wordt", "suïcide" as "suicide".

    Args:
        word: one word, without spaces.
        whole: False for the beginning of a word, of which the end is not known yet.
    """
    plain = without_accents(word.lower().translate(_SIGNS))
    if plain.isdigit():
        return plain
    plain = _DOUBLE_CONSONANT.sub(r"\1", _LONG_RUN.sub(r"\1\1", plain))
    for written, heard in _SAME_SOUND:
        if written in plain:
            plain = plain.replace(written, heard)
    if not whole:
        return plain
    if plain.endswith("dt"):
        plain = plain[:-2] + "t"
    elif plain.endswith("d"):
        plain = plain[:-1] + "t"
    return _ENDING.sub("e", plain) if len(plain) > 3 else plain


def words(text: str) -> Iterator[tuple[int, str]]:
    """The folded words of a text with their positions; a new sentence begins `SENTENCE_END` positions further."""
    for position, part in _positions(text):
        if position is not None:
            yield position, fold(part)


def without(text: str, positions: Container[int]) -> str:
    """A text without the words at these positions, which are those of `words`."""
    return " ".join(part for position, part in _positions(text) if position is None or position not in positions)


def _positions(text: str) -> Iterator[tuple[int | None, str]]:
    """The words of a text with their positions, and the signs between them without."""
    position = 0
    for part in _PARTS.findall(text):
        if part[0].isalnum():
            yield position, part
            position += 1
        else:
            yield None, part
            position += SENTENCE_END


def slips(word: str) -> set[str]:
    """The word and what is left of it when one letter drops out: two words that share one differ by a single slip."""
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}
