"""Looks for danger in a message before anything else judges it; the patterns are in `data/kennis/gevaar.yml`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.danger import DangerCheck

DANGER = "danger"
# Set beside it where the rest of the message may overrule the words of danger.
DOUBTFUL = "danger_doubtful"
# What is left of a message when words of danger that are used in a harmless way ("dood op") are taken out.
REST = "danger_rest"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DangerDetector(GraphComponent):
    """Sets `danger` on a message: the question of onderwerp veiligheid that it is about. The classifier obeys it."""

    def __init__(self, check: DangerCheck) -> None:
        self.check = check

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerDetector:
        """A component with the project's patterns."""
        return cls(DangerCheck.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark each message in which there is danger; a button's title is not something a citizen said."""
        for message in messages:
            if (message.get(METADATA) or {}).get("question"):
                continue
            text = message.get(TEXT) or ""
            danger, rest = self.check.judge(text)
            if danger is not None:
                message.set(DANGER, danger.key, add_to_output=True)
                message.set(DOUBTFUL, danger.doubtful)
            elif rest != text:
                message.set(REST, rest)
        return messages
