"""Checks of single values that an editor fills in; each says in Dutch what is expected when a value is not right."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.municipalities import phone
from bot.municipalities.models import MunicipalityTables
from bot.municipalities.names import key_of

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_MARKUP = re.compile(r"[<>]|\]\(|javascript:", re.IGNORECASE)


class NotExpected(ValueError):
    """A value is not right; the message completes "Verwacht: ..."."""


def municipality(text: str, tables: MunicipalityTables, today: datetime.date) -> str:
    """The code of a municipality that is given by its code or its full name.

    Args:
        text: what the editor wrote.
        tables: everything in memory, with mergers up to today carried out.
        today: the day for which a merger counts.

    Raises:
        NotExpected: unknown, or the municipality was merged; the message then names the new one.
    """
    if text in tables.by_code:
        return text
    for merger in tables.mergers:
        if merger.old_code == text and merger.confirmed and merger.starts <= today:
            new = tables.by_code[merger.new_code]
            raise NotExpected(f"{new.code} ({new.name}): deze gemeente is op {dutch_date(merger.starts)} opgeheven")
    same = [row for row in tables.municipalities if key_of(row.name) == key_of(text)]
    if len(same) == 1:
        return same[0].code
    former = [row for row in tables.aliases if row.former and key_of(row.name) == key_of(text)]
    if former:
        names = " of ".join(f"{row.code} ({tables.by_code[row.code].name})" for row in former)
        since = f" op {dutch_date(former[0].valid_until)}" if former[0].valid_until else ""
        raise NotExpected(f"{names}: deze gemeente is{since} opgeheven")
    named = {row.code for row in tables.aliases if key_of(row.name) == key_of(text)}
    named |= {row.code for row in tables.places if key_of(row.name) == key_of(text)}
    if named:
        names = " of ".join(f"{code} ({tables.by_code[code].name})" for code in sorted(named))
        raise NotExpected(f"de gemeente, {names}")
    raise NotExpected("de code van een gemeente, zoals GM0193, of haar naam")


def one_of(text: str, allowed: Iterable[str]) -> str:
    """A value from a list.

    Raises:
        NotExpected: it is not; the message names the nearest.
    """
    options = sorted(allowed)
    if text in options:
        return text
    near = difflib.get_close_matches(text.lower(), options, n=1)
    hint = f" (bedoelt u {near[0]}?)" if near else ""
    raise NotExpected((", ".join(options) if len(options) <= 8 else "een bestaande waarde") + hint)


def phone_number(text: str) -> str:
    """A Dutch phone number, as it is written.

    Raises:
        NotExpected: it cannot exist.
    """
    if not phone.is_valid(text):
        raise NotExpected("een Nederlands telefoonnummer, zoals 038 498 91 11, 14 038 of 0800 0643")
    return text


def email(text: str) -> str:
    """An e-mail address.

    Raises:
        NotExpected: it is not one.
    """
    if not _EMAIL.fullmatch(text) or ".." in text:
        raise NotExpected("een e-mailadres, zoals wmo@gemeente.nl")
    return text


def url(text: str) -> str:
    """The address of a website; without "https://" that is put before it.

    Raises:
        NotExpected: it is not one.
    """
    complete = f"https://{text}" if text.startswith("www.") else text
    try:
        parts = urlsplit(complete)
        host = parts.hostname or ""
        fine = (
            parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) and "@" not in parts.netloc
        )
    except ValueError:
        fine = False
    if not fine or re.search(r"[\s\"'<>]", complete):
        raise NotExpected("een webadres, zoals https://www.gemeente.nl/wmo")
    return complete


def past_date(text: str, today: datetime.date) -> datetime.date:
    """A day up to today, written as 2026-11-22 or 22-11-2026.

    Raises:
        NotExpected: no such day, or in the future.
    """
    match = _DAY_FIRST.fullmatch(text)
    written = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text
    try:
        day = datetime.date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise NotExpected("een bestaande datum, zoals 2026-11-22 of 22-11-2026")
    if day > today:
        raise NotExpected(f"een datum tot en met vandaag, {dutch_date(today)}")
    return day


def plain(text: str, most: int) -> str:
    """Text without markup, at most so many characters.

    Raises:
        NotExpected: it is longer, or holds markup or a control character.
    """
    if len(text) > most:
        raise NotExpected(f"hoogstens {most} tekens, niet {len(text)}")
    if _MARKUP.search(text):
        raise NotExpected("gewone tekst, zonder < en > en zonder opmaak van links")
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in text):
        raise NotExpected("gewone tekst, zonder stuurtekens")
    return text


def dutch_date(day: datetime.date) -> str:
    """A day as it is written in Dutch: 22-11-2026."""
    return f"{day:%d-%m-%Y}"
