"""Where somebody lives: postcode with letters, and street with house number. The four digits and the place stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.municipalities.context import vocabulary
from bot.privacy.findings import COUNTED, Context, Finding, Kind, found

_ADDITION = (
    r"(?:\s?-\s?(?:[a-z]{1,2}|\d{1,3}|hs|huis|bis)|\s?(?:bis|hs|huis|rood|zwart|[IVX]{2,4})|[a-z]{1,2}|\s[a-h])?(?!\w)"
)
_SAYS_NUMBER = r"(?:(?:huis\s?nummer|huis\s?nr\.?|nummer|nr\.?|no\.|op\s+nummer|op\s+nr\.?)\s*(?:is\s+)?:?\s*)"
_NO_COUNT = rf"(?!\s?{COUNTED}(?!\w))(?![.,:/]\d)(?!\s?[-/]\s?\d)"
_HOUSE = rf"\d{{1,4}}{_ADDITION}{_NO_COUNT}"

_POSTCODE = re.compile(
    r"(?:(?<![\w€$/-])|(?<=postcode))(?<!€ )(?<![.,]\d)(?<!\d[ .,])"
    r"(?P<digits>[1-9]\d{3})(?P<space>[ .-]?)(?P<letters>[A-Z]{2})"
    rf"(?:(?=\d)|(?![A-Z0-9_]))(?P<house>\s*[,/-]?\s*{_SAYS_NUMBER}?{_HOUSE})?(?![A-Z0-9_])",
    re.IGNORECASE,
)
# Two letters behind a number that are words: "in 2015 is", "2026 en".
_WORDS = vocabulary(
    "al ga de en er ik in is je ja kg km me na nu of om op te we wt ze zo eu uw hr ha pm am da dus ma mn bv va "
    "st nr jr dm cm mm ml gr gb mb kb"
)
_SAYS_POSTCODE = re.compile(r"\bpost\s?[ck]ode\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
# Never given out, because of what they once stood for.
_NOT_GIVEN = frozenset({"SA", "SD", "SS"})

# In lower case only these, in which hardly any other word ends.
_PLAIN_SUFFIX = (
    r"(?:straat|straatje|str\.|laan|laantje|weg|plein|plantsoen|singel|gracht|kade|dijk|hof|hofje|steeg|dreef|pad)"
)
_SUFFIX = (
    rf"(?:{_PLAIN_SUFFIX}|wegje|pleintje|park|markt|wal|baan|einde|oord|oever|haven|burg|kamp|akkers?|veld|velden|erf|brink|bos|"
    r"berg|heuvel|wijk|poort|brug|sluis|vaart|wetering|waard|donk|horst|werf|tuin|tuinen|zoom|boulevard|passage|allee|"
    r"straete|stroat|loane|leane|meent|gaarde|hoek|zijde|kwartier|terras|esplanade|promenade)"
)
_PARTICLE = r"(?:van|de|den|der|het|ter|ten|le|la|du|von|aan|op|in|'t|a/d|v/d|v\.d\.)"
_WHOLE = r"(?:straat|laan|weg|plein|hof|pad|singel|dijk|gracht|kade|markt|steeg|dreef|park|baan|wal|haven)"
_ADJECTIVE = r"(?:oude|nieuwe|lange|korte|hoge|lage|grote|kleine|eerste|tweede|derde)"
_STREET = re.compile(
    # "Burgemeester van der", "1e", "Oude"
    rf"(?<![\w'-])(?P<name>(?:(?:[A-Z][\w'.-]*|\d{{1,2}}e)\s(?:{_PARTICLE}\s){{0,3}}){{0,3}}"
    rf"(?:[A-Z][\w'-]*{_SUFFIX}|[a-z'-]{{2,}}{_PLAIN_SUFFIX}|"
    rf"(?<=\s)(?i:{_WHOLE})|(?i:{_ADJECTIVE}\s{_WHOLE})|laan\svan\s(?:de\s|den\s|het\s)?\w+|"
    # "Laan van Meerdervoort"
    rf"(?:Laan|Plein|Weg|Park|Hof|Straat)\s(?:{_PARTICLE}\s|naar\s){{1,2}}[A-Z]\w+(?:\s[A-Z]\w+)?))"
    rf"(?:,?\s*{_SAYS_NUMBER}|,?\s+)(?P<house>(?i:{_HOUSE}))"
)
# Words with such an end that are no street.
_NO_STREET = re.compile(
    r"(?:(?:aan|af|dicht|door|in|neer|om|op|over|toe|uit|ver)?slaan)|(?:wandel|fiets|voet|levens|zorg|ruiter|olifanten)?pad|(?:hoofd|win|zij)?straat|plein|laan|singel|(?:gerechts|voor)?hof|blokkade|.*cade|"
    r"(?:snel|rijks|auto|spoor|uit|om|voor|in|heen|terug|half|hier|daar|door|recht|fiets|loop|kruis|lucht|water|land|bij|af|"
    r"onder|openbare)?weg|(?:arbeids|huizen|woning|zorg|rommel)markt|(?:super)?markt|(?:sta|zit|werk)?plaats",
    re.IGNORECASE,
)
# A name without such an end, only where it says that somebody lives there: "ik woon op de Brink 12", "adres: Heerd 4".
_LIVING = re.compile(
    r"(?:\b(?:[Ww]oon|[Ww]oont|[Ww]onen|[Ww]onend|[Ww]oonachtig|[Aa]dres)\s(?:(?:nu|sinds kort|zelf|is|was)\s)?"
    r"(?:(?P<at>op|aan|in)\s)?(?:(?:de|het|'t)\s)?|\b[Aa]dres\s?:\s?)"
    rf"(?P<name>[A-Z][\w'-]+(?:\s(?:{_PARTICLE}\s){{0,2}}[A-Z][\w'-]+){{0,3}})"
    rf"(?:,?\s*{_SAYS_NUMBER}|\s+)(?P<house>(?i:{_HOUSE}))"
)
# Whatever the name, with number and postcode it is an address: "Het Spaarne 64, 2011 CJ".
_BEFORE_POSTCODE = re.compile(
    rf"(?<![\w'-])(?P<name>[A-Z][\w'.-]*(?:\s(?:{_PARTICLE}\s){{0,2}}[A-Z][\w'-]+){{0,3}})\s(?P<house>(?i:{_HOUSE}))"
    r"(?=\s?,?\s?[1-9]\d{3}\s?[A-Za-z]{2}\b)"
)
_HOUSE_NUMBER = re.compile(
    rf"\b(?:huis\s?nummer|huisnr\.?)\s*(?:is\s+|:\s*)?(?P<house>\d{{1,4}}{_ADDITION})(?![.,:]\d)", re.IGNORECASE
)


def postcodes(text: str, context: Context) -> Iterator[Finding]:
    """Full postcodes, of which the four digits stay; a house number behind one goes, too."""
    shouted = text.isupper()
    for match in _POSTCODE.finditer(text):
        digits, space, letters = match["digits"], match["space"], match["letters"]
        word = letters.lower() in _WORDS
        if letters.upper() in _NOT_GIVEN:
            continue
        said = _SAYS_POSTCODE.search(text[max(0, match.start() - 30) : match.start()]) is not None
        if space and word and (shouted or not letters.isupper()):
            continue
        if space and not said and not letters.isupper() and digits not in context.public.postcodes:
            continue
        kind = Kind.ADDRESS if match["house"] else Kind.POSTCODE
        yield Finding(kind, match.start(), match.end(), digits)


def streets(text: str, context: Context) -> Iterator[Finding]:
    """Streets with their house number, and house numbers that are said to be one."""
    for pattern in (_STREET, _LIVING, _BEFORE_POSTCODE):
        for match in pattern.finditer(text):
            if _is_no_street(match["name"], match["house"]):
                continue
            # "in Hoorn 80" is no address; "aan de Waal 3" is, though a village has that name.
            if match.groupdict().get("at") != "aan" and context.is_place(match["name"]):
                continue
            yield found(Kind.ADDRESS, match.start("name"), match.end("house"))
    for match in _HOUSE_NUMBER.finditer(text):
        yield found(Kind.ADDRESS, match.start("house"), match.end("house"))


def _is_no_street(name: str, house: str) -> bool:
    words = name.split()
    if len(words) == 1 and _NO_STREET.fullmatch(name):
        return True
    # "in onze buurtstraat 2019", "Buurthaven 2026"
    year = re.match(r"(?:19|20)\d\d\b", house) is not None
    return year and not (words[-1][0].isupper() and re.search(rf"{_PLAIN_SUFFIX}$", words[-1]))
