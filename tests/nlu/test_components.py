"""The contract of every component in config.yml: what Rasa, the other components and a reviewer rely on."""

from __future__ import annotations

import copy
import json
from typing import Any

import numpy as np
import pytest
import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.settings import PROJECT
from tests.nlu.conftest import stored_files

NAMES = [component["name"] for component in yaml.safe_load((PROJECT / "config.yml").read_text())["pipeline"]]
TEXTS = (
    "Waar kan ik mij melden in Giethoorn?",
    "wat kost het, ik woon in 3512 AB",
    "hengelo",
    "Mijn indicaties lopen af",
    "",
    "   ",
    "😀😀",
    "أين يمكنني الحصول على المساعدة",
    "help\nmij\tnu",
    "/melding/waar{}",
    "[Zwolle](gemeente)",
    "e\N{COMBINING ACUTE ACCENT}" * 30,
    "lang " * 200,
)
each_component = pytest.mark.parametrize("name", NAMES)
# What a component may leave behind for the others without it being part of Rasa's answer.
INTERNAL = {TEXT, METADATA, TOKENS_NAMES[TEXT]}


def registered(name: str) -> Any:
    return DefaultV1Recipe._from_registry(name)


def messages() -> list[Message]:
    return [Message({TEXT: text}) for text in TEXTS]


@pytest.fixture(scope="module")
def made(
    training_data: TrainingData,
    execution_context: ExecutionContext,
    configuration: dict[str, dict[str, Any]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[GraphComponent, GraphComponent, ModelStorage]]:
    """Each component as it was trained, as it was read back from the model, and the model."""
    found = {}
    for name in NAMES:
        kind = registered(name)
        storage = LocalModelStorage.create(tmp_path_factory.mktemp("storage"))
        options = {**kind.clazz.get_default_config(), **configuration[name]}
        resource = Resource(name)
        component = kind.clazz.create(options, storage, resource, execution_context)
        loaded = component
        if kind.is_trainable:
            assert component.train(training_data) == resource
            loaded = kind.clazz.load(options, storage, resource, execution_context)
        found[name] = (component, loaded, storage)
    return found


Made = dict[str, tuple[GraphComponent, GraphComponent, ModelStorage]]


def test_there_are_components() -> None:
    assert "bot.nlu.question_classifier.QuestionClassifier" in NAMES
    assert len(set(NAMES)) == len(NAMES)


@each_component
def test_is_registered_under_its_own_name(name: str) -> None:
    kind = registered(name)
    assert issubclass(kind.clazz, GraphComponent)
    assert f"{kind.clazz.__module__}.{kind.clazz.__qualname__}" == name
    assert kind.types


@each_component
def test_its_options_in_the_config_exist(name: str, configuration: dict[str, dict[str, Any]]) -> None:
    assert set(configuration[name]) <= set(registered(name).clazz.get_default_config())


@each_component
def test_says_which_packages_and_languages_it_needs(name: str) -> None:
    kind = registered(name).clazz
    assert kind.supported_languages() is None or "nl" in kind.supported_languages()
    assert "tensorflow" not in kind.required_packages()


@each_component
def test_reading_it_back_gives_the_same_results(made: Made, name: str) -> None:
    trained, loaded, _ = made[name]
    before, after = trained.process(messages()), loaded.process(messages())
    assert [message.as_dict() for message in after] == [message.as_dict() for message in before]


@each_component
def test_does_not_change_the_text(made: Made, name: str) -> None:
    _, loaded, _ = made[name]
    assert [message.get(TEXT) for message in loaded.process(messages())] == list(TEXTS)


@each_component
def test_what_it_finds_is_part_of_the_output(made: Made, name: str) -> None:
    _, loaded, _ = made[name]
    for message in loaded.process(messages()):
        found = set(message.as_dict()) - INTERNAL
        assert found <= message.output_properties


@each_component
def test_processes_a_message_as_often_as_asked(made: Made, name: str) -> None:
    _, loaded, _ = made[name]
    one = loaded.process(messages())
    two = loaded.process(messages())
    assert [message.as_dict() for message in two] == [message.as_dict() for message in one]


@each_component
def test_keeps_the_entities_of_components_before_it(made: Made, name: str) -> None:
    _, loaded, _ = made[name]
    before = {"entity": "eerder", "value": "x", "start": 0, "end": 0}
    message = Message({TEXT: TEXTS[0], "entities": [copy.deepcopy(before)]})
    loaded.process([message])
    assert before in message.get("entities")


@each_component
def test_leaves_the_training_data_as_it_is(made: Made, name: str, training_data: TrainingData) -> None:
    trained, _, _ = made[name]
    if not hasattr(trained, "process_training_data"):
        assert not hasattr(registered(name).clazz, "process_training_data")
        return
    texts = [example.get(TEXT) for example in training_data.training_examples]
    after = trained.process_training_data(training_data)
    assert [example.get(TEXT) for example in after.training_examples] == texts


@each_component
def test_nothing_that_it_stores_can_run_code(made: Made, name: str) -> None:
    _, _, storage = made[name]
    if not registered(name).is_trainable:
        with pytest.raises(ValueError, match=name):
            stored_files(storage, Resource(name))
        return
    files = stored_files(storage, Resource(name))
    assert files
    for path in files:
        assert path.suffix in {".json", ".npz"}, path.name
        if path.suffix == ".json":
            assert json.loads(path.read_text(encoding="utf-8"))
        else:
            with np.load(path, allow_pickle=False) as arrays:
                assert all(arrays[array].dtype.kind in "fiu" for array in arrays.files)


@each_component
def test_trains_again_when_something_outside_its_class_changed(name: str, configuration: dict[str, Any]) -> None:
    kind = registered(name)
    if not kind.is_trainable:
        assert kind.clazz.fingerprint_addon(configuration[name]) is None
        return
    addon = kind.clazz.fingerprint_addon(configuration[name])
    assert addon
    assert addon == kind.clazz.fingerprint_addon(configuration[name])
