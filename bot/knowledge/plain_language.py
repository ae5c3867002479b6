"""Checks of plain Dutch (B1): sentence length and words that citizens stumble over.

Used by the tests over all answers and, for texts that a municipality adds itself, by their import.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_SENTENCE_WORDS = 20
MAX_AVERAGE_WORDS = 13.0

# Officialese, with what to write instead. Matched as whole words, case-insensitively.
FORBIDDEN_WORDS: dict[str, str] = {
    "aangaande": "over",
    "alsmede": "en",
    "conform": "volgens",
    "daar u": "omdat u",
    "derhalve": "daarom",
    "desalniettemin": "toch",
    "desgewenst": "als u wilt",
    "dient te": "moet",
    "dienen te": "moeten",
    "doch": "maar",
    "echter": "maar",
    "ingevolge": "volgens",
    "indien": "als",
    "inzake": "over",
    "jegens": "tegen",
    "met betrekking tot": "over",
    "middels": "met",
    "mits": "als",
    "navolgende": "deze",
    "nadien": "daarna",
    "omtrent": "over",
    "onderhavige": "deze",
    "ten aanzien van": "over",
    "ten behoeve van": "voor",
    "teneinde": "om",
    "tevens": "ook",
    "thans": "nu",
    "van toepassing": "geldt",
    "voornoemde": "deze",
    "welke reeds": "die al",
    "wenst": "wilt",
    "zulks": "dat",
}

# A full stop in these is not the end of a sentence.
_ABBREVIATIONS = re.compile(r"\b(?:bijv|bv|enz|nr|art|tel|dhr|mevr|o\.a|d\.w\.z|m\.u\.v|a\.u\.b)\.", re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|eu|org)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?:])[\"'”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W_][\w'’{}-]*")


@dataclass(frozen=True)
class Fault:
    """One departure from plain Dutch: what is wrong, in Dutch, and the sentence it stands in."""

    reason: str
    sentence: str


def sentences(text: str) -> list[str]:
    """Split text into sentences; list items and the part before a colon count as sentences of their own."""
    text = _URL.sub("website", text)
    text = _ABBREVIATIONS.sub(lambda match: match.group().replace(".", ""), text)
    parts = (part.strip(" -*•\t\"'“”‘’") for part in _SENTENCE_END.split(text))
    return [part for part in parts if _WORD.search(part)]


def word_count(sentence: str) -> int:
    """Number of words in a sentence; an amount, a telephone number or a placeholder is one word."""
    sentence = re.sub(r"\{\w+\}|€\s?[\d.,]+", "bedrag", sentence)
    sentence = re.sub(r"\b\d[\d\s.,-]*\d\b", "getal", sentence)
    return len(_WORD.findall(sentence))


def faults(text: str) -> list[Fault]:
    """All departures from plain Dutch in a text: sentences of 20 words or more, an average over 13, officialese."""
    found: list[Fault] = []
    counts: list[int] = []
    for sentence in sentences(text):
        count = word_count(sentence)
        counts.append(count)
        if count >= MAX_SENTENCE_WORDS:
            found.append(Fault(f"zin van {count} woorden; maak er twee zinnen van", sentence))
        for word, better in FORBIDDEN_WORDS.items():
            if re.search(rf"\b{re.escape(word)}\b", sentence, re.I):
                found.append(Fault(f"moeilijk woord '{word}'; schrijf '{better}'", sentence))
    if counts and sum(counts) / len(counts) > MAX_AVERAGE_WORDS:
        found.append(
            Fault(f"gemiddeld {sum(counts) / len(counts):.1f} woorden per zin; hoogstens 13", text.strip()[:60])
        )
    return found
