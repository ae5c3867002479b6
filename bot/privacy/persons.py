"""Names behind words that announce one: "mijn naam is", "ik heet", "ik ben", "mevrouw", "dhr.", "groeten,".

Names in lower case are recognised when they are common; behind "mijn naam is" and "ik heet" any word will do. Only the name
is taken out, so that "mevrouw [naam]" still reads.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from bot.privacy.findings import Context, Finding, Kind, found

_HERE = Path(__file__).parent

# What makes the next word a name whatever it looks like; a name; and only a well-known or unmistakable name.
_CUES = re.compile(
    r"\b(?:(?P<strong>(?:mijn|m'n|mn|me)\s+(?:voor|achter|volledige\s+)?naam\s*(?:is|:)|ik\s+heet|(?:voor|achter)naam\s+is|naam\s?:|voornaam\s?:|"
    r"achternaam\s?:)|"
    r"(?P<title>meneer|mijnheer|menheer|meheer|mevrouw|mevr\.?|mw\.?|dhr\.?|de\s+heer|heer|mej\.|familie|fam\.|"
    r"dokter|dr\.)|"
    r"(?P<weak>ik\s+ben|naam\s+is|u\s+spreekt\s+met|spreekt\s+u\s+met|op\s+naam\s+van|(?:man|vrouw|vader|moeder|zoon|dochter|broer|"
    r"zus|opa|oma|hij|zij|ze|die)\s+heet)|"
    r"(?P<closing>groet(?:en|jes)?|mvg|hoogachtend|gr\.?|liefs)\s*[,.]?)\s+",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"(?:van|de|den|der|te|ter|ten|el|al|la|le|di|von|het|'t|v\.?d\.?|bin|op\s+(?:de|den|'t)|in\s+(?:de|den|'t))\b\.?\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.\s?)+(?=\s*[A-Z a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Capitalised, but no name of a person: organisations, laws, languages, months, diseases, what follows a full stop.
NO_NAME = frozenset(
    "aa cak svb ciz mee wmo wlz zvw pgb uwv ggd ggz cjg hbo mbo zzp wajong wia wao aow ioaw vng gemeente rijk zorgkantoor "
    "zorgloket wijkteam buurtteam sociaal sociale wmo-loket loket welzijn buurtzorg thuiszorg zorgbelang humanitas "
    "zonnebloem stip valys regelhulp parkinson alzheimer als ms copd adhd add ass autisme asperger downsyndroom korsakov "
    "lewy huntington crohn down januari februari maart april mei juni juli augustus september oktober november december "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag nederland nederlander nederlands nederlandse turk turks "
    "turkse marokkaan marokkaans marokkaanse surinamer surinaams surinaamse antilliaan antilliaans antilliaanse syriër "
    "syrisch syrische pool pools poolse duitser duits duitse belg belgisch vlaming vlaams engels engelse brit oekraïner "
    "oekraïens oekraïense eritreeër eritrees somaliër somalisch afghaan afghaans iraniër iraans irakees chinees chinese "
    "russisch rus fries friese limburger brabander zeeuw christen christelijk moslim moslima katholiek joods hindoe "
    "hindoestaan hindoestaans sinterklaas kerst pasen ik u wij we hij zij ze het de een mijn dat dit die en of maar want "
    "geen niet nee ja wat wie waar wanneer hoe kan kunt mag moet wil heeft is was graag dank bedankt alvast hallo goedendag "
    "goedemorgen goedemiddag goedenavond help hulp heer mevrouw meneer dames heren mr mrs ai bot chatbot google facebook "
    "curaçao aruba suriname marokko feyenoord ajax psv farsi dari arabisch tigrinya suikerfeest ramadan philips tesla ikea max "
    "whatsapp digid mijn-overheid mijnoverheid corona covid politie rechter consulent".split()
)
# Behind "mijn naam is" and "ik heet", in lower case.
_ORDINARY = frozenset(
    "niet nergens nog al alleen ook wel weer gewoon fout goed verkeerd veranderd gewijzigd onbekend bekend anders zo dus "
    "hetzelfde verkeerde juist onjuist correct gespeld geschreven kwijt weg genoemd vermeld haas iets de het een in op bij "
    "van voor uit met er daar hier ze zij hij u ik je jij dat dit die te heel erg toch maar want en of als nu nou inmiddels "
    "ineens opeens vanaf sinds geheim privé prive belangrijk nodig moeilijk lang kort buitenlands turks marokkaans pools "
    "dubbel doorgegeven gebruikt verwisseld misbruikt opgeschreven u jou welkom geen je altijd vroeger eigenlijk mijn "
    "trouwens onleesbaar algemeen wat wie waar zoek gegeven verplicht net echt".split()
)
# Ends of words for what somebody is rather than is called: "Ik ben Mantelzorger", "Ik ben Kroatisch".
_PARTICIPLE = re.compile(r"(?:ge|ver|be|door|op|aan|uit|in|af|over)[a-z]+(?:d|t|en)")
_WHAT_ONE_IS = re.compile(
    r".{2,}(?:er|ster|ig|lijk|isch|ische|eerd|ist|ent|ente|aar|oor|aan|aans|ees|ese|eus|loos|ziek|dig|mens|man|vrouw|moeder|"
    r"vader|patiënt|patient|gerechtigd|behoevend|ziend|horend|houder|leider|genoot|kundige|ond|end|baar|zaam|jarige|oud)",
    re.IGNORECASE,
)
# Surnames in lower case that are not in the list; such ends hardly occur in other words.
_SURNAME_END = re.compile(r"[a-zï-]{3,}(?:stra|sma|inga|enga|nssen|rsen|mans|huizen|hoven)", re.IGNORECASE)


@functools.lru_cache(maxsize=2)
def known(file: str) -> frozenset[str]:
    """The names of `first_names.txt` or `surnames.txt`."""
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


# Surnames that are ordinary words, unless such a particle stands before them: "de groot", "van der meer".
_WITH_PARTICLE = frozenset(
    "groot wit witte jong jonge boer haan graaf leeuw wilde lange bruin zwart groen klein meer laan berg heuvel velden "
    "veld kamp steen brink broek beek waal waard ridder zwaan haar horst linden ham hoek vliet molen ven wal maas oever "
    "hulst rooij koning prins kok bos wolf jager vos swart kroon mol poel putten schaap".split()
)
_NEAR_PARTICLE = re.compile(r"(?:de|den|der|ter|ten|vd|v\.d\.)\s+", re.IGNORECASE)
_ANY_ONE = re.compile(r"\b(?:die|deze|een|zo'n|andere|aardige|vriendelijke|lieve|nieuwe)\s+$", re.IGNORECASE)


def persons(text: str, context: Context) -> Iterator[Finding]:
    """The names that a text announces."""
    shouted = text.isupper()
    for cue in _CUES.finditer(text):
        strength = cue.lastgroup or ""
        end = _end_of_name(text, cue.start(), cue.end(), strength, context, shouted=shouted)
        if end is not None:
            yield found(Kind.NAME, cue.end(), end)


def _end_of_name(text: str, cue_start: int, start: int, strength: str, context: Context, *, shouted: bool) -> int | None:
    """Where the name that begins here ends, or None when it is none."""
    position, end, number = start, None, 0
    initials = _INITIALS.match(text, position)
    if initials:
        position = initials.end()
        while position < len(text) and text[position] == " ":
            position += 1
    while number < 5:
        after_particles = position
        while (particle := _PARTICLE.match(text, after_particles)) is not None:
            after_particles = particle.end()
        word = _WORD.match(text, after_particles)
        if word is None:
            break
        particles = text[position:after_particles]
        if not _is_name(word.group(), strength, context, later=number > 0 or bool(initials), shouted=shouted, particles=particles):
            break
        end = word.end()
        number += 1
        space = re.compile(r"[ ]+").match(text, end)
        if space is None:
            break
        position = space.end()
    if end is None:
        return None
    name = text[start:end]
    if strength in ("weak", "closing") and context.is_place(name):
        return None
    # "mevrouw van Zwolle" is called so; "die mevrouw van Zwolle" comes from there.
    if strength == "title" and name.startswith("van ") and _ANY_ONE.search(text[:cue_start]) and context.is_place(name[4:]):
        return None
    return end


def _is_name(
    word: str, strength: str, context: Context, *, later: bool, shouted: bool, particles: str
) -> bool:
    """Whether a word is (a part of) a name.

    Args:
        word: the word.
        strength: which kind of cue stands before it.
        context: to ask for places.
        later: whether a part of the name stands before it already.
        shouted: whether the whole message is in capitals, so that a capital says nothing.
        particles: "van ", "de " or the like before it.
    """
    lower = word.lower()
    if lower in NO_NAME or len(word) < 2:
        return False
    surname = lower in known("surnames.txt")
    first = lower in known("first_names.txt")
    capital = word[0].isupper() and not shouted
    if capital and word.isupper() and len(word) <= 5:
        # "meneer van MEE", "ik ben ZZP".
        return surname or first
    if capital:
        if strength == "weak" and not later:
            return first or surname or not (particles or _WHAT_ONE_IS.fullmatch(lower))
        return True
    if strength == "strong" and not later and not particles:
        return first or surname or not (lower in _ORDINARY or _PARTICIPLE.fullmatch(lower))
    if strength == "weak" and not later:
        return first and not particles
    if later or particles or strength in ("title", "strong"):
        if _NEAR_PARTICLE.search(particles) and lower in _WITH_PARTICLE:
            return True
        return surname or bool(_SURNAME_END.fullmatch(lower)) or (first and not later and not particles)
    return first


__all__ = ["known", "persons"]
