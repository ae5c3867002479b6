"""When is a word a place? Rules for names that are ordinary Dutch words, and for names of people and streets.

"het best", "ik ben echt op" and "mevrouw van Dalen" name no place; "in Best", "gemeente Echt" and "woon in dalen" do.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.municipalities.names import Word


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_PREPOSITIONS = frozenset({"in", "te", "uit", "naar", "vanuit", "omgeving", "rond", "nabij"})
_KINDS_OF_PLACE = frozenset(
    {"gemeente", "gem", "gemeenthe", "gmeente", "woonplaats", "dorp", "dorpje", "gehucht", "stad", "plaats"}
)
_LIVING = vocabulary(
    "woon woont wonen woonde woonachtig wonend verhuis verhuist verhuizen verhuisd verhuisde trek trekt getrokken "
    "kom komt komen zit zitten huis wn wone wonne woonen gevestigd"
)
# What may come behind a place in lower case; anything else ("woon in heel kleine flat") makes the word an ordinary one.
_AFTER = vocabulary(
    "en maar dus met bij waar wie wat hoe kan mag moet is heb want nu al sinds ik wij we mijn of als die daar voor "
    "hij zij ze hebben toch graag alleen samen bel zelf om aan wonen woont wil zoek"
)
_TITLES = vocabulary(
    "meneer mijnheer menheer mevrouw mevr mw dhr heer familie fam dokter dr drs mr zuster broeder oom tante huisarts "
    "notaris advocaat wethouder therapeut naam heet heette"
)
_SURNAME_PARTS = frozenset({"van", "der", "de", "den", "ter", "ten", "t", "v", "vd", "d"})
# What a person says around the name when asked for the municipality.
LEAD_INS = vocabulary(
    "ik wij we woon woont wonen in te uit bij de het gemeente gem dat is t nee ja jawel ok oke sorry o oh ehm "
    "eh eeh uhm mijn moeder vader ouders man vrouw hij zij ze woonplaats dorp stad plaats naam van kom komen hier nou "
    "gewoon denk volgens mij postcode toch maar graag alstublieft aub svp dank u bedankt hallo goedemiddag goedemorgen "
    "dag momenteel nu sinds kort  provincie prov val vallen onder hoor zit heet wn "
    "hoi hey heey heej haai halo doei baai tot ziens groet groeten prima uiteraard neen neej jha awel hmm wauw tof"
)


def is_answer(words: Sequence[Word], first: int, count: int) -> bool:
    """Whether the message is the bare name, apart from what people say around it: "in best", "nee, gemeente Ede"."""
    return all(word.key in LEAD_INS for word in (*words[:first], *words[first + count :]))


def names_person(words: Sequence[Word], first: int) -> bool:
    """Whether the words before it make a name that of a person: "mevrouw van Zwolle", "J. van Deventer"."""
    index = first - 1
    while index >= 0 and words[index].key in _SURNAME_PARTS:
        index -= 1
    if index < 0:
        return False
    before = words[index]
    if before.key in ("heet", "naam", "heette"):
        return not any(word.key in _KINDS_OF_PLACE for word in words[:index])
    initial = len(before.key) == 1 and before.capital and index < first - 1
    return before.key in _TITLES or initial


def says_place(text: str, words: Sequence[Word], first: int, count: int, *, person: bool = False) -> bool:
    """Whether the words around an ordinary word say that it is a place here.

    Args:
        text: the message.
        words: its words.
        first: index of the first word of the name.
        count: how many words the name has.
        person: whether people bear the name, too; then a capital alone is not enough.
    """
    if first == 0:
        return False
    before = words[first - 1]
    if not _adjacent(text, before, words[first]):
        return False
    name = words[first : first + count]
    capital = name[-1].capital and not text.isupper()
    if before.key in _KINDS_OF_PLACE:
        return capital or _ends_there(text, words, first + count)
    if before.key not in _PREPOSITIONS:
        # A capital inside a sentence makes a proper name; next to another capital that is mostly a person's.
        behind = words[first + count] if first + count < len(words) else None
        alone = not (before.capital and text[before.end : words[first].start] == " ") and not (
            behind and behind.capital and _only_space(text, name[-1], behind)
        )
        return capital and not person and alone and _only_space(text, before, words[first])
    if capital:
        return True
    living = any(word.key in _LIVING for word in words[max(0, first - 5) : first])
    return living and _ends_there(text, words, first + count)


def introduces_place(words: Sequence[Word], first: int) -> bool:
    """Whether the word before makes a name likely: "in Zwole", "gemeente Zwole"."""
    if first == 0:
        return False
    before = words[first - 1].key
    return before in _PREPOSITIONS or before in _KINDS_OF_PLACE


def says_living(words: Sequence[Word], first: int) -> bool:
    """Whether it says that someone lives there: "ik woon in", "gemeente", "verhuisd naar"."""
    if not introduces_place(words, first):
        return False
    near = words[max(0, first - 4) : first]
    return words[first - 1].key in _KINDS_OF_PLACE or any(word.key in _LIVING for word in near)


def _adjacent(text: str, before: Word, word: Word) -> bool:
    return not any(sign in ".!?;:" for sign in text[before.end : word.start])


def _only_space(text: str, before: Word, word: Word) -> bool:
    return text[before.end : word.start].strip() in ("", ",", "/")


def _ends_there(text: str, words: Sequence[Word], following: int) -> bool:
    if following >= len(words):
        return True
    between = text[words[following - 1].end : words[following].start]
    return any(sign in ".,!?;:()" for sign in between) or words[following].key in _AFTER
