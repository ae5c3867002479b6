"""Phone numbers as links: what a phone must dial for the number as it is written."""

from __future__ import annotations

import re

import phonenumbers

# Numbers that exist only inside the Netherlands: 14 + area code (municipalities), 112, 113, 116..., 144.
_SHORT = re.compile(r"14 ?0\d{2,3}|1\d{2}|116\d{3}|18\d{2}")


def link(phone: str) -> str:
    """The `tel:` link of a Dutch number: "(0575) 59 57 60" -> "tel:+31575595760", "14 020" -> "tel:14020".

    Empty when the number cannot be dialled as it is.
    """
    if not is_valid(phone):
        return ""
    digits = re.sub(r"\D", "", phone)
    if _SHORT.fullmatch(digits) or digits.startswith(("0800", "0900")):
        return f"tel:{digits}"
    return f"tel:+31{digits.removeprefix('0031').removeprefix('31').removeprefix('0')}"


def is_valid(phone: str) -> bool:
    """Whether this is a number that can exist in the Netherlands."""
    digits = re.sub(r"\D", "", phone)
    if _SHORT.fullmatch(digits):
        return True
    try:
        number = phonenumbers.parse(phone, "NL")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number_for_region(number, "NL"))
