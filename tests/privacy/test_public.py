"""Public phone numbers and mailboxes: those of the files, and those that a municipality imported."""

from __future__ import annotations

import dataclasses

import pytest

from bot.knowledge import files
from bot.municipalities.lookup import MunicipalityLookup
from bot.municipalities.models import Door
from bot.privacy import public
from bot.privacy.redaction import Kind, redact


def test_no_number_or_mailbox_of_the_files_is_taken_out(places: MunicipalityLookup) -> None:
    tables = places.tables
    offices = [*tables.municipalities, *tables.doors]
    phones = {row.phone for row in (*offices, *tables.national_doors)} - {""}
    phones |= {str(row["telefoon"]) for row in files.read(files.KNOWLEDGE / "landelijk.yml")["landelijk"].values()}
    for phone in sorted(phones):
        assert redact(f"bel ik {phone}").text == f"bel ik {phone}"
        assert redact(f"klopt {phone}?", places=places).text == f"klopt {phone}?"
    for email in sorted({row.email for row in offices} - {""}):
        assert redact(f"mail ik {email}").text == f"mail ik {email}"


@pytest.mark.parametrize("phone", ["038 498 91 11", "0384989111", "+31 38 498 9111", "(038) 4989111"])
def test_an_imported_door_is_public(phone: str, places: MunicipalityLookup) -> None:
    # Not the number of anyone in the files.
    text = f"is {phone} het loket, of wmo-team@loket-voorbeeld.nl"
    door = Door("GM0193", "melding", "Loket", "038 498 91 11", "wmo-team@loket-voorbeeld.nl", "", "", "", "", "", None)
    own = MunicipalityLookup.__new__(MunicipalityLookup)
    own.tables = dataclasses.replace(places.tables, doors=(*places.tables.doors, door))
    assert Kind.EMAIL in redact(text, places=places).kinds
    assert public.contacts(own.tables).is_public_phone("384989111")
    assert redact(text, places=own).text == text


def test_a_person_at_a_municipality_is_a_person(places: MunicipalityLookup) -> None:
    assert redact("wmo@zwolle.nl of j.jansen@zwolle.nl", places=places).text == "wmo@zwolle.nl of [e-mailadres]"


@pytest.mark.parametrize(
    "number", ["112", "113", "14 030", "14030", "0800-2000", "0900 8844", "088 120 50 20", "116123"]
)
def test_service_numbers_stay(number: str) -> None:
    assert redact(f"bel {number}").text == f"bel {number}"
