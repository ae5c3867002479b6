"""What is wrong with a municipality's files, one fault at a time: with its line, its column and what is expected."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot.municipalities.findings import Context, Validated
from bot.municipalities.models import OWN, Door, LocalText, MunicipalityTables
from bot.municipalities.validation import validate
from bot.municipalities.validation_csv import COLUMNS
from bot.settings import PROJECT

TODAY = datetime.date(2026, 11, 22)
NATIONAL = {
    "melding/waar": "Bel de gemeente.",
    "melding/hoe": "U mag een cliëntondersteuner meenemen.",
    "clientondersteuning/waar": "Bel de gemeente.",
    "rechten/bezwaar": "U kunt bezwaar maken.",
    "rechten/klacht": "U kunt klagen.",
}
GOOD = {
    "cbs_code": "GM0193",
    "doel": "melding",
    "naam": "Sociaal wijkteam",
    "telefoon": "14 038",
    "email": "wmo@zwolle.nl",
    "url": "https://www.zwolle.nl/wmo",
    "adres": "Lübeckplein 2, Zwolle",
    "openingstijden": "werkdagen 9.00 - 17.00 uur",
    "eerst_zeggen": "Ik wil een Wmo-melding doen.",
    "bron": "zwolle.nl",
    "gecontroleerd": "2026-11-01",
    "opmerking": "",
}
EMPTY = "Verwacht: een waarde; deze kolom mag niet leeg zijn."
GOOD_TEXT = """\
gemeente: GM0193
teksten:
- vraag: melding/waar
  wijze: vult_aan
  tekst: |
    U kunt ook binnenlopen bij het wijkteam.
    Een afspraak is niet nodig.
  bron: zwolle.nl
  gecontroleerd: 2026-11-01
"""


@pytest.fixture
def context(tables: MunicipalityTables) -> Context:
    return Context(tables, TODAY, NATIONAL)


def csv_text(*rows: dict[str, str], sign: str = ",") -> str:
    def line(values: list[str]) -> str:
        return sign.join(f'"{value}"' if sign in value or "\n" in value else value for value in values)

    return "\n".join([line(list(COLUMNS)), *(line([row[name] for name in COLUMNS]) for row in rows)]) + "\n"


GOOD_CSV = csv_text(GOOD)


def check(tmp_path: Path, context: Context, content: str | bytes, name: str = "deuren.csv") -> Validated:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return validate([path], context)


def only_fault(result: Validated, tmp_path: Path) -> str:
    assert len(result.faults) == 1, [str(fault) for fault in result.faults]
    return str(result.faults[0]).removeprefix(f"{tmp_path}/")


def test_a_good_file(tmp_path: Path, context: Context) -> None:
    result = check(tmp_path, context, csv_text(GOOD))
    assert result.faults == []
    assert result.doors == [
        Door(
            "GM0193", "melding", "Sociaal wijkteam", "14 038", "wmo@zwolle.nl", "https://www.zwolle.nl/wmo",
            "Lübeckplein 2, Zwolle", "werkdagen 9.00 - 17.00 uur", "Ik wil een Wmo-melding doen.", "zwolle.nl",
            datetime.date(2026, 11, 1), "", OWN,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_spreadsheets_save_it(tmp_path: Path, context: Context, sign: str, start: str, end: str) -> None:
    text = start + csv_text(GOOD, sign=sign).replace("\n", end) + end + sign * (len(COLUMNS) - 1) + end
    result = check(tmp_path, context, text)
    assert (result.faults, len(result.doors)) == ([], 1)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("cbs_code", "", EMPTY),
        ("cbs_code", "GM9999", 'Verwacht: de code van een gemeente, zoals GM0193, of haar naam.'),
        ("cbs_code", "Brielle", 'Verwacht: GM1992 (Voorne aan Zee): deze gemeente is op 01-01-2023 opgeheven.'),
        ("doel", "", EMPTY),
        ("doel", "wmo_loket", 'Verwacht: clientondersteuning, klacht, mantelzorg, melding, respijtzorg, spoed.'),
        ("naam", "", EMPTY),
        ("naam", "x" * 201, "Verwacht: hoogstens 200 tekens, niet 201."),
        ("telefoon", "12345", 'Verwacht: een Nederlands telefoonnummer, zoals 038 498 91 11, 14 038 of 0800 0643.'),
        ("email", "wmo@zwolle", 'Verwacht: een e-mailadres, zoals wmo@gemeente.nl.'),
        ("url", "zwolle", 'Verwacht: een webadres, zoals https://www.gemeente.nl/wmo.'),
        ("eerst_zeggen", "<b>Ik", "Verwacht: gewone tekst, zonder < en > en zonder opmaak van links."),
        ("bron", "", EMPTY),
        ("gecontroleerd", "", EMPTY),
        ("gecontroleerd", "2026-02-30", 'Verwacht: een bestaande datum, zoals 2026-11-22 of 22-11-2026.'),
        ("gecontroleerd", "2026-11-23", 'Verwacht: een datum tot en met vandaag, 22-11-2026.'),
    ],
)  # fmt: skip
def test_a_fault_in_a_column(tmp_path: Path, context: Context, column: str, value: str, message: str) -> None:
    other = {**GOOD, "doel": "klacht"}
    fault = only_fault(check(tmp_path, context, csv_text(other, {**GOOD, column: value})), tmp_path)
    found = f' "{value}" klopt niet.' if 0 < len(value) < 100 else ""
    assert fault.startswith(f"deuren.csv, regel 3, kolom {column}:{found} ") or len(value) > 100
    assert fault.endswith(message)


def test_every_fault_is_reported_at_once(tmp_path: Path, context: Context) -> None:
    bad = {**GOOD, "telefoon": "1", "email": "x", "url": "y", "gecontroleerd": "z"}
    result = check(tmp_path, context, csv_text(bad, {**GOOD, "naam": ""}))
    assert [(fault.line, fault.column) for fault in result.faults] == [
        (2, "telefoon"),
        (2, "email"),
        (2, "url"),
        (2, "gecontroleerd"),
        (3, "naam"),
    ]


def test_no_way_to_reach_the_door(tmp_path: Path, context: Context) -> None:
    bare = {**GOOD, "telefoon": "", "email": "", "url": ""}
    assert "alle drie zijn leeg" in only_fault(check(tmp_path, context, csv_text(bare)), tmp_path)


def test_duplicate_rows(tmp_path: Path, context: Context) -> None:
    fault = only_fault(check(tmp_path, context, csv_text(GOOD, {**GOOD, "cbs_code": "Zwolle"})), tmp_path)
    assert fault.startswith('deuren.csv, regel 3, kolom doel: "melding" klopt niet. Verwacht: één regel voor GM0193')


def test_duplicate_rows_in_two_files(tmp_path: Path, context: Context) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(csv_text(GOOD), encoding="utf-8")
    result = validate([tmp_path / "a.csv", tmp_path / "b.csv"], context)
    assert only_fault(result, tmp_path).startswith("b.csv, regel 2")


def test_a_line_break_in_a_value_does_not_shift_the_lines(tmp_path: Path, context: Context) -> None:
    first = {**GOOD, "opmerking": "twee\nregels"}
    fault = only_fault(check(tmp_path, context, csv_text(first, {**GOOD, "doel": "x"})), tmp_path)
    assert fault.startswith("deuren.csv, regel 4, kolom doel")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "deuren.csv, regel 1: Verwacht: een eerste regel met de kolommen"),
        (GOOD_CSV.replace("doel", "soort", 1), "deuren.csv, regel 1, kolom doel: Verwacht: deze kolom; hij ontbreekt."),
        (GOOD_CSV.replace("opmerking", "notitie", 1), "deuren.csv, regel 1, kolom notitie: Verwacht: alleen de kolom"),
        (GOOD_CSV.replace("opmerking", "url", 1), "deuren.csv, regel 1, kolom url: Verwacht: deze kolom één keer."),
        (csv_text(GOOD) + "GM0193,klacht\n", "deuren.csv, regel 3: Verwacht: 12 kolommen, niet 2"),
        (csv_text(GOOD).encode("cp1252"), "deuren.csv, regel 2: Verwacht: tekst in UTF-8"),
        (b"a" * 2_000_001, "deuren.csv: Verwacht: een bestand van hoogstens 2 MB."),
    ],
)  # fmt: skip
def test_a_fault_in_the_file(tmp_path: Path, context: Context, content: str | bytes, message: str) -> None:
    result = check(tmp_path, context, content)
    assert any(str(fault).removeprefix(f"{tmp_path}/").startswith(message) for fault in result.faults)


def test_a_quote_that_is_not_closed_is_a_fault(tmp_path: Path, context: Context) -> None:
    assert check(tmp_path, context, csv_text(GOOD) + 'GM0193,klacht,"Loket\n').faults


@pytest.mark.parametrize("name", ["deuren.xlsx", "deuren.txt"])
def test_another_kind_of_file(tmp_path: Path, context: Context, name: str) -> None:
    assert "eindigt op .csv" in only_fault(check(tmp_path, context, "x", name), tmp_path)


def test_no_such_file(tmp_path: Path, context: Context) -> None:
    assert "te lezen" in only_fault(validate([tmp_path / "weg.csv"], context), tmp_path)


def test_an_old_check_is_allowed_with_a_remark(tmp_path: Path, context: Context) -> None:
    result = check(tmp_path, context, csv_text({**GOOD, "gecontroleerd": "2024-01-01"}))
    assert result.faults == []
    assert "18 maanden" in result.remarks[0]


def test_a_good_text(tmp_path: Path, context: Context) -> None:
    result = check(tmp_path, context, GOOD_TEXT, "teksten.yml")
    assert result.faults == []
    text = "U kunt ook binnenlopen bij het wijkteam.\nEen afspraak is niet nodig."
    checked = datetime.date(2026, 11, 1)
    assert result.texts == [LocalText("GM0193", "melding/waar", "vult_aan", text, "zwolle.nl", checked)]
    assert result.remarks == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("GM0193", "GM9999", "regel 1, sleutel gemeente: "),
        ("gemeente: GM0193\n", "", "regel 1, sleutel gemeente: Verwacht: een waarde; deze ontbreekt."),
        ("melding/waar", "melding/war", "regel 3, sleutel vraag: "),
        ("melding/waar", "clientondersteuning/waar", "landelijk vastgelegde rechten"),
        ("melding/waar", "rechten/bezwaar", "landelijk vastgelegde rechten"),
        ("melding/waar", "rechten/klacht", "landelijk vastgelegde rechten"),
        ("vult_aan", "vervang", "regel 4, sleutel wijze: "),
        ("het wijkteam.", "uw cliëntondersteuner.", 'regel 5, sleutel tekst: '),
        ("het wijkteam.", "ons. Bezwaar maken kan niet.", 'een tekst zonder "Bezwaar"'),
        ("het wijkteam.", "ons met uw klacht.", 'een tekst zonder "klacht"'),
        ("het wijkteam.", "<script>.", "gewone tekst"),
        ("het wijkteam.", "ons. " * 400, "hoogstens 1500 tekens"),
        ("  bron: zwolle.nl\n", "", "regel 3, sleutel bron: Verwacht: een waarde; deze ontbreekt."),
        ("2026-11-01", "gisteren", "regel 9, sleutel gecontroleerd: "),
        ("  bron", "  titel: x\n  bron", "regel 8, sleutel titel: Verwacht: alleen de sleutels"),
        ("  bron", "  vraag: melding/hoe\n  bron", "regel 8, sleutel vraag: Verwacht: deze sleutel één keer."),
        ("teksten:", "teksten: [\n", "Verwacht: YAML die te lezen is"),
    ],
)  # fmt: skip
def test_a_fault_in_a_text(tmp_path: Path, context: Context, old: str, new: str, message: str) -> None:
    result = check(tmp_path, context, GOOD_TEXT.replace(old, new, 1), "teksten.yml")
    assert any(message in str(fault) for fault in result.faults), [str(fault) for fault in result.faults]
    assert result.texts == []


def test_a_symptom_is_no_complaint(tmp_path: Path, context: Context) -> None:
    text = GOOD_TEXT.replace("het wijkteam.", "ons met lichamelijke klachten.")
    assert check(tmp_path, context, text, "teksten.yml").faults == []


def test_a_national_answer_about_rights_is_extended_but_not_replaced(tmp_path: Path, context: Context) -> None:
    text = GOOD_TEXT.replace("melding/waar", "melding/hoe")
    assert check(tmp_path, context, text, "teksten.yml").faults == []
    fault = only_fault(check(tmp_path, context, text.replace("vult_aan", "vervangt"), "teksten.yml"), tmp_path)
    assert "Verwacht: vult_aan" in fault


def test_two_texts_with_a_question(tmp_path: Path, context: Context) -> None:
    again = GOOD_TEXT + GOOD_TEXT[GOOD_TEXT.index("- vraag") :]
    assert "er is er al een" in only_fault(check(tmp_path, context, again, "teksten.yml"), tmp_path)


@pytest.mark.parametrize(
    "content", ["", "- a\n", "tekst", "gemeente: GM0193\nteksten: x\n", "gemeente: GM0193\nteksten:\n- x\n"]
)
def test_another_shape(tmp_path: Path, context: Context, content: str) -> None:
    assert check(tmp_path, context, content, "teksten.yml").faults


def test_hard_words_are_remarked(tmp_path: Path, context: Context) -> None:
    result = check(tmp_path, context, GOOD_TEXT.replace("U kunt", "Indien u wilt, kunt u"), "teksten.yml")
    assert result.faults == []
    assert "indien" in result.remarks[0]


@pytest.mark.parametrize("name", ["contactpunten.csv", "teksten.yml"])
def test_the_examples_in_the_documentation_are_right(tables: MunicipalityTables, name: str) -> None:
    from bot.knowledge.answers import Answers

    national = {key: answer.text for key, answer in Answers.load().items()}
    result = validate([PROJECT / "data" / "gemeenten" / "voorbeeld" / name], Context(tables, TODAY, national))
    assert [str(fault) for fault in result.faults] == []
    assert result.remarks == []
    assert result.doors or result.texts
