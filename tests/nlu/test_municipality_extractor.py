"""The municipality in a message, as entities: one, a choice, abroad, not known, or what the channel gave."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.municipalities.results import LookupResult
from bot.nlu.municipality_extractor import MunicipalityExtractor, entities


@pytest.fixture
def extractor(model_storage: ModelStorage, execution_context: ExecutionContext) -> MunicipalityExtractor:
    return MunicipalityExtractor.create({}, model_storage, Resource("extractor"), execution_context)


def found(extractor: MunicipalityExtractor, text: str, **metadata: Any) -> list[dict[str, Any]]:
    message = Message({TEXT: text, METADATA: metadata})
    extractor.process([message])
    return list(message.get(ENTITIES))


@pytest.mark.parametrize(
    ("text", "code", "part", "kind"),
    [
        ("Ik woon in Zwolle", "GM0193", "Zwolle", "gemeente"),
        ("waar meld ik mij in Giethoorn?", "GM1708", "Giethoorn", "gemeente"),
        ("postcode 3512 AB graag", "GM0344", "3512 AB", "postcode"),
    ],
)
def test_one_municipality(extractor: MunicipalityExtractor, text: str, code: str, part: str, kind: str) -> None:
    (entity,) = found(extractor, text)
    assert (entity["entity"], entity["value"], entity["kind"]) == ("gemeente", code, kind)
    assert text[entity["start"] : entity["end"]] == part


def test_several_are_a_choice_with_labels(extractor: MunicipalityExtractor) -> None:
    (entity,) = found(extractor, "ik woon in Hengelo")
    assert entity["entity"] == "gemeente_keuze"
    assert {choice["code"] for choice in entity["value"]} == {"GM0164", "GM1876"}
    assert len({choice["label"] for choice in entity["value"]}) == 2
    # Rasa keeps entities as JSON.
    assert all(isinstance(choice["code"], str) for choice in entity["value"])


def test_a_place_across_the_border(extractor: MunicipalityExtractor) -> None:
    (entity,) = found(extractor, "ik woon in Gent")
    assert (entity["entity"], entity["value"]) == ("buitenland", "BE")


def test_a_place_that_is_not_known(extractor: MunicipalityExtractor) -> None:
    (entity,) = found(extractor, "ik woon in Duckstad")
    assert (entity["entity"], entity["value"]) == ("plaats_onbekend", "Duckstad")


@pytest.mark.parametrize("text", ["", "wat kost dat", "het best", "in 2015 was het anders"])
def test_no_place(extractor: MunicipalityExtractor, text: str) -> None:
    assert found(extractor, text) == []


def test_an_ordinary_word_is_a_place_only_when_one_was_asked_for(extractor: MunicipalityExtractor) -> None:
    assert found(extractor, "best") == []
    (entity,) = found(extractor, "best", expects="gemeente")
    assert (entity["entity"], entity["value"]) == ("gemeente", "GM0753")


def test_the_municipality_that_the_channel_gives_counts(extractor: MunicipalityExtractor) -> None:
    (entity,) = found(extractor, "Ik woon in Zwolle", municipality="GM0344")
    assert (entity["entity"], entity["value"], entity["start"], entity["end"]) == ("gemeente", "GM0344", 0, 0)


def test_the_title_of_a_button_names_no_place(extractor: MunicipalityExtractor) -> None:
    assert found(extractor, "Hulp in Zwolle", question="melding/waar") == []


def test_a_result_without_anything_gives_no_entities() -> None:
    assert entities(LookupResult()) == []
