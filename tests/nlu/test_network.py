"""The network learns what a linear model cannot, repeatably, and gives probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.nlu.network import Network, softmax

# Either of two features but not both: no linear model can tell these apart.
EITHER = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
CLASSES = np.array([0, 1, 1, 0])


@pytest.fixture(scope="module")
def features() -> csr_matrix:
    # Each feature many times over, so that dropout of features leaves some of it.
    return csr_matrix(np.tile(np.repeat(EITHER, 20, axis=1), (50, 1)))


@pytest.fixture(scope="module")
def network(features: csr_matrix) -> Network:
    return Network.train(features, np.tile(CLASSES, 50), epochs=60, seed=1)


def test_it_learns_what_is_not_linear(network: Network, features: csr_matrix) -> None:
    assert network.log_probabilities(features[:4]).argmax(axis=1).tolist() == CLASSES.tolist()


def test_probabilities(network: Network, features: csr_matrix) -> None:
    probabilities = np.exp(network.log_probabilities(features))
    assert probabilities.shape == (200, 2)
    assert np.allclose(probabilities.sum(axis=1), 1, atol=1e-4)


def test_a_message_without_features_gets_a_distribution(network: Network) -> None:
    probabilities = np.exp(network.log_probabilities(csr_matrix((1, 40), dtype=np.float32)))
    assert np.isfinite(probabilities).all()
    assert probabilities.sum() == pytest.approx(1, abs=1e-4)


def test_training_twice_gives_the_same_network(features: csr_matrix) -> None:
    one, other = (Network.train(features, np.tile(CLASSES, 50), epochs=2, seed=7) for _ in range(2))
    assert np.array_equal(one.inward, other.inward)
    assert np.array_equal(one.outward, other.outward)


def test_softmax_of_large_scores() -> None:
    assert softmax(np.array([[1000.0, 0.0]], np.float32)).tolist() == [[1.0, 0.0]]
