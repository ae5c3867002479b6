"""Amounts by date: the right value on the day, and honesty about a day that is not known."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.knowledge.amounts import Amounts, Period

DAY = datetime.date


def period(value: str, unit: str = "euro per maand", since: str = "2026-01-01", until: str | None = None) -> Period:
    return Period(
        value=Decimal(value),
        unit=unit,
        since=DAY.fromisoformat(since),
        until=DAY.fromisoformat(until) if until else None,
        source="bron",
        checked=DAY(2026, 11, 21),
    )


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("21.80", "euro per maand", "€ 21,80"),
        ("17.50", "euro per vier weken", "€ 17,50"),
        ("23.00", "euro per dag", "€ 23"),
        ("1442.00", "euro", "€ 1.442"),
        ("3061.80", "euro per maand", "€ 3.061,80"),
        ("2700000", "euro", "€ 2,7 miljoen"),
        ("67", "jaar", "67 jaar"),
        ("0.50", "euro", "€ 0,50"),
        ("70", "jaar", "70 jaar"),
    ],
)
def test_value_as_a_reader_sees_it(value: str, unit: str, text: str) -> None:
    assert period(value, unit).text == text


@pytest.mark.parametrize(
    ("unit", "per"),
    [("euro per maand", "per maand"), ("euro per vier weken", "per vier weken"), ("euro", ""), ("jaar", "")],
)
def test_span_of_time(unit: str, per: str) -> None:
    assert period("1", unit).per == per


def test_a_period_includes_its_first_and_its_last_day() -> None:
    one = period("1", since="2026-01-01", until="2026-12-31")
    assert [one.holds_on(DAY(*day)) for day in ((2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert period("1").holds_on(DAY(2099, 1, 1))


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2019, "€ 17,50 per vier weken"),
        (2020, "€ 19 per maand"),
        (2021, "€ 19 per maand"),
        (2022, "€ 19 per maand"),
        (2023, "€ 19 per maand"),
        (2024, "€ 20,60 per maand"),
        (2025, "€ 21 per maand"),
        (2026, "€ 21,80 per maand"),
    ],
)
@pytest.mark.parametrize("month_and_day", [(1, 1), (6, 30), (12, 31)])
def test_eigen_bijdrage_of_each_year(amounts: Amounts, year: int, text: str, month_and_day: tuple[int, int]) -> None:
    filled = amounts.fill("U betaalt {eigen_bijdrage_maand} per maand in {jaar}.", DAY(year, *month_and_day))
    assert filled.text == f"U betaalt {text} in {year}."
    assert filled.outdated == ()


def test_a_year_that_is_not_known_shows_the_last_known_amount_with_its_year(amounts: Amounts) -> None:
    filled = amounts.fill("In {jaar}: {eigen_bijdrage_maand} per maand.", DAY(2027, 1, 1))
    assert filled.text == "In 2026: € 21,80 per maand (bedrag van 2026)."
    assert [amount.name for amount in filled.outdated] == ["eigen_bijdrage_maand"]
    assert filled.outdated[0].where_to_look == "www.hetcak.nl"


def test_before_the_first_period_the_first_one_is_shown_as_not_current(amounts: Amounts) -> None:
    one, current = amounts["eigen_bijdrage_maand"].on(DAY(2018, 12, 31))
    assert (one.text, current) == ("€ 17,50", False)


def test_an_outdated_amount_is_named_once_and_unknown_braces_stay(amounts: Amounts) -> None:
    filled = amounts.fill("{eigen_bijdrage_maand} en {eigen_bijdrage_maand} en {onbekend}", DAY(2027, 6, 1))
    assert len(filled.outdated) == 1
    assert filled.text.endswith(" en {onbekend}")
    assert filled.text.count("(bedrag van 2026)") == 2


def test_an_amount_without_end_stays_current(amounts: Amounts) -> None:
    filled = amounts.fill("hoogstens {dwangsom_maximum}", DAY(2027, 6, 1))
    assert filled.text == "hoogstens € 1.442"
    assert filled.outdated == ()


def test_used_in_lists_the_amounts_of_a_text_in_order(amounts: Amounts) -> None:
    used = amounts.used_in("{dwangsom_maximum}, {jaar}, {aow_leeftijd} en {onbekend}")
    assert [amount.name for amount in used] == ["dwangsom_maximum", "aow_leeftijd"]


def test_dwangsom_adds_up(amounts: Amounts) -> None:
    day = DAY(2026, 6, 1)
    parts = [
        amounts[name].on(day)[0].value for name in ("dwangsom_dag_1_14", "dwangsom_dag_15_28", "dwangsom_dag_29_42")
    ]
    assert 14 * sum(parts) == amounts["dwangsom_maximum"].on(day)[0].value


def test_every_amount_says_where_it_is_from_and_where_to_look(amounts: Amounts) -> None:
    for name in amounts.names():
        amount = amounts[name]
        assert amount.description
        assert "." in amount.where_to_look, f"{name}: waar_kijken is no website"
        for one in amount.periods:
            assert one.source, name
            assert one.value > 0, name
            assert one.checked <= datetime.date.today(), name


def amounts_file(directory: Path, periods: str) -> Path:
    path = directory / "bedragen.yml"
    path.write_text(
        f"bedragen:\n  proef:\n    omschrijving: proef\n    waar_kijken: www.voorbeeld.nl\n    perioden: {periods}\n"
    )
    return path


def written(since: str, until: str) -> str:
    return f'{{waarde: "1.00", eenheid: euro, van: {since}, tot: {until}, bron: x, gecontroleerd: 2026-11-21}}'


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2025-01-01", "2026-01-01"), ("2026-01-01", "2026-12-31")),
        (("2025-01-01", "2026-06-30"), ("2026-01-01", "2026-12-31")),
        (("2025-01-01", "null"), ("2026-01-01", "2026-12-31")),
    ],
)
def test_overlapping_periods_are_refused(tmp_path: Path, first: tuple[str, str], second: tuple[str, str]) -> None:
    path = amounts_file(tmp_path, f"[{written(*first)}, {written(*second)}]")
    with pytest.raises(ValueError, match="proef overlappen op 2026-01-01"):
        Amounts.load(path)


def test_an_amount_without_a_period_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="proef heeft geen periode"):
        Amounts.load(amounts_file(tmp_path, "[]"))


def test_periods_may_be_written_in_any_order(tmp_path: Path) -> None:
    later, earlier = written("2026-01-01", "null"), written("2025-01-01", "2025-12-31")
    amounts = Amounts.load(amounts_file(tmp_path, f"[{later}, {earlier}]"))
    assert [one.since.year for one in amounts["proef"].periods] == [2025, 2026]


def test_a_gap_between_periods_is_not_shown_as_current(tmp_path: Path) -> None:
    earlier, later = written("2024-01-01", "2024-12-31"), written("2026-01-01", "null")
    amounts = Amounts.load(amounts_file(tmp_path, f"[{earlier}, {later}]"))
    filled = amounts.fill("{proef}", DAY(2025, 6, 1))
    assert filled.text == "€ 1 (bedrag van 2024)"
    assert filled.outdated
