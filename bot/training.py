"""Training the Rasa model, only when something that goes into it has changed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bot import settings
from bot.language_model import installed_pipeline

PROJECT = settings.PROJECT
MODELS = PROJECT / "models"
NAME = "wmo-wegwijzer"
_STAMP = MODELS / "trained.json"
_INPUT = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/antwoorden",
    "data/kennis/woorden.yml",
    "bot/nlu",
    "bot/questions.py",
)


def model_path() -> Path:
    """Where the trained model is."""
    return MODELS / f"{NAME}.tar.gz"


def _input_files() -> Iterator[Path]:
    for name in _INPUT:
        path = PROJECT / name
        yield from (
            sorted(file for file in path.rglob("*") if file.suffix in (".yml", ".py")) if path.is_dir() else [path]
        )


def fingerprint() -> str:
    """Digest of everything that the model is made from, the language model included."""
    digest = hashlib.sha256(installed_pipeline().encode())
    for path in _input_files():
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def up_to_date() -> bool:
    """Whether the model was trained from what is here now."""
    try:
        return model_path().exists() and json.loads(_STAMP.read_text())["fingerprint"] == fingerprint()
    except (OSError, ValueError, KeyError, TypeError):
        return False


class _Progress(logging.Handler):
    """Shows on the terminal which component is being trained, from what Rasa logs about it."""

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text.startswith("Starting to train component"):
            print(f"  {text.split(chr(39))[1]} ...", file=sys.__stdout__, flush=True)


def train() -> float:
    """Train and store the model.

    Returns:
        How long it took, in seconds.
    """
    import rasa.api

    hooks = logging.getLogger("rasa.engine.training.hooks")
    hooks.setLevel(logging.INFO)
    hooks.propagate = False
    hooks.addHandler(_Progress())
    started = time.monotonic()
    before = fingerprint()
    _STAMP.unlink(missing_ok=True)
    data = [str(PROJECT / "data" / name) for name in ("nlu", "rules", "antwoorden")]
    # Rasa prints where it put the model, and bars that run from 0 to 19.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        result = rasa.api.train(
            domain=str(PROJECT / "domain.yml"),
            config=str(PROJECT / "config.yml"),
            training_files=data,
            output=str(MODELS),
            fixed_model_name=NAME,
        )
    if result.model is None:
        raise RuntimeError(f"Training failed with code {result.code}.")
    _STAMP.write_text(json.dumps({"fingerprint": before}))
    return time.monotonic() - started
