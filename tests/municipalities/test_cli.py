"""`python -m bot gemeenten ...`, on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings
from bot.municipalities import cli, store
from bot.municipalities.models import OWN

EXAMPLES = settings.PROJECT / "data" / "gemeenten" / "voorbeeld"
DOORS, TEXTS = str(EXAMPLES / "contactpunten.csv"), str(EXAMPLES / "teksten.yml")


@pytest.fixture(autouse=True)
def installation(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WMO_DATABASE_URL", database_url)
    monkeypatch.setenv("WMO_STATE_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("WMO_TODAY", "2026-11-22")
    settings.get.cache_clear()
    yield
    settings.get.cache_clear()


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args(arguments))


def own_doors(database_url: str) -> int:
    engine = store.open_engine(database_url)
    store.prepare(engine)
    count = sum(row.origin == OWN for row in store.load(engine).doors)
    engine.dispose()
    return count


def test_import(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "--proef", DOORS, TEXTS) == 0
    assert "Dit was een proef" in capsys.readouterr().out
    assert own_doors(database_url) == 0

    assert run("import", DOORS, TEXTS) == 0
    assert "3 nieuw, 0 gewijzigd, 0 vervallen, 0 ongewijzigd." in capsys.readouterr().out
    assert own_doors(database_url) == 2

    assert run("import", DOORS, TEXTS) == 0
    assert "0 nieuw, 0 gewijzigd, 0 vervallen, 3 ongewijzigd." in capsys.readouterr().out


def test_one_fault_changes_nothing(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "fout.csv"
    bad.write_text("cbs_code,doel\nGM9999,melding\n", encoding="utf-8")
    assert run("import", DOORS, str(bad)) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "kolom naam: Verwacht: deze kolom; hij ontbreekt." in output.err
    assert "Er is niets veranderd." in output.err
    assert own_doors(database_url) == 0


def test_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verouderd") == 1
    output = capsys.readouterr().out
    assert "Goeree-Overflakkee, contactpunt clientondersteuning" in output
    assert "bedrag eigen_bijdrage_maand: geldt tot en met 31-12-2026" in output


def test_without_a_database(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WMO_DATABASE_URL", "sqlite:////no/such/directory/wmo.db")
    settings.get.cache_clear()
    assert run("import", DOORS) == 2
    assert "niets veranderd" in capsys.readouterr().err
