"""Working with a database whose tables may have gone: a file that was deleted, a server that was set up anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

Result = TypeVar("Result")

# How long a message waits for the database, in seconds; an answer without memory is better than no answer.
PATIENCE = 0.8


def with_tables(engine: Engine, tables: sa.MetaData, operation: Callable[[], Result]) -> Result:
    """The result of an operation; when it fails, the tables are made where they are missing and it is tried once more.

    Raises:
        SQLAlchemyError: it fails again, or the tables cannot be made.
    """
    try:
        return operation()
    except (OperationalError, ProgrammingError) as error:
        if not any(words in str(error).lower() for words in ("no such table", "does not exist")):
            raise
        tables.create_all(engine)
        return operation()
