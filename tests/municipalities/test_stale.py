"""What needs checking again."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.knowledge.amounts import Amount, Period
from bot.municipalities.models import Door, LocalText, MunicipalityTables
from bot.municipalities.stale import stale

TODAY = datetime.date(2026, 11, 22)
LOOK = "kijk op www.hetcak.nl"
OLD = "langer dan 18 maanden geleden"


@pytest.fixture
def fresh(tables: MunicipalityTables) -> MunicipalityTables:
    """One municipality, checked today, with nothing else."""
    municipality = replace(tables.by_code["GM0193"], checked=TODAY)
    return replace(tables, municipalities=(municipality,), doors=(), national_doors=(), local_texts=())


def period(since: str, until: str | None, checked: str = "2026-11-21") -> Period:
    day = datetime.date.fromisoformat
    return Period(Decimal("21.80"), "euro per maand", day(since), day(until) if until else None, "CAK", day(checked))


def amount(*periods: Period) -> Amount:
    return Amount("eigen_bijdrage_maand", "Eigen bijdrage", "www.hetcak.nl", periods)


def test_nothing(fresh: MunicipalityTables) -> None:
    assert stale(fresh, [amount(period("2026-01-01", None))], TODAY) == []


@pytest.mark.parametrize(
    ("checked", "reason"),
    [
        (None, "nooit gecontroleerd"),
        ("2025-05-21", "laatst gecontroleerd op 21-05-2025, langer dan 18 maanden geleden"),
        ("2025-05-22", "laatst gecontroleerd op 22-05-2025, over hoogstens 60 dagen te oud"),
        ("2025-07-20", "laatst gecontroleerd op 20-07-2025, over hoogstens 60 dagen te oud"),
        ("2025-07-21", None),
    ],
)
def test_age_of_a_door(fresh: MunicipalityTables, checked: str | None, reason: str | None) -> None:
    day = datetime.date.fromisoformat(checked) if checked else None
    door = Door("GM0193", "melding", "Wijkteam", "14 038", "", "", "", "", "", "bron", day)
    found = stale(replace(fresh, doors=(door,)), [], TODAY)
    assert [str(row) for row in found] == ([f"Zwolle, contactpunt melding (Wijkteam): {reason}"] if reason else [])


def test_municipalities_texts_and_national_doors_too(fresh: MunicipalityTables, tables: MunicipalityTables) -> None:
    everything = replace(
        fresh,
        municipalities=(replace(fresh.municipalities[0], checked=None),),
        local_texts=(LocalText("GM0193", "melding/waar", "vult_aan", "Tekst", "bron", None),),
        national_doors=(replace(tables.national_doors[0], checked=None),),
    )
    assert len(stale(everything, [], TODAY)) == 3


@pytest.mark.parametrize(
    ("periods", "reason"),
    [
        ([period("2026-01-01", "2026-12-31")], "geldt tot en met 31-12-2026, het volgende ontbreekt; " + LOOK),
        ([period("2026-01-01", "2026-12-31"), period("2027-01-01", "2027-12-31")], None),
        ([period("2026-01-01", "2027-01-22")], None),
        ([period("2025-01-01", "2025-12-31")], "geen bedrag voor vandaag; " + LOOK),
        ([period("2026-01-01", None, "2025-01-01")], "laatst gecontroleerd op 01-01-2025, " + OLD),
    ],
)  # fmt: skip
def test_amounts(fresh: MunicipalityTables, periods: list[Period], reason: str | None) -> None:
    found = stale(fresh, [amount(*periods)], TODAY)
    assert [str(row) for row in found] == ([f"bedrag eigen_bijdrage_maand: {reason}"] if reason else [])
