"""The right door: whom to contact in a municipality for a purpose, and what is honest to say about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum

from bot.municipalities import phone
from bot.municipalities.models import PURPOSES, Door, LocalText, Municipality, MunicipalityTables, NationalDoor

MONTHS_FRESH = 18
"""How long after a check a door is still given as it is."""

# What to say at the counter or on the phone, when the door itself gives no sentence.
_SAY_FIRST = {
    "melding": "Ik wil een Wmo-melding doen.",
    "clientondersteuning": "Ik wil onafhankelijke cliëntondersteuning.",
    "mantelzorg": "Ik zorg voor iemand en ik zoek ondersteuning als mantelzorger.",
    "respijtzorg": "Ik ben mantelzorger en ik zoek vervangende zorg (respijtzorg).",
    "klacht": "Ik wil een klacht indienen.",
    "spoed": "Ik heb met spoed Wmo-hulp nodig.",
}
# The duty of the municipality behind each purpose.
_LAW = {
    "melding": "Wmo 2015, artikel 2.3.2, lid 1",
    "clientondersteuning": "Wmo 2015, artikel 2.2.4, lid 1",
    "mantelzorg": "Wmo 2015, artikel 2.2.2",
    "respijtzorg": "Wmo 2015, artikel 2.2.2",
    "klacht": "Algemene wet bestuursrecht, artikel 9:1",
    "spoed": "Wmo 2015, artikel 2.3.3",
}


class DoorStatus(str, Enum):
    """What we may say about a door."""

    FRESH = "fresh"
    """Known and checked within 18 months."""
    OLD = "old"
    """Known, but checked longer ago or never: the general number is given instead."""
    UNKNOWN = "unknown"
    """Not known for this purpose: the general number is given instead."""


@dataclass(frozen=True)
class DoorAdvice:
    """Everything an answer needs to send someone to a door. Empty text where a detail is not known."""

    municipality: Municipality
    purpose: str
    status: DoorStatus
    name: str
    phone: str
    phone_link: str
    """The number as a `tel:` link, empty when there is none."""
    phone_is_general: bool
    """Whether the phone is the municipality's general number, also with a known door that has no phone of its own."""
    email: str
    url: str
    address: str
    hours: str
    say_first: str
    """A Dutch sentence in the first person, with a full stop."""
    law: str
    """The article that obliges the municipality to this, in Dutch."""
    source: str
    checked: datetime.date | None
    """The day that what is given here was last checked."""
    unchecked_door: Door | None
    """With status OLD: the door as we once knew it, for those who want to mention it with the warning."""


def door(tables: MunicipalityTables, code: str, purpose: str, today: datetime.date) -> DoorAdvice:
    """The door of a municipality for a purpose, or its general number and website.

    Args:
        tables: everything in memory.
        code: code of the municipality ("GM0193").
        purpose: one of `PURPOSES`.
        today: the day for which the age of the check is judged.

    Raises:
        KeyError: no such municipality or purpose.
    """
    if purpose not in PURPOSES:
        raise KeyError(purpose)
    municipality = tables.by_code[code]
    known = next((row for row in tables.doors if row.code == code and row.purpose == purpose), None)
    if known is not None and is_fresh(known.checked, today):
        number = known.phone or municipality.phone
        return DoorAdvice(
            municipality=municipality,
            purpose=purpose,
            status=DoorStatus.FRESH,
            name=known.name,
            phone=number,
            phone_link=phone.link(number),
            phone_is_general=not known.phone,
            email=known.email,
            url=known.url or municipality.website,
            address=known.address,
            hours=known.hours,
            say_first=known.say_first or _SAY_FIRST[purpose],
            law=_LAW[purpose],
            source=known.source,
            checked=known.checked,
            unchecked_door=None,
        )
    return DoorAdvice(
        municipality=municipality,
        purpose=purpose,
        status=DoorStatus.OLD if known else DoorStatus.UNKNOWN,
        name=f"gemeente {municipality.name}",
        phone=municipality.phone,
        phone_link=phone.link(municipality.phone),
        phone_is_general=True,
        email=municipality.email,
        url=municipality.website,
        address=municipality.visiting_address,
        hours="",
        say_first=_SAY_FIRST[purpose],
        law=_LAW[purpose],
        source=municipality.source,
        checked=municipality.checked,
        unchecked_door=known,
    )


def national_door(tables: MunicipalityTables, key: str) -> NationalDoor:
    """A national contact point by its key (`luisterlijn`, `juridisch_loket`, ...).

    Raises:
        KeyError: no such contact point.
    """
    for row in tables.national_doors:
        if row.key == key:
            return row
    raise KeyError(key)


def local_text(tables: MunicipalityTables, code: str, question: str) -> LocalText | None:
    """The municipality's own text with a question (`onderwerp/vraag`), if it has one."""
    return next((row for row in tables.local_texts if row.code == code and row.question == question), None)


def is_fresh(checked: datetime.date | None, today: datetime.date) -> bool:
    """Whether a fact checked on a day may still be given as it is; a fact without a day never is."""
    return checked is not None and checked >= months_before(today, MONTHS_FRESH)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month, so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
