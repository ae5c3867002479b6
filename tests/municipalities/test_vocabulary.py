"""Which Dutch words are, or look like, a place."""

from __future__ import annotations

from dataclasses import replace

from bot.municipalities import vocabulary
from bot.municipalities.models import MunicipalityTables, Place

DICTIONARY = ["best", "rest", "huizen", "muizen", "haren", "delft", "Jan", "fiets", "bult"]
MESSAGES = ["het best", "best wel", "een rest", "rest nog", "in Huizen"]


def test_kinds(tables: MunicipalityTables) -> None:
    names = ("Best", "Huizen", "Haren", "Delft", "Zeeland", "De Bult", "Zwolle")
    few = replace(
        tables,
        municipalities=(),
        places=tuple(Place("GM0193", name, "") for name in names),
        aliases=(),
        foreign_places=(),
    )
    kinds = dict(vocabulary.rows(few, DICTIONARY, MESSAGES))
    assert kinds["best"] == "vaak"
    assert kinds["huizen"] == "zelden"
    assert kinds["haren"] == "persoon"
    assert kinds["de bult"] == "zelden"
    assert kinds["zeeland"] == "land"
    assert kinds["rest"] == "lijkt_vaak"
    assert kinds["muizen"] == "lijkt"
    assert not {"delft", "zwolle", "fiets"} & kinds.keys()


def test_the_file_knows_the_words_that_matter(tables: MunicipalityTables) -> None:
    assert tables.ordinary_words["best"] == "vaak"
    for word in ("echt", "een", "heel", "haren", "dalen", "ede", "laren", "elst", "soest", "beek", "goor", "huizen"):
        assert word in tables.ordinary_words, word
    for name in ("zwolle", "den haag", "delft", "assen"):
        assert name not in tables.ordinary_words
