"""Finds the municipality in a message, by name, place, postcode or alias, and marks it as an entity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.municipalities import directory
from bot.municipalities.results import LookupResult, Reason

Entity = dict[str, Any]

# The kind of a municipality that was chosen in own words from those offered ("die in Limburg").
CHOSEN = "keuze"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MunicipalityExtractor(GraphComponent):
    """Adds entity `gemeente` (the code) when one municipality is meant, else what else can be said of the place.

    That is `gemeente_keuze`, `buitenland` or `plaats_onbekend`. The channel may give the municipality itself, as
    `municipality` in the metadata; with `expects: gemeente` there, a bare word such as "best" is taken for a place.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MunicipalityExtractor:
        """A component with the project's municipalities, read now so that the first message does not wait."""
        directory.current()
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            metadata = message.get(METADATA) or {}
            text = message.get(TEXT) or ""
            if metadata.get("municipality"):
                found = [_entity("gemeente", metadata["municipality"], 0, 0)]
            elif metadata.get("question"):
                # A button's title is not something a citizen said about a place.
                found = []
            else:
                found = _mentioned(text, metadata.get("expects") or "")
                found = found or _postcodes(text, metadata.get("postcodes") or ())
            message.set(ENTITIES, [*(message.get(ENTITIES) or ()), *found], add_to_output=True)
        return messages


def _mentioned(text: str, expects: str) -> list[Entity]:
    """What a text says of the place, given what the assistant just asked.

    Args:
        text: what was typed.
        expects: `gemeente` after "in welke gemeente woont u?", `gemeente:Beek` after "welk Beek bedoelt u?".
    """
    lookup = directory.current()
    asked, _, place = expects.partition(":")
    if place:
        narrowed = lookup.narrow(lookup.find(place, expected=True).candidates, text)
        if narrowed.one:
            return [{**_entity("gemeente", narrowed.one.municipality.code, 0, 0), "kind": CHOSEN}]
    return entities(lookup.find(text, expected=asked == "gemeente"))


def _postcodes(text: str, postcodes: Iterable[str]) -> list[Entity]:
    """The municipality of a full postcode, of which the channel left only the four digits in the text."""
    for digits in postcodes:
        found = entities(directory.current().find(f"postcode {digits}"))
        if found:
            start = max(text.find(digits), 0)
            return [{**entity, "start": start, "end": start + len(digits)} for entity in found]
    return []


def entities(result: LookupResult) -> list[Entity]:
    """What a lookup found, as Rasa entities; a choice lists code and label of each candidate."""
    if result.one and result.certain:
        return [_candidate("gemeente", result.one.municipality.code, result)]
    if result.candidates:
        choices = [{"code": one.municipality.code, "label": one.label} for one in result.candidates]
        return [_candidate("gemeente_keuze", choices, result)]
    if result.foreign:
        return [_entity("buitenland", result.country or "", result.foreign.start, result.foreign.end)]
    if result.unknown:
        return [_entity("plaats_onbekend", result.unknown.text, result.unknown.start, result.unknown.end)]
    return []


def _candidate(name: str, value: Any, result: LookupResult) -> Entity:
    first = result.candidates[0]
    kind = "postcode" if first.reason is Reason.POSTCODE else "gemeente"
    return {**_entity(name, value, first.start, first.end), "kind": kind}


def _entity(name: str, value: Any, start: int, end: int) -> Entity:
    return {"entity": name, "value": value, "start": start, "end": end, "extractor": "MunicipalityExtractor"}
