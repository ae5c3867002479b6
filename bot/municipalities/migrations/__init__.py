"""The versions of the tables (Alembic).

`upgrade` runs at every start, so that an installation never has to migrate by hand. A new version is made with

    alembic -c bot/municipalities/migrations/alembic.ini revision --autogenerate -m "what changes"
"""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

HERE = Path(__file__).resolve().parent
# Not Alembic's default name: other parts of the assistant may keep tables in the same database.
VERSION_TABLE = "municipalities_version"
# Alembic keeps the migration that is going on in a global variable.
_LOCK = threading.Lock()


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest version, within the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    with _LOCK:
        command.upgrade(config, "head")
