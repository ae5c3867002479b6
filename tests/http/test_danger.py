"""Danger with the model that serves: patterns and classifier together, on the written sets."""

from __future__ import annotations

import warnings

import pytest

from bot.danger.check import KEYS
from bot.evaluation import measures, split, subject
from bot.evaluation.split import Utterance
from bot.nlu.question_classifier import QuestionClassifier
from bot.questions import SAFETY, topic
from tests.dangers import DANGERS, HARMLESS


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> QuestionClassifier:
    with warnings.catch_warnings():
        # Rasa says so whenever it reads the domain of a model, to those who come from its version 2.
        warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")
        return subject.serving(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def dangers() -> list[Utterance]:
    return [Utterance(text, key) for key, text in DANGERS]


def test_every_written_danger_gets_its_number_first(classifier: QuestionClassifier, dangers: list[Utterance]) -> None:
    danger = measures.danger(subject.decide(classifier, dangers))
    assert danger.total >= 300
    assert set(danger.by_key) == set(KEYS)
    assert [outcome.text for outcome in danger.missed if not outcome.named_danger] == []
    # For a doubtful phrase the number may stand above the answer to something else ("plek in de vrouwenopvang").
    assert len(danger.missed) <= danger.total * 0.01


@pytest.mark.parametrize(
    "message",
    [
        "{} En hoe maak ik bezwaar tegen een besluit van de gemeente?",
        "Wat kost een traplift per maand, en krijg ik een rekening van het CAK? {}",
    ],
)
def test_a_question_beside_it_does_not_hide_a_danger(
    classifier: QuestionClassifier, dangers: list[Utterance], message: str
) -> None:
    beside = [Utterance(message.format(f"{danger.text.rstrip('.!?')}."), danger.key) for danger in dangers]
    danger = measures.danger(subject.decide(classifier, beside))
    assert [outcome.text for outcome in danger.missed if not outcome.named_danger] == []
    assert len(danger.missed) <= danger.total * 0.1


def test_all_other_data_hardly_raise_it(classifier: QuestionClassifier) -> None:
    """One in ten of the training data, which is enough to tell; one in thirteen of these was written to mislead."""
    others = [utterance for utterance in split.read() if topic(utterance.key) != SAFETY][::10]
    danger = measures.danger(subject.decide(classifier, others))
    assert danger.others > 6000
    assert len(danger.false_alarms) / danger.others < 0.01, [outcome.text for outcome in danger.false_alarms]


def test_ordinary_sentences_with_the_same_words_hardly_raise_it(classifier: QuestionClassifier) -> None:
    """The patterns raise none of these short sentences, which say little; the classifier errs on the safe side."""
    outcomes = subject.decide(classifier, [Utterance(text, "gesprek/begroeting") for text in HARMLESS])
    raised = [outcome.text for outcome in measures.danger(outcomes).false_alarms]
    assert len(raised) <= len(HARMLESS) * 0.2, raised
