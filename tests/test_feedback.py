"""Opinions on answers: counted per question and day, and shown to the editor."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import cli, feedback, settings
from bot.feedback import FeedbackCounts, Opinion
from bot.municipalities.store import open_engine
from tests.conftest import SetVariables

DAY = datetime.date(2026, 11, 22)
EARLIER = DAY - datetime.timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'wmo.db'}")
    else:
        engine = open_engine(request.getfixturevalue("postgres_url"))
    yield engine
    # Other tests use the same server and count its tables.
    feedback._metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def counts(engine: Engine) -> FeedbackCounts:
    return FeedbackCounts(engine)


def test_opinions_are_added_up_per_question(counts: FeedbackCounts) -> None:
    for question, good, day in [
        ("pgb/wat_is", True, DAY),
        ("pgb/wat_is", True, DAY),
        ("pgb/wat_is", False, DAY),
        ("pgb/wat_is", True, EARLIER),
        ("wmo/wat_is", False, DAY),
        ("wmo/wat_is", False, EARLIER),
    ]:
        counts.count(question, good, day)
    assert counts.since(EARLIER) == [Opinion("wmo/wat_is", 0, 2), Opinion("pgb/wat_is", 3, 1)]
    assert counts.since(DAY) == [Opinion("wmo/wat_is", 0, 1), Opinion("pgb/wat_is", 2, 1)]
    assert counts.since(DAY + datetime.timedelta(days=1)) == []


def test_only_a_number_is_kept_per_question_day_and_opinion(counts: FeedbackCounts, engine: Engine) -> None:
    for _ in range(5):
        counts.count("pgb/wat_is", True, DAY)
    with engine.connect() as connection:
        assert connection.execute(sa.select(feedback._feedback)).all() == [(DAY, "pgb/wat_is", True, 5)]


def test_nobody_is_missed_when_many_say_it_at_once(counts: FeedbackCounts) -> None:
    threads = [threading.Thread(target=counts.count, args=("pgb/wat_is", False, DAY)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert counts.since(DAY) == [Opinion("pgb/wat_is", 0, 20)]


def test_a_table_that_has_gone_is_made_again(counts: FeedbackCounts, engine: Engine) -> None:
    feedback._metadata.drop_all(engine)
    counts.count("pgb/wat_is", True, DAY)
    assert counts.since(DAY) == [Opinion("pgb/wat_is", 1, 0)]


@pytest.fixture
def kept(state: Path, environment: SetVariables, monkeypatch: pytest.MonkeyPatch) -> FeedbackCounts:
    environment(TODAY="2026-11-22")
    monkeypatch.setenv("WMO_ACTION_URL", "")
    monkeypatch.setattr(cli.quiet, "silence", lambda: None)
    return FeedbackCounts(open_engine(settings.get().database_url))


def test_the_editor_sees_which_answers_help(kept: FeedbackCounts, capsys: pytest.CaptureFixture[str]) -> None:
    kept.count("pgb/wat_is", True, DAY)
    kept.count("melding/hoe", False, DAY)
    kept.count("oude/vraag", False, DAY - datetime.timedelta(days=29))
    kept.count("wmo/wat_is", False, DAY - datetime.timedelta(days=30))
    assert cli.main(["feedback"]) == 0
    shown = capsys.readouterr().out
    assert "24 oktober 2026" in shown
    lines = [line.split() for line in shown.splitlines() if "/" in line]
    assert [line[:3] for line in lines] == [
        ["1", "0", "melding/hoe"],
        ["1", "0", "oude/vraag"],
        ["0", "1", "pgb/wat_is"],
    ]
    assert "Hoe doe ik een Wmo-melding?" in shown


def test_the_days_can_be_chosen(kept: FeedbackCounts, capsys: pytest.CaptureFixture[str]) -> None:
    kept.count("pgb/wat_is", True, EARLIER)
    assert cli.main(["feedback", "--dagen", "1"]) == 0
    assert "niemand" in capsys.readouterr().out
    assert cli.main(["feedback", "--dagen", "2"]) == 0
    assert "pgb/wat_is" in capsys.readouterr().out


def test_a_database_that_is_not_there_is_one_line(
    kept: FeedbackCounts, environment: SetVariables, capsys: pytest.CaptureFixture[str]
) -> None:
    environment(DATABASE_URL="sqlite:////nergens/wmo.db")
    assert cli.main(["feedback"]) == 2
    assert capsys.readouterr().err == "De database is niet te gebruiken. (OperationalError)\n"
