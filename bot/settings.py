"""All settings of the assistant: environment variables, read here and nowhere else.

Every setting has a working default. `docs/instellingen.md` describes them; a test compares the two.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MIN_KEY_CHARACTERS = 32


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message says which one and what is expected."""


@dataclass(frozen=True)
class Settings:
    """The settings in force, one field for each environment variable `WMO_<FIELD>`."""

    port: int
    action_port: int
    host: str
    database_url: str
    secret_key: str
    rate_limit: int
    allowed_origins: tuple[str, ...]
    retention_hours: int
    lock_store_url: str | None
    today_override: datetime.date | None
    state_directory: Path

    @property
    def today(self) -> datetime.date:
        """The day for which amounts and ages of facts are judged."""
        return self.today_override or datetime.date.today()


def _number(name: str, default: int, lowest: int, highest: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or not lowest <= int(text) <= highest:
        raise SettingError(f"{name}: verwacht een getal van {lowest} tot en met {highest}, niet '{text}'.")
    return int(text)


def _date(name: str) -> datetime.date | None:
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise SettingError(f"{name}: verwacht een datum als 2027-01-01, niet '{text}'.") from None


def _secret_key(directory: Path) -> str:
    """The key that signs session tokens: `WMO_SECRET_KEY`, or one that is made once and kept in `var/`."""
    given = os.environ.get("WMO_SECRET_KEY", "").strip()
    if given:
        if len(given) < MIN_KEY_CHARACTERS:
            raise SettingError(f"WMO_SECRET_KEY: verwacht minstens {MIN_KEY_CHARACTERS} tekens.")
        return given
    path = directory / "secret_key"
    if path.exists() and not _is_key(path):
        path.unlink()
    if not path.exists():
        # Written whole beside it and then put in place: two processes that start together read the same key, and a full
        # disk leaves no half key behind.
        draft = directory / f"secret_key.{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text().strip()


def _is_key(path: Path) -> bool:
    return len(path.read_text().strip()) >= MIN_KEY_CHARACTERS


@functools.lru_cache(maxsize=1)
def get() -> Settings:
    """The settings, read once per process.

    Raises:
        SettingError: a variable has a value that cannot be used.
    """
    directory = Path(os.environ.get("WMO_STATE_DIRECTORY", "") or PROJECT / "var")
    directory.mkdir(parents=True, exist_ok=True)
    port = _number("WMO_PORT", 5005, 1, 65485)
    origins = os.environ.get("WMO_ALLOWED_ORIGINS", "")
    return Settings(
        port=port,
        action_port=_number("WMO_ACTION_PORT", port + 50, 1, 65535),
        host=os.environ.get("WMO_HOST", "").strip() or "127.0.0.1",
        database_url=os.environ.get("WMO_DATABASE_URL", "").strip() or f"sqlite:///{directory / 'wmo.db'}",
        secret_key=_secret_key(directory),
        rate_limit=_number("WMO_RATE_LIMIT", 60, 0, 100_000),
        allowed_origins=tuple(origin.strip().rstrip("/") for origin in origins.split(",") if origin.strip()),
        retention_hours=_number("WMO_RETENTION_HOURS", 24, 1, 24 * 365),
        lock_store_url=os.environ.get("WMO_LOCK_STORE_URL", "").strip() or None,
        today_override=_date("WMO_TODAY"),
        state_directory=directory,
    )
