"""What needs checking again: facts older than 18 months, and facts that get too old or expire within 60 days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.knowledge.amounts import Amount
from bot.municipalities.checks import dutch_date
from bot.municipalities.doors import MONTHS_FRESH, is_fresh
from bot.municipalities.models import MunicipalityTables

DAYS_AHEAD = 60


@dataclass(frozen=True)
class Stale:
    """One fact that needs a look; `reason` says why, in Dutch."""

    what: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"


def stale(tables: MunicipalityTables, amounts: Iterable[Amount], today: datetime.date) -> list[Stale]:
    """Everything that is too old, or will be within 60 days.

    Args:
        tables: everything in memory.
        amounts: the amounts with their periods.
        today: the day for which it is judged.
    """
    found = [Stale(what, reason) for what, checked in _checked(tables) if (reason := _age(checked, today))]
    for amount in amounts:
        period, holds = amount.on(today)
        follows = any(other.since > period.since for other in amount.periods)
        if not holds:
            found.append(Stale(f"bedrag {amount.name}", f"geen bedrag voor vandaag; kijk op {amount.where_to_look}"))
        elif period.until and period.until <= today + datetime.timedelta(days=DAYS_AHEAD) and not follows:
            reason = (
                f"geldt tot en met {dutch_date(period.until)}, het volgende ontbreekt; kijk op {amount.where_to_look}"
            )
            found.append(Stale(f"bedrag {amount.name}", reason))
        elif reason := _age(period.checked, today):
            found.append(Stale(f"bedrag {amount.name}", reason))
    return found


def _checked(tables: MunicipalityTables) -> Iterator[tuple[str, datetime.date | None]]:
    for municipality in tables.municipalities:
        yield f"{municipality.name}, algemene gegevens", municipality.checked
    for door in tables.doors:
        yield f"{tables.by_code[door.code].name}, contactpunt {door.purpose} ({door.name})", door.checked
    for text in tables.local_texts:
        yield f"{tables.by_code[text.code].name}, eigen tekst {text.question}", text.checked
    for national in tables.national_doors:
        yield f"landelijk, {national.name}", national.checked


def _age(checked: datetime.date | None, today: datetime.date) -> str:
    if checked is None:
        return "nooit gecontroleerd"
    if not is_fresh(checked, today):
        return f"laatst gecontroleerd op {dutch_date(checked)}, langer dan {MONTHS_FRESH} maanden geleden"
    if not is_fresh(checked, today + datetime.timedelta(days=DAYS_AHEAD)):
        return f"laatst gecontroleerd op {dutch_date(checked)}, over hoogstens {DAYS_AHEAD} dagen te oud"
    return ""
