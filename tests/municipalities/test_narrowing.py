"""The answer to "welke bedoelt u?"."""

from __future__ import annotations

import pytest

from bot.municipalities.lookup import MunicipalityLookup


@pytest.mark.parametrize(
    ("place", "answer", "expected"),
    [
        ("Hengelo", "die in Gelderland", ["Bronckhorst"]),
        ("Hengelo", "Hengelo Gelderland", ["Bronckhorst"]),
        ("Hengelo", "gld", ["Bronckhorst"]),
        ("Hengelo", "de tweede", ["Bronckhorst"]),
        ("Beek", "die in Limburg", ["Beek"]),
        ("Hengelo", "in de Achterhoek", ["Bronckhorst"]),
        ("Oosterhout", "die in de Betuwe", ["Overbetuwe"]),
        ("Beek", "bij Nijmegen", ["Berg en Dal"]),
        ("Beek", "Berg en Dal", ["Berg en Dal"]),
        ("Beek", "gelderland", ["Montferland", "Berg en Dal"]),
        ("Bergen", "noord holland", ["Bergen (NH)"]),
        ("Bergen", "die bij Alkmaar", ["Bergen (NH)"]),
        ("Laren", "bij Hilversum", ["Laren"]),
        ("Nes", "op Ameland", ["Ameland"]),
        ("Oosterhout", "die bij Breda", ["Oosterhout"]),
        ("Rijswijk", "de laatste", ["Buren"]),
        ("Rijswijk", "toch Zwolle", ["Zwolle"]),
        ("Rijswijk", "ik snap het niet", []),
    ],
)
def test_narrow(lookup: MunicipalityLookup, place: str, answer: str, expected: list[str]) -> None:
    offered = lookup.find(place, expected=True).candidates
    result = lookup.narrow(offered, answer)
    assert [candidate.municipality.name for candidate in result.candidates] == expected
