"""A small neural network on sparse features: one hidden layer, trained with NumPy alone.

Beside the linear model it sees that different words mean the same: each word or part of a word has a place in the
hidden layer, which is trained. scikit-learn's own network has no dropout, and without that it learns by heart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float32]

HIDDEN = 256
BATCH = 128
RATE = 0.07
# Shares that are left out at each step: of a message's features, and of the hidden layer.
FEATURE_DROPOUT = 0.4
HIDDEN_DROPOUT = 0.5
# The share of a label that is spread over all classes, so that the network is never entirely sure.
SMOOTHING = 0.1


@dataclass(frozen=True)
class Network:
    """A trained network.

    Attributes:
        inward: weights from features to the hidden layer, shape (features, hidden), in half precision to save memory.
        hidden: bias of the hidden layer, shape (hidden,).
        outward: weights from the hidden layer to the classes, shape (hidden, classes).
        bias: bias of the classes, shape (classes,).
    """

    inward: npt.NDArray[np.float16]
    hidden: Floats
    outward: Floats
    bias: Floats

    @classmethod
    def train(cls, features: csr_matrix, classes: npt.NDArray[np.int64], *, epochs: int, seed: int) -> Network:
        """Train with Adagrad and dropout; the learning rate falls to zero over the epochs.

        Args:
            features: shape (examples, features), in 32-bit floats.
            classes: the number of the class of each example.
            epochs: how often each example is seen.
            seed: makes training repeatable.
        """
        random = np.random.default_rng(seed)
        examples, width = features.shape
        count = int(classes.max()) + 1
        weights = [
            random.standard_normal((width, HIDDEN), np.float32) * np.float32(0.05),
            np.zeros(HIDDEN, np.float32),
            random.standard_normal((HIDDEN, count), np.float32) * np.float32(HIDDEN**-0.5),
            np.zeros(count, np.float32),
        ]
        inward, hidden, outward, bias = weights
        history = [np.full_like(weight, 1e-8) for weight in weights]
        targets = np.full((count, count), SMOOTHING / count, np.float32) + np.eye(count, dtype=np.float32) * (
            1 - SMOOTHING
        )
        steps = epochs * -(-examples // BATCH)
        step = 0
        for _ in range(epochs):
            order = random.permutation(examples)
            for start in range(0, examples, BATCH):
                rows = order[start : start + BATCH]
                batch = features[rows]
                kept = random.random(len(batch.data), np.float32) >= FEATURE_DROPOUT
                data = batch.data * kept / np.float32(1 - FEATURE_DROPOUT)
                # Only the weights of features that occur are read and changed.
                columns, places = np.unique(batch.indices, return_inverse=True)
                seen = csr_matrix((data, places, batch.indptr), shape=(len(rows), len(columns)))
                before = seen @ inward[columns] + hidden
                alive = random.random(before.shape, np.float32) >= HIDDEN_DROPOUT
                mask = ((before > 0) & alive) / np.float32(1 - HIDDEN_DROPOUT)
                layer = before * mask
                error = (softmax(layer @ outward + bias) - targets[classes[rows]]) / np.float32(len(rows))
                back = (error @ outward.T) * mask
                rate = np.float32(RATE * (1 - step / steps))
                step += 1
                _descend(outward, history[2], layer.T @ error, rate)
                _descend(bias, history[3], error.sum(axis=0), rate)
                _descend(hidden, history[1], back.sum(axis=0), rate)
                slope = seen.T @ back
                history[0][columns] += slope**2
                inward[columns] -= rate * slope / np.sqrt(history[0][columns])
        return cls(inward.astype(np.float16), hidden, outward, bias)

    def log_probabilities(self, features: csr_matrix) -> Floats:
        """Logarithms of the classes' probabilities, shape (examples, classes)."""
        rows = [
            features.data[start:end] @ self.inward[features.indices[start:end]].astype(np.float32)
            for start, end in zip(features.indptr, features.indptr[1:], strict=False)
        ]
        layer = np.maximum(np.asarray(rows, np.float32) + self.hidden, 0)
        probabilities = softmax(layer @ self.outward + self.bias)
        return np.asarray(np.log(probabilities + np.float32(1e-9)), np.float32)


def softmax(scores: Floats) -> Floats:
    """Probabilities from scores, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def _descend(weight: Floats, history: Floats, slope: Floats, rate: np.float32) -> None:
    """One step of Adagrad, in place."""
    history += slope**2
    weight -= rate * slope / np.sqrt(history)
