"""Marks messages in another language than Dutch, for the classifier; the words are in `data/kennis/talen.yml`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.language import ForeignLanguage

LANGUAGE = "language"
NAMED_LANGUAGE = "named_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageDetector(GraphComponent):
    """Sets `language` on a message in a foreign language, and `named_language` on one that names a language."""

    def __init__(self, languages: ForeignLanguage) -> None:
        self.languages = languages

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """A component with the project's languages."""
        return cls(ForeignLanguage.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark each message; a button's title is not something a citizen wrote."""
        for message in messages:
            if (message.get(METADATA) or {}).get("question"):
                continue
            text = message.get(TEXT) or ""
            message.set(LANGUAGE, self.languages.of(text), add_to_output=True)
            message.set(NAMED_LANGUAGE, self.languages.named(text), add_to_output=True)
        return messages
