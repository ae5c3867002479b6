"""Tokens with lemmas, from spaCy's Dutch pipeline or a blank one: the one that the model was trained with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import language_model
from bot.language_model import BLANK, SPACY_MODEL
from bot.nlu import dutch
from bot.nlu.dutch import DutchTokenizer, LanguageModelChanged

INSTALLED = language_model.installed_pipeline()
RESOURCE = Resource("tokenizer")
PIPELINES = [
    pytest.param(INSTALLED, marks=pytest.mark.skipif(INSTALLED == BLANK, reason=f"{SPACY_MODEL} is not installed")),
    BLANK,
]
# A name that could be there, for which nothing has to be installed.
OTHER = f"{SPACY_MODEL} 3.5.0"


def serve_with(monkeypatch: pytest.MonkeyPatch, pipeline: str) -> None:
    monkeypatch.setattr(dutch, "installed_pipeline", lambda: pipeline)


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    return LocalModelStorage.create(tmp_path)


def tokenizer(pipeline: str, storage: ModelStorage) -> DutchTokenizer:
    return DutchTokenizer(pipeline, storage, RESOURCE)


def train(storage: ModelStorage, context: ExecutionContext) -> DutchTokenizer:
    component = DutchTokenizer.create({}, storage, RESOURCE, context)
    component.train(TrainingData())
    return component


def test_the_installed_pipeline_has_a_name_and_a_version() -> None:
    assert INSTALLED == BLANK or INSTALLED.startswith(f"{SPACY_MODEL} 3.")


def test_without_the_package_the_pipeline_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "SPACY_MODEL", "nl_core_news_sm_that_is_not_there")
    assert language_model.installed_pipeline() == BLANK


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_tokens_say_where_they_are(storage: ModelStorage, pipeline: str) -> None:
    text = "  Ik zoek   hulp, in Zwolle.\nNu!"
    tokens = tokenizer(pipeline, storage).tokenize(text)
    assert [token.text for token in tokens] == ["Ik", "zoek", "hulp", ",", "in", "Zwolle", ".", "Nu", "!"]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(token.lemma == token.lemma.lower() != "" for token in tokens)


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_to_tokenize(storage: ModelStorage, pipeline: str, text: str) -> None:
    assert tokenizer(pipeline, storage).tokenize(text) == []


@pytest.mark.skipif(INSTALLED == BLANK, reason=f"{SPACY_MODEL} is not installed")
def test_the_dutch_pipeline_knows_lemmas(storage: ModelStorage) -> None:
    lemmas = [token.lemma for token in tokenizer(INSTALLED, storage).tokenize("De gemeenten geven indicaties")]
    assert lemmas[1] == "gemeente"
    assert lemmas[3] == "indicatie"


def test_a_blank_pipeline_gives_the_word_itself(storage: ModelStorage) -> None:
    lemmas = [token.lemma for token in tokenizer(BLANK, storage).tokenize("De Gemeenten geven")]
    assert lemmas == ["de", "gemeenten", "geven"]


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_the_model_records_its_pipeline_and_serves_with_it(
    monkeypatch: pytest.MonkeyPatch, storage: ModelStorage, execution_context: ExecutionContext, pipeline: str
) -> None:
    serve_with(monkeypatch, pipeline)
    train(storage, execution_context)
    with storage.read_from(RESOURCE) as directory:
        assert json.loads((directory / "pipeline.json").read_text()) == {"pipeline": pipeline}
    loaded = DutchTokenizer.load({}, storage, RESOURCE, execution_context)
    assert loaded.pipeline == pipeline
    assert [token.text for token in loaded.tokenize("Goedendag")] == ["Goedendag"]


@pytest.mark.parametrize(("trained", "serving"), [(OTHER, BLANK), (BLANK, OTHER), (INSTALLED, OTHER)])
def test_serving_with_another_pipeline_says_make_train(
    monkeypatch: pytest.MonkeyPatch,
    storage: ModelStorage,
    execution_context: ExecutionContext,
    trained: str,
    serving: str,
) -> None:
    serve_with(monkeypatch, trained)
    train(storage, execution_context)
    serve_with(monkeypatch, serving)
    with pytest.raises(LanguageModelChanged, match="make train") as caught:
        DutchTokenizer.load({}, storage, RESOURCE, execution_context)
    assert trained in str(caught.value)
    assert serving in str(caught.value)
    # Rasa passes on its own exceptions when it loads a model.
    assert isinstance(caught.value, RasaException)


def test_another_pipeline_makes_rasa_train_again(monkeypatch: pytest.MonkeyPatch) -> None:
    serve_with(monkeypatch, BLANK)
    blank = DutchTokenizer.fingerprint_addon({})
    serve_with(monkeypatch, OTHER)
    assert DutchTokenizer.fingerprint_addon({}) != blank
