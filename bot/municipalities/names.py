"""How a place name is written: words with their position in the text, and the spellings that count as the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.accents import without_accents

_WORD = re.compile(r"[^\W_]+|&")
_ADDITION = re.compile(r"\s*\([^)]*\)|\s+[Gg]em\.?\s.*$|\s(?:Ut|UT|Gld|GLD|OV|LB|NB|NH|ZH|FR|GN|DR|Rt)$")
# "aan den Rijn" is often written "a/d Rijn"; the slash, like every other sign, only separates words.
_ABBREVIATED = re.compile(r"\baan den?\b")
_SAME_WORD = {"st": "sint", "&": "en"}

PROVINCES = {
    "drenthe": "Drenthe",
    "flevoland": "Flevoland",
    "friesland": "Fryslân",
    "fryslan": "Fryslân",
    "gelderland": "Gelderland",
    "groningen": "Groningen",
    "limburg": "Limburg",
    "brabant": "Noord-Brabant",
    "noord brabant": "Noord-Brabant",
    "noordbrabant": "Noord-Brabant",
    "noord holland": "Noord-Holland",
    "noordholland": "Noord-Holland",
    "overijssel": "Overijssel",
    "overijsel": "Overijssel",
    "utrecht": "Utrecht",
    "zeeland": "Zeeland",
    "zuid holland": "Zuid-Holland",
    "zuidholland": "Zuid-Holland",
}
# Only directly behind a name: "Hengelo gld", "Bergen (L)".
PROVINCE_ABBREVIATIONS = {
    **dict.fromkeys(("dr", "dre"), "Drenthe"),
    **dict.fromkeys(("fl", "flev"), "Flevoland"),
    **dict.fromkeys(("f", "fr", "fri", "frl", "fries"), "Fryslân"),
    **dict.fromkeys(("g", "ge", "gld", "gd", "gel", "geld"), "Gelderland"),
    **dict.fromkeys(("gn", "gr", "gro", "gron"), "Groningen"),
    **dict.fromkeys(("l", "lb", "li", "lim", "limb"), "Limburg"),
    **dict.fromkeys(("nb", "n b", "br", "brab", "nbr"), "Noord-Brabant"),
    **dict.fromkeys(("nh", "n h"), "Noord-Holland"),
    **dict.fromkeys(("o", "ov", "ovs", "over"), "Overijssel"),
    **dict.fromkeys(("ut", "utr"), "Utrecht"),
    **dict.fromkeys(("z", "ze", "zl", "zld", "zeel"), "Zeeland"),
    **dict.fromkeys(("zh", "z h"), "Zuid-Holland"),
}


@dataclass(frozen=True)
class Word:
    """A word of a message: its key for comparing and where it stands."""

    key: str
    start: int
    end: int
    capital: bool


def fold(text: str) -> str:
    """Lower case, without accents: "Súdwest" -> "sudwest", also for the single sign "Ĳ"."""
    return without_accents(text).lower()


def words(text: str) -> list[Word]:
    """The words of a text; signs, hyphens and apostrophes separate them."""
    return [
        Word(_SAME_WORD.get(key, key), match.start(), match.end(), match.group()[0].isupper())
        for match in _WORD.finditer(text)
        if (key := fold(match.group()))
    ]


def key_of(name: str) -> str:
    """The key under which a name is compared: "'s-Gravenhage" -> "s gravenhage"."""
    return " ".join(word.key for word in words(name))


def base(name: str) -> str:
    """The name without what the register added to tell it apart: "Hengelo (Gld)" -> "Hengelo"."""
    return _ADDITION.sub("", name).strip() or name


def keys_of(name: str) -> Iterator[str]:
    """Every spelling that stands for the name, the usual one first; may repeat itself."""
    for form in (base(name), name):
        key = key_of(form)
        yield key
        yield key.replace(" ", "")
        if _ABBREVIATED.search(key):
            yield _ABBREVIATED.sub("a d", key)
            yield _ABBREVIATED.sub("ad", key)
        if key.startswith("t "):
            yield "he" + key
        if key.startswith("het "):
            yield key.removeprefix("he")
