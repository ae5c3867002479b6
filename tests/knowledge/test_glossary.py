"""The glossary: enough terms, explained in plain Dutch, and found however they are written."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from bot.knowledge import files, plain_language
from bot.knowledge.amounts import Amounts
from bot.knowledge.glossary import Glossary, fold

TERMS = list(files.read(files.KNOWLEDGE / "begrippen.yml")["begrippen"])


def test_there_are_at_least_60_terms(glossary: Glossary) -> None:
    assert len(glossary.terms) >= 60


@pytest.mark.parametrize("name", TERMS)
def test_each_term(glossary: Glossary, amounts: Amounts, question_keys: list[str], name: str) -> None:
    term = glossary.get(name)
    assert term is not None
    assert term.name == name == name.lower().strip()
    assert term.explanation
    assert plain_language.faults(term.explanation) == []
    assert len(plain_language.sentences(term.explanation)) <= 4
    assert set(term.see) <= set(question_keys)
    assert len(term.see) <= 2
    assert re.search(r"€|\beuro\b", term.explanation) is None
    filled = amounts.fill(term.explanation, datetime.date(2026, 11, 21))
    assert "{" not in filled.text
    assert filled.outdated == ()
    for source in term.sources:
        assert source.title
        datetime.date.fromisoformat(source.checked)


def test_every_form_belongs_to_one_term(glossary: Glossary) -> None:
    owners: dict[str, set[str]] = {}
    for term in glossary.terms:
        for form in (term.name, *term.also):
            owners.setdefault(fold(form), set()).add(term.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
    assert "" not in owners


@pytest.mark.parametrize("name", TERMS)
def test_a_term_and_each_of_its_other_forms_is_found_in_a_question(glossary: Glossary, name: str) -> None:
    term = glossary.get(name)
    assert term is not None
    for form in (term.name, *term.also):
        assert glossary.get(form) is term
        assert glossary.find(f"Wat betekent {form.upper()}?") is term, form


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cliëntondersteuning", "clientondersteuning"),
        ("  W.M.O.  ", "w m o"),
        ("18-min/18-plus", "18 min 18 plus"),
        ("één", "een"),
        ("\N{LATIN SMALL LETTER E}\N{COMBINING DIAERESIS}", "e"),
        ("؟?!", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["wat is de wmo", "wmo???", "WMO", "w.m.o.", "wet maatschappelijke ondersteuning"])
def test_spellings_of_wmo(glossary: Glossary, text: str) -> None:
    found = glossary.find(text)
    assert found is not None
    assert found.name == "wmo"


def glossary_of(directory: Path, entries: str) -> Glossary:
    path = directory / "begrippen.yml"
    path.write_text(f"begrippen:\n{entries}")
    return Glossary.load(path)


def test_the_longest_term_wins_and_of_equal_ones_the_last(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, "  plan: {uitleg: x}\n  persoonlijk plan: {uitleg: x}\n  besluit: {uitleg: x}\n")
    for text, name in [
        ("mijn persoonlijk plan", "persoonlijk plan"),
        ("het besluit over het persoonlijk plan", "persoonlijk plan"),
        ("het besluit over het plan", "plan"),
        ("het plan over het besluit", "besluit"),
    ]:
        found = glossary.find(text)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("text", ["", "?!", "hoe laat is het", "planning"])
def test_nothing_is_found_where_no_term_is_named(tmp_path: Path, text: str) -> None:
    glossary = glossary_of(tmp_path, "  plan: {uitleg: x}\n")
    assert glossary.find(text) is None
    assert glossary.get(text) is None


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary([]).find("wmo") is None
