"""Read the facts in `data/gemeenten/*.csv` into `MunicipalityTables`, without a database.

These files are ours and tested; what a municipality sends in goes through `validation.py` first.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

from bot.municipalities.models import (
    Alias,
    Door,
    ForeignPlace,
    Merger,
    Municipality,
    MunicipalityTables,
    NationalDoor,
    Place,
    Postcode,
    Region,
)
from bot.settings import PROJECT

DIRECTORY = PROJECT / "data" / "gemeenten"

# Raise it when the way the files are read changes, so that tables filled by an older version are filled again.
_FORMAT = "1"


def fingerprint(directory: Path = DIRECTORY) -> str:
    """A hash of all files together; differs as soon as one of them does."""
    digest = hashlib.sha256(_FORMAT.encode())
    for path in sorted(directory.glob("*.csv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read(directory: Path = DIRECTORY) -> MunicipalityTables:
    """All facts in the files.

    Args:
        directory: where the CSV files are.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError, KeyError: a file is not as it should be.
    """

    def rows(name: str) -> Iterator[dict[str, str]]:
        with (directory / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    return MunicipalityTables(
        municipalities=tuple(
            Municipality(
                code=row["cbs_code"],
                name=row["naam"],
                province=row["provincie"],
                phone=row["telefoon"],
                website=row["website"],
                email=row["email"],
                visiting_address=row["bezoekadres"],
                postal_address=row["postadres"],
                contact_form=row["contactformulier"],
                inhabitants=int(row["inwoners"] or 0),
                source=row["bron"],
                checked=_date(row["bron_datum"]),
            )
            for row in rows("gemeenten")
        ),
        places=tuple(
            Place(code=row["cbs_code"], name=row["woonplaats"], full_name=row["naam_met_toevoeging"])
            for row in rows("woonplaatsen")
        ),
        postcodes=tuple(
            Postcode(digits=row["pc4"], code=row["cbs_code"], main=row["hoofdgemeente"] == "ja")
            for row in rows("postcodes4")
        ),
        aliases=tuple(
            Alias(name=row["alias"], code=row["cbs_code"], kind=row["soort"], valid_until=_date(row["geldig_tot"]))
            for row in rows("aliassen")
        ),
        doors=tuple(
            Door(
                code=row["cbs_code"],
                purpose=row["doel"],
                name=row["naam"],
                phone=row["telefoon"],
                email=row["email"],
                url=row["url"],
                address=row["adres"],
                hours=row["openingstijden"],
                say_first=row["eerst_zeggen"],
                source=row["bron"],
                checked=_date(row["gecontroleerd"]),
                remark=row["opmerking"],
            )
            for row in rows("contactpunten")
        ),
        national_doors=tuple(
            NationalDoor(
                key=row["sleutel"],
                name=row["naam"],
                purpose=row["doel"],
                phone=row["telefoon"],
                url=row["url"],
                source=row["bron"],
                checked=_date(row["gecontroleerd"]),
                remark=row["opmerking"],
            )
            for row in rows("landelijk")
        ),
        local_texts=(),
        mergers=tuple(
            Merger(
                old_code=row["oude_code"],
                new_code=row["nieuwe_code"],
                starts=datetime.date.fromisoformat(row["ingangsdatum"]),
                confirmed=row["bevestigd"] == "ja",
                source=row["bron"],
            )
            for row in rows("herindelingen")
        ),
        foreign_places=tuple(ForeignPlace(name=row["naam"], country=row["land"]) for row in rows("buitenland")),
        regions=tuple(Region(name=row["streek"], code=row["cbs_code"]) for row in rows("streken")),
        ordinary_words={row["woord"]: row["soort"] for row in rows("gewone_woorden")},
    )


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
