"""Nothing of the libraries' noise reaches the terminal, and nothing of what a citizen typed reaches the log."""

from __future__ import annotations

import os
import subprocess
import sys

from bot.settings import PROJECT

START = "from bot import quiet, tensorflow_guard; quiet.silence(); tensorflow_guard.install()\n"


def python(code: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONWARNINGS", "RASA_TELEMETRY_ENABLED")
    }
    return subprocess.run(
        [sys.executable, "-c", START + code],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        timeout=120,
        check=False,
        env={**environment, "PYTHONPATH": str(PROJECT)},
    )


def test_importing_rasa_says_nothing() -> None:
    outcome = python("import rasa.core.run, rasa.api, rasa.model_training, rasa_sdk.endpoint, spacy")
    assert outcome.returncode == 0
    assert outcome.stdout == ""
    assert outcome.stderr == ""


def test_telemetry_is_off() -> None:
    outcome = python("from rasa.telemetry import is_telemetry_enabled; print(is_telemetry_enabled())")
    assert outcome.stdout.split() == ["False"]


def test_telemetry_cannot_be_switched_on_from_outside() -> None:
    outcome = python("import os; print(os.environ['RASA_TELEMETRY_ENABLED'])")
    assert outcome.stdout.split() == ["false"]


def test_rasas_structured_log_is_silent_about_messages() -> None:
    outcome = python(
        "quiet.configure_rasa_logging()\n"
        "import structlog, logging\n"
        "structlog.get_logger().error('processor.message', text='mijn bsn is 123456782')\n"
        "structlog.get_logger().warning('processor.message', text='mijn bsn is 123456782')\n"
        "for name in ('rasa.core.processor', 'sanic.access', 'sanic.root', 'rasa_sdk.executor'):\n"
        "    logging.getLogger(name).info('mijn bsn is 123456782')\n"
        "    logging.getLogger(name).warning('mijn bsn is 123456782')\n"
    )
    assert outcome.returncode == 0
    assert "123456782" not in outcome.stdout + outcome.stderr


def test_our_own_errors_are_shown() -> None:
    outcome = python(
        "import logging; quiet.configure_rasa_logging()\n"
        "logging.getLogger('bot.channels.web').error('No answer from Rasa: OSError')"
    )
    assert "ERROR bot.channels.web: No answer from Rasa: OSError" in outcome.stderr
