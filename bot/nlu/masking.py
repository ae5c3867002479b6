"""What the text model sees of a message: the kind of a place and not its name, and no trace of personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.privacy.findings import PLACEHOLDER

# What stands in for an annotated or recognised piece of text, so that the model learns the kind and not the name.
PLACEHOLDERS = {
    "gemeente": " plaatsnaam ",
    "gemeente_keuze": " plaatsnaam ",
    "buitenland": " plaatsnaam ",
    "postcode": " postcode ",
}

# Personal data were replaced by a placeholder; with what announces it ("mijn bsn is [bsn]") it asks nothing.
_PERSONAL = re.compile(rf"(?:\b(?:mijn|mn|m'n|me)\s+[\w-]+\s+(?:is\s+)?:?\s*)?(?:{PLACEHOLDER.pattern})", re.I)
_PLACE = re.compile(r"\b(?:plaatsnaam|postcode)\b")


def masked(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    """A text with place names and postcodes replaced by their kind, and without what personal data were replaced by."""
    for entity in sorted(entities, key=lambda entity: -int(entity["start"])):
        placeholder = PLACEHOLDERS.get(entity.get("kind") or entity["entity"])
        if placeholder and entity["end"] > entity["start"]:
            text = text[: entity["start"]] + placeholder + text[entity["end"] :]
    return " ".join(_PERSONAL.sub(" ", text).split())


def without_places(text: str) -> str:
    """A masked text without what stands in for places and postcodes."""
    return " ".join(_PLACE.sub(" ", text).split())
