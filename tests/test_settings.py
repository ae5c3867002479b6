"""Settings: every one has a default, a bad value gives a clear message, and the documentation names them all."""

from __future__ import annotations

import dataclasses
import datetime
import re
import stat
from pathlib import Path

import pytest

from bot import settings
from bot.settings import PROJECT, SettingError, Settings
from tests.conftest import SetVariables

DOCUMENT = PROJECT / "docs" / "instellingen.md"
READ = set(re.findall(r"""["'](WMO_[A-Z_]+)["']""", (PROJECT / "bot" / "settings.py").read_text()))
ALL = sorted(READ - {"WMO_STATE_DIRECTORY"})


@pytest.fixture
def nothing_set(state: Path, environment: SetVariables) -> Path:
    environment(**{name.removeprefix("WMO_"): None for name in ALL})
    return state


def test_defaults(nothing_set: Path) -> None:
    current = settings.get()
    assert dataclasses.asdict(dataclasses.replace(current, secret_key="")) == {
        "port": 5005,
        "action_port": 5055,
        "host": "127.0.0.1",
        "database_url": f"sqlite:///{nothing_set / 'wmo.db'}",
        "secret_key": "",
        "rate_limit": 60,
        "allowed_origins": (),
        "retention_hours": 24,
        "lock_store_url": None,
        "today_override": None,
        "state_directory": nothing_set,
    }
    assert len(current.secret_key) >= 32
    assert current.today == datetime.date.today()


def test_there_is_a_field_for_every_variable() -> None:
    fields = {f"WMO_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert {name.replace("WMO_TODAY_OVERRIDE", "WMO_TODAY") for name in fields} == READ


def test_empty_is_the_same_as_absent(nothing_set: Path, environment: SetVariables) -> None:
    without = settings.get()
    environment(**{name.removeprefix("WMO_"): " " for name in ALL})
    assert settings.get() == without


def test_every_setting_can_be_set(state: Path, environment: SetVariables) -> None:
    environment(
        PORT="6000",
        ACTION_PORT="7000",
        HOST="0.0.0.0",
        DATABASE_URL="postgresql://db/wmo",
        SECRET_KEY="s" * 32,
        RATE_LIMIT="0",
        ALLOWED_ORIGINS="https://www.zwolle.nl/, https://www.utrecht.nl,",
        RETENTION_HOURS="1",
        LOCK_STORE_URL="redis://locks",
        TODAY="2027-01-01",
    )
    assert settings.get() == Settings(
        port=6000,
        action_port=7000,
        host="0.0.0.0",
        database_url="postgresql://db/wmo",
        secret_key="s" * 32,
        rate_limit=0,
        allowed_origins=("https://www.zwolle.nl", "https://www.utrecht.nl"),
        retention_hours=1,
        lock_store_url="redis://locks",
        today_override=datetime.date(2027, 1, 1),
        state_directory=state,
    )
    assert settings.get().today == datetime.date(2027, 1, 1)


def test_the_action_server_stands_fifty_ports_further(state: Path, environment: SetVariables) -> None:
    environment(PORT="6000", ACTION_PORT=None)
    assert settings.get().action_port == 6050


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "vijf"),
        ("PORT", "-1"),
        ("PORT", "5005.0"),
        ("PORT", "²"),
        ("ACTION_PORT", "65536"),
        ("RATE_LIMIT", "-5"),
        ("RATE_LIMIT", "veel"),
        ("RETENTION_HOURS", "0"),
        ("RETENTION_HOURS", "9000"),
    ],
)
def test_a_number_that_cannot_be_used(state: Path, environment: SetVariables, name: str, value: str) -> None:
    environment(**{name: value})
    with pytest.raises(SettingError, match=rf"WMO_{name}: verwacht een getal van \d+ tot en met \d+, niet '{value}'\."):
        settings.get()


@pytest.mark.parametrize("value", ["morgen", "2027-13-01", "2027-02-30", "01-01-2027", "2027"])
def test_a_day_that_cannot_be_used(state: Path, environment: SetVariables, value: str) -> None:
    environment(TODAY=value)
    with pytest.raises(SettingError, match=f"WMO_TODAY: verwacht een datum als 2027-01-01, niet '{value}'"):
        settings.get()


def test_a_key_that_is_too_short_is_refused_and_not_shown(state: Path, environment: SetVariables) -> None:
    environment(SECRET_KEY="geheim")
    with pytest.raises(SettingError, match="WMO_SECRET_KEY: verwacht minstens 32 tekens") as caught:
        settings.get()
    assert "geheim" not in str(caught.value)


def test_the_key_is_made_once_and_for_this_user_only(state: Path, environment: SetVariables) -> None:
    environment(SECRET_KEY=None)
    key = settings.get().secret_key
    settings.get.cache_clear()
    assert settings.get().secret_key == key
    assert stat.S_IMODE((state / "secret_key").stat().st_mode) == 0o600


def test_an_empty_key_file_is_not_a_key(state: Path, environment: SetVariables) -> None:
    # What a process leaves that died, or whose disk was full, between making and writing the file.
    environment(SECRET_KEY=None)
    (state / "secret_key").write_text("")
    try:
        key = settings.get().secret_key
    except SettingError:
        return
    assert len(key) >= 32


def test_two_installations_have_different_keys(tmp_path: Path, environment: SetVariables) -> None:
    keys = set()
    for name in ("een", "twee"):
        environment(STATE_DIRECTORY=str(tmp_path / name), SECRET_KEY=None)
        keys.add(settings.get().secret_key)
    assert len(keys) == 2


def test_settings_are_read_once(state: Path, environment: SetVariables, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(PORT="6000")
    first = settings.get()
    monkeypatch.setenv("WMO_PORT", "7000")
    assert settings.get() is first


def test_no_other_module_reads_a_setting() -> None:
    readers = re.compile(r"""(?:environ(?:\.get)?[\[(]|getenv\()\s*["'](WMO_\w+)""")
    found = {
        (path.relative_to(PROJECT).as_posix(), name)
        for folder in ("bot", "actions")
        for path in (PROJECT / folder).rglob("*.py")
        if path.name != "settings.py"
        for name in readers.findall(path.read_text())
    }
    assert found == set()


def documented() -> dict[str, str]:
    """Variable and default of every row of the table: | `WMO_PORT` | `5005` | ... |"""
    rows = re.findall(r"^\|\s*`(WMO_[A-Z_]+)`\s*\|\s*(.*?)\s*\|", DOCUMENT.read_text(), re.M)
    assert len(dict(rows)) == len(rows), "a variable has two rows"
    return dict(rows)


def test_the_documentation_names_exactly_the_variables_that_are_read() -> None:
    assert set(documented()) == READ


def test_the_documentation_gives_the_defaults(nothing_set: Path) -> None:
    current = settings.get()
    stated = documented()
    for name in ("PORT", "HOST", "RATE_LIMIT", "RETENTION_HOURS"):
        assert str(getattr(current, name.lower())) in stated[f"WMO_{name}"], name
