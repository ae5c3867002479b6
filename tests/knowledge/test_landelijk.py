"""National numbers and websites: well-formed, and the ones in answers are the ones in the list."""

from __future__ import annotations

import datetime
import re

import phonenumbers
import pytest

from bot.knowledge import files
from bot.knowledge.answers import Answers
from bot.municipalities import phone

DOORS = files.read(files.KNOWLEDGE / "landelijk.yml")["landelijk"]
FIELDS = {"naam", "doel", "telefoon", "url", "uren", "bron", "bron_datum", "zeker", "opmerking"}
# 112 and 113 are no telephone numbers for the library; the answers name 0800-0113 and 14 0... besides.
SHORT = {"112", "113"}
NUMBER = re.compile(r"\b0[89]00(?:[ -]?\d){4,7}\b|\b0\d{2}[ -]\d{3}[ -]\d{2}[ -]?\d{2}\b|\b0\d{2}[ -]\d{4}[ -]\d{3}\b")


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


@pytest.mark.parametrize("name", list(DOORS))
def test_each_door(name: str) -> None:
    door = DOORS[name]
    assert set(door) == FIELDS
    assert door["naam"]
    assert door["doel"]
    assert door["bron"]
    assert door["zeker"] in {"ja", "controleren"}
    assert door["telefoon"] or door["url"], "neither a number nor a website"
    assert door["url"] is None or door["url"].startswith("https://")
    assert door["bron_datum"] is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", door["bron_datum"])


@pytest.mark.parametrize(
    "name", [name for name, door in DOORS.items() if door["telefoon"] and door["telefoon"] not in SHORT]
)
def test_each_number_is_a_dutch_one(name: str) -> None:
    number = phonenumbers.parse(DOORS[name]["telefoon"], "NL")
    assert phonenumbers.is_possible_number(number)
    # Numbers beginning with 0800 and 0900 come in more lengths than the library knows.
    assert phonenumbers.is_valid_number(number) or re.match(r"0[89]00", DOORS[name]["telefoon"])


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door["telefoon"]])
def test_each_number_can_be_dialled(name: str) -> None:
    assert re.fullmatch(r"tel:\+?\d+", phone.link(DOORS[name]["telefoon"]))


def test_danger_suicide_and_violence_are_there_and_certain() -> None:
    numbers = {name: (DOORS[name]["telefoon"], DOORS[name]["zeker"]) for name in ("alarmnummer", "113", "veilig_thuis")}
    assert numbers == {"alarmnummer": ("112", "ja"), "113": ("113", "ja"), "veilig_thuis": ("0800-2000", "ja")}


def test_numbers_in_answers_are_the_ones_in_the_list(answers: Answers) -> None:
    known = {digits(door["telefoon"]) for door in DOORS.values() if door["telefoon"]}
    known |= {digits(other) for door in DOORS.values() for other in NUMBER.findall(door["opmerking"] or "")}
    named = {
        (key, digits(number))
        for key, answer in answers.items()
        for text in (answer.text, answer.easier)
        for number in NUMBER.findall(text)
    }
    assert named
    assert {(key, number) for key, number in named if number not in known} == set()


def test_no_source_is_from_the_future() -> None:
    latest = max(door["bron_datum"] for door in DOORS.values() if door["bron_datum"])
    assert latest <= max(datetime.date.today(), datetime.date(2026, 11, 21)).isoformat()
