"""The report holds every table, each line with its number of utterances."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.evaluation import measures, report, run
from bot.evaluation.measures import Outcome
from bot.evaluation.report import Evaluation, UnseenSet
from bot.municipalities.evaluation import Counts, LookupFigures

OUTCOMES = [
    Outcome("wat kost het", "eigen_bijdrage/hoogte", ("eigen_bijdrage/hoogte",), 0.9, "eigen_bijdrage/hoogte", (), 0.5),
    Outcome("en een | erin", "pgb/hoogte", ("eigen_bijdrage/hoogte",), 0.8, "eigen_bijdrage/hoogte", (), 0.1),
    Outcome("hij slaat mij", "veiligheid/geweld", ("pgb/svb",), 0.2, None, ("pgb/svb", "veiligheid/geweld"), 0.3),
    Outcome("nood aan de man", "wmo/wat_is", ("veiligheid/nood",), 0.4, "veiligheid/nood", (), 0.3),
]
PLACES = LookupFigures(
    known={"municipalities": Counts(right=340, asked=2)},
    in_sentence=Counts(right=10),
    typos=Counts(right=96, wrong=1, nothing=3),
    typos_in_sentence=Counts(right=90, nothing=10),
    sentences=2000,
    false_places=("in Best",),
    milliseconds=0.2,
)


@pytest.fixture
def evaluation() -> Evaluation:
    return Evaluation(
        options={"sure": 0.5, "safety": 0.2, "routes": []},
        language_model="blank nl",
        trained_on=16_000,
        development=OUTCOMES,
        with_lookup=OUTCOMES,
        curve={sure: measures.summarise(OUTCOMES) for sure in run.CURVE},
        danger_curves={
            name: {value: measures.danger(OUTCOMES) for value in values} for name, values in run.DANGER_CURVES.items()
        },
        places=PLACES,
        compared=OUTCOMES,
    )


def test_it_says_how_it_is_made_and_of_what(evaluation: Evaluation) -> None:
    text = report.render(evaluation)
    assert text.startswith("# Evaluation\n\nWritten by `make evaluate` (`python -m bot evaluate`)")
    assert "16,000 utterances" in text
    assert "`sure` 0.5, `safety` 0.2" in text
    assert "blank nl" in text


@pytest.mark.parametrize(
    "title",
    [
        "Development set",
        "By onderwerp",
        "By length",
        "By likeness to the training data",
        "Worst confusions",
        "Danger",
        "Calibration",
        "Questions recognised least",
        "Threshold `sure`",
        "Threshold `safety`",
        "Comparison with Rasa's own classifier",
        "Lookup of municipalities",
    ],
)
def test_every_section_has_a_table_with_numbers(evaluation: Evaluation, title: str) -> None:
    section = re.split(rf"^##+ {re.escape(title)}$", report.render(evaluation), flags=re.M)[1].split("\n#")[0]
    header, line, *rows = [line for line in section.splitlines() if line.startswith("|")]
    assert re.search(r"\bn\b", header)
    assert set(line) <= set("|-:")
    assert rows
    assert all(row.count("|") - row.count("\\|") >= header.count("|") for row in rows[:1])


def test_the_curve(evaluation: Evaluation) -> None:
    text = report.render(evaluation)
    assert run.CURVE[0] == 0.2
    assert run.CURVE[-1] == 0.9
    assert "| 0.50 (in force) | 4 | 25.0 | 50.0 | 25.0 | 25.0 | 0.0 | 50.0 |" in text
    assert "| 0.20 | 4 |" in text
    assert "| 0.90 | 4 |" in text


def test_the_curve_of_danger(evaluation: Evaluation) -> None:
    rendered = report.render(evaluation)
    assert "| 0.20 (in force) | 1 | 0.0 | 0.0 | 0.0 | 3 | 33.3 | 0.0 |" in rendered
    assert "## Threshold `outweighed`" in rendered


def test_danger_names_what_went_wrong(evaluation: Evaluation) -> None:
    text = report.render(evaluation)
    assert "Recognised as any danger: 0.0 % (0 of 1)." in text
    assert "Not recognised, but offered as a choice: 100.0 % (1 of 1)." in text
    assert "False alarms on all else: 33.3 % (1 of 3)." in text
    assert "| `wmo/wat_is` | `veiligheid/nood` | 0.40 | nood aan de man |" in text
    assert "| `veiligheid/geweld` | `pgb/svb` | 0.20 | hij slaat mij |" in text


def test_a_text_cannot_break_a_table(evaluation: Evaluation) -> None:
    assert "en een \\| erin" in report.render(evaluation)


def test_what_was_tried_is_part_of_the_report(evaluation: Evaluation) -> None:
    text = report.render(evaluation)
    assert "## What was tried, and what it gave" in text
    assert re.search(r"pairwise models .* \| no \|", text)


def test_lookup_figures_without_time(evaluation: Evaluation) -> None:
    text = report.render(evaluation)
    assert "| municipalities, as an answer | 342 | 99.4 | 0.6 | 0.0 | 0.0 |" in text
    assert "0.1 % (1 of 2,000)" in text
    assert " ms" not in text.split("## What was tried")[0]


def test_the_test_set_when_there_is_one(evaluation: Evaluation) -> None:
    assert "There is none: `toets.tsv`" in report.render(evaluation)
    with_test = replace(
        evaluation,
        test=UnseenSet(
            OUTCOMES, {outcome.text: "single questions" for outcome in OUTCOMES}, trained_on=20_000, dropped=3
        ),
    )
    text = report.render(with_test)
    assert "There is none" not in text
    assert "trained on all 20,000 utterances" in text
    assert "in the training data: 3." in text
    assert text.count("### Worst confusions") == 2


def test_no_danger_in_the_set_is_no_error(evaluation: Evaluation) -> None:
    assert "none (0 utterances)" in report.render(replace(evaluation, development=OUTCOMES[:2]))
