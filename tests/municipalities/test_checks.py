"""Single values that an editor fills in."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bot.municipalities import checks
from bot.municipalities.checks import NotExpected
from bot.municipalities.models import MunicipalityTables

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize("text", ["wmo@zwolle.nl", "Info@veendam.nl", "a.b+c@sub.gemeente-x.nl", "o'neill@x.nl"])
def test_email(text: str) -> None:
    assert checks.email(text) == text


@pytest.mark.parametrize(
    "text", ["wmo", "wmo@zwolle", "@zwolle.nl", "wmo@@zwolle.nl", "w mo@zwolle.nl", "a@b..nl", "a@-b.nl"]
)
def test_bad_email(text: str) -> None:
    with pytest.raises(NotExpected, match="e-mailadres"):
        checks.email(text)


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("https://www.zwolle.nl/wmo", "https://www.zwolle.nl/wmo"),
        ("http://zwolle.nl", "http://zwolle.nl"),
        ("www.zwolle.nl", "https://www.zwolle.nl"),
        ("https://x.nl/a?b=c&d#e", "https://x.nl/a?b=c&d#e"),
    ],
)
def test_url(text: str, complete: str) -> None:
    assert checks.url(text) == complete


@pytest.mark.parametrize(
    "text",
    [
        "zwolle",
        "ftp://zwolle.nl",
        "javascript:alert(1)",
        "https://",
        "https://zwolle",
        "https://zwolle.nl/a b",
        "https://user@zwolle.nl",
        'https://x.nl/"onclick',
        "https://[x",
    ],
)
def test_bad_url(text: str) -> None:
    with pytest.raises(NotExpected, match="webadres"):
        checks.url(text)


@pytest.mark.parametrize("text", ["2026-11-01", "1-11-2026", "01-11-2026"])
def test_date(text: str) -> None:
    assert checks.past_date(text, TODAY) == datetime.date(2026, 11, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "31-02-2026", "vandaag", "20261101", "2026", "2026-11-23", "1-1-27"])
def test_bad_date(text: str) -> None:
    with pytest.raises(NotExpected, match="datum"):
        checks.past_date(text, TODAY)


@pytest.mark.parametrize("text", ["GM0193", "Zwolle", "zwolle"])
def test_municipality(tables: MunicipalityTables, text: str) -> None:
    assert checks.municipality(text, tables, TODAY) == "GM0193"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GM9999", "GM0193"),
        ("gemeente", "code van een gemeente"),
        ("Brielle", "GM1992 .Voorne aan Zee.: deze gemeente is op 01-01-2023 opgeheven"),
        ("Giethoorn", "GM1708 .Steenwijkerland."),
        ("Den Bosch", "GM0796"),
    ],
)
def test_no_municipality(tables: MunicipalityTables, text: str, expected: str) -> None:
    with pytest.raises(NotExpected, match=expected):
        checks.municipality(text, tables, TODAY)


def test_merged_municipality(tables: MunicipalityTables) -> None:
    from bot.municipalities.mergers import after_mergers

    day = datetime.date(2027, 1, 1)
    confirmed = replace(tables, mergers=tuple(replace(row, confirmed=True) for row in tables.mergers))
    assert checks.municipality("GM1696", confirmed, TODAY) == "GM1696"
    for text in ("GM1696", "Wijdemeren"):
        with pytest.raises(NotExpected, match=r"GM0402 .Hilversum.: deze gemeente is op 01-01-2027 opgeheven"):
            checks.municipality(text, after_mergers(confirmed, day), day)


@pytest.mark.parametrize("text", ["<b>vet</b>", "klik [hier](https://x.nl)", "JavaScript:x", "a\x00b", "te lang " * 10])
def test_bad_text(text: str) -> None:
    with pytest.raises(NotExpected):
        checks.plain(text, 50)


def test_one_of_names_the_nearest() -> None:
    assert checks.one_of("melding", ["melding", "klacht"]) == "melding"
    with pytest.raises(NotExpected, match="bedoelt u melding"):
        checks.one_of("meldingen", ["melding", "klacht"])
