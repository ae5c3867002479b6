"""The command line: what it offers, and errors that a person can do something with."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli, settings, training
from bot.settings import PROJECT
from tests.conftest import SetVariables


@pytest.fixture(autouse=True)
def _unchanged(monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    """Commands set variables for the processes that they start, and silence warnings; both are undone."""
    monkeypatch.setenv("WMO_ACTION_URL", "")
    monkeypatch.delenv("WMO_ACTION_URL")
    monkeypatch.setattr(cli.quiet, "silence", lambda: None)
    monkeypatch.setattr(cli.quiet, "configure_rasa_logging", lambda: None)


def test_every_command_has_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    for name, (explanation, _) in cli.COMMANDS.items():
        assert re.search(rf"^\s+{name}\s+\w", shown, re.M)
        assert explanation
    assert {"train", "run", "serve", "actions"} <= set(cli.COMMANDS)


def test_every_command_of_the_makefile_exists() -> None:
    used = set(re.findall(r"-m bot (\w+)", (PROJECT / "Makefile").read_text()))
    assert used
    assert used <= set(cli.COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["dance"], ["run", "--dance"]])
def test_what_is_not_a_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_a_bad_setting_is_one_line_and_no_traceback(
    environment: SetVariables, capsys: pytest.CaptureFixture[str]
) -> None:
    environment(PORT="veel")
    assert cli.main(["train"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == ["WMO_PORT: verwacht een getal van 1 tot en met 65485, niet 'veel'."]


def test_the_commands_give_their_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.COMMANDS, "run", ("x", lambda arguments: 3))
    assert cli.main(["run"]) == 3


def test_the_action_server_is_found_at_its_port(monkeypatch: pytest.MonkeyPatch, environment: SetVariables) -> None:
    environment(ACTION_PORT="6123")
    monkeypatch.setitem(cli.COMMANDS, "run", ("x", lambda arguments: 0))
    cli.main(["run"])
    assert os.environ["WMO_ACTION_URL"] == "http://127.0.0.1:6123/webhook"


class Trained:
    """Stands in for training: counts how often it was done."""

    def __init__(self, up_to_date: bool) -> None:
        self.up_to_date = up_to_date
        self.times = 0

    def train(self) -> float:
        self.times += 1
        return 12.3


@pytest.mark.parametrize(
    ("up_to_date", "options", "times", "words"),
    [
        (True, [], 0, "al getraind"),
        (True, ["--quiet-when-done"], 0, ""),
        (True, ["--force"], 1, "Klaar met trainen in 12 seconden."),
        (False, [], 1, "Klaar met trainen in 12 seconden."),
        (False, ["--quiet-when-done"], 1, "Klaar met trainen in 12 seconden."),
    ],
)
def test_training_only_when_something_changed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    up_to_date: bool,
    options: list[str],
    times: int,
    words: str,
) -> None:
    trained = Trained(up_to_date)
    monkeypatch.setattr(training, "up_to_date", lambda: trained.up_to_date)
    monkeypatch.setattr(training, "train", trained.train)
    assert cli.main(["train", *options]) == 0
    assert trained.times == times
    shown = capsys.readouterr().out
    assert words in shown
    assert bool(shown) == bool(words)


def test_python_m_bot_runs_it() -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, cwd=PROJECT, timeout=60, check=False
    )
    assert outcome.returncode == 0
    assert "train" in outcome.stdout
    assert outcome.stderr == ""


def test_settings_are_still_those_of_the_tests() -> None:
    assert not str(settings.get().state_directory).startswith(str(PROJECT))
