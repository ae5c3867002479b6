"""Danger with the model that serves: patterns and classifier together, on the written sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.danger.check import KEYS
from bot.evaluation import measures, split, subject
from bot.evaluation.split import Utterance
from bot.nlu.question_classifier import QuestionClassifier
from bot.questions import SAFETY, topic

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> QuestionClassifier:
    return subject.serving(tmp_path_factory.mktemp("model"))


def test_every_written_danger_gets_the_answer_to_danger(classifier: QuestionClassifier) -> None:
    lines = [line.split("\t") for line in (DATA / "gevaar.tsv").read_text(encoding="utf-8").splitlines()]
    outcomes = subject.decide(classifier, [Utterance(text, key) for key, text in lines])
    danger = measures.danger(outcomes)
    assert danger.total >= 300
    assert {outcome.label for outcome in outcomes} == set(KEYS)
    assert [outcome.text for outcome in danger.missed] == []


def test_all_other_data_hardly_raise_it(classifier: QuestionClassifier) -> None:
    """One in twenty of the training data, which is enough to tell and takes seconds."""
    others = [utterance for utterance in split.read() if topic(utterance.key) != SAFETY][::20]
    danger = measures.danger(subject.decide(classifier, others))
    assert danger.others > 1500
    assert len(danger.false_alarms) / danger.others < 0.01, [outcome.text for outcome in danger.false_alarms]


def test_ordinary_sentences_with_the_same_words_hardly_raise_it(classifier: QuestionClassifier) -> None:
    """The patterns raise none; the classifier, which errs on the safe side, few."""
    texts = (DATA / "geen_gevaar.tsv").read_text(encoding="utf-8").splitlines()
    outcomes = subject.decide(classifier, [Utterance(text, "gesprek/begroeting") for text in texts])
    raised = [outcome.text for outcome in measures.danger(outcomes).false_alarms]
    assert len(raised) <= len(texts) * 0.1, raised
