"""Names behind words that announce one: "mijn naam is", "ik heet", "ik ben", "mevrouw", "dhr.", "groeten,".

Names in lower case are recognised when they are common; behind "mijn naam is" and "ik heet" any word will do. Only the
name is taken out, so that "mevrouw [naam]" still reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy import words
from bot.privacy.findings import Context, Finding, Kind, found

# What makes the next word a name whatever it looks like; a name; and only a well-known or unmistakable name.
_CUES = re.compile(
    r"\b(?:(?P<strong>(?:mijn|m'n|mn|me)\s+(?:voor|achter|volledige\s+)?naam\s*(?:is|:)|ik\s+heet|"
    r"(?:voor|achter)naam\s+is|(?:voor|achter)?naam\s?:)|"
    r"(?P<title>meneer|mijnheer|menheer|meheer|mevrouw|mevr\.?|mw\.?|dhr\.?|de\s+heer|heer|mej\.|familie|fam\.|"
    r"dokter|dr\.)|"
    r"(?P<weak>ik\s+ben|wij\s+zijn|(?:hallo|hoi|dag|goede(?:morgen|middag|navond|ndag))\s*,?\s*met|naam\s+is|"
    r"u\s+spreekt\s+met|spreekt\s+u\s+met|op\s+naam\s+van|"
    r"(?:man|vrouw|vader|moeder|zoon|dochter|broer|zus|opa|oma|hij|zij|ze|die)\s+heet)|"
    r"(?P<closing>groet(?:en|jes)?|mvg|hoogachtend|gr\.?|liefs)\s*[,.]?)\s+",
    re.IGNORECASE,
)
_PARTICLES = re.compile(
    r"(?:(?:van|de|den|der|te|ter|ten|el|al|la|le|di|von|het|'t|v\.?d\.?|v/d|bin|op\s+(?:de|den|'t)|in\s+(?:de|den|'t))"
    r"\b\.?\s+)+",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.\s?)+\s*(?=[^\W\d_])")
_SPACE = re.compile(r" +")
_MOST_WORDS = 5
# "meneer van MEE", "ik ben ZZP": no name, unless it is known as one.
_ABBREVIATION = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_NEAR_PARTICLE = re.compile(r"(?:de|den|der|ter|ten|vd|v\.d\.|v/d)\s+", re.IGNORECASE)
# Nothing but a name has these.
_SURE_PARTICLE = re.compile(r"(?:el|von|di|(?:van|v)\s+(?:der|den|'t)|v\.?d\.?|v/d)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:en|of|&)\s+")
# "Truus hier", at the beginning of a message or sentence.
_HERE_SPEAKS = re.compile(r"(?:^|[,.!]\s)([A-Za-z][^\W\d_]+)\s+hier\b")
_ANY_ONE = re.compile(r"\b(?:die|deze|een|zo'n|andere|aardige|vriendelijke|lieve|nieuwe)\s+$", re.IGNORECASE)


def persons(text: str, context: Context) -> Iterator[Finding]:
    """The names that a text announces."""
    shouted = text.isupper()
    for cue in _CUES.finditer(text):
        strength = cue.lastgroup or ""
        end = _end_of_name(text, cue.start(), cue.end(), strength, context, shouted=shouted)
        if end is None:
            continue
        yield found(Kind.NAME, cue.end(), end)
        other = _AND.match(text, end)
        if other is not None:
            end = _end_of_name(text, cue.start(), other.end(), "weak", context, shouted=shouted)
            if end is not None:
                yield found(Kind.NAME, other.end(), end)
    for here in _HERE_SPEAKS.finditer(text):
        if words.is_first_name(here[1]):
            yield found(Kind.NAME, here.start(1), here.end(1))


def _end_of_name(
    text: str, cue_start: int, start: int, strength: str, context: Context, *, shouted: bool
) -> int | None:
    """Where the name that begins here ends, or None when it is none."""
    initials = _INITIALS.match(text, start)
    position, end = initials.end() if initials else start, None
    for number in range(_MOST_WORDS):
        particles = _PARTICLES.match(text, position)
        word = _WORD.match(text, particles.end() if particles else position)
        later = number > 0 or initials is not None
        said = particles.group() if particles else ""
        if word is None or not _is_name(word.group(), strength, later=later, shouted=shouted, particles=said):
            break
        end = word.end()
        space = _SPACE.match(text, end)
        if space is None:
            break
        position = space.end()
    if end is None:
        return None
    name = text[start:end]
    if strength in ("weak", "closing"):
        return None if context.is_place(name) else end
    # "mevrouw van Zwolle" is called so; "die mevrouw van Zwolle" comes from there.
    from_there = name.startswith("van ") and _ANY_ONE.search(text[:cue_start]) is not None
    return None if strength == "title" and from_there and context.is_place(name[4:]) else end


def _is_name(word: str, strength: str, *, later: bool, shouted: bool, particles: str) -> bool:
    """Whether a word is (a part of) a name.

    Args:
        word: the word.
        strength: which kind of cue stands before it.
        later: whether a part of the name stands before it already.
        shouted: whether the whole message is in capitals, so that a capital says nothing.
        particles: "van ", "de " or the like before it.
    """
    lower = word.lower()
    if lower in words.NO_NAME or len(word) < 2:
        return False
    first, surname = words.is_first_name(word), words.is_surname(word)
    if word[0].isupper() and not shouted:
        if word.isupper() and len(word) <= _ABBREVIATION:
            return surname or first
        if strength == "weak" and not later:
            return first or surname or not (particles or words.WHAT_ONE_IS.fullmatch(lower))
        return True
    if strength == "strong" and not later and (not particles or _SURE_PARTICLE.fullmatch(particles)):
        ordinary = lower in words.ORDINARY or words.PARTICIPLE.fullmatch(lower) is not None
        return first or surname or not ordinary
    if strength == "weak" and not later:
        return first and not particles
    if later or particles or strength in ("title", "strong"):
        if lower in words.WITH_PARTICLE and _NEAR_PARTICLE.search(particles):
            return True
        if strength == "title" and not later and _SURE_PARTICLE.fullmatch(particles):
            return True
        known = surname or words.SURNAME_END.fullmatch(lower) is not None
        return known or (first and not later and not particles)
    return first
