"""Spellings that count as the same name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.municipalities.names import base, fold, key_of, keys_of, words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("'s-Gravenhage", "s gravenhage"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("St.-Annaparochie", "sint annaparochie"),
        ("Peel & Maas", "peel en maas"),
        ("Ĳsselstein", "ijsselstein"),
    ],
)
def test_key(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Bergen (NH)", "Bergen"),
        ("Hengelo (Gld)", "Hengelo"),
        ("Spaarndam gem. Haarlem", "Spaarndam"),
        ("Elst Ut", "Elst"),
        ("Gemert", "Gemert"),
        ("Zwolle", "Zwolle"),
    ],
)
def test_base(name: str, short: str) -> None:
    assert base(name) == short


def test_spellings() -> None:
    assert {"capelle aan den ijssel", "capelleaandenijssel", "capelle a d ijssel"} <= set(
        keys_of("Capelle aan den IJssel")
    )
    assert "het harde" in set(keys_of("'t Harde"))


@settings(deadline=None, database=None)
@given(st.text(max_size=60))
def test_words_say_where_they_are(text: str) -> None:
    found = words(text)
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert fold(text) == fold(fold(text)).lower()
