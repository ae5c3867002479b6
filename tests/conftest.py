"""What all tests share: a state directory of their own, settings from the environment, and the facts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import quiet, tensorflow_guard

# Before anything reads a setting: the developer's own database and settings stay out of it.
for _name in [name for name in os.environ if name.startswith("WMO_")]:
    del os.environ[_name]
_STATE = tempfile.mkdtemp(prefix="wmo-tests-")
atexit.register(shutil.rmtree, _STATE, ignore_errors=True)
os.environ["WMO_STATE_DIRECTORY"] = _STATE
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
quiet.silence()
tensorflow_guard.install()

from bot import settings  # noqa: E402
from bot.knowledge.amounts import Amounts  # noqa: E402
from bot.knowledge.answers import Answers  # noqa: E402
from bot.knowledge.files import KNOWLEDGE, read  # noqa: E402
from bot.knowledge.glossary import Glossary  # noqa: E402
from tests import postgres  # noqa: E402
from tests.stack import Stack  # noqa: E402

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain

SetVariables = Callable[..., None]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetVariables]:
    """Sets `WMO_...` variables for one test: `environment(TODAY="2027-01-01")`; None removes one."""

    def set_variables(**values: str | None) -> None:
        for name, value in values.items():
            if value is None:
                monkeypatch.delenv(f"WMO_{name}", raising=False)
            else:
                monkeypatch.setenv(f"WMO_{name}", value)
        settings.get.cache_clear()

    settings.get.cache_clear()
    yield set_variables
    monkeypatch.undo()
    settings.get.cache_clear()


@pytest.fixture
def state(tmp_path: Path, environment: SetVariables) -> Path:
    """An empty state directory for one test, with its own database and key."""
    environment(STATE_DIRECTORY=str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def question_keys() -> list[str]:
    """The keys of `data/kennis/vragen.yml`, in its order."""
    return [
        f"{topic}/{question}" for topic, questions in read(KNOWLEDGE / "vragen.yml").items() for question in questions
    ]


@pytest.fixture(scope="session")
def answers() -> Answers:
    return Answers.load()


@pytest.fixture(scope="session")
def amounts() -> Amounts:
    return Amounts.load()


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return Glossary.load()


@pytest.fixture(scope="session")
def domain() -> Domain:
    """The domain without the answers, which the assistant reads from their own files."""
    from rasa.shared.core.domain import Domain

    with warnings.catch_warnings():
        # Rasa announces on every domain with slots that they are no longer filled by themselves.
        warnings.simplefilter("ignore")
        return Domain.from_path(str(settings.PROJECT / "domain.yml"))


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Rasa and the action server, started once for all tests that speak to the real thing."""
    running = Stack()
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    programs = postgres.programs()
    if programs is None:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.server(programs) as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then those over HTTP, and those in a browser last: Playwright's event loop stays running."""
    last = ("http", "browser")

    def rank(item: pytest.Item) -> int:
        folder = item.path.parent.name
        return last.index(folder) + 1 if folder in last else 0

    items.sort(key=rank)
