"""What probabilities say of danger."""

from __future__ import annotations

import pytest

from bot.nlu.question_model import Ranking
from bot.nlu.safety import likely_danger, ordinary_questions, outweighed, surely_no_danger, without_danger

ACUTE, VIOLENCE, HELP, CHILD = "veiligheid/nood", "veiligheid/geweld", "wmo/huishoudelijke_hulp", "wmo/jeugd"


def ranking(**probabilities: float) -> Ranking:
    pairs = sorted(probabilities.items(), key=lambda pair: -pair[1])
    return Ranking([name.replace("__", "/") for name, _ in pairs], [p for _, p in pairs], 1.0)


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ({"veiligheid__nood": 0.2, "wmo__jeugd": 0.8}, ACUTE),
        ({"veiligheid__nood": 0.08, "veiligheid__geweld": 0.12, "wmo__jeugd": 0.8}, VIOLENCE),
        ({"veiligheid__nood": 0.14, "wmo__jeugd": 0.86}, None),
        # A little of everything is no sign of anything.
        ({"veiligheid__nood": 0.08, "veiligheid__geweld": 0.08, "wmo__jeugd": 0.84}, None),
        ({"wmo__jeugd": 1.0}, None),
    ],
)
def test_likely_danger(probabilities: dict[str, float], expected: str | None) -> None:
    assert likely_danger(ranking(**probabilities), 0.15) == expected


def test_surely_no_danger() -> None:
    assert surely_no_danger(ranking(wmo__jeugd=0.998, veiligheid__nood=0.001, veiligheid__geweld=0.001), 0.003)
    assert not surely_no_danger(ranking(wmo__jeugd=0.996, veiligheid__nood=0.002, veiligheid__geweld=0.002), 0.003)


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ({"wmo__jeugd": 0.62, "veiligheid__nood": 0.23, "veiligheid__geweld": 0.15}, True),
        ({"wmo__jeugd": 0.58, "veiligheid__nood": 0.27, "veiligheid__geweld": 0.15}, False),
        # Several ordinary questions are likelier together, but none of them stands out.
        ({"wmo__jeugd": 0.35, "pgb__wat_is": 0.35, "veiligheid__nood": 0.3}, False),
        ({"veiligheid__nood": 1.0}, False),
    ],
)
def test_outweighed(probabilities: dict[str, float], *, expected: bool) -> None:
    assert outweighed(ranking(**probabilities), 1.5) is expected


def test_without_danger_the_rest_adds_up_to_one() -> None:
    left = without_danger(ranking(veiligheid__nood=0.5, wmo__jeugd=0.4, pgb__wat_is=0.1))
    assert left.keys == [CHILD, "pgb/wat_is"]
    assert left.probabilities == pytest.approx([0.8, 0.2])


def test_two_ordinary_questions_at_most_and_none_about_the_conversation() -> None:
    found = ranking(
        veiligheid__nood=0.3, wmo__huishoudelijke_hulp=0.25, gesprek__bedankt=0.2, wmo__jeugd=0.15, pgb__wat_is=0.1
    )
    assert ordinary_questions(found, 0.04) == [HELP, CHILD]
    assert ordinary_questions(found, 0.2) == [HELP]
    assert ordinary_questions(ranking(veiligheid__nood=1.0), 0.04) == []
