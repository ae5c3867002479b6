"""The lexicon finds concepts by whole words, beginnings, endings and phrases."""

from __future__ import annotations

import pytest

from bot.knowledge import files
from bot.nlu.lexicon import WORDS, Lexicon

CONCEPTS = {
    "rollen": ["rolstoel*", "*mobiel", "looprek"],
    "oneens": ["niet_eens", "niet_mee_eens", "oneens"],
    "echtgenoot": ["man", "vrouw"],
    "zorg": ["zórg*"],
}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("mijn rolstoeltje en de scootmobiel", ["rollen", "rollen"]),
        ("Ik ben het er niet mee eens", ["oneens"]),
        ("niet eens een looprek", ["oneens", "rollen"]),
        ("mijn MAN", ["echtgenoot"]),
        ("mantelzorg voor mannen", []),
        ("zorgverlener", ["zorg"]),
        ("zörg", ["zorg"]),
        ("", []),
        ("?!", []),
    ],
)
def test_concepts(text: str, concepts: list[str]) -> None:
    assert Lexicon(CONCEPTS).concepts(text) == concepts


def test_a_part_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="kort: 'ma\\*'"):
        Lexicon({"kort": ["ma*"]})


def test_the_project_s_own_lexicon() -> None:
    concepts = files.read(WORDS)["begrippen"]
    assert len(concepts) > 150
    entries = [entry for words in concepts.values() for entry in str(words).split()]
    assert len(entries) > 5000
    assert all(entry == entry.lower() for entry in entries)
    lexicon = Lexicon.load()
    assert lexicon.concepts("mijn man heeft parkinson")
    assert lexicon.concepts("xqzw") == []
