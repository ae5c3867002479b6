"""Short texts that belong to no question: what to say when a message or a place is not clear."""

from __future__ import annotations

import functools
from typing import Any

from bot import settings
from bot.knowledge import files


@functools.lru_cache(maxsize=1)
def phrases() -> dict[str, str]:
    """The texts of `utter_keuze` in `domain.yml`: its own as `keuze`, and those in its metadata by their name."""
    choice = files.read(settings.PROJECT / "domain.yml")["responses"]["utter_keuze"][0]
    texts = {"keuze": choice["text"], **choice["metadata"]}
    return {name: text.strip() for name, text in texts.items()}


def national_door() -> dict[str, Any]:
    """What follows a general answer when the municipality's own details cannot be looked up."""
    links = [{"title": "Naar www.regelhulp.nl", "url": "https://www.regelhulp.nl"}]
    return {"text": phrases()["landelijk"], "custom": {"links": links}}
