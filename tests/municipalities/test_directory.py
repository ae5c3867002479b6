"""The directory of the process: always there, refreshed in the background."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings
from bot.municipalities import directory, migrations, models, store
from bot.municipalities.directory import Directory
from bot.municipalities.models import Door


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    url = f"sqlite:///{tmp_path / 'wmo.db'}"
    monkeypatch.setenv("WMO_DATABASE_URL", url)
    monkeypatch.setenv("WMO_STATE_DIRECTORY", str(tmp_path))
    settings.get.cache_clear()
    yield url
    settings.get.cache_clear()


def test_reads_once(database: str) -> None:
    kept = Directory()
    assert kept.current() is kept.current()
    assert kept.current().find("Zwolle").one is not None


def test_without_a_database_the_facts_are_still_there(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WMO_DATABASE_URL", f"sqlite:///{tmp_path / 'no' / 'such' / 'wmo.db'}")
    settings.get.cache_clear()
    assert Directory().current().find("Zwolle").one is not None


def test_tables_of_a_newer_version_are_left_alone(database: str) -> None:
    engine = store.open_engine(database)
    store.prepare(engine)
    with store.writing(engine) as connection:
        connection.exec_driver_sql(f"UPDATE {migrations.VERSION_TABLE} SET version_num = '9999'")
    assert Directory().current().find("Zwolle").one is not None


def test_an_import_arrives_without_waiting(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Directory()
    kept.current()
    engine = store.open_engine(database)
    door = Door("GM0193", "klacht", "Klachten", "14 038", "", "", "", "", "", "bron", None, origin=models.OWN)
    with store.writing(engine) as connection:
        store.insert(connection, models.doors, [door])
    monkeypatch.setattr(directory, "REFRESH_SECONDS", 0)
    deadline = time.monotonic() + 10
    while door not in kept.current().tables.doors and time.monotonic() < deadline:
        time.sleep(0.05)
    assert door in kept.current().tables.doors


def test_a_database_that_disappears_does_no_harm(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Directory()
    lookup = kept.current()
    for path in tmp_path.glob("wmo.db*"):
        path.unlink()
    monkeypatch.setattr(directory, "REFRESH_SECONDS", 0)
    for _ in range(5):
        assert kept.current() is lookup
        time.sleep(0.05)
