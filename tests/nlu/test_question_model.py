"""The text model: learns, gives probabilities, knows what it has never seen, and is stored as plain data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.question_model import QuestionModel
from bot.questions import topic


@pytest.fixture(scope="module")
def texts_and_labels(examples: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    pairs = [(line, key) for key, lines in examples.items() for line in lines]
    return [text for text, _ in pairs], [label for _, label in pairs]


@pytest.fixture(scope="module")
def model(texts_and_labels: tuple[list[str], list[str]]) -> QuestionModel:
    return QuestionModel.train(*texts_and_labels)


def test_it_learns_what_it_was_given(model: QuestionModel, texts_and_labels: tuple[list[str], list[str]]) -> None:
    texts, labels = texts_and_labels
    assert model.keys == sorted(set(labels))
    chosen = [model.keys[index] for index in model.probabilities(texts).argmax(axis=1)]
    right = sum(one == other for one, other in zip(chosen, labels, strict=True))
    assert right / len(labels) > 0.95


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Hoe hoog is de eigen bijdrage dit jaar?", "eigen_bijdrage/hoogte"),
        ("wat is een persoonsgebonden budget", "pgb/wat_is"),
        ("goedemorgen", "gesprek/begroeting"),
        ("is een clientondersteuner gratis", "clientondersteuning/kosten"),
    ],
)
def test_ranking(model: QuestionModel, text: str, key: str) -> None:
    ranking = model.rank(text)
    assert ranking.keys[0] == key
    assert sorted(ranking.keys) == model.keys
    assert ranking.probabilities == sorted(ranking.probabilities, reverse=True)
    assert sum(ranking.probabilities) == pytest.approx(1, abs=1e-4)
    assert ranking.coverage > 0.5


def test_examples_that_were_held_out_get_honest_probabilities(examples: dict[str, list[str]]) -> None:
    learn = [(line, key) for key, lines in examples.items() for line in lines[::2]]
    test = [(line, key) for key, lines in examples.items() for line in lines[1::2]]
    model = QuestionModel.train([text for text, _ in learn], [label for _, label in learn])
    rankings = [model.rank(text) for text, _ in test]
    accuracy = np.mean([ranking.keys[0] == label for ranking, (_, label) in zip(rankings, test, strict=True)])
    confidence = np.mean([ranking.probabilities[0] for ranking in rankings])
    assert accuracy > 0.7
    assert abs(accuracy - confidence) < 0.2


@pytest.mark.parametrize("text", ["", "   ", "?!", "😀😀😀", "أين المساعدة", "qxzqxz wvxkj"])
def test_what_was_never_seen_has_no_coverage(model: QuestionModel, text: str) -> None:
    assert model.rank(text).coverage < 0.3


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gets_a_distribution(model: QuestionModel, text: str) -> None:
    ranking = model.rank(text)
    assert 0.0 <= ranking.coverage <= 1.0
    assert sum(ranking.probabilities) == pytest.approx(1, abs=1e-3)
    assert all(np.isfinite(ranking.probabilities))


def test_training_twice_gives_the_same_model(
    model: QuestionModel, texts_and_labels: tuple[list[str], list[str]]
) -> None:
    again = QuestionModel.train(*texts_and_labels)
    assert np.array_equal(again.weights, model.weights)
    assert again.temperature == pytest.approx(model.temperature)


def test_what_was_stored_is_read_back_the_same(model: QuestionModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    opened = QuestionModel.open(tmp_path)
    for text in ("Waar meld ik mij?", "", "wat kost dat", "é"):
        assert opened.rank(text) == model.rank(text)
    assert opened.keys == model.keys


def test_it_is_stored_as_arrays_of_numbers_and_json(model: QuestionModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.json", "model.npz"]
    assert set(json.loads((tmp_path / "model.json").read_text())) == {"keys", "temperature", "vocabularies"}
    with np.load(tmp_path / "model.npz", allow_pickle=False) as arrays:
        assert {arrays[name].dtype.kind for name in arrays.files} == {"f"}


def test_an_array_with_objects_in_it_is_not_read(model: QuestionModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    with np.load(tmp_path / "model.npz") as arrays:
        content = {**arrays, "weights": np.array([object()], dtype=object)}
    np.savez(tmp_path / "model.npz", **content)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        QuestionModel.open(tmp_path)


def test_keys_of_one_topic_share_part_of_their_score(model: QuestionModel) -> None:
    ranking = model.rank("ik word geslagen en wil niet meer leven")
    safety = [p for key, p in zip(ranking.keys, ranking.probabilities, strict=True) if topic(key) == "veiligheid"]
    assert sum(safety) > 0.5
