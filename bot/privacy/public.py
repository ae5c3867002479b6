"""Phone numbers and e-mail addresses of public bodies: they are no personal data and stay in the text."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlparse

from bot import settings
from bot.knowledge import files
from bot.municipalities.context import vocabulary
from bot.municipalities.models import MunicipalityTables

MUNICIPALITIES = settings.PROJECT / "data" / "gemeenten"

# Mailboxes of an office; at a public body's own domain they belong to no person.
_OFFICES = vocabulary(
    "info gemeente contact post postbus wmo wmoloket loket zorgloket zorg sociaal sociaalteam wijkteam welzijn "
    "mantelzorg klacht klachten bezwaar bezwaarschriften secretariaat receptie klantenservice kcc pgb jeugd "
    "publiekszaken"
)


@dataclass(frozen=True)
class PublicContacts:
    """Phone numbers (without the leading 0), e-mail addresses and domains that are public, and postcodes that exist."""

    phones: frozenset[str]
    emails: frozenset[str]
    domains: frozenset[str]
    postcodes: frozenset[str]

    def is_public_email(self, address: str) -> bool:
        """Whether the address is that of a municipality or a national body, not of a person who works there."""
        local, _, domain = address.lower().partition("@")
        return address.lower() in self.emails or (domain in self.domains and local in _OFFICES)

    def is_public_phone(self, digits: str) -> bool:
        """Whether this number belongs to a public body.

        Args:
            digits: the number without country code and leading 0.
        """
        # 0800, 0900, 0906, 0909 and 088 are never a person's.
        return digits.startswith(("800", "900", "906", "909", "88")) or digits in self.phones


def national(phone: str) -> str:
    """The digits of a phone number without country code and leading 0: "(0575) 59 57 60" -> "575595760"."""
    return re.sub(r"\D", "", phone).removeprefix("0031").removeprefix("31").removeprefix("0")


def _domain(url: str) -> str:
    return (urlparse(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")


@functools.lru_cache(maxsize=1)
def from_files() -> PublicContacts:
    """The public contacts of data/gemeenten and data/kennis/landelijk.yml."""
    phones, emails, urls, postcodes = [], [], [], []
    for path in sorted(MUNICIPALITIES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                phones.append(row.get("telefoon") or "")
                emails.append(row.get("email") or "")
                # A door's URL may be at a private provider's; only a municipality's own website counts.
                urls.append(row.get("website") or "")
                postcodes.append(row.get("pc4") or "")
    for entry in files.read(files.KNOWLEDGE / "landelijk.yml")["landelijk"].values():
        phones.append(str(entry.get("telefoon") or ""))
        urls.append(str(entry.get("url") or ""))
        # Some numbers and addresses are only told in the remarks ("oudere bronnen noemen 0900-0767").
        emails.extend(re.findall(r"[\w.-]+@[\w-]+(?:\.[\w-]+)+", str(entry.get("opmerking") or "")))
    return _contacts(phones, emails, urls, postcodes)


_with_tables: tuple[MunicipalityTables, PublicContacts] | None = None


def contacts(tables: MunicipalityTables | None) -> PublicContacts:
    """The public contacts of the files and of what municipalities imported; made once for each version of these."""
    global _with_tables
    base = from_files()
    if tables is None:
        return base
    if _with_tables is None or _with_tables[0] is not tables:
        places, doors = tables.municipalities, tables.doors
        own = _contacts(
            [row.phone for row in places] + [row.phone for row in doors] + [row.phone for row in tables.national_doors],
            [row.email for row in places] + [row.email for row in doors],
            [row.website for row in places],
            [row.digits for row in tables.postcodes],
        )
        merged = PublicContacts(
            base.phones | own.phones,
            base.emails | own.emails,
            base.domains | own.domains,
            base.postcodes | own.postcodes,
        )
        _with_tables = (tables, merged)
    return _with_tables[1]


def _contacts(
    phones: Iterable[str], emails: Iterable[str], urls: Iterable[str], postcodes: Iterable[str]
) -> PublicContacts:
    addresses = frozenset(email.strip().lower() for email in emails if "@" in email)
    return PublicContacts(
        phones=frozenset(digits for phone in phones if len(digits := national(phone)) >= 8),
        emails=addresses,
        domains=frozenset({_domain(url) for url in urls if url} | {email.split("@")[1] for email in addresses}),
        postcodes=frozenset(filter(None, postcodes)),
    )
