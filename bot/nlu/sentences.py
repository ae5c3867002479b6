"""The sentences of a message, and two questions in one: where the one ends and the other begins."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[?!.;])\s+|\n+")
# "… en hoe lang duurt het": a second question without a mark between them.
_JOINED = re.compile(
    r"[,\s]+(?:en|ook|verder|daarnaast|bovendien)(?:\s+(?:ook|dan|verder))?\s+"
    r"(?=(?:hoe|hoeveel|wat|waar|wie|wanneer|waarom|welke|mag|kan|moet|krijg|is|heb|zijn|telt|geldt|bestaat)\b)",
    re.I,
)
_ASKING = re.compile(
    r"\?|^(?:en|maar|of|ook|dus|verder)?[\s,]*(?:hoe|hoeveel|wat|waar|wie|wanneer|waarom|welke?|mag|kan|moet|krijg|is|heb|"
    r"zijn|telt|geldt|bestaat|kunt|kun|wil|weet|weten|ik wil|ik zoek)\b",
    re.I,
)
_FEWEST_WORDS = 3


def sentences(text: str) -> list[str]:
    """The sentences of a message; a message without signs is one."""
    return [sentence for sentence in _END.split(text) if sentence.strip()]


def questions(text: str) -> list[str]:
    """The parts of a message that each ask something, in order; one part, or none, when there is no second question."""
    parts = [part for sentence in sentences(text) for part in _JOINED.split(sentence)]
    return [part.strip() for part in parts if _ASKING.search(part.strip()) and len(part.split()) >= _FEWEST_WORDS]
