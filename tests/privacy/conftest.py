"""The lookup of municipalities from the project's files, without a database."""

from __future__ import annotations

import pytest

from bot.municipalities import files
from bot.municipalities.lookup import MunicipalityLookup


@pytest.fixture(scope="session")
def places() -> MunicipalityLookup:
    """All municipalities."""
    return MunicipalityLookup(files.read())
