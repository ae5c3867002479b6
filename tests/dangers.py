"""The written sets: messages about danger with their question, and ordinary sentences with the same words."""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).parent / "data"

DANGERS = [tuple(line.split("\t")) for line in (_DATA / "gevaar.tsv").read_text(encoding="utf-8").splitlines()]
HARMLESS = (_DATA / "geen_gevaar.tsv").read_text(encoding="utf-8").splitlines()
