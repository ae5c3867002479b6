"""A merger counts from its day, once it is confirmed."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bot.municipalities.lookup import MunicipalityLookup, Reason
from bot.municipalities.mergers import after_mergers
from bot.municipalities.models import Door, LocalText, MunicipalityTables

DAY = datetime.date(2027, 1, 1)
OLD, NEW = "GM1696", "GM0402"


@pytest.fixture
def confirmed(tables: MunicipalityTables) -> MunicipalityTables:
    own_door = Door(OLD, "melding", "Loket", "14 035", "", "", "", "", "", "bron", DAY)
    own_text = LocalText(OLD, "melding/waar", "vult_aan", "Tekst", "bron", DAY)
    mergers = tuple(replace(row, confirmed=True) for row in tables.mergers)
    return replace(tables, mergers=mergers, doors=(*tables.doors, own_door), local_texts=(own_text,))


def test_off_until_confirmed(tables: MunicipalityTables) -> None:
    assert after_mergers(tables, datetime.date(2030, 1, 1)) is tables


def test_off_until_its_day(confirmed: MunicipalityTables) -> None:
    assert after_mergers(confirmed, DAY - datetime.timedelta(days=1)) is confirmed


def test_everything_leads_to_the_new_municipality(confirmed: MunicipalityTables) -> None:
    tables = after_mergers(confirmed, DAY)
    assert OLD not in tables.by_code
    for kind in ("places", "postcodes", "aliases", "regions", "doors", "local_texts"):
        assert OLD not in {row.code for row in getattr(tables, kind)}, kind
    assert len(tables.municipalities) == 341

    lookup = MunicipalityLookup(tables)
    for text in ("Wijdemeren", "Loosdrecht", "Nederhorst den Berg", "1231", "1241 AB"):
        candidate = lookup.find(text, expected=True).one
        assert candidate is not None, text
        assert candidate.municipality.code == NEW
    assert lookup.find("Wijdemeren").candidates[0].reason is Reason.FORMER
    successor = lookup.by_code(OLD)
    assert successor is not None
    assert successor.code == NEW


def test_a_merged_municipality_can_merge_again(confirmed: MunicipalityTables) -> None:
    again = replace(confirmed.mergers[0], old_code=NEW, new_code="GM0363")
    tables = after_mergers(replace(confirmed, mergers=(*confirmed.mergers, again)), DAY)
    candidate = MunicipalityLookup(tables).find("Loosdrecht").one
    assert candidate is not None
    assert candidate.municipality.code == "GM0363"
    successor = MunicipalityLookup(tables).by_code(OLD)
    assert successor is not None
    assert successor.code == "GM0363"
