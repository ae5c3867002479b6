"""What people really type: nothing changes in it but what was reviewed.

`reviewed.txt` lists the training utterances that do change. When a new one does, read it: put it in the list when
personal data are taken out rightly, repair the recogniser when they are not.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import settings
from bot.knowledge import files
from bot.municipalities.lookup import MunicipalityLookup
from bot.privacy.redaction import Kind, redact

_ANNOTATED = re.compile(r"\[([^\]]+)\]\((\w+)\)")
_POSTCODE = re.compile(r"\[(\d{4}) ?[A-Za-z]{2}\]\(postcode\)")
_ACCEPTED = "# False alarms"
_MOST_FALSE_ALARMS = 0.003


@pytest.fixture(scope="module")
def utterances() -> list[str]:
    """All training utterances in Rasa's notation, each once."""
    content = [files.read(path)["nlu"] for path in sorted((settings.PROJECT / "data" / "nlu").glob("*.yml"))]
    lines = [line for entries in content for entry in entries for line in entry["examples"].splitlines()]
    return list(dict.fromkeys(line.removeprefix("- ") for line in lines))


def _plain(annotated: str) -> str:
    return _ANNOTATED.sub(r"\1", annotated)


def _reviewed() -> tuple[set[str], set[str]]:
    """The utterances that change rightly, and those that change and should not."""
    rightly, _, false_alarms = (Path(__file__).parent / "reviewed.txt").read_text(encoding="utf-8").partition(_ACCEPTED)
    return tuple(  # type: ignore[return-value]
        {line for line in part.splitlines()[1:] if line and not line.startswith("#")}
        for part in (rightly, false_alarms)
    )


def test_only_reviewed_utterances_change(utterances: list[str], places: MunicipalityLookup) -> None:
    rightly, false_alarms = _reviewed()
    changed = {}
    for annotated in utterances:
        text = _plain(annotated)
        left = redact(text, places=places).text
        if left != _plain(_POSTCODE.sub(r"\1", annotated)) and text not in rightly | false_alarms:
            changed[text] = left
    report = "\n".join(f"{text}\n    -> {left}" for text, left in changed.items())
    assert not changed, f"Read these; when it is right, add them to tests/privacy/reviewed.txt:\n{report}"


def test_few_false_alarms(utterances: list[str]) -> None:
    _, false_alarms = _reviewed()
    assert len(utterances) > 20_000
    assert len(false_alarms) <= _MOST_FALSE_ALARMS * len(utterances)


def test_annotated_postcodes_lose_their_letters(utterances: list[str], places: MunicipalityLookup) -> None:
    annotated = [text for text in utterances if _POSTCODE.search(text)]
    assert annotated
    for text in annotated:
        result = redact(_plain(text), places=places)
        assert Kind.POSTCODE in result.kinds
        assert result.postcodes == tuple(match[1] for match in _POSTCODE.finditer(text))
