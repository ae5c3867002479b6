"""How a place name is written: words with their position in the text, and the spellings that count as the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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
    **{key: "Drenthe" for key in ("dr", "dre")},
    **{key: "Flevoland" for key in ("fl", "flev")},
    **{key: "Fryslân" for key in ("f", "fr", "fri", "frl", "fries")},
    **{key: "Gelderland" for key in ("g", "ge", "gld", "gd", "gel", "geld")},
    **{key: "Groningen" for key in ("gn", "gr", "gro", "gron")},
    **{key: "Limburg" for key in ("l", "lb", "li", "lim", "limb")},
    **{key: "Noord-Brabant" for key in ("nb", "n b", "br", "brab", "nbr")},
    **{key: "Noord-Holland" for key in ("nh", "n h")},
    **{key: "Overijssel" for key in ("o", "ov", "ovs", "over")},
    **{key: "Utrecht" for key in ("ut", "utr")},
    **{key: "Zeeland" for key in ("z", "ze", "zl", "zld", "zeel")},
    **{key: "Zuid-Holland" for key in ("zh", "z h")},
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
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()


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
