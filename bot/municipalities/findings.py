"""What the check of an editor's files finds: their content, and every fault with its place."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.municipalities.models import Door, LocalText, MunicipalityTables


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where: `column` is the column of a CSV file, or the key of a YAML file."""

    file: str
    line: int | None
    column: str | None
    found: str | None
    expected: str

    def __str__(self) -> str:
        kind = "kolom" if self.file.lower().endswith(".csv") else "sleutel"
        where = ", ".join(
            part
            for part in (
                self.file,
                f"regel {self.line}" if self.line else "",
                f"{kind} {self.column}" if self.column else "",
            )
            if part
        )
        found = f'"{self.found}" klopt niet. ' if self.found else ""
        return f"{where}: {found}Verwacht: {self.expected}."


@dataclass
class Validated:
    """The content of the files; only to be applied when there are no faults."""

    doors: list[Door] = field(default_factory=list)
    texts: list[LocalText] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What is allowed but deserves a look: a hard sentence, an old check."""


@dataclass(frozen=True)
class Context:
    """What values are checked against."""

    tables: MunicipalityTables
    today: datetime.date
    national_answers: Mapping[str, str]
    """The text of the national answer by question; a local text belongs to one of these."""
