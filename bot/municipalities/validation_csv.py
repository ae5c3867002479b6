"""Doors from a CSV file, as a spreadsheet saves it: with commas or semicolons."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterator

from bot.municipalities import checks
from bot.municipalities.checks import NotExpected
from bot.municipalities.doors import is_fresh
from bot.municipalities.findings import Context, Fault, Validated
from bot.municipalities.models import OWN, PURPOSES, Door

REQUIRED = ("cbs_code", "doel", "naam", "bron", "gecontroleerd")
OPTIONAL = ("telefoon", "email", "url", "adres", "openingstijden", "eerst_zeggen", "opmerking")
COLUMNS = (*REQUIRED, *OPTIONAL)


def read_doors(file: str, text: str, context: Context, result: Validated) -> None:
    """Add the doors in a file, and its faults, to the result.

    Args:
        file: its name, for the faults.
        text: its content.
        context: what values are checked against.
        result: what is added to; doors that are in it already count as duplicates.
    """
    rows = _rows(file, text, result)
    header = next(rows, None)
    if header is None:
        if not result.faults:
            result.faults.append(Fault(file, 1, None, None, f"een eerste regel met de kolommen {', '.join(COLUMNS)}"))
        return
    columns = [name.strip().lower() for name in header[1]]
    if not _columns_are_right(file, columns, result):
        return
    for line, values in rows:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(columns):
            expected = (
                f"{len(columns)} kolommen, niet {len(values)}; zet een tekst met een komma tussen aanhalingstekens"
            )
            result.faults.append(Fault(file, line, None, None, expected))
            continue
        row = {name: value.strip() for name, value in zip(columns, values, strict=True)}
        _Row(file, line, row, context, result).add()


def _rows(file: str, text: str, result: Validated) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    line = 1
    try:
        for values in reader:
            yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        result.faults.append(Fault(file, line, None, None, f"een regel die als CSV te lezen is ({error})"))


def _columns_are_right(file: str, columns: list[str], result: Validated) -> bool:
    before = len(result.faults)
    for name in REQUIRED:
        if name not in columns:
            result.faults.append(Fault(file, 1, name, None, "deze kolom; hij ontbreekt"))
    for name in dict.fromkeys(columns):
        if name not in COLUMNS:
            result.faults.append(Fault(file, 1, name or "(leeg)", None, f"alleen de kolommen {', '.join(COLUMNS)}"))
        elif columns.count(name) > 1:
            result.faults.append(Fault(file, 1, name, None, "deze kolom één keer"))
    return len(result.faults) == before


class _Row:
    """One row being checked: every column, so that all its faults are reported together."""

    def __init__(self, file: str, line: int, row: dict[str, str], context: Context, result: Validated) -> None:
        self.file, self.line, self.row, self.context, self.result = file, line, row, context, result

    def add(self) -> None:
        before = len(self.result.faults)
        today = self.context.today
        code = self._value("cbs_code", lambda text: checks.municipality(text, self.context.tables, today))
        door = Door(
            code=code,
            purpose=self._value("doel", lambda text: checks.one_of(text, PURPOSES)),
            name=self._value("naam", lambda text: checks.plain(text, 200)),
            phone=self._value("telefoon", checks.phone_number),
            email=self._value("email", checks.email),
            url=self._value("url", lambda text: checks.plain(checks.url(text), 500)),
            address=self._value("adres", lambda text: checks.plain(text, 200)),
            hours=self._value("openingstijden", lambda text: checks.plain(text, 200)),
            say_first=self._value("eerst_zeggen", lambda text: checks.plain(text, 300)),
            source=self._value("bron", lambda text: checks.plain(text, 300)),
            checked=self._checked(today),
            remark=self._value("opmerking", lambda text: checks.plain(text, 500)),
            origin=OWN,
        )
        if not any(self.row.get(name) for name in ("telefoon", "email", "url")):
            self._fault("telefoon", None, "een telefoonnummer, e-mailadres of webadres; alle drie zijn leeg")
        if len(self.result.faults) > before:
            return
        if any((other.code, other.purpose) == (door.code, door.purpose) for other in self.result.doors):
            self._fault("doel", door.purpose, f"één regel voor {door.code} en dit doel; er is er al een")
            return
        self.result.doors.append(door)
        if not is_fresh(door.checked, today):
            self.result.remarks.append(
                f"{self.file}, regel {self.line}: dit contactpunt is langer dan 18 maanden geleden gecontroleerd. "
                "Bewoners krijgen daarom het algemene nummer."
            )

    def _checked(self, today: datetime.date) -> datetime.date | None:
        text = self._value("gecontroleerd", lambda written: str(checks.past_date(written, today)))
        return datetime.date.fromisoformat(text) if text else None

    def _value(self, column: str, check: Callable[[str], str]) -> str:
        text = self.row.get(column, "")
        if not text:
            if column in REQUIRED:
                self._fault(column, None, "een waarde; deze kolom mag niet leeg zijn")
            return ""
        try:
            return check(text)
        except NotExpected as error:
            self._fault(column, text, str(error))
            return ""

    def _fault(self, column: str, found: str | None, expected: str) -> None:
        self.result.faults.append(Fault(self.file, self.line, column, found, expected))
