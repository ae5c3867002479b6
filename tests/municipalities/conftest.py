"""The facts, the lookup, and an empty database of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.municipalities import files, store
from bot.municipalities.lookup import MunicipalityLookup
from bot.municipalities.models import MunicipalityTables
from tests import postgres

Database = Callable[[], Engine]


@pytest.fixture(scope="session")
def tables() -> MunicipalityTables:
    return files.read()


@pytest.fixture(scope="session")
def lookup(tables: MunicipalityTables) -> MunicipalityLookup:
    return MunicipalityLookup(tables)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: every test with it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'wmo.db'}"
    return postgres.new_database(request.getfixturevalue("postgres_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = store.open_engine(database_url)
    yield engine
    engine.dispose()
