"""The Dutch language model: tokens with their lemmas, from spaCy's `nl_core_news_sm` or a blank Dutch pipeline."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language_model import installed_pipeline, load_pipeline

# Names are looked for before a message gets here, by `bot/privacy`.
NOT_FOR_TOKENS = ("ner",)


class LanguageModelChanged(RasaException):
    """The model was trained with another spaCy pipeline than the one that is installed now."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class DutchTokenizer(GraphComponent):
    """Splits a message into tokens with lemmas; a model trained with it serves only with the same pipeline."""

    def __init__(self, pipeline: str, model_storage: ModelStorage, resource: Resource) -> None:
        self.pipeline = pipeline
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes Rasa train this again when another pipeline was installed."""
        return installed_pipeline()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DutchTokenizer:
        """A component for training, with the pipeline that is installed."""
        return cls(installed_pipeline(), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DutchTokenizer:
        """The component of a trained model.

        Raises:
            LanguageModelChanged: another pipeline is installed than the model was trained with.
        """
        with model_storage.read_from(resource) as directory:
            trained_with = json.loads((directory / "pipeline.json").read_text())["pipeline"]
        installed = installed_pipeline()
        if trained_with != installed:
            raise LanguageModelChanged(
                f"This model was trained with spaCy pipeline '{trained_with}', but '{installed}' is installed. "
                "Run `make train`. / Dit model is getraind met een ander taalmodel; doe `make train`."
            )
        # Read now, so that the first citizen does not wait for it.
        load_pipeline(trained_with)("Goedendag", disable=list(NOT_FOR_TOKENS))
        return cls(trained_with, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Record the pipeline; there is nothing to learn."""
        with self._model_storage.write_to(self._resource) as directory:
            (directory / "pipeline.json").write_text(json.dumps({"pipeline": self.pipeline}))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the examples as they are: nothing that is trained after this uses tokens."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the tokens of each message."""
        for message in messages:
            message.set(TOKENS_NAMES[TEXT], self.tokenize(message.get(TEXT) or ""))
        return messages

    def tokenize(self, text: str) -> list[Token]:
        """Tokens of a text; the lemma is the lower-cased word where the pipeline has no lemmatizer."""
        document = load_pipeline(self.pipeline)(text, disable=list(NOT_FOR_TOKENS))
        return [
            Token(token.text, token.idx, lemma=(token.lemma_ or token.text).lower())
            for token in document
            if token.text.strip()
        ]
