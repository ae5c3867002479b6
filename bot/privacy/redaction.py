"""Taking personal data out of a message, before anything else sees it.

    redact("mijn bsn is 111222333").text       "mijn bsn is [bsn]"
    redact("Ik woon op 3512 AB 14").text       "Ik woon op 3512"

Own recognisers, not `presidio-analyzer`: see docs/privacy.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.privacy import addresses, birth_dates, contact, numbers, persons, public
from bot.privacy.findings import PLACEHOLDER, Context, Finding, Kind, Places, Recogniser, found

__all__ = ["Kind", "NameFinder", "Redacted", "redact"]

NameFinder = Callable[[str], list[tuple[int, int]]]
"""Gives the start and end of each name in a text, such as `bot.privacy.names.SpacyNames`."""

# Of two that overlap, the first one counts.
_WITH_DIGITS: tuple[Recogniser, ...] = (
    numbers.iban,
    numbers.public_numbers,
    birth_dates.birth_dates,
    numbers.bsn,
    contact.phones,
    numbers.plates,
    addresses.postcodes,
    addresses.streets,
    numbers.case_numbers,
)


@dataclass(frozen=True)
class Redacted:
    """A text without the personal data that were recognised in it."""

    text: str
    kinds: tuple[Kind, ...] = ()
    """What was found: one entry for each finding."""
    postcodes: tuple[str, ...] = ()
    """The four digits of each full postcode. In the text that is left they no longer look like one, so who looks the
    municipality up from it needs these too: `lookup.find(f"postcode {digits}")`."""


def redact(text: str, *, places: Places | None = None, names: NameFinder | None = None) -> Redacted:
    """Replace personal data by placeholders.

    Args:
        text: what a citizen typed.
        places: the lookup of municipalities, so that a place is not taken for a name, and the phone numbers and e-mail
            addresses that municipalities imported stay.
        names: finds names that no word announces; optional, because it takes milliseconds.

    Returns:
        The text, which is left alone when it is given again, and what was found.
    """
    context = Context(public.contacts(places.tables if places else None), places)
    kinds: list[Kind] = []
    postcodes: list[str] = []
    while findings := _findings(text, context, names):
        # What is taken out may bring together what is one thing after all, so look again. This ends: every finding
        # has characters that are no placeholder, and those become fewer.
        for finding in findings:
            if finding.kind is not None:
                kinds.append(finding.kind)
            if finding.replacement.isdigit():
                postcodes.append(finding.replacement)
        text = _replaced(text, findings)
    return Redacted(text, tuple(kinds), tuple(postcodes))


def _findings(text: str, context: Context, names: NameFinder | None) -> list[Finding]:
    """What is to be replaced, in the order of the text."""
    chosen = [Finding(None, match.start(), match.end()) for match in PLACEHOLDER.finditer(text)] if "[" in text else []
    for finding in _candidates(text, context, names):
        if finding.start < finding.end and not any(finding.overlaps(other) for other in chosen):
            chosen.append(finding)
    return sorted((row for row in chosen if row.kind is not None), key=lambda row: row.start)


def _candidates(text: str, context: Context, names: NameFinder | None) -> Iterable[Finding]:
    if any(sign in text for sign in ("@", "at)", "at]", " at ", "apenstaart")):
        yield from contact.emails(text, context)
    if any(sign.isdigit() for sign in text):
        for recogniser in _WITH_DIGITS:
            yield from recogniser(text, context)
    elif birth_dates.may_be_in_words(text):
        yield from birth_dates.birth_dates(text, context)
    yield from persons.persons(text, context)
    if names is not None:
        for start, end in names(text):
            yield found(Kind.NAME, start, end)


def _replaced(text: str, findings: list[Finding]) -> str:
    parts, position = [], 0
    for finding in findings:
        parts += [text[position : finding.start], finding.replacement]
        position = finding.end
    return "".join([*parts, text[position:]])
