"""Phone numbers and e-mail addresses of persons; those of public bodies stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.privacy.findings import Context, Finding, Kind, found
from bot.privacy.public import national

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|\sapenstaart(?:je)?\s|\sat\s(?=\w+\.(?:nl|com|eu|net|org|be)\b))\s?"
    r"(?:[\w-]+(?:\.[\w-]+)+|(?:gmail|hotmail|outlook|live|ziggo|kpnmail|kpnplanet|planet|xs4all|upcmail|icloud|yahoo)\b)",
    re.IGNORECASE,
)
# The matcher of phonenumbers takes 0.1 ms even without a number, so it only sees texts with enough digits.
_ENOUGH_DIGITS = re.compile(r"\d(?:[^\d\n]{0,4}\d){6}")
# What it takes for no number, because of the signs in it or for want of a digit: "06/12345678", "06 43 21 98 7".
_MOBILE = re.compile(
    r"(?<![\w€])(?:(?:\+|00)\s?31[ ./()-]*(?:0[ ./()-]*)?|0\s?)6(?:[ ./()-]{0,3}\d){7,8}(?!\w)(?![ .-]?\d)"
)
_SERVICE = re.compile(
    r"(?<![\d+])(?:(?:0800|0900|0906|0909)(?:[ -]{0,3}\d){4,7}|088(?:[ -]{0,3}\d){7}|14[ ]?0\d{2,3})(?!\d)"
)


def emails(text: str, context: Context) -> Iterator[Finding]:
    """E-mail addresses, also with "(at)" or without the end that everyone knows ("@gmail")."""
    for match in _EMAIL.finditer(text):
        address = re.sub(r"\s", "", match.group())
        end = match.end()
        if context.public.is_public_email(address):
            yield Finding(None, match.start(), end)
        else:
            yield found(Kind.EMAIL, match.start(), end)


def phones(text: str, context: Context) -> Iterator[Finding]:
    """Phone numbers, Dutch ones and others with their country code."""
    if not _ENOUGH_DIGITS.search(text):
        return
    for service in _SERVICE.finditer(text):
        yield Finding(None, service.start(), service.end())
    for match in phonenumbers.PhoneNumberMatcher(text, "NL", leniency=phonenumbers.Leniency.VALID):
        number = match.number
        public = number.country_code == 31 and context.public.is_public_phone(str(number.national_number))
        yield Finding(None, match.start, match.end) if public else found(Kind.PHONE, match.start, match.end)
    for mobile in _MOBILE.finditer(text):
        if not context.public.is_public_phone(national(mobile.group())):
            yield found(Kind.PHONE, mobile.start(), mobile.end())
