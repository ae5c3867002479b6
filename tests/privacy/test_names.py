"""Names that spaCy finds, with the installed model or with a stand-in for it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import spacy

from bot.language_model import BLANK, SPACY_MODEL
from bot.municipalities.lookup import MunicipalityLookup
from bot.privacy import names
from bot.privacy.names import SpacyNames
from bot.privacy.redaction import redact


def _every_capital(text: str) -> list[SimpleNamespace]:
    """Takes every word with a capital for a name, as a bad recogniser would."""
    entities, position = [], 0
    for word in text.split(" "):
        if word[:1].isupper():
            end = position + len(word.rstrip(".,?"))
            entities.append(SimpleNamespace(start_char=position, end_char=end, label_="PERSON"))
        position += len(word) + 1
    return entities


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch, places: MunicipalityLookup) -> SpacyNames:
    """A finder whose pipeline takes far too much for a name."""
    monkeypatch.setattr(names, "_entities", _every_capital)
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
    monkeypatch.setattr(names, "installed_pipeline", lambda: BLANK)
    assert SpacyNames(places)("gisteren kwam Anja Postma langs") == []


@pytest.mark.parametrize("text", ["zonder hoofdletters", "Wat is een pgb? Hoe vraag ik dat aan?", ""])
def test_the_recogniser_is_not_asked_when_no_capital_may_begin_a_name(
    monkeypatch: pytest.MonkeyPatch, places: MunicipalityLookup, text: str
) -> None:
    monkeypatch.setattr(names, "_entities", lambda text: pytest.fail("asked"))
    assert SpacyNames(places)(text) == []


@pytest.mark.skipif(not spacy.util.is_package(SPACY_MODEL), reason="without the Dutch model")
def test_the_installed_model_finds_names(places: MunicipalityLookup) -> None:
    finder = SpacyNames(places)
    text = "Gisteren kwam mijn zus Fatima met Jan de Vries langs in Zwolle"
    left = redact(text, places=places, names=finder).text
    assert "Fatima" not in left
    assert "Zwolle" in left
