"""What the lookup answers: candidates with the reason and the piece of text that named them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.municipalities.models import Municipality
from bot.municipalities.names import base


class Reason(str, Enum):
    """Why a text stands for a municipality, from most to least direct."""

    NAME = "name"
    PLACE = "place"
    POSTCODE = "postcode"
    ALIAS = "alias"
    FORMER = "former"
    TYPO = "typo"


@dataclass(frozen=True)
class Span:
    """A piece of the message: what it stands for, and where it is (in characters)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """A municipality that the text may mean, and what in the text names it (`start` and `end` count characters)."""

    municipality: Municipality
    reason: Reason
    name: str
    """What was named, properly spelled: "Giethoorn", "Den Bosch", "3512"."""
    start: int
    end: int

    @property
    def label(self) -> str:
        """The text of a button that tells this candidate from the others: "Beek (gemeente Montferland)"."""
        own = base(self.municipality.name)
        if self.name == own or self.reason is Reason.POSTCODE:
            return f"{own} ({self.municipality.province})"
        return f"{self.name} (gemeente {self.municipality.name})"


@dataclass(frozen=True)
class LookupResult:
    """What a message says about the place; with nothing at all, `candidates` is empty and the rest is None."""

    candidates: tuple[Candidate, ...] = ()
    certain: bool = True
    """False for a guess worth confirming: "Bedoelt u Spijkenisse?"."""
    foreign: Span | None = None
    """A place or country across the border."""
    country: str | None = None
    """The code of that country: "BE" or "DE"."""
    unknown: Span | None = None
    """What seems meant as a place but is not known ("Duckstad", a postcode that does not exist)."""

    @property
    def one(self) -> Candidate | None:
        """The candidate, when there is exactly one."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def several(self) -> bool:
        """Whether to ask back."""
        return len(self.candidates) > 1
