"""Sentences about doors: honest about what is known, in plain Dutch, without empty lines for what is not there."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from actions import texts
from bot.knowledge import plain_language
from bot.municipalities import directory, doors
from bot.municipalities.doors import DoorAdvice, DoorStatus
from bot.questions import DOORS

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def advice() -> DoorAdvice:
    return doors.door(directory.current().tables, "GM0193", "melding", DAY)


def test_dates() -> None:
    assert texts.dutch_date(datetime.date(2026, 11, 1)) == "1 november 2026"
    assert texts.checked_on(datetime.date(2026, 3, 15)) == " (gecontroleerd op 15 maart 2026)"
    assert texts.checked_on(None) == ""


@pytest.mark.parametrize("purpose", sorted(DOORS.values()))
@pytest.mark.parametrize("status", list(DoorStatus))
def test_door_texts_are_plain_dutch(advice: DoorAdvice, purpose: str, status: DoorStatus) -> None:
    known = doors.door(directory.current().tables, "GM0193", purpose, DAY)
    text = texts.door_text(
        dataclasses.replace(known, status=status, hours="maandag 9.00-12.00", address="Lübeckplein 2")
    )
    assert plain_language.faults(text) == []
    assert ("Ik ken in Zwolle geen apart nummer" in text) == (status is not DoorStatus.FRESH)


def test_a_fresh_door_without_a_number_of_its_own_says_that_the_number_is_general(advice: DoorAdvice) -> None:
    fresh = dataclasses.replace(advice, status=DoorStatus.FRESH, name="het sociaal wijkteam", phone_is_general=True)
    assert "naar: het sociaal wijkteam." in texts.door_text(fresh)
    assert "Bel het algemene nummer van de gemeente: " in texts.door_text(fresh)
    assert "\nBel: " in texts.door_text(dataclasses.replace(fresh, phone_is_general=False))


def test_what_is_not_known_leaves_no_trace(advice: DoorAdvice) -> None:
    bare = dataclasses.replace(advice, phone="", url="", address="", hours="", email="")
    text = texts.door_text(bare)
    for word in ("Bel", "Website", "Adres", "Open", "None"):
        assert word not in text
    assert "\n\n\n" not in text


def test_cliëntondersteuning_is_free_and_named_with_its_article() -> None:
    known = doors.door(directory.current().tables, "GM0193", "clientondersteuning", DAY)
    assert "De gemeente moet dit gratis voor u regelen (Wmo 2015, artikel 2.2.4, lid 1)." in texts.door_text(known)


@pytest.mark.parametrize("purpose", ["mantelzorg", "respijtzorg"])
def test_a_carer_is_told_whose_municipality_counts(purpose: str) -> None:
    known = doors.door(directory.current().tables, "GM0193", purpose, DAY)
    assert "een andere gemeente? Dan telt die gemeente." in texts.door_text(known)


def test_links() -> None:
    assert texts.links("14 038", "https://www.zwolle.nl", "post@zwolle.nl") == [
        {"title": "Bel 14 038", "url": "tel:14038"},
        {"title": "Naar de website", "url": "https://www.zwolle.nl"},
        {"title": "E-mail", "url": "mailto:post@zwolle.nl"},
    ]
    assert texts.links("", "") == []


def test_a_number_that_cannot_be_dialled_is_no_link() -> None:
    assert all(link["url"] for link in texts.links("zie website", "https://www.zwolle.nl"))


def test_contact_text_has_only_what_is_known() -> None:
    zwolle = directory.current().by_code("GM0193")
    assert zwolle is not None
    bare = dataclasses.replace(zwolle, phone="", website="", email="", visiting_address="", checked=None)
    assert texts.contact_text(bare) == "U bereikt de gemeente Zwolle zo:\n"


def test_sources() -> None:
    assert texts.law_source("Wmo 2015, artikel 2.2.4, lid 1", "2026-11-21") == {
        "title": "Wmo 2015",
        "article": "2.2.4 lid 1",
        "checked": "2026-11-21",
    }
    zwolle = directory.current().by_code("GM0193")
    assert zwolle is not None
    assert texts.register_source(dataclasses.replace(zwolle, checked=None)) == []
    assert texts.register_source(dataclasses.replace(zwolle, checked=DAY))[0]["checked"] == "2026-11-22"
