"""What counts as a message: typed text, which is only text, or the payload of a button that may be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels import errors
from bot.channels.sessions import WebSession
from bot.municipalities import directory
from bot.municipalities.models import Municipality
from bot.questions import parse_payload

MAX_CHARACTERS = 1000
FEEDBACK = {"gesprek/feedback_goed": True, "gesprek/feedback_slecht": False}
# What a page has buttons of its own for: these can be chosen in any session, also when no message offered them.
STANDING = (
    *FEEDBACK,
    "gesprek/makkelijker",
    "gesprek/opnieuw",
    "gesprek/wat_kun_je",
    "contact/medewerker",
)


@dataclass(frozen=True)
class Content:
    """What goes to Rasa: a text, and what the classifier must know besides."""

    text: str
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def chosen(self) -> str | None:
        """The key of the question whose button was pressed; None for typed text."""
        return self.metadata.get("question")


def content(body: Mapping[str, Any], session: WebSession, standing: Mapping[str, str]) -> Content:
    """The content of a message of the contract's shape.

    Args:
        body: `{"text": ...}` or `{"payload": ...}`.
        session: what was offered in it can be chosen.
        standing: payload and title of each button that can always be chosen.

    Raises:
        ChannelError: it has another shape, nothing was typed or too much, or the choice is not one that can be made.
    """
    text, chosen = body.get("text"), body.get("payload")
    if isinstance(text, str) and chosen is None:
        return Content(typed(text), session.context)
    if isinstance(chosen, str) and text is None:
        title = session.offered.get(chosen) or standing.get(chosen)
        choice = parse_payload(chosen) if title else None
        if title is None or choice is None:
            raise errors.bad_request("not_offered", "Deze keuze is niet aangeboden. Kies een knop of typ uw vraag.")
        return Content(title, {"question": choice.key, "municipality": choice.municipality})
    raise errors.bad_request("invalid_message", "Geef een bericht in 'text', of de keuze van een knop in 'payload'.")


def typed(text: str) -> str:
    """Typed text as it goes to Rasa, in which a leading slash would be an intent.

    Raises:
        ChannelError: there is no text, or too much.
    """
    if len(text) > MAX_CHARACTERS:
        raise errors.too_long(MAX_CHARACTERS)
    readable = "".join(sign if sign.isprintable() else " " for sign in text)
    if not readable.strip():
        raise errors.bad_request("empty", "Uw bericht is leeg. Typ uw vraag.")
    return readable.lstrip(" /").strip()


def municipality(given: Any) -> Municipality | None:
    """The municipality that a page gave as a code or a name; None when it gave none.

    Raises:
        ChannelError: it has another shape, or is not the name or code of one municipality.
    """
    if given is None or given == "":
        return None
    if not isinstance(given, str) or len(given) > 100:
        raise errors.bad_request("invalid_municipality", "De gemeente moet een naam zijn, of een code als GM0193.")
    lookup = directory.current()
    by_code = lookup.by_code(given.strip().upper())
    if by_code is not None:
        return by_code
    found = lookup.find(given, expected=True)
    if found.one is None or not found.certain:
        raise errors.no_such_municipality()
    return found.one.municipality
