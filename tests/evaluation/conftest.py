"""A small training set, taken from the project's own examples."""

from __future__ import annotations

import pytest
import yaml
from rasa.shared.nlu.training_data import entities_parser

from bot.evaluation.split import Utterance
from bot.questions import topic
from bot.settings import PROJECT

KEYS = ("melding/waar", "pgb/wat_is", "veiligheid/geweld", "gesprek/begroeting")
EXAMPLES = 60


@pytest.fixture(scope="session")
def utterances() -> list[Utterance]:
    """The first examples of some questions."""
    found = []
    for key in KEYS:
        content = yaml.safe_load((PROJECT / "data" / "nlu" / f"{topic(key)}.yml").read_text())
        lines = next(entry for entry in content["nlu"] if entry["intent"] == key)["examples"].splitlines()
        for line in lines[:EXAMPLES]:
            message = entities_parser.parse_training_example(line.removeprefix("- "), intent=key)
            found.append(Utterance(message.get("text"), key, tuple(message.get("entities") or ())))
    return found
