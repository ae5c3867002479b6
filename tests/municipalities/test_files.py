"""The facts in data/gemeenten: complete, consistent, and as an editor's file would have to be."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from bot.municipalities import checks, files, phone
from bot.municipalities.models import PURPOSES, Door, MunicipalityTables, NationalDoor

TODAY = datetime.date.today()


def test_all_municipalities_places_and_postcodes(tables: MunicipalityTables) -> None:
    assert len(tables.municipalities) == 342
    assert len(tables.places) == 2505
    assert len({row.digits for row in tables.postcodes}) == 4071
    assert len(tables.aliases) >= 534


def test_every_code_is_that_of_a_municipality(tables: MunicipalityTables) -> None:
    for kind in ("places", "postcodes", "aliases", "doors", "regions"):
        assert {row.code for row in getattr(tables, kind)} <= tables.by_code.keys(), kind
    assert {code for row in tables.mergers for code in (row.old_code, row.new_code)} <= tables.by_code.keys()


def test_every_municipality_has_a_place_and_a_postcode(tables: MunicipalityTables) -> None:
    assert {row.code for row in tables.places} == tables.by_code.keys()
    assert {row.code for row in tables.postcodes} == tables.by_code.keys()


def test_every_postcode_has_one_main_municipality(tables: MunicipalityTables) -> None:
    main = [row.digits for row in tables.postcodes if row.main]
    assert sorted(main) == sorted({row.digits for row in tables.postcodes})


def test_contact_details_are_right(tables: MunicipalityTables) -> None:
    for municipality in tables.municipalities:
        checks.phone_number(municipality.phone)
        checks.url(municipality.website)
        if municipality.email:
            checks.email(municipality.email)
        assert municipality.checked is not None
    doors: list[Door | NationalDoor] = [*tables.doors, *tables.national_doors]
    for door in doors:
        assert not door.phone or phone.link(door.phone), door
        assert not door.url or checks.url(door.url) == door.url
        assert door.checked is None or door.checked <= TODAY
    assert {door.purpose for door in tables.doors} <= set(PURPOSES)


def test_no_merger_counts_before_it_is_confirmed(tables: MunicipalityTables) -> None:
    assert [row.old_code for row in tables.mergers] == ["GM1696"]
    assert not any(row.confirmed for row in tables.mergers)


def test_fingerprint_follows_the_files(tmp_path: Path) -> None:
    directory = tmp_path / "gemeenten"
    shutil.copytree(files.DIRECTORY, directory)
    before = files.fingerprint(directory)
    assert files.fingerprint(directory) == before == files.fingerprint()
    path = directory / "aliassen.csv"
    path.write_text(path.read_text(encoding="utf-8") + "Stadje,GM0193,spreeknaam,,,,,nee\n", encoding="utf-8")
    assert files.fingerprint(directory) != before


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path)
