"""The term of the glossary in a message, also in the plural."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.term_extractor import TermExtractor


@pytest.fixture
def extractor(model_storage: ModelStorage, execution_context: ExecutionContext) -> TermExtractor:
    return TermExtractor.create({}, model_storage, Resource("terms"), execution_context)


def found(extractor: TermExtractor, text: str, lemmas: str = "") -> list[dict[str, Any]]:
    message = Message({TEXT: text, TOKENS_NAMES[TEXT]: [Token(lemma, 0, lemma=lemma) for lemma in lemmas.split()]})
    extractor.process([message])
    return list(message.get(ENTITIES) or ())


@pytest.mark.parametrize("text", ["wat is de WLZ?", "Wet langdurige zorg", "wat betekent wlz-zorg"])
def test_a_term_as_it_is_written(extractor: TermExtractor, text: str) -> None:
    (entity,) = found(extractor, text)
    assert (entity["entity"], entity["value"], entity["start"], entity["end"]) == ("begrip", "wlz", 0, len(text))


def test_a_term_by_its_lemmas(extractor: TermExtractor) -> None:
    text = "wat zijn toezichthoudertjes"
    assert found(extractor, text) == []
    (entity,) = found(extractor, text, lemmas="wat zijn toezichthouder")
    assert entity["value"] == "toezichthouder"


def test_what_is_written_goes_before_lemmas(extractor: TermExtractor) -> None:
    (entity,) = found(extractor, "wlz", lemmas="ciz")
    assert entity["value"] == "wlz"


@pytest.mark.parametrize("text", ["", "hoe laat is het", "😀"])
def test_no_term(extractor: TermExtractor, text: str) -> None:
    assert found(extractor, text) == []
