"""What the recognisers have in common: kinds of personal data, findings, and what they may look at."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.municipalities.results import LookupResult, Reason

if TYPE_CHECKING:
    from bot.municipalities.models import MunicipalityTables
    from bot.privacy.public import PublicContacts


class Kind(str, enum.Enum):
    """Kinds of personal data; the value stands between brackets in the text that remains."""

    BSN = "bsn"
    IBAN = "iban"
    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BIRTH_DATE = "geboortedatum"
    PLATE = "kenteken"
    NUMBER = "nummer"
    ADDRESS = "adres"
    POSTCODE = "postcode"
    """A postcode without a house number: only its letters are taken out, so there is no placeholder."""
    NAME = "naam"

    @property
    def placeholder(self) -> str:
        """What replaces it: "[bsn]"."""
        return f"[{self.value}]"


PLACEHOLDER = re.compile(r"\[(?:" + "|".join(re.escape(kind.value) for kind in Kind) + r")\]")


@dataclass(frozen=True)
class Finding:
    """Characters of a text that are of a kind; without a kind they are public, and nothing later may take them."""

    kind: Kind | None
    start: int
    end: int
    replacement: str = ""

    def overlaps(self, other: Finding) -> bool:
        """Whether they have a character in common."""
        return self.start < other.end and other.start < self.end


def found(kind: Kind, start: int, end: int) -> Finding:
    """A finding that its placeholder replaces."""
    return Finding(kind, start, end, kind.placeholder)


class Places(Protocol):
    """What is needed of `bot.municipalities.lookup.MunicipalityLookup`."""

    @property
    def tables(self) -> MunicipalityTables:
        """The facts: postcodes that exist, phone numbers and e-mail addresses of municipalities."""

    def find(self, text: str, *, expected: bool = False) -> LookupResult:
        """The municipalities that a text names."""


@dataclass(frozen=True)
class Context:
    """What a recogniser may look at besides the text."""

    public: PublicContacts
    places: Places | None = None

    def is_place(self, name: str) -> bool:
        """Whether this is, as a whole and properly spelled, the name of a place; False without a lookup."""
        if self.places is None:
            return False
        candidates = self.places.find(name, expected=True).candidates
        return any(row.reason is not Reason.TYPO and row.start == 0 and row.end == len(name) for row in candidates)


Recogniser = Callable[[str, Context], Iterable[Finding]]

# A number before one of these counts something; it is no house number.
COUNTED = (
    r"(?:jaar|jaren|jr|maand|maanden|mnd|week|weken|dag|dagen|uur|uren|u|min|minuten|keer|x|maal|euro|eur|cent|procent|%|€|"
    r"km|kilometer|meter|cm|m2|mm|kg|gram|liter|kamers?|kinderen|mensen|personen|bewoners|huizen|woningen|katten|"
    r"honden|treden|trappen|hoog|graden|ochtenden|middagen|avonden|nachten|stuks|gezinnen|buren|auto's|en een half)"
)
