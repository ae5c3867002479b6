"""A municipality's own text with an answer, which replaces or extends the national one."""

from __future__ import annotations

from typing import Any

from bot.municipalities import directory, doors
from bot.municipalities.models import LocalText


def local_text(code: str | None, question: str) -> LocalText | None:
    """The text that a municipality (its code) gave with a question, if it did.

    The import refuses texts that touch cliëntondersteuning, bezwaar or klacht, so none of those is ever found here.
    """
    return doors.local_text(directory.current().tables, code, question) if code else None


def with_local_text(message: dict[str, Any], code: str | None) -> dict[str, Any]:
    """A message with the text of the municipality in place of its own, or after it."""
    local = local_text(code, message["custom"]["question"])
    municipality = directory.by_code(code)
    if local is None or municipality is None:
        return message
    own = f"In de gemeente {municipality.name}: {local.text.strip()}"
    text = own if local.mode == "vervangt" else f"{message['text']}\n\n{own}"
    sources = list(message["custom"].get("sources") or [])
    if local.checked:
        title = local.source or f"Gemeente {municipality.name}"
        sources.append({"title": title, "checked": local.checked.isoformat()})
    return {**message, "text": text, "custom": {**message["custom"], "sources": sources}}
