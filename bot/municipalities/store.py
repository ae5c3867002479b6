"""The tables in SQL: made and filled at the start, read into memory once.

engine = open_engine(settings.get().database_url)
prepare(engine)
tables = load(engine, settings.get().today)
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.municipalities import files, migrations, models
from bot.municipalities.mergers import after_mergers
from bot.municipalities.models import MunicipalityTables

# An arbitrary number that all our processes share: who holds this lock in PostgreSQL may create and fill.
_ADVISORY_LOCK = 20150101

# An error in SQL must not quote the values: they may be what a citizen typed, and errors are logged.
_COMMON: dict[str, Any] = {"future": True, "hide_parameters": True}

Row = TypeVar("Row")


def open_engine(url: str, patience: float = 5.0) -> Engine:
    """An engine for the database; connects on first use.

    Args:
        url: SQLAlchemy URL. With SQLite: write-ahead log (readers do not wait for a writer), foreign keys checked,
            at most `patience` of waiting for another process. With PostgreSQL: a dead connection is replaced.
        patience: seconds to wait for a lock or a connection; with less than the default, also for any one statement.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, **_COMMON, **_patience_of_postgresql(url, patience))
    path = Path(sa.engine.make_url(url).database or "")
    options: dict[str, Any] = {"connect_args": {"timeout": patience, "check_same_thread": False}}
    if str(path) not in ("", ".", ":memory:"):
        # Kept open: connecting takes half a millisecond, three times a message.
        options |= {"poolclass": sa.pool.QueuePool, "pool_size": 20, "max_overflow": 50, "pool_timeout": patience}
    engine = sa.create_engine(url, **_COMMON, **options)

    def inode() -> int:
        return path.stat().st_ino if path.is_file() else 0

    def remember(_connection: Any, record: Any) -> None:
        record.info["inode"] = inode()

    def same_file(_connection: Any, record: Any, _proxy: Any) -> None:
        # A connection to a file that was deleted or replaced still works, on data that nobody else sees.
        if record.info["inode"] != inode():
            raise sa.exc.DisconnectionError

    def configure(connection: Any, _record: object) -> None:
        # pysqlite begins transactions by itself and leaves table creation outside them; we begin them ourselves.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        # Safe when the process dies; only a power cut can lose the last messages. Saves a disk flush per message.
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")

    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    sa.event.listen(engine, "connect", configure)
    if "poolclass" in options:
        sa.event.listen(engine, "connect", remember)
        sa.event.listen(engine, "checkout", same_file)
    sa.event.listen(engine, "begin", begin)
    return engine


def _patience_of_postgresql(url: str, patience: float) -> dict[str, Any]:
    if patience >= 5.0 or not url.startswith("postgresql"):
        return {}
    limit = f"-c lock_timeout={patience * 1000:.0f} -c statement_timeout={patience * 1000:.0f}"
    # Twenty citizens at once are served without waiting for each other's connection.
    return {
        "connect_args": {"options": limit, "connect_timeout": 2},
        "pool_size": 20,
        "max_overflow": 20,
        "pool_timeout": patience,
    }


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which this process is the only one that writes; undone when an exception leaves it."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        yield connection


def prepare(engine: Engine, directory: Path = files.DIRECTORY) -> None:
    """Make the tables where needed and fill them from the files when those changed since the last time.

    Safe to call at every start, and from several processes at once: one does the work, the others wait and find it
    done. Doors and texts that a municipality imported itself stay.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written.
        alembic.util.CommandError: the tables were made by a newer version of the assistant.
        OSError, ValueError, KeyError: the files cannot be read.
    """
    wanted = files.fingerprint(directory)
    with writing(engine) as connection:
        migrations.upgrade(connection)
        if connection.execute(sa.select(models.fills.c.fingerprint)).scalar_one_or_none() == wanted:
            return
        _fill(connection, files.read(directory))
        connection.execute(sa.delete(models.fills))
        connection.execute(sa.insert(models.fills).values(id=1, fingerprint=wanted))


def load(engine: Engine, today: datetime.date | None = None) -> MunicipalityTables:
    """Everything in the tables, with confirmed mergers up to `today` carried out.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or was not prepared. `files.read` then still
            gives the facts without what municipalities imported themselves.
    """
    with engine.connect() as connection, connection.begin():
        own_doors = _rows(connection, models.doors.select().where(models.doors.c.origin == models.OWN), models.Door)
        replaced = {(door.code, door.purpose) for door in own_doors}
        base = _rows(connection, models.doors.select().where(models.doors.c.origin == models.BASE), models.Door)
        tables = MunicipalityTables(
            municipalities=_rows(connection, models.municipalities.select(), models.Municipality),
            places=_rows(connection, models.places.select(), models.Place),
            postcodes=_rows(connection, models.postcodes.select(), models.Postcode),
            aliases=_rows(connection, models.aliases.select(), models.Alias),
            doors=own_doors + tuple(door for door in base if (door.code, door.purpose) not in replaced),
            national_doors=_rows(connection, models.national_doors.select(), models.NationalDoor),
            local_texts=_rows(connection, models.local_texts.select(), models.LocalText),
            mergers=_rows(connection, models.mergers.select(), models.Merger),
            foreign_places=_rows(connection, models.foreign_places.select(), models.ForeignPlace),
            regions=_rows(connection, models.regions.select(), models.Region),
            ordinary_words=dict(tuple(row) for row in connection.execute(models.ordinary_words.select())),
        )
    return after_mergers(tables, today or datetime.date.today())


def _rows(connection: Connection, query: Any, kind: type[Row]) -> tuple[Row, ...]:
    # Sorted by every column: SQL promises no order, and what citizens see may not depend on it.
    ordered = query.order_by(*query.selected_columns)
    return tuple(kind(**row) for row in connection.execute(ordered).mappings())


def _fill(connection: Connection, tables: MunicipalityTables) -> None:
    """Replace what came from the files; rows of municipalities themselves are kept."""
    # A municipality that left the files may still be referred to by its own doors: then the row stays.
    kept = _codes_of_own_rows(connection) - tables.by_code.keys()
    for table in (
        models.places,
        models.postcodes,
        models.aliases,
        models.national_doors,
        models.mergers,
        models.foreign_places,
        models.regions,
        models.ordinary_words,
    ):
        connection.execute(sa.delete(table))
    connection.execute(sa.delete(models.doors).where(models.doors.c.origin == models.BASE))
    present = set(connection.execute(sa.select(models.municipalities.c.code)).scalars())
    gone = present - tables.by_code.keys() - kept
    connection.execute(sa.delete(models.municipalities).where(models.municipalities.c.code.in_(gone)))
    for municipality in tables.municipalities:
        if municipality.code in present:
            values = dataclasses.asdict(municipality)
            where = models.municipalities.c.code == municipality.code
            connection.execute(sa.update(models.municipalities).where(where).values(**values))
    insert(connection, models.municipalities, [row for row in tables.municipalities if row.code not in present])
    insert(connection, models.places, tables.places)
    insert(connection, models.postcodes, tables.postcodes)
    insert(connection, models.aliases, tables.aliases)
    insert(connection, models.doors, tables.doors)
    insert(connection, models.national_doors, tables.national_doors)
    insert(connection, models.mergers, tables.mergers)
    insert(connection, models.foreign_places, tables.foreign_places)
    insert(connection, models.regions, tables.regions)
    words = [{"word": word, "kind": kind} for word, kind in tables.ordinary_words.items()]
    connection.execute(sa.insert(models.ordinary_words), words)


def _codes_of_own_rows(connection: Connection) -> set[str]:
    doors = sa.select(models.doors.c.code).where(models.doors.c.origin == models.OWN)
    texts = sa.select(models.local_texts.c.code)
    return set(connection.execute(doors).scalars()) | set(connection.execute(texts).scalars())


def insert(connection: Connection, table: sa.Table, rows: Any) -> None:
    """Add rows (dataclasses) to their table."""
    if rows:
        connection.execute(sa.insert(table), [dataclasses.asdict(row) for row in rows])
