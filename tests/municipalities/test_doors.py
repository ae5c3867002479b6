"""The door for a purpose, or an honest general number."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bot.municipalities import doors
from bot.municipalities.doors import DoorStatus, door
from bot.municipalities.models import PURPOSES, LocalText, MunicipalityTables

TODAY = datetime.date(2026, 11, 22)


def test_fresh(tables: MunicipalityTables) -> None:
    advice = door(tables, "GM0301", "melding", TODAY)
    assert advice.status is DoorStatus.FRESH
    assert (advice.phone, advice.phone_link) == ("0575 - 595760", "tel:+31575595760")
    assert advice.checked == datetime.date(2026, 3, 15)
    assert advice.say_first == "Ik wil een Wmo-melding doen."
    assert advice.unchecked_door is None


@pytest.mark.parametrize(("code", "purpose"), [("GM0537", "melding"), ("GM1924", "clientondersteuning")])
def test_unchecked_or_old_gives_the_general_number(tables: MunicipalityTables, code: str, purpose: str) -> None:
    advice = door(tables, code, purpose, TODAY)
    assert advice.status is DoorStatus.OLD
    assert advice.phone == tables.by_code[code].phone
    assert advice.phone_is_general
    assert advice.unchecked_door is not None


def test_unknown_names_the_law_behind_the_duty(tables: MunicipalityTables) -> None:
    advice = door(tables, "GM0193", "clientondersteuning", TODAY)
    assert advice.status is DoorStatus.UNKNOWN
    assert advice.phone_link == "tel:14038"
    assert "2.2.4" in advice.law
    assert "cliëntondersteuning" in advice.say_first


def test_a_door_without_phone_gets_the_general_one(tables: MunicipalityTables) -> None:
    known = next(row for row in tables.doors if row.code == "GM0189")
    changed = replace(tables, doors=(replace(known, checked=TODAY, say_first="Ik bel voor het loket."),))
    advice = door(changed, "GM0189", "melding", TODAY)
    assert advice.status is DoorStatus.FRESH
    assert advice.phone_is_general
    assert advice.phone == tables.by_code["GM0189"].phone
    assert advice.say_first == "Ik bel voor het loket."


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_municipality_has_a_number_to_dial_and_a_website(tables: MunicipalityTables, purpose: str) -> None:
    for municipality in tables.municipalities:
        advice = door(tables, municipality.code, purpose, TODAY)
        assert advice.phone_link.startswith("tel:")
        assert advice.url.startswith("http")
        assert advice.say_first.endswith(".")


@pytest.mark.parametrize(("code", "purpose"), [("GM9999", "melding"), ("GM0193", "paspoort")])
def test_no_such_municipality_or_purpose(tables: MunicipalityTables, code: str, purpose: str) -> None:
    with pytest.raises(KeyError):
        door(tables, code, purpose, TODAY)


@pytest.mark.parametrize(
    ("checked", "fresh"),
    [("2025-05-22", True), ("2025-05-21", False), ("2026-11-22", True), (None, False)],
)
def test_eighteen_months(checked: str | None, fresh: bool) -> None:
    day = datetime.date.fromisoformat(checked) if checked else None
    assert doors.is_fresh(day, TODAY) is fresh


def test_months_before_a_short_month() -> None:
    assert doors.months_before(datetime.date(2026, 8, 31), 18) == datetime.date(2025, 2, 28)
    assert doors.months_before(datetime.date(2026, 3, 15), 18) == datetime.date(2024, 9, 15)


def test_national_door_and_local_text(tables: MunicipalityTables) -> None:
    assert doors.national_door(tables, "juridisch_loket").phone == "0800 8020"
    with pytest.raises(KeyError):
        doors.national_door(tables, "onbekend")
    text = LocalText("GM0193", "melding/waar", "vult_aan", "Tekst", "zwolle.nl", TODAY)
    changed = replace(tables, local_texts=(text,))
    assert doors.local_text(changed, "GM0193", "melding/waar") == text
    assert doors.local_text(changed, "GM0193", "melding/hoe") is None
