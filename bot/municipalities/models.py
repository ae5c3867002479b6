"""What is known about municipalities: one frozen dataclass per fact, with the SQL table that keeps it.

The tables are SQLAlchemy Core tables (2.0-style API, which SQLAlchemy 1.4 has too) and the rows are plain frozen
dataclasses: the whole content is read into memory once and shared by all conversations, so rows must not be bound to a
session nor be changed. Column names equal field names; a row becomes its dataclass in `store.py`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

PURPOSES = ("melding", "clientondersteuning", "mantelzorg", "respijtzorg", "klacht", "spoed")

# Where a door or local text came from: the files in data/gemeenten, or a municipality's own import. The own ones win,
# and a new version of the files leaves them alone.
BASE, OWN = "basis", "gemeente"


@dataclass(frozen=True)
class Municipality:
    """A municipality with its general contact details; `checked` is the day the register verified them."""

    code: str
    name: str
    province: str
    phone: str
    website: str
    email: str
    visiting_address: str
    postal_address: str
    contact_form: str
    inhabitants: int
    source: str
    checked: datetime.date | None


@dataclass(frozen=True)
class Place:
    """A village or town (BAG woonplaats); a place on a border occurs once for each of its municipalities."""

    code: str
    name: str
    full_name: str
    """The register's distinguishing name ("Nes Gem Ameland"), empty where the name is unique."""


@dataclass(frozen=True)
class Postcode:
    """The four digits of a postcode in a municipality; `main` for the one with most addresses."""

    digits: str
    code: str
    main: bool


@dataclass(frozen=True)
class Alias:
    """Another name for a municipality: spoken, spelled otherwise, or of a former municipality."""

    name: str
    code: str
    kind: str
    valid_until: datetime.date | None

    @property
    def former(self) -> bool:
        """Whether the name is that of a municipality which no longer exists."""
        return self.kind.startswith("voormalige_gemeente")


@dataclass(frozen=True)
class Door:
    """Where to knock in one municipality for one purpose (contactpunt); empty text where a detail is not known."""

    code: str
    purpose: str
    name: str
    phone: str
    email: str
    url: str
    address: str
    hours: str
    say_first: str
    source: str
    checked: datetime.date | None
    remark: str = ""
    origin: str = BASE


@dataclass(frozen=True)
class LocalText:
    """A municipality's own text with one question; `mode` is "vervangt" (replaces) or "vult_aan" (is added)."""

    code: str
    question: str
    mode: str
    text: str
    source: str
    checked: datetime.date | None


@dataclass(frozen=True)
class NationalDoor:
    """A contact point for the whole country, found by its key (`luisterlijn`, `juridisch_loket`, ...)."""

    key: str
    name: str
    purpose: str
    phone: str
    url: str
    source: str
    checked: datetime.date | None
    remark: str


@dataclass(frozen=True)
class Merger:
    """A municipality that goes up in another on a day; only counts once `confirmed`."""

    old_code: str
    new_code: str
    starts: datetime.date
    confirmed: bool
    source: str


@dataclass(frozen=True)
class ForeignPlace:
    """A place or country across the border, so that its resident hears that this assistant cannot help there."""

    name: str
    country: str


@dataclass(frozen=True)
class Region:
    """A municipality in a part of the country that people name to tell places apart ("Elst in de Betuwe")."""

    name: str
    code: str


@dataclass(frozen=True)
class MunicipalityTables:
    """Everything, in memory. Read-only: `store.load` makes a new one after an import."""

    municipalities: tuple[Municipality, ...]
    places: tuple[Place, ...]
    postcodes: tuple[Postcode, ...]
    aliases: tuple[Alias, ...]
    doors: tuple[Door, ...]
    national_doors: tuple[NationalDoor, ...]
    local_texts: tuple[LocalText, ...]
    mergers: tuple[Merger, ...]
    foreign_places: tuple[ForeignPlace, ...]
    regions: tuple[Region, ...]
    ordinary_words: Mapping[str, str]
    """Dutch words that are a name ("best", "een") or look like one ("harem"), with their kind: see `vocabulary.py`."""

    by_code: dict[str, Municipality] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {row.code: row for row in self.municipalities})


# Constraints have names of their own, so that a migration can refer to them on every database.
metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _text(name: str, length: int = 200, **options: object) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, **options)


def _municipality_code(name: str = "code", **options: object) -> sa.Column:
    return sa.Column(name, sa.String(6), sa.ForeignKey("municipalities.code"), nullable=False, **options)


municipalities = sa.Table(
    "municipalities",
    metadata,
    _text("code", 6, primary_key=True),
    _text("name"),
    _text("province", 40),
    _text("phone", 40),
    _text("website"),
    _text("email"),
    _text("visiting_address"),
    _text("postal_address"),
    _text("contact_form"),
    sa.Column("inhabitants", sa.Integer, nullable=False),
    _text("source"),
    sa.Column("checked", sa.Date),
)
places = sa.Table(
    "places",
    metadata,
    _municipality_code(primary_key=True),
    _text("name", primary_key=True),
    _text("full_name"),
)
postcodes = sa.Table(
    "postcodes",
    metadata,
    _text("digits", 4, primary_key=True),
    _municipality_code(primary_key=True),
    sa.Column("main", sa.Boolean, nullable=False),
)
aliases = sa.Table(
    "aliases",
    metadata,
    _text("name", primary_key=True),
    _municipality_code(primary_key=True),
    _text("kind", 40, primary_key=True),
    sa.Column("valid_until", sa.Date),
)
doors = sa.Table(
    "doors",
    metadata,
    _municipality_code(primary_key=True),
    _text("purpose", 40, primary_key=True),
    _text("name"),
    _text("phone", 40),
    _text("email"),
    _text("url", 500),
    _text("address"),
    _text("hours"),
    _text("say_first", 300),
    _text("source", 300),
    sa.Column("checked", sa.Date),
    _text("remark", 500),
    _text("origin", 10, primary_key=True),
)
local_texts = sa.Table(
    "local_texts",
    metadata,
    _municipality_code(primary_key=True),
    _text("question", 80, primary_key=True),
    _text("mode", 10),
    sa.Column("text", sa.Text, nullable=False),
    _text("source", 300),
    sa.Column("checked", sa.Date),
)
national_doors = sa.Table(
    "national_doors",
    metadata,
    _text("key", 40, primary_key=True),
    _text("name"),
    _text("purpose"),
    _text("phone", 40),
    _text("url", 500),
    _text("source", 300),
    sa.Column("checked", sa.Date),
    _text("remark", 500),
)
mergers = sa.Table(
    "mergers",
    metadata,
    _municipality_code("old_code", primary_key=True),
    _municipality_code("new_code"),
    sa.Column("starts", sa.Date, nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    _text("source", 300),
)
foreign_places = sa.Table("foreign_places", metadata, _text("name", primary_key=True), _text("country", 2))
regions = sa.Table("regions", metadata, _text("name", 40, primary_key=True), _municipality_code(primary_key=True))
ordinary_words = sa.Table("ordinary_words", metadata, _text("word", primary_key=True), _text("kind", 10))
# One row: the fingerprint of the files that the tables were last filled from.
fills = sa.Table("fills", metadata, sa.Column("id", sa.Integer, primary_key=True), _text("fingerprint", 64))
