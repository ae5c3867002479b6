"""Short follow-ups are completed with what the conversation is about; a full question stands on its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.channels.sessions import NO_TOPIC
from bot.knowledge import files
from bot.knowledge.answers import Answers
from bot.nlu.follow_up import FollowUps
from bot.questions import topic


@pytest.fixture(scope="module")
def follow_ups() -> FollowUps:
    return FollowUps.load()


@pytest.mark.parametrize(
    ("text", "about", "completed"),
    [
        ("en wat kost dat?", "respijtzorg/wat_is", "en wat kost dat respijtzorg"),
        ("is dat verplicht", "persoonlijk_plan/inhoud", "is dat verplicht persoonlijk plan"),
        ("Waar dan?", "clientondersteuning/wat_is", "Waar dan cliëntondersteuner"),
        ("en bij een pgb?", "eigen_bijdrage/hoogte", "en bij een pgb eigen bijdrage"),
        ("hoe lang", "melding/hoe", "hoe lang melding bij de gemeente"),
        ("en hoelang duurt zo'n gesprek", "melding/gesprek", "en hoelang duurt zo'n gesprek keukentafelgesprek"),
    ],
)
def test_a_follow_up_is_completed(follow_ups: FollowUps, text: str, about: str, completed: str) -> None:
    assert follow_ups.completed(text, about) == completed


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("wat is een pgb?", "respijtzorg/wat_is"),
        ("wat kost dat, zo'n scootmobiel", "respijtzorg/wat_is"),
        ("mijn moeder is gevallen en kan niets meer zelf, dus ik zoek hulp voor haar in huis", "pgb/wat_is"),
        ("huisarts", "pgb/wat_is"),
        ("en wat kost dat?", ""),
        ("", "pgb/wat_is"),
        ("?", "pgb/wat_is"),
    ],
)
def test_what_stands_on_its_own(follow_ups: FollowUps, text: str, about: str) -> None:
    assert follow_ups.completed(text, about) is None


def named() -> Iterator[str]:
    return iter(files.read(files.KNOWLEDGE / "vervolgvragen.yml")["noemers"])


def test_every_name_is_that_of_a_question_or_an_onderwerp() -> None:
    keys = set(Answers.load().keys())
    assert set(named()) <= keys | {topic(key) for key in keys}


def test_every_onderwerp_that_a_follow_up_can_be_about_has_a_name(follow_ups: FollowUps) -> None:
    missing = [
        key
        for key in Answers.load()
        if topic(key) not in NO_TOPIC and not follow_ups.completed("en wat kost dat?", key)
    ]
    assert missing == []
