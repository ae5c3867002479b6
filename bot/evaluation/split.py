"""The utterances of `data/nlu`, and which of them are kept apart to measure on.

A hash of the text decides, so an utterance stays on its side whatever is added or removed around it. The hash looks at
the words only: lines that differ in capitals, accents, punctuation or the place that they name stay together, because
one would give the other away.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data import entities_parser
from rasa.shared.nlu.training_data.loading import load_data

from bot.accents import without_accents
from bot.settings import PROJECT

NLU = PROJECT / "data" / "nlu"
TEST_FILE = PROJECT / "data" / "evaluatie" / "toets.tsv"
DEVELOPMENT_PERCENT = 20
# How a message of the test set was written: as a question, or from a person's situation (by three writers).
KINDS = {
    "vraag": "single questions",
    "situatie": "from situations",
    "situatie_2": "from situations, second writer",
    "situatie_3": "from situations, third writer",
}
PLACE_ENTITIES = ("gemeente", "postcode")


@dataclass(frozen=True)
class Utterance:
    """What someone typed, and the question that it asks.

    Attributes:
        text: as it was typed, without annotations.
        key: the question key.
        entities: the annotated entities, as Rasa has them.
        kind: in the test set, one of `KINDS`.
    """

    text: str
    key: str
    entities: tuple[dict[str, Any], ...] = ()
    kind: str = ""

    @property
    def names_place(self) -> bool:
        """Whether a municipality or postcode is annotated."""
        return any(entity["entity"] in PLACE_ENTITIES for entity in self.entities)


def read(directory: Path = NLU) -> list[Utterance]:
    """All utterances with a question key, read as training reads them."""
    examples = load_data(str(directory)).intent_examples
    return [
        Utterance(example.get(TEXT), example.get_full_intent(), tuple(example.get(ENTITIES) or ()))
        for example in examples
        if "/" in example.get_full_intent()
    ]


def read_test(path: Path = TEST_FILE) -> list[Utterance]:
    """The test set, a line `label<TAB>text<TAB>kind` each (annotations allowed); empty when the file is not there.

    Raises:
        ValueError: a line is not of that form.
    """
    if not path.exists():
        return []
    utterances = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if not row or row[0].startswith("#"):
                continue
            if len(row) != 3 or "/" not in row[0] or not row[1].strip() or row[2] not in KINDS:
                raise ValueError(
                    f"{path.name}, line {number}: expected a question key, a text and {' or '.join(KINDS)}, by tabs."
                )
            example = entities_parser.parse_training_example(row[1].strip(), intent=row[0].strip())
            utterances.append(Utterance(example.get(TEXT), row[0].strip(), tuple(example.get(ENTITIES) or ()), row[2]))
    return utterances


def skeleton(utterance: Utterance) -> str:
    """The words of an utterance without what does not tell it from a twin: capitals, accents, signs, place names."""
    text = utterance.text
    for entity in sorted(utterance.entities, key=lambda entity: -int(entity["start"])):
        if entity["entity"] in PLACE_ENTITIES:
            text = f"{text[: entity['start']]} plaats {text[entity['end'] :]}"
    return " ".join(re.findall(r"\w+", without_accents(text).casefold())) or text


def is_development(utterance: Utterance) -> bool:
    """Whether an utterance belongs to the development set."""
    digest = hashlib.blake2b(skeleton(utterance).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % 100 < DEVELOPMENT_PERCENT


def split(utterances: Iterable[Utterance]) -> tuple[list[Utterance], list[Utterance]]:
    """The utterances to train on, and the development set."""
    training: list[Utterance] = []
    development: list[Utterance] = []
    for utterance in utterances:
        (development if is_development(utterance) else training).append(utterance)
    return training, development
