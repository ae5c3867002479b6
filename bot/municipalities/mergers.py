"""Municipalities that go up in another: everything of the old one then leads to the new one.

`data/gemeenten/herindelingen.csv` holds planned mergers with their day; one only counts once it is marked as confirmed.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from bot.municipalities.models import Alias, MunicipalityTables, Place, Postcode


def after_mergers(tables: MunicipalityTables, today: datetime.date) -> MunicipalityTables:
    """The tables with every merger that is confirmed and in force on `today` carried out.

    Places, postcodes and names of the old municipality move to the new one and its own name becomes a former name.
    Its doors and local texts lapse: the new municipality's own hold.
    """
    moved = {row.old_code: row for row in tables.mergers if row.confirmed and row.starts <= today}
    if not moved:
        return tables

    def code(old: str) -> str:
        while old in moved:
            old = moved[old].new_code
        return old

    places = {Place(code(row.code), row.name, row.full_name): None for row in tables.places}
    # With both municipalities in one postcode, the new one is its main municipality if either was.
    postcodes: dict[tuple[str, str], Postcode] = {}
    for row in tables.postcodes:
        key = (row.digits, code(row.code))
        main = row.main or (key in postcodes and postcodes[key].main)
        postcodes[key] = Postcode(*key, main=main)
    former = tuple(
        Alias(tables.by_code[old].name, code(old), "voormalige_gemeente", merger.starts)
        for old, merger in moved.items()
        if old in tables.by_code
    )
    return replace(
        tables,
        municipalities=tuple(row for row in tables.municipalities if row.code not in moved),
        places=tuple(places),
        postcodes=tuple(postcodes.values()),
        aliases=tuple(replace(row, code=code(row.code)) for row in tables.aliases) + former,
        regions=tuple({replace(row, code=code(row.code)): None for row in tables.regions}),
        doors=tuple(row for row in tables.doors if row.code not in moved),
        local_texts=tuple(row for row in tables.local_texts if row.code not in moved),
    )
