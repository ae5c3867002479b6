"""Decides which of the 120 questions a message asks, or that this is not sure enough to answer.

Fills `intent`, `intent_ranking` and `response_selector`, so that Rasa's retrieval intents work with one rule for each
onderwerp. This is the one place where the rungs of the fallback ladder are chosen.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import question_model
from bot.nlu.danger_detector import DANGER, HARMLESS
from bot.nlu.municipality_extractor import CHOSEN
from bot.nlu.question_model import QuestionModel, Ranking
from bot.privacy.findings import PLACEHOLDER
from bot.questions import topic

NOT_SURE = "nlu_fallback"
SAFETY = "veiligheid"
MUNICIPALITY_NAMED = "contact/mijn_gemeente"
KEPT_IN_RANKING = 5
# What stands in for an annotated or recognised piece of text, so that the model learns the kind and not the name.
PLACEHOLDERS = {"gemeente": " plaatsnaam ", "gemeente_keuze": " plaatsnaam ", "postcode": " postcode "}

_PLACES = re.compile(r"\b(?:plaatsnaam|postcode)\b")


def masked(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    """A text with place names and postcodes replaced by their kind, and without what personal data were replaced by."""
    for entity in sorted(entities, key=lambda entity: -int(entity["start"])):
        placeholder = PLACEHOLDERS.get(entity.get("kind") or entity["entity"])
        if placeholder and entity["end"] > entity["start"]:
            text = text[: entity["start"]] + placeholder + text[entity["end"] :]
    return " ".join(PLACEHOLDER.sub(" ", text).split())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(GraphComponent):
    """Question classification with calibrated probabilities and a fallback ladder.

    A button that was chosen arrives as `question` in the message's metadata and needs no classification.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options with their defaults.

        `sure`: the probability from which a question is answered. `offered`, `offered_together`: questions from the
        first probability on are offered as a choice, when the first three together reach the second. `safety`: the
        probability of the onderwerp veiligheid from which it is answered, whatever else is likelier. `coverage`: the
        share of known parts of words below which nothing is sure. `routes`: question keys that an action answers.
        """
        return {
            "cost": 0.5,
            "sure": 0.5,
            "offered": 0.08,
            "offered_together": 0.4,
            "safety": 0.3,
            "coverage": 0.5,
            "routes": [],
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: QuestionModel | None = None,
    ) -> None:
        self.config = {**self.get_default_config(), **config}
        self.model = model
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes Rasa train this again when the text model's code has changed; it looks at this class only."""
        return hashlib.sha256(inspect.getsource(question_model).encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionClassifier:
        """The component of a trained model."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, QuestionModel.open(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the annotated examples and store the model."""
        examples = [example for example in training_data.intent_examples if "/" in example.get_full_intent()]
        texts = [masked(example.get(TEXT), example.get(ENTITIES) or ()) for example in examples]
        self.model = QuestionModel.train(
            texts, [example.get_full_intent() for example in examples], cost=self.config["cost"]
        )
        with self._model_storage.write_to(self._resource) as directory:
            self.model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and response selector of each message."""
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        metadata = message.get(METADATA) or {}
        text = masked(message.get(TEXT) or "", message.get(ENTITIES) or ())
        if metadata.get("question"):
            self._set(message, metadata["question"], 1.0, [(metadata["question"], 1.0)])
            return
        assert self.model is not None, "a trained or loaded component has a model"
        ranking = self.model.rank(text)
        danger = message.get(DANGER) or self._danger(text, ranking, harmless=bool(message.get(HARMLESS)))
        chosen_place = any(entity.get("kind") == CHOSEN for entity in message.get(ENTITIES) or ())
        place = MUNICIPALITY_NAMED if chosen_place else self._named_place(text, metadata)
        pairs = list(zip(ranking.keys, ranking.probabilities, strict=True))
        # Danger goes before everything, also before the place that was asked for.
        if place and not danger:
            self._set(message, place, 1.0, [(place, 1.0)])
            return
        key = danger or self._decide(ranking)
        confidence = dict(pairs).get(key, 1.0) if key else pairs[0][1]
        self._set(message, key, confidence, pairs, [] if key else self._choices(ranking))

    def _danger(self, text: str, ranking: Ranking, *, harmless: bool) -> str | None:
        """The question of onderwerp veiligheid that a message may well be about, whatever else is likelier.

        A place name in the message makes a question about places likelier, so it is judged without as well.
        """
        threshold = self.config["sure" if harmless else "safety"]
        bare = _PLACES.sub(" ", text)
        assert self.model is not None
        for ranked in (ranking, self.model.rank(bare)) if bare != text else (ranking,):
            if ranked.coverage < self.config["coverage"]:
                continue
            danger = [
                (p, key) for key, p in zip(ranked.keys, ranked.probabilities, strict=True) if topic(key) == SAFETY
            ]
            if sum(p for p, _ in danger) >= threshold:
                return max(danger)[1]
        return None

    @staticmethod
    def _named_place(text: str, metadata: Mapping[str, Any]) -> str | None:
        """A reply that is nothing but a place needs no model; nor does a short one when a place was asked for."""
        rest = _PLACES.sub("", text)
        if rest == text:
            return None
        asked = str(metadata.get("expects")).startswith("gemeente")
        return MUNICIPALITY_NAMED if len(re.findall(r"\w+", rest)) <= (5 if asked else 0) else None

    def _decide(self, ranking: Ranking) -> str | None:
        """The question to answer, or None when that is not sure enough."""
        if ranking.coverage < self.config["coverage"]:
            return None
        return ranking.keys[0] if ranking.probabilities[0] >= self.config["sure"] else None

    def _choices(self, ranking: Ranking) -> list[str]:
        """Two or three questions to choose from; none when even together they are not likely."""
        if (
            ranking.coverage < self.config["coverage"]
            or sum(ranking.probabilities[:3]) < self.config["offered_together"]
        ):
            return []
        likely = zip(ranking.keys[:3], ranking.probabilities[:3], strict=True)
        return [key for index, (key, p) in enumerate(likely) if index < 2 or p >= self.config["offered"]]

    def _set(
        self,
        message: Message,
        key: str | None,
        confidence: float,
        pairs: list[tuple[str, float]],
        choices: list[str] | None = None,
    ) -> None:
        """Write the outcome in Rasa's format; `key` is None when it is not sure."""
        name = topic(key) if key else NOT_SURE
        topics: dict[str, float] = {}
        for other, probability in pairs:
            topics[topic(other)] = topics.get(topic(other), 0.0) + probability
        ranked = sorted(topics.items(), key=lambda item: -item[1])[:KEPT_IN_RANKING]
        intents = [{"name": other, "confidence": probability} for other, probability in ranked if other != name]
        intent = {"name": name, "confidence": confidence}
        top = key or pairs[0][0]
        selected = {
            "response": {
                "confidence": confidence,
                "intent_response_key": top,
                "utter_action": f"utter_{top}",
            },
            "ranking": [
                {"intent_response_key": other, "confidence": probability}
                for other, probability in pairs[:KEPT_IN_RANKING]
            ],
            "choices": choices or [],
        }
        selector: dict[str, Any] = {"all_retrieval_intents": [name] if key else [], "default": selected}
        if key:
            selector[name] = selected
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", [intent, *intents], add_to_output=True)
        message.set("response_selector", selector, add_to_output=True)
        if key:
            self._mark(message, key)

    def _mark(self, message: Message, key: str) -> None:
        """Entities that fill slot `vraag` and lead the rules to an action where one answers this question."""
        marks = {"vraag": key} if topic(key) != "gesprek" else {}
        if key in self.config["routes"]:
            marks["actie"] = key
        text = message.get(TEXT) or ""
        added = [
            {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": "QuestionClassifier"}
            for name, value in marks.items()
        ]
        message.set(ENTITIES, [*(message.get(ENTITIES) or ()), *added], add_to_output=True)
