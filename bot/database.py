"""Working with a database whose tables may have gone: a file that was deleted, a server that was set up anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

Result = TypeVar("Result")


def with_tables(engine: Engine, tables: sa.MetaData, operation: Callable[[], Result]) -> Result:
    """The result of an operation; when it fails, the tables are made where they are missing and it is tried once more.

    Raises:
        SQLAlchemyError: it fails again, or the tables cannot be made.
    """
    try:
        return operation()
    except SQLAlchemyError:
        tables.create_all(engine)
        return operation()
