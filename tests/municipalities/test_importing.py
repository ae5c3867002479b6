"""Putting a municipality's own doors and texts in the tables: all or nothing, and the files are leading."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.municipalities import importing, models, store
from bot.municipalities.findings import Fault, Validated
from bot.municipalities.importing import apply
from bot.municipalities.models import OWN, Door, LocalText

DAY = datetime.date(2026, 11, 1)
REPORT = Door("GM0193", "melding", "Wijkteam", "14 038", "", "", "", "", "", "zwolle.nl", DAY, origin=OWN)
COMPLAINT = replace(REPORT, purpose="klacht", name="Klachten")
ELSEWHERE = replace(REPORT, code="GM0301")
TEXT = LocalText("GM0193", "melding/waar", "vult_aan", "U kunt ook binnenlopen.", "zwolle.nl", DAY)


@pytest.fixture
def prepared(engine: Engine) -> Engine:
    store.prepare(engine)
    return engine


def own(engine: Engine) -> set[Door | LocalText]:
    tables = store.load(engine)
    return {row for row in tables.doors if row.origin == OWN} | set(tables.local_texts)


def test_add_change_remove(prepared: Engine) -> None:
    summary = apply(prepared, Validated(doors=[REPORT, COMPLAINT], texts=[TEXT]))
    assert summary.added == ("Zwolle, klacht", "Zwolle, melding", "Zwolle, melding/waar")
    assert own(prepared) == {REPORT, COMPLAINT, TEXT}

    moved = replace(REPORT, phone="038 498 91 11")
    summary = apply(prepared, Validated(doors=[moved], texts=[TEXT]))
    assert (summary.added, summary.changed, summary.removed) == ((), ("Zwolle, melding",), ("Zwolle, klacht",))
    assert summary.unchanged == 1
    assert own(prepared) == {moved, TEXT}


def test_again_changes_nothing(prepared: Engine) -> None:
    files = Validated(doors=[REPORT], texts=[TEXT])
    apply(prepared, files)
    summary = apply(prepared, files)
    assert summary.lines() == ["0 nieuw, 0 gewijzigd, 0 vervallen, 2 ongewijzigd."]


def test_other_municipalities_and_the_other_kind_are_left_alone(prepared: Engine) -> None:
    apply(prepared, Validated(doors=[REPORT, ELSEWHERE], texts=[TEXT]))
    apply(prepared, Validated(doors=[COMPLAINT]))
    assert own(prepared) == {COMPLAINT, ELSEWHERE, TEXT}


def test_dry_run_changes_nothing_and_says_the_same(prepared: Engine) -> None:
    files = Validated(doors=[REPORT], texts=[TEXT])
    trial = apply(prepared, files, dry_run=True)
    assert own(prepared) == set()
    assert apply(prepared, files) == trial


def test_files_with_faults_are_refused(prepared: Engine) -> None:
    with pytest.raises(ValueError, match="faults"):
        apply(prepared, Validated(doors=[REPORT], faults=[Fault("a.csv", 1, None, None, "iets")]))
    assert own(prepared) == set()


def test_all_or_nothing(prepared: Engine) -> None:
    unknown = replace(TEXT, code="GM9999")
    with pytest.raises(sa.exc.IntegrityError):
        apply(prepared, Validated(doors=[REPORT], texts=[unknown]))
    assert own(prepared) == set()


def test_the_facts_are_left_alone(prepared: Engine) -> None:
    with prepared.connect() as connection:
        before = connection.execute(sa.select(sa.func.count()).select_from(models.doors)).scalar_one()
    apply(prepared, Validated(doors=[REPORT]))
    with prepared.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(models.doors)).scalar_one() == before + 1


def test_summary_in_dutch() -> None:
    summary = importing.Summary(("Zwolle, melding",), (), ("Zwolle, klacht",), 3)
    assert summary.lines() == [
        "nieuw: Zwolle, melding",
        "vervallen: Zwolle, klacht",
        "1 nieuw, 0 gewijzigd, 1 vervallen, 3 ongewijzigd.",
    ]
