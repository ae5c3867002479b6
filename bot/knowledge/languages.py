"""What a citizen who writes in another language reads: two sentences in that language, from `data/kennis/talen.yml`."""

from __future__ import annotations

import functools

from bot.knowledge import files
from bot.municipalities.models import Municipality


@functools.lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    return dict(files.read(files.KNOWLEDGE / "talen.yml")["talen"])


def introduction(language: str, municipality: Municipality | None) -> str | None:
    """What this is, that it speaks Dutch, and how to get help by phone; None for a language that is not there.

    Args:
        language: ISO 639-1 code.
        municipality: the one to call, where it is known.
    """
    texts = _texts().get(language)
    if texts is None:
        return None
    call = texts["gemeente_onbekend"]
    if municipality and municipality.phone:
        call = texts["gemeente_bekend"].format(gemeente=municipality.name, telefoon=municipality.phone)
    return texts["tekst"].strip().format(bellen=call)
