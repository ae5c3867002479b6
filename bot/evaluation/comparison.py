"""Rasa's own linear classifier on the same utterances, as the measure of what ours adds.

The default pipeline of Rasa without what needs TensorFlow: words and parts of words of 1 to 4 characters, counted, and
logistic regression. Run as graph components, in this process. The texts are masked as ours are, so that the difference
lies in the classifiers.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.exceptions import ConvergenceWarning

from bot.evaluation.measures import Outcome
from bot.evaluation.split import Utterance
from bot.nlu.masking import masked

FEATURIZERS: tuple[dict[str, Any], ...] = ({}, {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4})
# Rasa's FallbackClassifier, as in its default pipeline: below these nothing is answered.
FALLBACK = 0.3
AMBIGUOUS = 0.1
BATCH = 500


class _Unstored(LogisticRegressionClassifier):
    """Rasa's classifier, kept in memory only: storing it takes a library (skops) that the assistant does not need."""

    def persist(self) -> None:
        """Store nothing."""


class Pipeline:
    """Rasa's components, one after the other."""

    def __init__(self, directory: Path) -> None:
        self._storage = LocalModelStorage.create(directory)
        self._context = ExecutionContext(GraphSchema({}), node_name="comparison")
        self._tokenizer = self._component(WhitespaceTokenizer, {}, "tokenizer")
        self._featurizers = [
            self._component(CountVectorsFeaturizer, options, f"featurizer{number}")
            for number, options in enumerate(FEATURIZERS)
        ]
        self._classifier = self._component(_Unstored, {}, "classifier")

    def _component(self, kind: Any, options: dict[str, Any], name: str) -> Any:
        return kind.create({**kind.get_default_config(), **options}, self._storage, Resource(name), self._context)

    def train(self, utterances: Sequence[Utterance]) -> None:
        """Train all components."""
        data = TrainingData([_message(utterance, with_label=True) for utterance in utterances])
        self._tokenizer.process_training_data(data)
        for featurizer in self._featurizers:
            featurizer.train(data)
            featurizer.process_training_data(data)
        with warnings.catch_warnings():
            # Rasa's default stops after 100 rounds, converged or not; a user of Rasa gets just that.
            warnings.simplefilter("ignore", ConvergenceWarning)
            self._classifier.train(data)

    def decide(self, utterances: Sequence[Utterance]) -> list[Outcome]:
        """What the pipeline makes of each utterance, with Rasa's own fallback."""
        outcomes: list[Outcome] = []
        for start in range(0, len(utterances), BATCH):
            batch = utterances[start : start + BATCH]
            messages = [_message(utterance) for utterance in batch]
            for component in (self._tokenizer, *self._featurizers, self._classifier):
                component.process(messages)
            outcomes += [
                _outcome(utterance, message.get("intent_ranking"))
                for utterance, message in zip(batch, messages, strict=True)
            ]
        return outcomes


def _message(utterance: Utterance, *, with_label: bool = False) -> Message:
    # The question key as the intent itself: the classifier learns intents only, not what is behind their slash.
    return Message(
        {TEXT: masked(utterance.text, utterance.entities), **({INTENT: utterance.key} if with_label else {})}
    )


def _outcome(utterance: Utterance, ranking: list[dict[str, Any]]) -> Outcome:
    first, second = ranking[0], ranking[1]
    sure = first["confidence"] >= FALLBACK and first["confidence"] - second["confidence"] >= AMBIGUOUS
    return Outcome(
        text=utterance.text,
        label=utterance.key,
        ranked=tuple(str(entry["name"]) for entry in ranking[:5]),
        probability=float(first["confidence"]),
        answered=str(first["name"]) if sure else None,
    )
