"""Amounts of money and ages that change by law or index, each with the period in which it holds."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from bot.knowledge import files


@dataclass(frozen=True)
class Period:
    """One value of an amount and the days on which it holds; `until` None means until further notice."""

    value: Decimal
    unit: str
    since: datetime.date
    until: datetime.date | None
    source: str
    checked: datetime.date

    def holds_on(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def text(self) -> str:
        """The value as a reader sees it: € 21,80, € 23, € 1.442, € 2,7 miljoen or 67 jaar."""
        if not self.unit.startswith("euro"):
            return f"{self.value.normalize():f} {self.unit}"
        if self.value >= 1_000_000:
            return f"€ {self.value / 1_000_000:.1f} miljoen".replace(".", ",")
        decimals = 0 if self.value == self.value.to_integral_value() else 2
        return "€ " + f"{self.value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))

    @property
    def per(self) -> str:
        """The span of time that the amount is for, such as "per maand"; empty for a single sum."""
        return self.unit.partition(" ")[2] if self.unit.startswith("euro") else ""


@dataclass(frozen=True)
class Amount:
    """An amount under its name in `bedragen.yml`, with all the periods that are known."""

    name: str
    description: str
    where_to_look: str
    periods: tuple[Period, ...]

    def on(self, day: datetime.date) -> tuple[Period, bool]:
        """The period for a day and True; else False and the last period known before that day, or the first of all."""
        for period in self.periods:
            if period.holds_on(day):
                return period, True
        earlier = [period for period in self.periods if period.since <= day]
        return (earlier[-1] if earlier else self.periods[0]), False


@dataclass(frozen=True)
class FilledText:
    """A text with its amounts filled in, and what a reader must know when one of them is out of date."""

    text: str
    outdated: tuple[Amount, ...]


class Amounts:
    """All amounts, and filling them into a text for a given day."""

    _PLACEHOLDER = re.compile(r"\{(\w+)\}( per (?:vier weken|maand|jaar|dag))?")

    def __init__(self, amounts: dict[str, Amount]) -> None:
        self._amounts = amounts

    def __contains__(self, name: str) -> bool:
        return name in self._amounts

    def __getitem__(self, name: str) -> Amount:
        return self._amounts[name]

    def names(self) -> list[str]:
        return sorted(self._amounts)

    @classmethod
    def load(cls, path: Path = files.KNOWLEDGE / "bedragen.yml") -> Amounts:
        """Read and check `bedragen.yml`.

        Raises:
            ValueError: an amount has no period, or two of its periods overlap.
        """
        amounts = {}
        for name, entry in files.read(path)["bedragen"].items():
            periods = tuple(
                Period(
                    value=Decimal(str(item["waarde"])),
                    unit=item["eenheid"],
                    since=item["van"],
                    until=item.get("tot"),
                    source=item["bron"],
                    checked=item["gecontroleerd"],
                )
                for item in sorted(entry["perioden"], key=lambda item: item["van"])
            )
            if not periods:
                raise ValueError(f"{path}: {name} heeft geen periode.")
            for one, next_one in pairwise(periods):
                if one.until is None or one.until >= next_one.since:
                    raise ValueError(f"{path}: de perioden van {name} overlappen op {next_one.since}.")
            amounts[name] = Amount(name, entry["omschrijving"], entry["waar_kijken"], periods)
        return cls(amounts)

    def used_in(self, text: str) -> list[Amount]:
        """The amounts that a text names, in order."""
        return [self._amounts[name] for name, _ in self._PLACEHOLDER.findall(text) if name in self._amounts]

    def fill(self, text: str, day: datetime.date) -> FilledText:
        """Fill `{name}` with the amount of the day, and `{jaar}` with the year of the amounts shown.

        An amount that does not hold on the day is followed by the year it is from, and is listed in `outdated`.
        """
        shown = [amount.on(day) for amount in self.used_in(text)]
        outdated = [amount for amount in self.used_in(text) if not amount.on(day)[1]]
        year = next((_year(period) for period, current in shown if not current), day.year)

        def replace(match: re.Match[str]) -> str:
            name, per = match.group(1), match.group(2) or ""
            if name == "jaar":
                return f"{year}{per}"
            if name not in self._amounts:
                return match.group()
            period, current = self._amounts[name].on(day)
            span = f" {period.per}" if per and period.per else per
            return f"{period.text}{span}" + ("" if current else f" (bedrag van {_year(period)})")

        return FilledText(self._PLACEHOLDER.sub(replace, text), tuple(dict.fromkeys(outdated)))


def _year(period: Period) -> int:
    return (period.until or period.since).year
