"""A small training set, taken from the project's own examples, and a classifier trained on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data import entities_parser
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.question_classifier import QuestionClassifier
from bot.questions import topic
from bot.settings import PROJECT

KEYS = (
    "melding/waar",
    "clientondersteuning/kosten",
    "eigen_bijdrage/hoogte",
    "pgb/wat_is",
    "veiligheid/geweld",
    "veiligheid/suicide",
    "gesprek/begroeting",
)
EXAMPLES = 150
# A place in "ik woon in Zwolle", as the lookup gives it.
PLACE = {"entity": "gemeente", "value": "GM0193", "start": 11, "end": 17, "kind": "gemeente"}


@pytest.fixture(scope="session")
def examples() -> dict[str, list[str]]:
    """The first examples of some questions, as annotated in data/nlu."""
    found = {}
    for key in KEYS:
        content = yaml.safe_load((PROJECT / "data" / "nlu" / f"{topic(key)}.yml").read_text())
        entry = next(entry for entry in content["nlu"] if entry["intent"] == key)
        found[key] = [line.removeprefix("- ") for line in entry["examples"].splitlines()][:EXAMPLES]
    return found


@pytest.fixture(scope="session")
def training_data(examples: dict[str, list[str]]) -> TrainingData:
    return TrainingData(
        [entities_parser.parse_training_example(line, intent=key) for key, lines in examples.items() for line in lines]
    )


@pytest.fixture(scope="session")
def model_storage(tmp_path_factory: pytest.TempPathFactory) -> ModelStorage:
    return LocalModelStorage.create(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def execution_context() -> ExecutionContext:
    return ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="session")
def configuration() -> dict[str, dict[str, Any]]:
    """The options of each component in config.yml, by its name."""
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text())["pipeline"]
    return {
        component["name"]: {name: value for name, value in component.items() if name != "name"}
        for component in pipeline
    }


@pytest.fixture(scope="session")
def trained_classifier(
    training_data: TrainingData,
    model_storage: ModelStorage,
    execution_context: ExecutionContext,
    configuration: dict[str, dict[str, Any]],
) -> QuestionClassifier:
    options = configuration["bot.nlu.question_classifier.QuestionClassifier"]
    component = QuestionClassifier.create(options, model_storage, Resource("small"), execution_context)
    component.train(training_data)
    return component


Classify = Callable[..., Message]


@pytest.fixture
def classify(trained_classifier: QuestionClassifier) -> Classify:
    """Classifies a text: `classify("hallo", entities=[...], expects="gemeente")`."""

    def function(text: str, entities: list[dict[str, Any]] | None = None, **metadata: Any) -> Message:
        message = Message({TEXT: text, ENTITIES: entities or [], METADATA: metadata})
        trained_classifier.process([message])
        return message

    return function


def stored_files(storage: ModelStorage, resource: Resource) -> list[Path]:
    """The files that a component keeps in the model."""
    with storage.read_from(resource) as directory:
        return sorted(path for path in directory.rglob("*") if path.is_file())
