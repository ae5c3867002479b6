"""A municipality's own doors and texts, imported into a running assistant's database: SQLite and PostgreSQL alike."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.stack import PROJECT, Stack

EXAMPLE = PROJECT / "data" / "gemeenten" / "voorbeeld"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def local(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack on whose database the example of docs/beheer.md was imported."""
    directory = Path(tmp_path_factory.mktemp("local"))
    url = f"sqlite:///{directory}/wmo.db"
    if request.param == "postgresql":
        url = postgres.new_database(request.getfixturevalue("postgres_url"))
    environment = {"WMO_DATABASE_URL": url, "WMO_TODAY": "2026-11-22"}
    files = [str(EXAMPLE / "contactpunten.csv"), str(EXAMPLE / "teksten.yml")]
    result = subprocess.run(
        [sys.executable, "-m", "bot", "gemeenten", "import", *files],
        env={**os.environ, **environment, "WMO_STATE_DIRECTORY": str(directory)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    running = Stack(environment, directory)
    try:
        yield running.start()
    finally:
        running.stop()


def test_an_imported_door_is_given(local: Stack) -> None:
    reply = local.conversation("Zwolle").say("Waar kan ik mij melden voor hulp?")
    assert "Sociaal wijkteam (voorbeeld)" in reply["text"]
    assert "werkdagen 9.00 - 17.00 uur" in reply["text"]
    assert "1 november 2026" in reply["text"]


def test_a_local_text_is_added(local: Stack) -> None:
    reply = local.conversation("Zwolle").say("Waar kan ik mij melden voor hulp?")
    assert "binnenlopen bij het wijkteam" in reply["text"]
    assert any("voorbeeld.nl" in source["title"] for source in reply["custom"]["sources"])


def test_another_municipality_does_not_get_it(local: Stack) -> None:
    reply = local.conversation("Deventer").say("Waar kan ik mij melden voor hulp?")
    assert "wijkteam in uw buurt" not in reply["text"]


def test_a_conversation_is_kept_and_erased(local: Stack) -> None:
    conversation = local.conversation("Zwolle")
    for _ in range(8):
        conversation.say("Wat is een persoonlijk plan?")
    assert conversation.say("kan het makkelijker?")["custom"]["question"] == "gesprek/makkelijker"
