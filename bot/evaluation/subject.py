"""The question classifier as it is used in the assistant, trained on what evaluation gives it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import questions, training
from bot.danger import DangerCheck
from bot.evaluation.measures import Outcome
from bot.evaluation.split import Utterance
from bot.municipalities.lookup import MunicipalityLookup
from bot.nlu import municipality_extractor
from bot.nlu.danger_detector import DangerDetector
from bot.nlu.language import ForeignLanguage
from bot.nlu.language_detector import LanguageDetector
from bot.nlu.question_classifier import QuestionClassifier
from bot.nlu.question_model import QuestionModel, Ranking
from bot.settings import PROJECT

COMPONENT = "bot.nlu.question_classifier.QuestionClassifier"


def options() -> dict[str, Any]:
    """The options of the classifier in config.yml."""
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    component = next(component for component in pipeline if component["name"] == COMPONENT)
    return {name: value for name, value in component.items() if name != "name"}


def training_data(utterances: Iterable[Utterance]) -> TrainingData:
    """Utterances as Rasa reads them from `data/nlu`."""
    messages = []
    for utterance in utterances:
        message = Message.build(
            utterance.text, intent=utterance.key, entities=[dict(entity) for entity in utterance.entities]
        )
        messages.append(message)
    return TrainingData(messages)


def trained(utterances: Iterable[Utterance], directory: Path) -> QuestionClassifier:
    """The classifier, trained through Rasa's own interface; `directory` is where it may store its model."""
    storage = LocalModelStorage.create(directory)
    component = QuestionClassifier.create(options(), storage, Resource("evaluated"), ExecutionContext(GraphSchema({})))
    component.train(training_data(utterances))
    component.model = Remembering(component.model)  # type: ignore[assignment,arg-type]
    return component


def serving(directory: Path) -> QuestionClassifier:
    """The classifier of the model that serves; `directory` is where it is unpacked."""
    storage, metadata = LocalModelStorage.from_model_archive(directory, training.model_path())
    node = next(node for node in metadata.predict_schema.nodes.values() if node.uses is QuestionClassifier)
    assert isinstance(node.resource, Resource), "a trained component has a resource"
    return QuestionClassifier.load(options(), storage, node.resource, ExecutionContext(GraphSchema({})))


class Remembering:
    """A text model that works out each text once, however often it is decided upon with other thresholds."""

    def __init__(self, model: QuestionModel) -> None:
        self._model = model
        self._rankings: dict[str, Ranking] = {}

    def rank(self, text: str) -> Ranking:
        """The questions for one text, likeliest first."""
        if text not in self._rankings:
            self._rankings[text] = self._model.rank(text)
        return self._rankings[text]


@contextlib.contextmanager
def threshold(classifier: QuestionClassifier, **changed: float) -> Iterator[None]:
    """Other thresholds than those of config.yml, for a while: `threshold(classifier, sure=0.6)`."""
    before = classifier.config
    classifier.config = {**before, **changed}
    try:
        yield
    finally:
        classifier.config = before


def decide(
    classifier: QuestionClassifier, utterances: Sequence[Utterance], lookup: MunicipalityLookup | None = None
) -> list[Outcome]:
    """What the check for danger and the classifier make of each utterance.

    Args:
        classifier: a trained one.
        utterances: what to classify.
        lookup: finds the places as the assistant does; without it, they are taken as annotated.
    """
    messages = []
    for utterance in utterances:
        found = municipality_extractor.entities(lookup.find(utterance.text)) if lookup else utterance.entities
        messages.append(Message({TEXT: utterance.text, ENTITIES: [dict(entity) for entity in found], METADATA: {}}))
    # As in the pipeline of config.yml, the check for danger and the languages go before the classifier.
    DangerDetector(DangerCheck.load()).process(messages)
    LanguageDetector(ForeignLanguage.load()).process(messages)
    classifier.process(messages)
    return [_outcome(utterance, message.data) for utterance, message in zip(utterances, messages, strict=True)]


def _outcome(utterance: Utterance, parse_data: Mapping[str, Any]) -> Outcome:
    ranking = parse_data["response_selector"]["default"]["ranking"]
    marks = {entity["entity"]: str(entity["value"]) for entity in parse_data[ENTITIES]}
    second = [marks["tweede_vraag"]] if "tweede_vraag" in marks else []
    return Outcome(
        text=utterance.text,
        label=utterance.key,
        ranked=tuple(str(entry["intent_response_key"]) for entry in ranking),
        probability=float(ranking[0]["confidence"]),
        answered=questions.recognised(parse_data),
        choices=(*questions.ladder(parse_data), *second),
        named_danger=marks.get("gevaar_genoemd"),
    )
