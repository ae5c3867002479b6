"""Make `data/gemeenten/gewone_woorden.csv`: Dutch words that are, or look like, the name of a place.

    python -m bot.municipalities.vocabulary /usr/share/dict/dutch data/nlu/*.yml > data/gemeenten/gewone_woorden.csv

Only needed when places change. The dictionary is OpenTaal's (Debian package `wdutch`); what people write in
conversations comes from the training data, which tells frequent words from rare ones.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.municipalities import files
from bot.municipalities.context import vocabulary
from bot.municipalities.models import MunicipalityTables
from bot.municipalities.names import base, key_of, words
from bot.municipalities.typos import TypoIndex

_ARTICLES = ("de", "het", "t", "den", "s")
_OFTEN = 2
"""So many times in the training data makes a word frequent."""

# In the dictionary as a word, but in a message about care nearly always the place.
_PLACES_FIRST = vocabulary(
    "assen delft den~haag den~ham den~helder den~bommel den~burg den~hoorn gouda woerden losser drachten hoofddorp "
    "moerdijk landgraaf geleen loenen tegelen voorschoten wassenaar waterland nieuwkoop steenbergen weert hulst "
    "de~bilt vlijmen gulpen boekel wierden asten middelaar retranchement stevensweert halfweg halsteren marken "
    "hengelo gent aken"
)
# Not in the dictionary, yet words in a message: foreign words, slang, exclamations.
_EXTRA = vocabulary("erm lent leur mill born elst dijk haag utca made well gees nes etten delier stratum")
# Names that people bear, too: only a place behind "in", "te" or "uit".
_PEOPLE = vocabulary(
    "anna axel beek bern boer boom buren dalen de~boer de~vries de~waal dijk elim erica essen geel haren joppe lies "
    "linde linden marle meer mol oene onna rien rhee stein vries winkel wolf horst lier lith mill jan born"
)


# Frequent, but never the whole of a message: then it is the place.
_NO_REPLY = frozenset({"broek", "dieren", "hoek", "hoorn", "leiden", "voeren"})
_COUNTRIES = frozenset({"nederland", "america", "zeeland"})


def rows(tables: MunicipalityTables, dictionary: Sequence[str], messages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words with their kind, sorted.

    Kinds of words that are a name: `land` (first of all a country or province), `persoon` (also borne by people),
    `vaak` (frequent in messages), `zelden`. Kinds of words that only look like one: `lijkt_vaak`, `lijkt`.

    Args:
        tables: the places.
        dictionary: Dutch words and names.
        messages: what people write; only what is in lower case counts.
    """
    seen = Counter(word.key for text in messages for word in words(text) if not word.capital)
    often = {word for word, times in seen.items() if times >= _OFTEN}
    # For what only looks like a name, proper names count as well: "Schotland" is no misspelled Schokland.
    known = {key_of(word) for word in map(str.strip, dictionary)} | often | _EXTRA
    dutch = {key_of(word) for word in map(str.strip, dictionary) if word.islower()} | often | _EXTRA
    names = {key_of(form) for name in _names(tables) for form in (name, base(name))}
    # "denhaag" counts as the name, but "delier" (delirium) is a word before it is De Lier.
    names |= {joined for name in names if (joined := name.replace(" ", "")) in dutch}
    first = {name.replace("~", " ") for name in _PLACES_FIRST}
    people = {name.replace("~", " ") for name in _PEOPLE}
    index = TypoIndex(name for name in names if " " not in name)
    for name in sorted(names - first):
        parts = name.split()
        ordinary = name in dutch or (len(parts) == 2 and parts[0] in _ARTICLES and parts[1] in dutch)
        if name in _COUNTRIES:
            yield name, "land"
        elif name in people:
            yield name, "persoon"
        elif ordinary:
            frequent = (name in often or parts[-1] in often) and name not in _NO_REPLY
            yield name, "vaak" if frequent else "zelden"
    for word in sorted(filter(str.isalpha, known - names)):
        if word in often and (index.one_edit(word) or index.two_edits(word)):
            yield word, "lijkt_vaak"
        elif index.one_edit(word):
            yield word, "lijkt"


def _names(tables: MunicipalityTables) -> Iterator[str]:
    for table in (tables.municipalities, tables.places, tables.aliases, tables.foreign_places):
        yield from (row.name for row in table)


if __name__ == "__main__":
    lines = [line for path in sys.argv[2:] for line in Path(path).read_text(encoding="utf-8").splitlines()]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["woord", "soort"])
    writer.writerows(rows(files.read(), Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(), lines))
