"""Decides which of the 120 questions a message asks, or that this is not sure enough to answer.

Fills `intent`, `intent_ranking` and `response_selector`, so that Rasa's retrieval intents work with one rule for each
onderwerp. This is the one place where the rungs of the fallback ladder are chosen.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import lexicon, masking, network, own_words, question_model, safety, sentences
from bot.nlu.danger_detector import DANGER, DOUBTFUL, REST
from bot.nlu.follow_up import FollowUps
from bot.nlu.language_detector import LANGUAGE, NAMED_LANGUAGE
from bot.nlu.masking import masked, without_places
from bot.nlu.municipality_extractor import CHOSEN
from bot.nlu.outcome import NOT_SURE, Outcome
from bot.nlu.question_model import QuestionModel, Ranking
from bot.questions import CONVERSATION, SAFETY, topic

MUNICIPALITY_NAMED = "contact/mijn_gemeente"
OTHER_LANGUAGE = "gesprek/andere_taal"
# What is left of a message without harmless words of danger ("ik lach me dood") says nothing when it is shorter.
FEWEST_WORDS = 5
# From this probability on the whole message knows better than its parts which question is asked: the first part is then
# an aside, or makes no sense on its own. In the development set that was so 14 of 15 times.
CERTAIN = 0.9
# How much likelier than others the questions of the running onderwerp are for a follow-up.
SAME_TOPIC = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(GraphComponent):
    """Question classification with calibrated probabilities and a fallback ladder.

    A button that was chosen arrives as `question` in the message's metadata and needs no classification.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options with their defaults.

        `cost`: how much an error weighs in training. `temperature`: the factor on the model's scores (QuestionModel).
        `sure`: the probability from which a question is answered. `offered`, `offered_together`: questions from the
        first probability on are offered as a choice, when the first three together reach the second. `safety`: the
        probability of the onderwerp veiligheid from which it is answered, whatever else is likelier. `outweighed`: how
        many times likelier one ordinary question must be, for only the number to call to go before that. `overruled`:
        the probability of veiligheid below which the same goes for doubtful words of danger. `coverage`: the share of
        known parts of words below which nothing is sure. `second`: the probability from which a second question in the
        message is offered. `follow_up`: how much of a follow-up's own words counts next to the topic of the
        conversation. `routes`: question keys that an action answers.
        """
        return {
            "cost": 0.5,
            "temperature": 2.7,
            "sure": 0.85,
            "offered": 0.04,
            "offered_together": 0.3,
            "safety": 0.1,
            "outweighed": 1.5,
            "overruled": 0.003,
            "coverage": 0.5,
            "second": 0.7,
            "follow_up": 0.5,
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
        self._follow_ups = FollowUps.load()
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes Rasa train this again when the text model or its words have changed; it looks at this class only."""
        code = "".join(inspect.getsource(module) for module in (masking, question_model, network, lexicon))
        return hashlib.sha256(code.encode() + lexicon.WORDS.read_bytes()).hexdigest()

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
            texts,
            [example.get_full_intent() for example in examples],
            cost=self.config["cost"],
            temperature=self.config["temperature"],
        )
        with self._model_storage.write_to(self._resource) as directory:
            self.model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and response selector of each message."""
        for message in messages:
            self._outcome(message).write(message, self.config["routes"])
        return messages

    def _outcome(self, message: Message) -> Outcome:
        """What a message is taken for: danger before everything, then a place that was asked for, then the rest."""
        metadata = message.get(METADATA) or {}
        if metadata.get("question"):
            return Outcome.certain(metadata["question"])
        text = masked(message.get(TEXT) or "", message.get(ENTITIES) or ())
        ranking = self._rank(text)
        danger, doubted = self._danger(message, text, ranking)
        if danger and not doubted:
            return Outcome(danger, ranking.pairs, choices=safety.ordinary_questions(ranking, self.config["offered"]))
        if danger or message.get(REST) is not None:
            ranking = safety.without_danger(ranking)
        # The number to call is then still the first line of the reply, but the question is answered.
        return replace(self._ordinary(message, text, ranking), named_danger=danger)

    def _ordinary(self, message: Message, text: str, ranking: Ranking) -> Outcome:
        """What a message in which there is no danger is taken for."""
        metadata = message.get(METADATA) or {}
        chosen_place = any(entity.get("kind") == CHOSEN for entity in message.get(ENTITIES) or ())
        place = MUNICIPALITY_NAMED if chosen_place else self._named_place(text, metadata)
        choice = place or own_words.chosen(text, metadata.get("choices") or (), ranking)
        if choice:
            return Outcome.certain(choice)
        ranking = self._in_topic(text, ranking, metadata.get("about") or "")
        outcome = Outcome(self._decide(ranking), ranking.pairs)
        language = message.get(LANGUAGE)
        if (language and not outcome.key) or outcome.key == OTHER_LANGUAGE:
            return Outcome(OTHER_LANGUAGE, ranking.pairs, language=language or message.get(NAMED_LANGUAGE))
        outcome = self._with_second(outcome, text)
        return outcome if outcome.key else replace(outcome, choices=self._choices(ranking))

    def _rank(self, text: str) -> Ranking:
        assert self.model is not None, "a trained or loaded component has a model"
        return self.model.rank(text)

    def _danger(self, message: Message, text: str, ranking: Ranking) -> tuple[str | None, bool]:
        """The question of onderwerp veiligheid that a message may well be about, and whether another one is answered.

        Words of danger count whatever is likelier, unless they are doubtful. Without them, the classifier judges.
        """
        named = message.get(DANGER)
        if named:
            return named, bool(message.get(DOUBTFUL)) and self._surely_no_danger(text, ranking)
        judged = self._judged(text, ranking, message.get(REST))
        dangers = [danger for one in judged if (danger := safety.likely_danger(one, self.config["safety"]))]
        return next(iter(dangers), None), all(safety.outweighed(one, self.config["outweighed"]) for one in judged)

    def _surely_no_danger(self, text: str, ranking: Ranking) -> bool:
        """Whether a message all but certainly asks something else, and no sentence of it sounds like danger."""
        if self._decide(ranking) is None or not safety.surely_no_danger(ranking, self.config["overruled"]):
            return False
        parts = sentences.sentences(text)
        return all(safety.surely_no_danger(self._rank(part), self.config["safety"]) for part in parts)

    def _judged(self, text: str, ranking: Ranking, rest: str | None) -> list[Ranking]:
        """The rankings that tell of danger; none where the words are unknown.

        A place name in the message makes a question about places likelier, so it is judged without as well, unless it
        all but certainly only says where ("3512 is mijn postcode"). Where words of danger are used in a harmless way,
        only the rest of the message is judged.
        """
        if rest is not None:
            rankings = [self._rank(rest)] if len(re.findall(r"\w+", rest)) >= FEWEST_WORDS else []
        elif (bare := without_places(text)) == text or safety.surely_no_danger(ranking, self.config["overruled"]):
            rankings = [ranking]
        else:
            rankings = [ranking, self._rank(bare)]
        return [one for one in rankings if one.coverage >= self.config["coverage"]]

    @staticmethod
    def _named_place(text: str, metadata: Mapping[str, Any]) -> str | None:
        """A reply that is nothing but a place needs no model; nor does a short one when a place was asked for."""
        rest = without_places(text)
        if rest == text:
            return None
        asked = str(metadata.get("expects")).startswith("gemeente")
        return MUNICIPALITY_NAMED if len(re.findall(r"\w+", rest)) <= (5 if asked else 0) else None

    def _in_topic(self, text: str, ranking: Ranking, about: str) -> Ranking:
        """The ranking of a short follow-up in the topic of the conversation; any other message keeps its own.

        The completed question tells the topic, the follow-up's own words what is asked of it: their probabilities are
        multiplied.
        """
        completed = self._follow_ups.completed(text, about)
        sure = self._decide(ranking)
        if completed is None or (sure and topic(sure) == CONVERSATION and not text.lower().startswith("en ")):
            return ranking
        own = dict(ranking.pairs)
        pairs = self._rank(completed).pairs
        scores = np.array(
            [
                p * (own[key] + 1e-6) ** self.config["follow_up"] * (SAME_TOPIC if topic(key) == topic(about) else 1)
                for key, p in pairs
            ]
        )
        likely = sorted(zip(scores / scores.sum(), (key for key, _ in pairs), strict=True), reverse=True)
        return Ranking([key for _, key in likely], [float(p) for p, _ in likely], ranking.coverage)

    def _decide(self, ranking: Ranking) -> str | None:
        """The question to answer, or None when that is not sure enough."""
        if ranking.coverage < self.config["coverage"]:
            return None
        return ranking.keys[0] if ranking.probabilities[0] >= self.config["sure"] else None

    def _with_second(self, outcome: Outcome, text: str) -> Outcome:
        """The outcome with the other question of the message, if it holds two; the one that comes first is answered.

        Two questions share the probability of the whole message, so that it may not be sure of either.
        """
        parts = sentences.questions(text)
        if len(parts) < 2 or topic(outcome.key or "") == CONVERSATION:
            return outcome
        asked: list[str] = []
        for part in parts:
            key = self._sure_of(part)
            if key and key not in asked and topic(key) not in (CONVERSATION, SAFETY):
                asked.append(key)
            if len(asked) == 2:
                break
        likely = {key for key, _ in outcome.pairs[:3]}
        agrees = outcome.key in asked if outcome.key else likely.issuperset(asked)
        if len(asked) < 2 or not agrees:
            return outcome
        if outcome.key == asked[1] and outcome.confidence >= CERTAIN:
            asked.reverse()
        return replace(outcome, key=asked[0], second=asked[1])

    def _sure_of(self, part: str) -> str | None:
        """The question that a part of a message asks, where that is sure enough to offer it."""
        ranking = self._rank(part)
        sure = ranking.probabilities[0] >= self.config["second"] and ranking.coverage >= self.config["coverage"]
        return ranking.keys[0] if sure else None

    def _choices(self, ranking: Ranking) -> list[str]:
        """Two or three questions to choose from; none when even together they are not likely."""
        if (
            ranking.coverage < self.config["coverage"]
            or sum(ranking.probabilities[:3]) < self.config["offered_together"]
        ):
            return []
        return [key for index, (key, p) in enumerate(ranking.pairs[:3]) if index < 2 or p >= self.config["offered"]]


__all__ = ["NOT_SURE", "QuestionClassifier"]
