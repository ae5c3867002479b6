"""Reading the project's YAML files of facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot import settings

KNOWLEDGE = settings.PROJECT / "data" / "kennis"
ANSWERS = settings.PROJECT / "data" / "antwoorden"


def read(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file.

    Raises:
        ValueError: the file holds something else; the message names it.
    """
    with path.open(encoding="utf-8") as file:
        content = yaml.safe_load(file)
    if not isinstance(content, dict):
        raise ValueError(f"{path}: verwacht een lijst van namen met waarden.")
    return content
