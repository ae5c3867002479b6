"""The test set is put to a classifier that is trained on everything, without what it has seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import run, split
from bot.evaluation.split import Utterance
from bot.municipalities.files import read
from bot.municipalities.lookup import MunicipalityLookup


@pytest.fixture(scope="module")
def lookup() -> MunicipalityLookup:
    return MunicipalityLookup(read())


def test_test_set(
    utterances: list[Utterance], lookup: MunicipalityLookup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Utterance(utterances[0].text.upper() + "!", utterances[0].key, utterances[0].entities, "vraag")
    unseen = Utterance("Goeiemorgen allemaal", "gesprek/begroeting", kind="situatie")
    monkeypatch.setattr(split, "read_test", lambda: [seen, unseen])
    test = run._test_set(utterances, lookup, tmp_path, run._Progress())
    assert test is not None
    assert (test.dropped, test.trained_on) == (1, len(utterances))
    (outcome,) = test.outcomes
    assert outcome.text == "Goeiemorgen allemaal"
    # So few utterances leave most parts of its words unknown, so it is not answered with confidence.
    assert outcome.ranked[0] == "gesprek/begroeting"
    assert outcome.likeness is not None
    assert test.kinds == {"Goeiemorgen allemaal": "from situations"}


def test_without_a_test_set(lookup: MunicipalityLookup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split, "read_test", list)
    assert run._test_set([], lookup, tmp_path, run._Progress()) is None
