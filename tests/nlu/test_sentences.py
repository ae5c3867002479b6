"""Two questions in one message are told apart; a story with one question is not."""

from __future__ import annotations

import pytest

from bot.nlu.sentences import questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wat is een pgb? Hoe vraag ik het aan?", ["Wat is een pgb?", "Hoe vraag ik het aan?"]),
        ("wat kost respijtzorg en waar kan dat", ["wat kost respijtzorg", "waar kan dat"]),
        (
            "Hoe meld ik mij, en ook hoe lang duurt het dan",
            ["Hoe meld ik mij", "hoe lang duurt het dan"],
        ),
        (
            "Mijn man is gevallen. Waar vraag ik hulp?\nMoet ik daar zelf voor betalen?",
            ["Waar vraag ik hulp?", "Moet ik daar zelf voor betalen?"],
        ),
    ],
)
def test_two_questions(text: str, parts: list[str]) -> None:
    assert questions(text) == parts


@pytest.mark.parametrize(
    "text",
    ["Mijn man is gevallen. Hij kan niets meer. Waar vraag ik hulp?", "hallo", "", "en?", "Ja. Nee. Dank u wel."],
)
def test_at_most_one_question(text: str) -> None:
    assert len(questions(text)) < 2
