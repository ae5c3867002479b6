"""Check what a municipality sends in, before anything is changed: doors (CSV) and local texts (YAML).

Every fault is reported at once, with its file, line and column and what is expected, in Dutch. `docs/beheer.md`
explains the files to editors.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.municipalities import validation_csv, validation_yaml
from bot.municipalities.findings import Context, Fault, Validated

_LARGEST = 2_000_000
"""No file of a municipality comes near so many bytes; a larger one is another file by mistake."""


def validate(paths: Sequence[Path], context: Context) -> Validated:
    """Read and check files.

    Args:
        paths: CSV files with doors, YAML files with local texts.
        context: what they are checked against.

    Returns:
        Everything that was read, with all faults; never raises for what is in a file.
    """
    result = Validated()
    for path in paths:
        text = _read(path, result)
        if text is None:
            continue
        if path.suffix.lower() in (".yml", ".yaml"):
            validation_yaml.read_texts(str(path), text, context, result)
        else:
            validation_csv.read_doors(str(path), text, context, result)
    order = {str(path): number for number, path in enumerate(paths)}
    result.faults.sort(key=lambda fault: (order[fault.file], fault.line or 0))
    return result


def _read(path: Path, result: Validated) -> str | None:
    def fault(expected: str, line: int | None = None) -> None:
        result.faults.append(Fault(str(path), line, None, None, expected))

    if path.suffix.lower() not in (".csv", ".yml", ".yaml"):
        fault("een bestand dat eindigt op .csv (contactpunten) of .yml (eigen teksten)")
        return None
    try:
        if path.stat().st_size > _LARGEST:
            fault("een bestand van hoogstens 2 MB")
            return None
        content = path.read_bytes()
    except OSError as error:
        fault(f"een bestand dat te lezen is ({error.strerror})")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault('tekst in UTF-8; kies in Excel bij opslaan "CSV UTF-8"', line)
        return None
