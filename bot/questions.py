"""Question keys `onderwerp/vraag`: their payloads in buttons, and what the classifier's outcome says of them.

This is the vocabulary that the classifier, the answers, the actions and the channel share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GREETING = "gesprek/begroeting"
# The onderwerp of talk about the conversation itself.
CONVERSATION = "gesprek"
# The onderwerp of danger, which goes before everything.
SAFETY = "veiligheid"
# Offered with the greeting and when nothing fits; the last one is the way to a person.
MAIN_TOPICS = (
    "melding/waar",
    "clientondersteuning/wat_is",
    "persoonlijk_plan/wat_is",
    "pgb/wat_is",
    "eigen_bijdrage/hoogte",
    "respijtzorg/wat_is",
    "rechten/bezwaar",
    "contact/medewerker",
)
# Questions that are answered with a door of the municipality, and the purpose of that door.
DOORS = {
    "melding/waar": "melding",
    "clientondersteuning/waar": "clientondersteuning",
    "respijtzorg/waar": "respijtzorg",
    "mantelzorg/waar": "mantelzorg",
}
# All questions of which the answer asks for the municipality as long as that is not known.
NEEDS_MUNICIPALITY = frozenset(DOORS) | {
    "contact/gemeente",
    "contact/openingstijden",
    "contact/medewerker",
    "contact/mijn_gemeente",
}

_PAYLOAD = re.compile(r"/(?P<key>[a-z_]+/[a-z_]+)(?P<parameters>\{.*\})?", re.S)


@dataclass(frozen=True)
class Choice:
    """What a button stands for: a question and, where a place is chosen, the code of the municipality."""

    key: str
    municipality: str | None = None


def payload(key: str, municipality: str | None = None) -> str:
    """The payload of a button in Rasa's notation: `/melding/waar`, `/contact/mijn_gemeente{"gemeente": "GM0193"}`."""
    return f"/{key}" + (json.dumps({"gemeente": municipality}) if municipality else "")


def parse_payload(text: str) -> Choice | None:
    """The choice that a payload stands for, or None when it is not one of ours."""
    match = _PAYLOAD.fullmatch(text)
    if match is None:
        return None
    try:
        parameters = json.loads(match["parameters"] or "{}")
    except ValueError:
        return None
    return Choice(match["key"], parameters.get("gemeente"))


def topic(key: str) -> str:
    """The onderwerp of a question key."""
    return key.partition("/")[0]


def recognised(parse_data: Mapping[str, Any]) -> str | None:
    """The question key that a parsed message was taken for; None when the classifier was not sure.

    Args:
        parse_data: what Rasa's NLU made of a message, as kept in `latest_message`.
    """
    selector = parse_data.get("response_selector") or {}
    name = (parse_data.get("intent") or {}).get("name")
    response = (selector.get(name) or {}).get("response") or {}
    key = response.get("intent_response_key")
    return str(key) if key else None


def ladder(parse_data: Mapping[str, Any]) -> list[str]:
    """The questions to offer for a message that was not clear, likeliest first; empty when none is likely."""
    selector = parse_data.get("response_selector") or {}
    return [str(key) for key in (selector.get("default") or {}).get("choices") or ()]
