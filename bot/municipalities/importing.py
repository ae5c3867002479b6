"""Put a municipality's own doors and texts in the tables, once `validation` found nothing wrong with them.

The files are leading: of every municipality that they name, the own doors (or texts) become exactly those in the files.
So importing the same files again changes nothing, and leaving a row out takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.municipalities import models, store
from bot.municipalities.findings import Validated
from bot.municipalities.models import Door, LocalText

Row = TypeVar("Row", Door, LocalText)


@dataclass(frozen=True)
class Summary:
    """What an import changes; each entry names a municipality and a purpose or question."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    def lines(self) -> list[str]:
        """The summary in Dutch, one line for each thing that changes."""
        lines = [f"nieuw: {name}" for name in self.added]
        lines += [f"gewijzigd: {name}" for name in self.changed]
        lines += [f"vervallen: {name}" for name in self.removed]
        total = f"{len(self.added)} nieuw, {len(self.changed)} gewijzigd, {len(self.removed)} vervallen"
        return [*lines, f"{total}, {self.unchanged} ongewijzigd."]


def apply(engine: Engine, validated: Validated, *, dry_run: bool = False) -> Summary:
    """Bring the tables in line with the files, all or nothing.

    Args:
        engine: a prepared database.
        validated: the content of the files, without faults.
        dry_run: only tell what would change.

    Raises:
        ValueError: there are faults.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be written; nothing has changed then.
    """
    if validated.faults:
        raise ValueError("the files have faults")
    with store.writing(engine) as connection:
        names = {row.code: row.name for row in connection.execute(models.municipalities.select())}
        changes = _Changes(connection, names, dry_run)
        changes.bring_in_line(models.doors, Door, validated.doors, models.doors.c.origin == models.OWN, "purpose")
        changes.bring_in_line(models.local_texts, LocalText, validated.texts, sa.true(), "question")
        return changes.summary()


class _Changes:
    """Collects what changes while it is carried out."""

    def __init__(self, connection: Connection, names: dict[str, str], dry_run: bool) -> None:
        self.connection, self.names, self.dry_run = connection, names, dry_run
        self.added: list[str] = []
        self.changed: list[str] = []
        self.removed: list[str] = []
        self.unchanged = 0

    def bring_in_line(self, table: sa.Table, kind: type[Row], wanted: list[Row], own: Any, key: str) -> None:
        """Make the own rows of the municipalities in `wanted` equal to it; `key` with the code identifies a row."""
        codes = sorted({row.code for row in wanted})
        mine = sa.and_(table.c.code.in_(codes), own)
        present = {
            _identity(row, key): row
            for row in (kind(**found) for found in self.connection.execute(table.select().where(mine)).mappings())
        }
        new = {_identity(row, key): row for row in wanted}
        self.added += self._names(new.keys() - present.keys())
        self.removed += self._names(present.keys() - new.keys())
        both = new.keys() & present.keys()
        self.changed += self._names(name for name in both if new[name] != present[name])
        self.unchanged += sum(new[name] == present[name] for name in both)
        if not self.dry_run and new != present:
            self.connection.execute(sa.delete(table).where(mine))
            store.insert(self.connection, table, wanted)

    def summary(self) -> Summary:
        return Summary(tuple(self.added), tuple(self.changed), tuple(self.removed), self.unchanged)

    def _names(self, identities: Iterable[tuple[str, str]]) -> list[str]:
        return [f"{self.names.get(code, code)}, {what}" for code, what in sorted(identities)]


def _identity(row: Door | LocalText, key: str) -> tuple[str, str]:
    return row.code, str(getattr(row, key))
