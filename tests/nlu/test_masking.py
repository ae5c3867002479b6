"""What is masked in a message before the text model sees it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.masking import masked, without_places
from tests.nlu.conftest import PLACE


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("ik woon in Zwolle", [PLACE], "ik woon in plaatsnaam"),
        ("ik woon in Zwolle!", [PLACE], "ik woon in plaatsnaam !"),
        ("3512 AB", [{"entity": "gemeente", "kind": "postcode", "start": 0, "end": 7}], "postcode"),
        ("3512", [{"entity": "postcode", "start": 0, "end": 4}], "postcode"),
        ("hengelo", [{"entity": "gemeente_keuze", "start": 0, "end": 7}], "plaatsnaam"),
        (
            "van Almelo naar Breda",
            [{"entity": "gemeente", "start": 4, "end": 10}, {"entity": "gemeente", "start": 16, "end": 21}],
            "van plaatsnaam naar plaatsnaam",
        ),
        ("wat is wlz", [{"entity": "begrip", "start": 0, "end": 10}], "wat is wlz"),
        ("hallo", [{"entity": "gemeente", "start": 0, "end": 0}], "hallo"),
        ("  veel   spaties ", [], "veel spaties"),
    ],
)
def test_masked(text: str, entities: list[dict[str, Any]], expected: str) -> None:
    assert masked(text, entities) == expected


@pytest.mark.parametrize(
    "text", ["Wat kost dat? Mijn bsn is [bsn]", "Wat kost dat? [naam]", "Wat kost dat? mijn e-mail [e-mailadres]"]
)
def test_what_announces_personal_data_asks_nothing(text: str) -> None:
    assert masked(text, ()) == "Wat kost dat?"


def test_without_places() -> None:
    assert without_places("loket in plaatsnaam bij postcode ?") == "loket in bij ?"
    assert without_places("geen plaatsnamen") == "geen plaatsnamen"
