"""Alembic's entrance: with the connection that `upgrade` gives; from its command line, with the settings' database."""

from __future__ import annotations

from alembic import context
from sqlalchemy.engine import Connection

from bot import settings
from bot.municipalities import store
from bot.municipalities.migrations import VERSION_TABLE
from bot.municipalities.models import metadata


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        # Tables of other parts of the assistant are not ours to drop.
        include_name=lambda name, kind, parents: kind != "table" or name in metadata.tables,
        # SQLite cannot change a column in place; a batch copies the table.
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with store.writing(store.open_engine(settings.get().database_url)) as own:
        _migrate(own)
