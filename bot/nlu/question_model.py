"""The text model of the question classifier, without Rasa: TF-IDF of words, parts of words and concepts; two learners.

A linear model, of which one weight matrix holds the score of each question plus a share of the score of its onderwerp,
and a small neural network; their scores are added and become probabilities with a temperature. What each of them gave
is in docs/evaluation.md.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.lexicon import Lexicon
from bot.nlu.network import Network, softmax
from bot.questions import topic

TOPIC_SHARE = 0.3
NETWORK_SHARE = 0.3
# Concepts say less than words, which they stand beside.
WEIGHTS = {"words": 1.0, "parts": 1.0, "concepts": 0.5}
EPOCHS = 8
RANDOM_STATE = 20_26

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Ranking:
    """Questions for one message, likeliest first.

    Attributes:
        keys: all question keys.
        probabilities: their probabilities, adding up to one.
        coverage: the share, 0 to 1, of the message's parts of words that the model has ever seen.
    """

    keys: list[str]
    probabilities: list[float]
    coverage: float

    @property
    def pairs(self) -> list[tuple[str, float]]:
        """Each question with its probability."""
        return list(zip(self.keys, self.probabilities, strict=True))


def _vectorizers() -> dict[str, TfidfVectorizer]:
    common: dict[str, Any] = {"sublinear_tf": True, "strip_accents": "unicode", "dtype": np.float32}
    # The lexicon folds accents itself, and leaves no text to strip them from.
    concepts = {**common, "strip_accents": None}
    return {
        "words": TfidfVectorizer(ngram_range=(1, 2), min_df=4, token_pattern=r"(?u)\b\w+\b", **common),
        "parts": TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=6, **common),
        "concepts": TfidfVectorizer(analyzer=Lexicon.load().concepts, min_df=3, **concepts),
    }


class QuestionModel:
    """A trained model: vocabularies and weights, which is all that is stored of it."""

    def __init__(
        self,
        keys: list[str],
        vocabularies: dict[str, dict[str, int]],
        idf: dict[str, Floats],
        weights: npt.NDArray[np.float16],
        bias: Floats,
        network: Network,
        temperature: float,
    ) -> None:
        self.keys = keys
        self.weights = weights
        self.bias = bias
        self.network = network
        self.temperature = temperature
        self._vectorizers = _vectorizers()
        for name, vectorizer in self._vectorizers.items():
            vectorizer.vocabulary_ = vocabularies[name]
            vectorizer.idf_ = idf[name].astype(np.float32)
        self._analyze = self._vectorizers["parts"].build_analyzer()

    @classmethod
    def train(
        cls, texts: list[str], labels: list[str], *, cost: float = 0.5, temperature: float = 2.7
    ) -> QuestionModel:
        """Train on texts with their question keys.

        Args:
            texts: utterances, place names and postcodes already replaced by their kind.
            labels: a question key for each text.
            cost: how much an error weighs against a simple model (the C of the support vector machine).
            temperature: the factor on the scores under which the probabilities are honest on the development set.
        """
        vectorizers = _vectorizers()
        features = hstack(
            [WEIGHTS[name] * vectorizer.fit_transform(texts) for name, vectorizer in vectorizers.items()]
        ).tocsr()
        questions = LinearSVC(C=cost, tol=1e-3, random_state=RANDOM_STATE).fit(features, labels)
        topics = LinearSVC(C=cost, tol=1e-3, random_state=RANDOM_STATE).fit(
            features, [topic(label) for label in labels]
        )
        keys = [str(key) for key in questions.classes_]
        order = [list(topics.classes_).index(topic(key)) for key in keys]
        classes = np.searchsorted(keys, labels)
        return cls(
            keys=keys,
            vocabularies={name: vectorizer.vocabulary_ for name, vectorizer in vectorizers.items()},
            idf={name: vectorizer.idf_ for name, vectorizer in vectorizers.items()},
            weights=(questions.coef_ + TOPIC_SHARE * topics.coef_[order]).T.astype(np.float16),
            bias=(questions.intercept_ + TOPIC_SHARE * topics.intercept_[order]).astype(np.float32),
            network=Network.train(features, classes, epochs=EPOCHS, seed=RANDOM_STATE),
            temperature=temperature,
        )

    def _features(self, texts: list[str]) -> csr_matrix:
        return hstack(
            [WEIGHTS[name] * vectorizer.transform(texts) for name, vectorizer in self._vectorizers.items()]
        ).tocsr()

    def scores(self, texts: list[str]) -> Floats:
        """Scores of all questions for each text, shape (texts, keys)."""
        features = self._features(texts)
        rows = [
            features.data[start:end] @ self.weights[features.indices[start:end]].astype(np.float32)
            for start, end in zip(features.indptr, features.indptr[1:], strict=False)
        ]
        linear = np.asarray(rows, dtype=np.float32) + self.bias
        return linear + NETWORK_SHARE * self.network.log_probabilities(features)

    def probabilities(self, texts: list[str]) -> Floats:
        """Probabilities of all questions for each text, shape (texts, keys)."""
        return softmax(self.scores(texts) * self.temperature)

    def rank(self, text: str) -> Ranking:
        """The questions for one text, likeliest first."""
        probabilities = self.probabilities([text])[0]
        order = np.argsort(-probabilities)
        vocabulary = self._vectorizers["parts"].vocabulary_
        parts = [part for part in self._analyze(text) if len(part) > 3]
        coverage = sum(part in vocabulary for part in parts) / len(parts) if parts else 0.0
        return Ranking([self.keys[i] for i in order], [float(probabilities[i]) for i in order], coverage)

    def save(self, directory: Path) -> None:
        """Store the model in a directory as plain arrays and JSON; nothing in it can run code when it is read."""
        arrays = {f"idf_{name}": vectorizer.idf_ for name, vectorizer in self._vectorizers.items()}
        arrays |= {f"network_{name}": array for name, array in asdict(self.network).items()}
        np.savez(directory / "model.npz", weights=self.weights, bias=self.bias, **arrays)
        vocabularies = {
            name: sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
            for name, vectorizer in self._vectorizers.items()
        }
        content = {"keys": self.keys, "temperature": self.temperature, "vocabularies": vocabularies}
        (directory / "model.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, directory: Path) -> QuestionModel:
        """Read a model that `save` stored."""
        content = json.loads((directory / "model.json").read_text(encoding="utf-8"))
        with np.load(directory / "model.npz", allow_pickle=False) as arrays:
            return cls(
                keys=content["keys"],
                vocabularies={
                    name: {part: index for index, part in enumerate(parts)}
                    for name, parts in content["vocabularies"].items()
                },
                idf={name: arrays[f"idf_{name}"] for name in content["vocabularies"]},
                weights=arrays["weights"],
                bias=arrays["bias"],
                network=Network(**{field.name: arrays[f"network_{field.name}"] for field in fields(Network)}),
                temperature=content["temperature"],
            )
