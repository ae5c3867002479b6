"""The tables on SQLite and PostgreSQL: made, filled, kept, read."""

from __future__ import annotations

import datetime
import multiprocessing
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine

from bot.municipalities import files, migrations, models, store
from bot.municipalities.models import Door, MunicipalityTables

OWN_DOOR = Door(
    "GM0193", "melding", "Sociaal wijkteam", "14 038", "", "", "", "", "", "zwolle.nl", datetime.date(2026, 11, 1),
    origin=models.OWN,
)  # fmt: skip


def add(engine: Engine, door: Door) -> None:
    with store.writing(engine) as connection:
        store.insert(connection, models.doors, [door])


def test_what_goes_in_comes_out(engine: Engine, tables: MunicipalityTables) -> None:
    store.prepare(engine)
    loaded = store.load(engine)
    for name in ("municipalities", "places", "postcodes", "aliases", "doors", "national_doors", "mergers"):
        assert set(getattr(loaded, name)) == set(getattr(tables, name)), name
    assert loaded.ordinary_words == tables.ordinary_words
    assert set(loaded.foreign_places) == set(tables.foreign_places)


def test_preparing_again_changes_nothing(engine: Engine) -> None:
    store.prepare(engine)
    first = store.load(engine)
    store.prepare(engine)
    assert store.load(engine) == first


def test_changed_files_are_read_again_and_own_doors_stay(engine: Engine, tmp_path: Path) -> None:
    directory = tmp_path / "gemeenten"
    shutil.copytree(files.DIRECTORY, directory)
    store.prepare(engine, directory)
    add(engine, OWN_DOOR)

    path = directory / "gemeenten.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("14 038", "14 999"), encoding="utf-8")
    for name in ("contactpunten", "aliassen", "herindelingen"):
        path = directory / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:1]), encoding="utf-8")
    store.prepare(engine, directory)

    loaded = store.load(engine)
    assert loaded.by_code["GM0193"].phone == "14 999"
    assert loaded.doors == (OWN_DOOR,)
    assert loaded.aliases == ()


def test_a_municipality_that_leaves_the_files_goes_unless_it_has_doors_of_its_own(
    engine: Engine, tmp_path: Path
) -> None:
    directory = tmp_path / "gemeenten"
    shutil.copytree(files.DIRECTORY, directory)
    store.prepare(engine, directory)
    add(engine, OWN_DOOR)
    for path in directory.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(
            "".join(line for line in lines if "GM0193" not in line and "GM0301" not in line), encoding="utf-8"
        )
    store.prepare(engine, directory)
    codes = store.load(engine).by_code.keys()
    assert "GM0301" not in codes
    assert "GM0193" in codes


def test_own_door_wins(engine: Engine, tables: MunicipalityTables) -> None:
    store.prepare(engine)
    base = next(row for row in tables.doors if row.code == "GM0363")
    add(engine, Door(**{**vars(OWN_DOOR), "code": base.code, "purpose": base.purpose}))
    doors = [row for row in store.load(engine).doors if row.code == base.code and row.purpose == base.purpose]
    assert [row.name for row in doors] == ["Sociaal wijkteam"]


def test_an_exception_undoes_everything(engine: Engine) -> None:
    store.prepare(engine)

    def fail_halfway() -> None:
        with store.writing(engine) as connection:
            connection.execute(sa.delete(models.doors))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert store.load(engine).doors


def test_foreign_keys_are_checked(engine: Engine) -> None:
    store.prepare(engine)
    with pytest.raises(sa.exc.IntegrityError):
        add(engine, Door(**{**vars(OWN_DOOR), "code": "GM9999"}))


def _prepare(url: str) -> None:
    engine = store.open_engine(url)
    store.prepare(engine)
    assert len(store.load(engine).municipalities) == 342
    engine.dispose()


def test_several_processes_start_at_once(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_prepare, args=(database_url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]


def test_migrations_make_the_tables_of_the_models(engine: Engine) -> None:
    with store.writing(engine) as connection:
        migrations.upgrade(connection)
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_name": lambda name, kind, parents: name != migrations.VERSION_TABLE},
        )
        assert compare_metadata(context, models.metadata) == []


def test_sqlite_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    engine = store.open_engine(f"sqlite:///{tmp_path / 'wmo.db'}")
    store.prepare(engine)
    with store.writing(engine) as connection:
        connection.execute(sa.delete(models.doors))
        assert store.load(engine).doors
