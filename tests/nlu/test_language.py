"""Other languages are recognised; Dutch in all its kinds is not taken for one."""

from __future__ import annotations

import pytest

from bot.knowledge import files
from bot.nlu.language import TALEN, UNKNOWN, ForeignLanguage


@pytest.fixture(scope="module")
def languages() -> ForeignLanguage:
    return ForeignLanguage.load()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where can I get help at home for my father?", "en"),
        ("I need someone to clean my house", "en"),
        ("Wo kann ich mich melden, ich brauche Hilfe im Haushalt", "de"),
        ("Gdzie mogę dostać pomoc dla mamy?", "pl"),
        ("Annem için ev yardımı istiyorum", "tr"),
        ("أحتاج مساعدة في البيت", "ar"),
        ("عربي", "ar"),
        ("Де я можу отримати допомогу вдома?", "uk"),
        ("Ma mère est malade, qui peut nous aider ?", "fr"),
        ("Necesito ayuda para mi madre enferma", "es"),
        ("你会说中文吗", UNKNOWN),
        ("እባክዎ በትግርኛ", UNKNOWN),
    ],
)
def test_another_language(languages: ForeignLanguage, text: str, language: str) -> None:
    assert languages.of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb hulp nodig in het huishouden",
        "ik bin mantelsoarger en ik kin net mear",
        "Wêr kin ik help krije foar mem?",
        "Hoefolle kostet de help yn 'e hûs?",
        "amai da's veel geld, moet ik da zelf betalen?",
        "gij weet toch ook dat ge da niet kunt vragen",
        "waor mot ik zijn veur hulp in huus",
        "mien va kan neet mer allein",
        "mijn man ziek ik hulp nodig waar gaan",
        "ik niet goed nederlands, waar vraag hulp voor mama",
        "pgb en cak nota",
        "traplift kapot",
        "xq zvw prrt",
        "help",
        "hello",
        "",
        "😀😀",
        "1234",
    ],
)
def test_dutch_and_what_is_too_short_to_tell(languages: ForeignLanguage, text: str) -> None:
    assert languages.of(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("english please", "en"),
        ("kan het ook in het Pools", "pl"),
        ("Türkçe var mı", "tr"),
        ("in het Nederlands", None),
    ],
)
def test_a_language_that_is_named(languages: ForeignLanguage, text: str, language: str | None) -> None:
    assert languages.named(text) == language


def test_every_language_has_its_sentences() -> None:
    for code, entry in files.read(TALEN)["talen"].items():
        assert "{bellen}" in entry["tekst"], code
        assert "112" in entry["tekst"], code
        assert {"{gemeente}", "{telefoon}"} <= set(
            entry["gemeente_bekend"].replace("{", " {").replace("}", "} ").split()
        )
        assert entry["genoemd"].split()
