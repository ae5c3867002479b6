"""Names that spaCy finds, with the installed model or with a stand-in for it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import spacy

from bot.municipalities.lookup import MunicipalityLookup
from bot.privacy import names
from bot.privacy.names import SpacyNames
from bot.privacy.redaction import redact


class _Pipeline:
    """Takes every word with a capital for a name, as a bad recogniser would; "+" joins words."""

    pipe_names = ("ner",)

    def __call__(self, text: str) -> SimpleNamespace:
        entities, position = [], 0
        for word in text.split(" "):
            if word[:1].isupper():
                entities.append(
                    SimpleNamespace(start_char=position, end_char=position + len(word.rstrip(".,?")), label_="PERSON")
                )
            position += len(word) + 1
        return SimpleNamespace(ents=entities)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch, places: MunicipalityLookup) -> SpacyNames:
    """A finder whose pipeline takes far too much for a name."""
    monkeypatch.setattr(names, "_pipeline", lambda: _Pipeline())
    return SpacyNames(places)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("gisteren kwam Anja langs", "gisteren kwam [naam] langs"),
        ("mijn man Oleksandr is ziek", "mijn man [naam] is ziek"),
        ("Anja kwam niet", "[naam] kwam niet"),
    ],
)
def test_names_are_found(text: str, left: str, eager: SpacyNames) -> None:
    assert redact(text, names=eager).text == left


@pytest.mark.parametrize(
    "text",
    [
        "ik woon in Utrecht",
        "wij wonen in Giethoorn, bij Steenwijk",
        "de gemeente Voorne aan Zee",
        "de brief van het CAK en de SVB",
        "bij MEE of het CIZ",
        "vanaf Januari of in Mei",
        "wat is de Wmo",
        "wat is Respijtzorg",
        "een pgb via het Persoonsgebonden budget",
        "Gesprek is maandag. Kan dat",
        "IK WOON IN EEN FLAT MET ANJA",
        "gisteren kwam [naam] langs",
        "heb ik Parkinson",
        "alles in lower case zonder hoofdletters".lower(),
    ],
)
def test_what_is_no_name_stays(text: str, eager: SpacyNames) -> None:
    assert eager(text) == []


def test_a_blank_pipeline_finds_nothing(monkeypatch: pytest.MonkeyPatch, places: MunicipalityLookup) -> None:
    def not_installed(*arguments: object, **options: object) -> None:
        raise OSError("Can't find model")

    monkeypatch.setattr(spacy, "load", not_installed)
    names._pipeline.cache_clear()
    try:
        assert SpacyNames(places)("gisteren kwam Anja Postma langs") == []
    finally:
        names._pipeline.cache_clear()


def test_the_installed_model_is_only_loaded_when_needed(places: MunicipalityLookup) -> None:
    names._pipeline.cache_clear()
    finder = SpacyNames(places)
    finder("zonder hoofdletters")
    assert names._pipeline.cache_info().currsize == 0


@pytest.mark.skipif(not spacy.util.is_package(names.SPACY_MODEL), reason="without the Dutch model")
def test_the_installed_model_finds_names(places: MunicipalityLookup) -> None:
    finder = SpacyNames(places)
    text = "Gisteren kwam mijn zus Fatima met Jan de Vries langs in Zwolle"
    left = redact(text, places=places, names=finder).text
    assert "Fatima" not in left
    assert "Zwolle" in left
