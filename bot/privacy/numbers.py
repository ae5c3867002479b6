"""Numbers that belong to one person: BSN, IBAN, licence plate, and the numbers of a case or customer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.findings import Context, Finding, Kind, found

# Court rulings and amounts of money: public, however many digits they have.
_PUBLIC = re.compile(
    r"\bECLI:[\w:.]*\w|\b\d{2}/\d{2,5}(?:\s?(?:WMO|AWBZ|WLZ|WIA|PW)\w*)|€\s*\d(?:[\d.,]*\d)?|"
    r"(?<![\w.,])\d(?:[\d.,]*\d)?\s?(?:euro|eur)\b",
    re.IGNORECASE,
)

_BSN_SHAPE = re.compile(
    r"(?<![\w.,-])(?<!\d )(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3}|"
    r"\d{2}([ .-])\d{2}\3\d{2}\3\d{3}|\d(?: \d){8})(?!\w)(?![ .,-]?\d)"
)
_BSN_SAID = re.compile(
    r"\b(?:bsn|b\.s\.n\.|burger\s?-?service\s?-?(?:nummer|nr)?|sofi)(?:\s?-?(?:nummer|nr))?\b"
    r"[^\d€\n]{0,20}(?<!\d)(\d(?:[ .-]?\d){7,8})(?![ .-]?\d)(?![A-Za-z])",
    re.IGNORECASE,
)

# The length of an IBAN by country, for the countries that people here have an account in.
_IBAN_LENGTHS = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "IE": 22, "LU": 20, "ES": 24, "PT": 25, "IT": 27, "AT": 20,
    "CH": 21, "PL": 28, "TR": 26, "RO": 24, "BG": 22, "HU": 28, "CZ": 24, "SK": 24, "GR": 27, "SE": 24, "DK": 18,
    "NO": 15, "FI": 18, "LT": 20, "LV": 21, "EE": 20, "HR": 21, "SI": 19, "UA": 29, "MT": 31, "CY": 28,
}  # fmt: skip
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[ ]?\d{2}(?=[ .-]?[A-Z0-9])", re.IGNORECASE)
_DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")

# Side codes of the RDW; the newer ones (three letters together) have no vowels.
_C = "[B-DF-HJ-NP-TV-XZ]"
_PLATE_SHAPES = (
    "LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-CCC-9", "9-CCC-99", "LL-999-L",
    "L-999-LL", "CCC-99-C", "C-99-CCC", "9-LL-999", "999-LL-9",
)  # fmt: skip


def _plates(separator: str) -> str:
    signs = {"L": "[A-Z]", "C": _C, "9": r"\d", "-": separator}
    return "|".join("".join(signs[sign] for sign in shape) for shape in _PLATE_SHAPES)


_PLATE_HYPHENS = re.compile(rf"(?<![\w-])(?:{_plates('-')})(?![\w-])", re.IGNORECASE)
# Without hyphens "1234 AB" is a postcode.
_PLATE_GLUED = re.compile(rf"(?<![\w.-])(?!\d{{4}}[A-Z])(?:{_plates('')})(?![\w-])")
_PLATE_SAID = re.compile(
    r"\b(?:kenteken(?:plaat|nummer)?|nummerbord|nummerplaat)\b[^\d\n]{0,16}?(?<![A-Z0-9])"
    rf"({_plates('[ -]?')})(?![\w-])",
    re.IGNORECASE,
)
# Small words between two numbers: "08-en-12".
_NO_PLATE = re.compile(r"\b(?:en|of|om|op|in|te|is|nr|jr|ma|di|wo|vr|za|zo|a|eu)\b", re.IGNORECASE)

_NUMBER_SAID = re.compile(
    r"\b(?:[a-zë-]{0,24}\s?(?:nummer|nr\.?)|kenmerk|referentie|zaak|dossier)"
    r"(?:\s+(?:is|was|van\s+mij\s+is|luidt|met))*\s*[:=#]?\s*"
    r"(?<![A-Za-z0-9])((?:[A-Z]{1,5}[-./ ]?)?\d(?:[./ -]?[A-Z]?\d)*)(?!\w)",
    re.IGNORECASE,
)
_FEWEST_SAID = 6
# So many digits in a row are an account, a misspelt phone number or BSN, or a case, whatever stands before them.
_LONG = re.compile(r"(?<![\w/=€])(?<!\d[.,-])\d{8,}(?!\w)(?![.,]\d)")


def public_numbers(text: str, context: Context) -> Iterator[Finding]:
    """Amounts of money and numbers of court rulings, which stay."""
    for match in _PUBLIC.finditer(text):
        yield Finding(None, match.start(), match.end())


def bsn(text: str, context: Context) -> Iterator[Finding]:
    """Citizen service numbers: by the eleven test, or by the word before them even when that fails (a typing error)."""
    for match in _BSN_SAID.finditer(text):
        yield found(Kind.BSN, match.start(1), match.end(1))
    for match in _BSN_SHAPE.finditer(text):
        if passes_eleven_test(re.sub(r"\D", "", match.group())):
            yield found(Kind.BSN, match.start(), match.end())


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a BSN."""
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return weighted % 11 == 0 and set(digits) != {"0"}


def iban(text: str, context: Context) -> Iterator[Finding]:
    """Account numbers that pass the test (modulo 97); a Dutch one also when it has a typing error."""
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(match.group()[:2].upper())
        if length is None:
            continue
        collected, position = "", match.start()
        while position < len(text) and len(collected) < length:
            sign = text[position]
            if sign.isascii() and sign.isalnum():
                collected += sign.upper()
            elif sign not in " .-" or text[position - 1] in " .-":
                break
            position += 1
        ends = position == len(text) or not text[position].isalnum()
        if len(collected) == length and ends and (passes_mod_97(collected) or _DUTCH_IBAN.fullmatch(collected)):
            yield found(Kind.IBAN, match.start(), position)


def passes_mod_97(account: str) -> bool:
    """Whether letters and digits can be an IBAN."""
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def plates(text: str, context: Context) -> Iterator[Finding]:
    """Dutch licence plates: with hyphens, in capitals without, or any way behind the word "kenteken"."""
    for match in _PLATE_SAID.finditer(text):
        yield found(Kind.PLATE, match.start(1), match.end(1))
    for match in _PLATE_HYPHENS.finditer(text):
        if not _NO_PLATE.search(match.group()):
            yield found(Kind.PLATE, match.start(), match.end())
    for match in _PLATE_GLUED.finditer(text):
        yield found(Kind.PLATE, match.start(), match.end())


def case_numbers(text: str, context: Context) -> Iterator[Finding]:
    """Numbers of a case, customer, dossier and so on, of six digits or more, and very long numbers of any sort."""
    for match in _NUMBER_SAID.finditer(text):
        if len(re.sub(r"\D", "", match.group(1))) >= _FEWEST_SAID:
            yield found(Kind.NUMBER, match.start(1), match.end(1))
    for match in _LONG.finditer(text):
        yield found(Kind.NUMBER, match.start(), match.end())
