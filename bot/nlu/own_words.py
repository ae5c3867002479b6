"""A choice made in own words: "de tweede", "nummer 3", "dat over geld", after questions were offered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.nlu.question_model import Ranking

_PLACES = {
    0: "eerste 1 1e 1ste bovenste",
    1: "tweede 2 2e 2de twee",
    2: "derde 3 3e 3de drie",
    3: "vierde 4 4e 4de vier",
    4: "vijfde 5 5e 5de vijf",
    5: "zesde 6 6e 6de zes",
    6: "zevende 7 7e 7de zeven",
    7: "achtste 8 8e 8ste acht",
    -1: "laatste onderste",
}
_PLACE_OF = {word: place for place, words in _PLACES.items() for word in words.split()}
_FILLING = frozenset(
    word
    for line in (
        "ik wil bedoel bedoelde kies neem doe had graag de die dat deze het nummer nr optie keuze knop vraag",
        "antwoord is was dan maar alstublieft alsjeblieft aub svp ja nou oke oké ok u mij toch van weten over heb in",
        "op wel hoor en wat hoe waar wie een voor bij met mijn moet kan mag",
    )
    for word in line.split()
)
_ABOUT = re.compile(
    r"(?:(?:nee|ja|ik|bedoel|bedoelde|wil|graag|doe|liever|kies|maar|had|weten)[\s,]+)*"
    r"(?:dat|die|deze|iets|(?:(?:de|die|een)\s+)?(?:vraag|knop|optie|keuze))\s+(?:over|van|met|voor)\b",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8
_STEM = 5
# How much likelier than the next choice one must be to be the one that is meant.
_CLEARLY = 2.0


def chosen(text: str, offered: Sequence[Mapping[str, str]], ranking: Ranking) -> str | None:
    """The question that was chosen from those offered, or None when the text is no choice.

    Args:
        text: the message.
        offered: the buttons of the last reply in their order, each with `key` and `title`.
        ranking: what the classifier makes of the text.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not offered or not words or len(words) > _LONGEST:
        return None
    content = [word for word in words if word not in _FILLING]
    if len(content) == 1 and content[0] in _PLACE_OF:
        place = _PLACE_OF[content[0]]
        return offered[place]["key"] if -1 <= place < len(offered) else None
    if not _ABOUT.match(text.strip()):
        return None
    named = [one["key"] for one in offered if _names(one["title"], content)]
    if len(named) == 1:
        return named[0]
    probabilities = dict(zip(ranking.keys, ranking.probabilities, strict=True))
    likely = sorted(((probabilities.get(one["key"], 0.0), one["key"]) for one in offered), reverse=True)
    if len(likely) == 1 or likely[0][0] >= _CLEARLY * likely[1][0]:
        return likely[0][1]
    return None


def _names(title: str, content: Sequence[str]) -> bool:
    """Whether one of the words, or its beginning, is in a button's title."""
    stems = {word.lower()[:_STEM] for word in _WORD.findall(title)} - {word[:_STEM] for word in _FILLING}
    return any(word[:_STEM] in stems for word in content if len(word) > 2)
