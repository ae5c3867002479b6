"""The figures, on cases that can be counted by hand."""

from __future__ import annotations

import pytest

from bot.evaluation import measures
from bot.evaluation.measures import Outcome, Summary

HEIGHT, BILL, FAMILY = "eigen_bijdrage/hoogte", "eigen_bijdrage/rekening_klopt_niet", "pgb/familie"
ACUTE, VIOLENCE = "veiligheid/nood", "veiligheid/geweld"


def outcome(
    label: str, *ranked: str, p: float = 0.9, answered: str | None = None, choices: tuple[str, ...] = ()
) -> Outcome:
    return Outcome("een zin van vijf woorden", label, ranked, p, answered, choices)


RIGHT = outcome(HEIGHT, HEIGHT, BILL, p=0.95, answered=HEIGHT)
WRONG = outcome(HEIGHT, BILL, HEIGHT, p=0.75, answered=BILL)
OFFERED = outcome(BILL, HEIGHT, BILL, p=0.45, choices=(HEIGHT, BILL))
NOT_OFFERED = outcome(FAMILY, HEIGHT, BILL, p=0.35, choices=(HEIGHT, BILL))
MENU = outcome(FAMILY, FAMILY, HEIGHT, p=0.15)
ALL = [RIGHT, WRONG, OFFERED, NOT_OFFERED, MENU]


def test_summary() -> None:
    summary = measures.summarise(ALL)
    assert summary == Summary(
        total=5, right_at_1=2, in_first_3=4, answered_right=1, wrong=1, choice=2, offered_right=1, menu=1
    )
    assert summary.helped == 2
    assert summary.percent("wrong") == 20
    assert summary.answered_right + summary.wrong + summary.choice + summary.menu == summary.total


def test_the_right_question_beside_an_answer() -> None:
    alarm = outcome(HEIGHT, HEIGHT, ACUTE, answered=ACUTE, choices=(HEIGHT,))
    second = outcome(HEIGHT, HEIGHT, BILL, answered=HEIGHT, choices=(BILL,))
    summary = measures.summarise([alarm, second])
    assert summary == Summary(total=2, right_at_1=2, in_first_3=2, answered_right=1, wrong=1, offered_right=1, beside=1)
    assert summary.helped == 2


def test_a_number_before_an_answer_is_counted_apart() -> None:
    needless = Outcome("een", HEIGHT, (HEIGHT,), 0.9, HEIGHT, named_danger=ACUTE)
    missed = Outcome("twee", VIOLENCE, (HEIGHT,), 0.9, HEIGHT, named_danger=VIOLENCE)
    danger = measures.danger([needless, missed, RIGHT])
    assert (danger.raised, danger.named, danger.named_needlessly, len(danger.false_alarms)) == (0, 1, 1, 0)


def test_nothing_measured_is_no_error() -> None:
    assert measures.summarise([]) == Summary()
    assert Summary().percent("wrong") == 0
    assert measures.calibration([]) == []
    assert measures.calibration_error([]) == 0
    assert measures.wrong_among_surest([]) == (0, 0)


def test_by_topic() -> None:
    groups = measures.by_topic(ALL)
    assert list(groups) == ["eigen_bijdrage", "pgb"]
    assert (groups["eigen_bijdrage"].total, groups["pgb"].total) == (3, 2)
    assert groups["pgb"].menu == 1


def test_worst_questions() -> None:
    worst = measures.worst_questions(ALL, most=2)
    assert {name: summary.percent("right_at_1") for name, summary in worst.items()} == {BILL: 0, HEIGHT: 50}
    assert list(worst) == [BILL, HEIGHT]


def test_by_length() -> None:
    texts = ["pgb", "een twee drie vier vijf", "een twee drie vier vijf zes", "woord " * 25, "woord " * 26]
    groups = measures.by_length([Outcome(text, HEIGHT, (HEIGHT,), 1.0, HEIGHT) for text in texts])
    assert [summary.total for summary in groups.values()] == [2, 1, 1, 1]
    assert list(groups)[-1] == "26 words or more"


def test_by_likeness() -> None:
    cases = [Outcome("x", HEIGHT, (HEIGHT,), 1.0, HEIGHT, likeness=value) for value in (0.0, 0.19, 0.2, 1.0, None)]
    groups = measures.by_likeness(cases)
    assert {name: summary.total for name, summary in groups.items()} == {
        "0.0 to 0.2": 2,
        "0.2 to 0.4": 1,
        "0.8 to 1.0": 1,
    }


def test_confusions() -> None:
    first, second, *_ = measures.confusions([*ALL, WRONG])
    assert (first.label, first.instead, first.count, first.answered, first.total) == (HEIGHT, BILL, 2, 2, 3)
    assert first.example == "een zin van vijf woorden"
    assert (second.label, second.instead, second.count, second.answered) == (BILL, HEIGHT, 1, 0)
    assert len(measures.confusions(ALL, most=1)) == 1


def test_a_confusion_is_with_what_was_answered() -> None:
    """Danger is answered at a low probability, though another question may be likelier."""
    (only,) = measures.confusions([outcome(HEIGHT, HEIGHT, ACUTE, answered=ACUTE)])
    assert (only.label, only.instead, only.answered) == (HEIGHT, ACUTE, 1)


def test_danger() -> None:
    cases = [
        outcome(ACUTE, ACUTE, answered=ACUTE),
        outcome(ACUTE, VIOLENCE, answered=VIOLENCE),
        outcome(VIOLENCE, HEIGHT, answered=HEIGHT),
        outcome(VIOLENCE, HEIGHT, VIOLENCE, choices=(HEIGHT, VIOLENCE)),
        outcome(HEIGHT, HEIGHT, answered=HEIGHT),
        outcome(HEIGHT, ACUTE, answered=ACUTE),
        outcome(BILL, BILL, ACUTE, choices=(BILL, ACUTE)),
    ]
    danger = measures.danger(cases)
    assert (danger.total, danger.raised, danger.exact, danger.offered) == (4, 2, 1, 1)
    assert danger.missed == (cases[2], cases[3])
    assert (danger.others, danger.false_alarms) == (3, (cases[5],))
    assert danger.by_key == {VIOLENCE: (2, 0, 0), ACUTE: (2, 2, 1)}


def test_calibration() -> None:
    bins = measures.calibration(
        [
            outcome(HEIGHT, HEIGHT, p=0.92),
            outcome(HEIGHT, BILL, p=0.98),
            outcome(HEIGHT, BILL, p=1.0),
            outcome(HEIGHT, BILL, p=0.1),
        ]
    )
    assert [(one.low, one.high, one.total) for one in bins] == [(0.1, 0.2, 1), (0.9, 1.0, 3)]
    assert bins[1].probability == pytest.approx(2.9 / 3)
    assert bins[1].right == pytest.approx(1 / 3)
    assert measures.calibration_error(bins) == pytest.approx((1 * 0.1 + 3 * (1.9 / 3)) / 4)


def test_wrong_among_the_surest() -> None:
    assert measures.wrong_among_surest(ALL, share=0.4) == (1, 2)
    assert measures.wrong_among_surest(ALL, share=1.0) == (3, 5)
