"""The classifier under evaluation is the one of the assistant, with its thresholds and its masks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import comparison, likeness, subject
from bot.evaluation.split import Utterance
from bot.municipalities.files import read
from bot.municipalities.lookup import MunicipalityLookup
from bot.nlu.question_classifier import QuestionClassifier


@pytest.fixture(scope="module")
def classifier(utterances: list[Utterance], tmp_path_factory: pytest.TempPathFactory) -> QuestionClassifier:
    return subject.trained(utterances, tmp_path_factory.mktemp("model"))


def test_options_are_those_of_the_configuration(classifier: QuestionClassifier) -> None:
    assert classifier.config["sure"] == subject.options()["sure"]
    assert "melding/waar" in subject.options()["routes"]


def test_outcomes(classifier: QuestionClassifier) -> None:
    greeting, nonsense, foreign = subject.decide(
        classifier,
        [
            Utterance("goedemorgen", "gesprek/begroeting"),
            Utterance("😀 😀", "buiten_bereik/overig"),
            Utterance("مرحبا", "gesprek/andere_taal"),
        ],
    )
    assert greeting.answered == "gesprek/begroeting"
    assert greeting.right
    assert not greeting.wrong
    assert greeting.ranked[0] == "gesprek/begroeting"
    assert nonsense.answered is None
    assert nonsense.choices == ()
    assert foreign.answered == "gesprek/andere_taal"


def test_places_are_masked_as_annotated_or_as_found(classifier: QuestionClassifier) -> None:
    place = {"entity": "gemeente", "start": 18, "end": 24, "value": "Zwolle"}
    text = "waar meld ik mij, Zwolle"
    (annotated,) = subject.decide(classifier, [Utterance(text, "melding/waar", (place,))])
    (bare,) = subject.decide(classifier, [Utterance(text, "melding/waar")])
    (found,) = subject.decide(classifier, [Utterance(text, "melding/waar")], MunicipalityLookup(read()))
    assert annotated.probability == found.probability
    assert annotated.probability != bare.probability


def test_another_threshold_for_a_while(classifier: QuestionClassifier) -> None:
    before = classifier.config["sure"]
    case = [Utterance("wat is een persoonsgebonden budget", "pgb/wat_is")]
    with subject.threshold(classifier, sure=1.1):
        assert subject.decide(classifier, case)[0].answered is None
    assert classifier.config["sure"] == before
    assert subject.decide(classifier, case)[0].answered == "pgb/wat_is"


def test_rasas_own_classifier_learns_the_same_utterances(utterances: list[Utterance], tmp_path: Path) -> None:
    pipeline = comparison.Pipeline(tmp_path)
    pipeline.train(utterances)
    outcomes = pipeline.decide(utterances)
    assert [outcome.label for outcome in outcomes] == [utterance.key for utterance in utterances]
    assert sum(outcome.right for outcome in outcomes) > 0.95 * len(outcomes)
    assert set(outcomes[0].ranked) <= {utterance.key for utterance in utterances}


def test_likeness() -> None:
    same, alike, other = likeness.nearest(["wat is een pgb", "wat was een pgb", "xyzzy"], ["wat is een pgb", "hallo"])
    assert same == pytest.approx(1)
    assert 0.3 < alike < 1
    assert other == 0
