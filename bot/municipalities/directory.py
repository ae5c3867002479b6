"""The one directory of municipalities of this process: read once, refreshed in the background, always there.

from bot.municipalities import directory

directory.current().find("Ik woon in Giethoorn")
doors.door(directory.current().tables, "GM0193", "melding", settings.get().today)
"""

from __future__ import annotations

import logging
import threading
import time

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.municipalities import files, store
from bot.municipalities.lookup import MunicipalityLookup
from bot.municipalities.mergers import after_mergers
from bot.municipalities.models import Municipality

logger = logging.getLogger(__name__)

REFRESH_SECONDS = 300.0
"""So long after reading, the tables are read again: what an editor imports reaches citizens within this time."""


class Directory:
    """Keeps a `MunicipalityLookup` and replaces it by a newer one without making anyone wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lookup: MunicipalityLookup | None = None
        self._read_at = 0.0
        self._refreshing = False
        self._from_database = False

    def current(self) -> MunicipalityLookup:
        """The lookup; the first call reads the tables (0.3 s), a later one never waits.

        When the database cannot be used, the facts come from the files; a refresh tries the database again.
        """
        lookup = self._lookup
        if lookup is None:
            with self._lock:
                if self._lookup is None:
                    self._lookup = self._read() or _from_files()
                    self._read_at = time.monotonic()
                return self._lookup
        if time.monotonic() - self._read_at > REFRESH_SECONDS and not self._refreshing:
            self._refreshing = True
            threading.Thread(target=self._refresh, name="municipalities", daemon=True).start()
        return lookup

    def _refresh(self) -> None:
        try:
            # When reading fails, what we have is better than the bare files.
            self._lookup = self._read() or self._lookup
        finally:
            self._read_at = time.monotonic()
            self._refreshing = False

    def _read(self) -> MunicipalityLookup | None:
        try:
            engine = store.open_engine(settings.get().database_url)
            try:
                # Later on, a database that is gone is not made anew: what a municipality imported would be lost from
                # memory, too.
                if not self._from_database:
                    store.prepare(engine)
                lookup = MunicipalityLookup(store.load(engine, settings.get().today))
                self._from_database = True
                return lookup
            finally:
                engine.dispose()
        except (SQLAlchemyError, CommandError, OSError) as error:
            logger.error("municipalities: the database cannot be used (%s); going on with the facts at hand", error)
            return None


def _from_files() -> MunicipalityLookup:
    return MunicipalityLookup(after_mergers(files.read(), settings.get().today))


_directory = Directory()
current = _directory.current


def by_code(code: str | None) -> Municipality | None:
    """The municipality of a code as a conversation remembers it; None when none is remembered or it is not known."""
    return current().by_code(code) if code else None
