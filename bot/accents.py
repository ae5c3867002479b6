"""Letters without their accents, so that spellings compare."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """The text with plain letters: "Súdwest" -> "Sudwest", also for the single signs "Ĳ" and "ﬁ"."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
