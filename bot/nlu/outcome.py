"""What the classifier decided, in the format in which Rasa's rules and retrieval intents read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.questions import CONVERSATION, topic

NOT_SURE = "nlu_fallback"
KEPT_IN_RANKING = 5


@dataclass(frozen=True)
class Outcome:
    """The question that a message was taken for.

    Attributes:
        key: the question to answer; None when it is not sure.
        pairs: questions with their probabilities, likeliest first.
        choices: questions to choose from when it is not sure, or beside the answer to danger.
        second: another question in the same message.
        language: the language of the message, where it is not Dutch.
        named_danger: the danger that the message may be about as well, although it asks something else.
    """

    key: str | None
    pairs: Sequence[tuple[str, float]]
    choices: Sequence[str] = field(default=())
    second: str | None = None
    language: str | None = None
    named_danger: str | None = None

    @classmethod
    def certain(cls, key: str) -> Outcome:
        """The outcome for what needs no classification."""
        return cls(key, [(key, 1.0)])

    @property
    def confidence(self) -> float:
        """The probability of the answered question, or of the likeliest one."""
        return dict(self.pairs).get(self.key, 1.0) if self.key else self.pairs[0][1]

    def write(self, message: Message, routes: Sequence[str]) -> None:
        """Set intent, ranking, response selector and the entities that the rules and answers look at.

        Args:
            message: the message that was classified.
            routes: question keys that an action answers.
        """
        name = topic(self.key) if self.key else NOT_SURE
        topics: dict[str, float] = {}
        for other, probability in self.pairs:
            topics[topic(other)] = topics.get(topic(other), 0.0) + probability
        ranked = sorted(topics.items(), key=lambda item: -item[1])[:KEPT_IN_RANKING]
        intents = [{"name": other, "confidence": probability} for other, probability in ranked if other != name]
        intent = {"name": name, "confidence": self.confidence}
        top = self.key or self.pairs[0][0]
        selected = {
            "response": {
                "confidence": self.confidence,
                "intent_response_key": top,
                "utter_action": f"utter_{top}",
            },
            "ranking": [
                {"intent_response_key": other, "confidence": probability}
                for other, probability in self.pairs[:KEPT_IN_RANKING]
            ],
            "choices": list(self.choices),
        }
        selector: dict[str, Any] = {"all_retrieval_intents": [name] if self.key else [], "default": selected}
        if self.key:
            selector[name] = selected
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", [intent, *intents], add_to_output=True)
        message.set("response_selector", selector, add_to_output=True)
        self._mark(message, routes)

    def _mark(self, message: Message, routes: Sequence[str]) -> None:
        """Entities that fill slot `vraag`, lead the rules to an action, and tell the answer what else there is."""
        marks = {
            "vraag": self.key if self.key and topic(self.key) != CONVERSATION else None,
            "actie": self.key if self.key in routes else None,
            "tweede_vraag": self.second,
            "taal": self.language,
            "gevaar_genoemd": self.named_danger,
        }
        end = len(message.get(TEXT) or "")
        added = [
            {"entity": name, "value": value, "start": 0, "end": end, "extractor": "QuestionClassifier"}
            for name, value in marks.items()
            if value
        ]
        message.set(ENTITIES, [*(message.get(ENTITIES) or ()), *added], add_to_output=True)
