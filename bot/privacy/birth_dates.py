"""Dates of birth. Dates of letters, decisions and appointments stay: they are what the question is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.findings import Context, Finding, Kind, found

LAST_YEAR = 2011
"""A date up to this year, of which nothing is said, is taken for a date of birth: the Wmo is younger than that."""
_OLDEST_YEAR = 1900
# Two digits above this are of the last century.
_TWO_DIGITS = 40

_MONTH = (
    r"(?:januari|jan|februari|feb|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept|sep|oktober|okt|"
    r"november|nov|december|dec)\.?"
)
_UNITS = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_WORD_NUMBER = (
    rf"(?:(?:(?:{_UNITS})(?:en|ën))?(?:{_TENS})|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|"
    rf"negentien|{_UNITS})"
)
_WORD_DAY = rf"(?:{_WORD_NUMBER}(?:de|ste)?|eerste|derde)"
_WORD_YEAR = rf"(?:negentien\s?(?:honderd)?\s?(?:en\s?)?)?{_WORD_NUMBER}"

_DATE = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"(?P<day>[0-3]?\d)\s?(?P<sign>[-/.])\s?(?P<month>[01]?\d)\s?(?P=sign)\s?(?P<year>(?:19|20)?\d{{2}})|"
    rf"(?P<iso>(?:19|20)\d{{2}})-[01]\d-[0-3]\d|"
    rf"(?P<plain>[0-3]\d[01]\d(?:19|20)\d{{2}})|"
    rf"[0-3]?\d(?:e|ste|de)?\s?-?\s?{_MONTH}\s?-?\s?(?P<named>(?:19|20)\d{{2}}|['’]?\d{{2}}(?!\s?(?:uur|u\b|:|\.\d)))"
    rf")(?!\w)(?![-/]\d)",
    re.IGNORECASE,
)
# Only behind a word that says so: without a year, or in words.
_LOOSE_DATE = re.compile(
    rf"(?<![\w.,/-])(?:[0-3]?\d(?:e|ste|de)?\s{_MONTH}|{_WORD_DAY}\s{_MONTH}(?:\s{_WORD_YEAR}|\s(?:19|20)?\d{{2}})?|"
    rf"[0-3]?\d\s[01]?\d\s(?:19|20)?\d{{2}}|[0-3]?\d(?:e|ste|de)?\s{_MONTH}\s{_WORD_YEAR})(?!\w)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:geboren|geboorte\s?-?(?:datum|dag|dtm)?|geb\s?\.?\s?-?(?:datum|dat|dd)?\b|ge?b(?:dat)?\b|verjaardag|jarig|"
    r"(?:ik\s+ben|is|hij|zij|ze|moeder|vader|man|vrouw)\s+(?:zelf\s+)?van(?=\s*$))",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(r"\s*(?:geboren|geb\b|is\s+(?:mijn|m'n|mn|zijn|haar)\s+(?:geboorte|verjaar))", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:brief|brieven|besluit|beschikking|melding|aanvraag|verslag|indicatie|rekening|factuur|nota|uitspraak|rapport|"
    r"formulier|mail|e-mail|mailtje|bezwaar|bezwaarschrift|wet|afspraak|gesprek|toekenning|regeling|verordening|plan|"
    r"advies|bericht|aanmaning|herindicatie|onderzoek|contract|overeenkomst|sinds|vanaf|ingang|dd|d\.d|"
    r"gedateerd|gedagtekend|dagtekening|stamt|betaald|ingediend|verstuurd|besloten|afgewezen|toegekend)\b|"
    r"\b(?:per|tot|t/m|tussen|tot en met)(?=\s*$)",
    re.IGNORECASE,
)
_REACH = 45
_NEAR = 18
_FIRST_WMO = 2006


def birth_dates(text: str, context: Context) -> Iterator[Finding]:
    """Dates that are said to be of birth, and dates too old to be anything else of a running case."""
    for match in _DATE.finditer(text):
        said = _said(text, match)
        if said is None:
            dotted_short = match["sign"] == "." and len(match["year"] or "") == 2
            said = not dotted_short and not match["plain"] and _long_ago(match)
        if said:
            yield found(Kind.BIRTH_DATE, match.start(), match.end())
    if not _BIRTH.search(text):
        return
    for match in _LOOSE_DATE.finditer(text):
        if _said(text, match):
            yield found(Kind.BIRTH_DATE, match.start(), match.end())


def may_be_in_words(text: str) -> bool:
    """Whether a text without digits may hold a date of birth ("geboren vier maart eenenvijftig")."""
    return _BIRTH.search(text) is not None


def _said(text: str, match: re.Match[str]) -> bool | None:
    """Whether the words around it make it a date of birth; None when they say nothing."""
    if _BIRTH_AFTER.match(text, match.end()):
        return True
    before = re.split(r"[!?;\n]|[a-z]{4}\.\s", text[max(0, match.start() - _REACH) : match.start()])[-1]
    if _year(match) <= _FIRST_WMO:
        # Of so long ago a letter must be named right before its date.
        before = before[-_NEAR:] if not _BIRTH.search(before) else before
    birth = max((cue.end() for cue in _BIRTH.finditer(before)), default=-1)
    dated = max((cue.end() for cue in _DATED.finditer(before)), default=-1)
    if birth == dated:
        return None
    return birth > dated


def _year(match: re.Match[str]) -> int:
    """The year of a date; 9999 when it has none."""
    groups = match.groupdict()
    digits = "".join(groups.get(name) or "" for name in ("year", "iso", "named")).lstrip("'’")
    if not digits:
        return 9999
    if len(digits) == 2:
        return int(digits) + (1900 if int(digits) >= _TWO_DIGITS else 2000)
    return int(digits)


def _long_ago(match: re.Match[str]) -> bool:
    if match["day"] and not (1 <= int(match["day"]) <= 31 and 1 <= int(match["month"]) <= 12):
        return False
    if len((match["year"] or match["named"] or "").lstrip("'’")) == 2:
        return _year(match) < 2000
    return _OLDEST_YEAR <= _year(match) <= LAST_YEAR
