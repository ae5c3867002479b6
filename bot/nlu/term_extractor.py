"""Marks the Wmo term in a message as entity `begrip`, so that its explanation can be given."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.glossary import Glossary


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TermExtractor(GraphComponent):
    """Finds a term of the glossary as it is written or, for plurals and verb forms, by its lemmas."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TermExtractor:
        """A component with the glossary of the project."""
        return cls(Glossary.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entity of each message in which a term is found."""
        for message in messages:
            text = message.get(TEXT) or ""
            lemmas = " ".join(token.lemma for token in message.get(TOKENS_NAMES[TEXT]) or ())
            term = self.glossary.find(text) or self.glossary.find(lemmas)
            if term is not None:
                # The span is the whole message: a term may have been found by its lemma, which is nowhere in the text.
                entity = {
                    "entity": "begrip",
                    "value": term.name,
                    "start": 0,
                    "end": len(text),
                    "extractor": "TermExtractor",
                }
                message.set(ENTITIES, [*(message.get(ENTITIES) or ()), entity], add_to_output=True)
        return messages
