"""Postcodes in a message. Only the four digits are kept: with the letters a postcode is nearly an address."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from bot.municipalities.context import vocabulary

# Not inside a longer number, a phone number, an amount or a date.
_POSTCODE = re.compile(
    r"(?<![\w€$/-])(?<!€ )(?<![.,]\d)(?<!\d[ .,])([1-9]\d{3})(?:(\s?)([A-Za-z]{2})(?!\w)|(?![\w/-])(?![.,]\d)(?! ?\d))"
)
_SAYS_POSTCODE = re.compile(r"\b(post\s?[ck]ode|pc4?)[^\d]{0,20}$", re.IGNORECASE)
# Two letters behind a number that are words: "in 2015 is", "2026 en".
_WORDS = vocabulary("al ga de en er ik in is je ja kg km me na nu of om op te we wt ze zo m2 eu uw hr ha pm am")
_SAYS_NUMBER = re.compile(r"\b(nummer|nr|dossier|zaak|kenmerk|pin|code|bel)\W*$", re.IGNORECASE)
_AMOUNT = re.compile(r"\s*(euro|eur|€|gram|meter|km|uur|keer|dagen|mensen|inwoners|jaar)\b", re.IGNORECASE)


@dataclass(frozen=True)
class FoundPostcode:
    """Four digits in a text; the span includes the letters, so that a caller can take them out."""

    digits: str
    start: int
    end: int


def find_postcodes(text: str, known: Container[str], *, expected: bool = False) -> Iterator[FoundPostcode]:
    """Every postcode that the text gives.

    Four bare digits count only behind the word "postcode", as the whole message, or when a place was asked for; a year
    or an amount of money is no postcode.

    Args:
        text: the message.
        known: the four digits that exist; others only count where the text says that it is a postcode.
        expected: whether the assistant has just asked for the place.
    """
    for match in _POSTCODE.finditer(text):
        digits, space, letters = match.groups()
        end = match.end()
        said = _SAYS_POSTCODE.search(text[: match.start()]) is not None
        bare = not re.search(r"\w", text[: match.start()] + text[match.end() :])
        if letters:
            # These three are never given out.
            if letters in ("SA", "SD", "SS"):
                continue
            certain = not space or letters.isupper() or (letters.lower() not in _WORDS and digits in known)
            certain = certain and not (space and letters.lower() in _WORDS and text.isupper())
            if certain:
                yield FoundPostcode(digits, match.start(), end)
                continue
            end = match.end(1)
            bare = not re.search(r"\w", text[: match.start()] + text[end:])
        if _AMOUNT.match(text, end):
            continue
        if _SAYS_NUMBER.search(text[: match.start()]):
            continue
        year = 1900 <= int(digits) <= 2100
        if said or bare or (expected and not year and digits in known):
            yield FoundPostcode(digits, match.start(), end)
