"""Training only when something that goes into the model has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot import training

CONTENT = {
    "config.yml": "a",
    "domain.yml": "b",
    "data/nlu/wmo.yml": "c",
    "data/rules/antwoorden.yml": "d",
    "data/antwoorden/wmo.yml": "e",
    "bot/nlu/dutch.py": "f",
    "bot/questions.py": "g",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of its own, trained and up to date."""
    for name in training._INPUT:
        path = tmp_path / name
        if not path.suffix:
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name, text in CONTENT.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    models = tmp_path / "models"
    models.mkdir()
    monkeypatch.setattr(training, "PROJECT", tmp_path)
    monkeypatch.setattr(training, "MODELS", models)
    monkeypatch.setattr(training, "_STAMP", models / "trained.json")
    monkeypatch.setattr(training, "installed_pipeline", lambda: "blank nl")
    training.model_path().write_bytes(b"model")
    training._STAMP.write_text(json.dumps({"fingerprint": training.fingerprint()}))
    assert training.up_to_date()
    return tmp_path


@pytest.mark.parametrize("name", list(CONTENT))
def test_a_change_in_any_input_is_noticed(project: Path, name: str) -> None:
    before = (project / name).read_text()
    (project / name).write_text("anders")
    assert not training.up_to_date()
    (project / name).write_text(before)
    assert training.up_to_date()


def test_a_file_that_is_added_removed_or_renamed_is_noticed(project: Path) -> None:
    added = project / "data" / "nlu" / "nieuw.yml"
    added.write_text("x")
    assert not training.up_to_date()
    added.unlink()
    assert training.up_to_date()
    (project / "data" / "nlu" / "wmo.yml").rename(added)
    assert not training.up_to_date()


def test_other_files_are_no_reason_to_train(project: Path) -> None:
    for name in ("README.md", "data/nlu/notes.txt", "bot/nlu/dutch.pyc", "bot/settings.py"):
        (project / name).write_text("x")
    assert training.up_to_date()


def test_another_language_model_is_noticed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "installed_pipeline", lambda: "nl_core_news_sm 3.4.0")
    assert not training.up_to_date()


@pytest.mark.parametrize("stamp", [None, "", "{", "[]", '{"other": 1}', '{"fingerprint": "x"}', "null"])
def test_without_a_good_record_it_is_not_up_to_date(project: Path, stamp: str | None) -> None:
    if stamp is None:
        training._STAMP.unlink()
    else:
        training._STAMP.write_text(stamp)
    assert training.up_to_date() is False


def test_without_a_model_it_is_not_up_to_date(project: Path) -> None:
    training.model_path().unlink()
    assert not training.up_to_date()


def test_all_that_goes_into_the_model_exists() -> None:
    for name in training._INPUT:
        assert (training.PROJECT / name).exists()
    assert len(list(training._input_files())) > 30
