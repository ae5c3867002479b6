"""Writes what was measured as docs/evaluation.md; every figure with the number of utterances that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.evaluation import measures
from bot.evaluation.measures import Bin, Danger, Outcome, Summary
from bot.markdown import table
from bot.municipalities.evaluation import LookupFigures

THRESHOLDS = ("sure", "offered", "offered_together", "safety", "outweighed", "overruled", "coverage")
MOST_LINES = 30
# Written by hand: what was measured once, to decide how the assistant is made.
TRIED = Path(__file__).with_name("tried.md")

HEAD = """# Evaluation

Written by `make evaluate` (`python -m bot evaluate`); do not edit by hand.
"""
TERMS = """
- **right at 1**: the likeliest question is the right one, whether it was answered or not; **in first 3** likewise.
- **answered right**: the right question was answered.
- **right or offered**: answered right, or the right question was offered: as a choice when asked back, or as a button
  beside the answer to danger or to the first of two questions.
- **confidently wrong**: another question was answered than was asked; **right one beside**: of those, the right one was
  offered beside the answer. A false alarm of danger that leaves the door open to the question is in both.
- **choice**, **menu**: asked back, with two or three questions to choose from or with the menu. Answered right,
  confidently wrong, choice and menu add up to 100 %.
- **n**: the number of utterances that a line stands on.
"""
COLUMNS = (
    ("right at 1", "right_at_1"),
    ("in first 3", "in_first_3"),
    ("answered right", "answered_right"),
    ("right or offered", "helped"),
    ("confidently wrong", "wrong"),
    ("right one beside", "beside"),
    ("choice", "choice"),
    ("menu", "menu"),
)
# Rasa's own classifier offers nothing beside an answer.
COMPARED = tuple(column for column in COLUMNS if column[1] not in ("helped", "beside"))


@dataclass(frozen=True)
class UnseenSet:
    """Outcomes of `data/evaluatie/toets.tsv`."""

    outcomes: Sequence[Outcome]
    kinds: Mapping[str, str]
    """How each text was written."""
    trained_on: int
    dropped: int
    """Left out, because the same words are in the training data."""


@dataclass(frozen=True)
class Evaluation:
    """Everything that the report holds."""

    options: Mapping[str, Any]
    language_model: str
    trained_on: int
    development: Sequence[Outcome]
    with_lookup: Sequence[Outcome]
    """The development set with the places that the lookup finds, instead of those annotated."""
    curve: Mapping[float, Summary]
    danger_curves: Mapping[str, Mapping[float, Danger]]
    places: LookupFigures
    compared: Sequence[Outcome]
    """Rasa's own classifier on the development set."""
    test: UnseenSet | None = field(default=None)


def render(evaluation: Evaluation) -> str:
    """The whole report."""
    sections = [HEAD, _method(evaluation), *_set("Development set", evaluation.development, _overall(evaluation))]
    sections += ["## Threshold `sure`", _curve(evaluation)]
    for name, curve in evaluation.danger_curves.items():
        sections += [f"## Threshold `{name}`", _danger_curve(name, curve, evaluation.options.get(name))]
    sections += ["## Comparison with Rasa's own classifier", _comparison(evaluation)]
    if evaluation.test:
        sections += _set("Test set", evaluation.test.outcomes, _test(evaluation.test))
    else:
        sections += ["## Test set", "There is none: `toets.tsv` in `data/evaluatie` is measured when it is there."]
    sections += ["## Lookup of municipalities", _places(evaluation.places), TRIED.read_text(encoding="utf-8")]
    return "\n\n".join(section.strip("\n") for section in sections) + "\n"


def _of(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} % ({count:,} of {total:,})" if total else "none (0 utterances)"


def _method(evaluation: Evaluation) -> str:
    names = [name for name in THRESHOLDS if name in evaluation.options]
    thresholds = ", ".join(f"`{name}` {evaluation.options[name]}" for name in names)
    return f"""
Trained on {evaluation.trained_on:,} utterances of `data/nlu`, measured on the {len(evaluation.development):,} others.
A hash of their words picks those out, about 20 % of each question. Decisions are those of the question classifier with
the thresholds of `config.yml`: {thresholds}.
Language model: {evaluation.language_model}.

Places are masked as annotated, unless it says otherwise. Each message stands alone: no conversation went before it. The
development set was written by the same hands as the training data, and thresholds may be chosen on it; the test set is
what tells how strangers fare. How long a message takes is in `benchmarks.md`.
{TERMS}"""


def _test(test: UnseenSet) -> str:
    groups = {"all": list(test.outcomes)}
    for outcome in test.outcomes:
        groups.setdefault(test.kinds[outcome.text], []).append(outcome)
    return (
        f"`data/evaluatie/toets.tsv`, put to a classifier trained on all {test.trained_on:,} utterances; places as the "
        "lookup finds them. Written from the list of questions alone, by writers who had not seen the training data, "
        "and labelled once more by a second reader; how often they agreed stands at the top of the file. Left out "
        f"because the same words are in the training data: {test.dropped}.\n\n"
        + _summaries({name: measures.summarise(outcomes) for name, outcomes in groups.items()}, "set")
    )


def _set(name: str, outcomes: Sequence[Outcome], introduction: str) -> list[str]:
    """The sections that every set of utterances gets."""
    bins = measures.calibration(outcomes)
    return [
        f"## {name}",
        introduction,
        "### By onderwerp",
        _summaries(measures.by_topic(outcomes), "onderwerp"),
        "### Questions recognised least",
        _summaries(measures.worst_questions(outcomes), "question"),
        "### By length",
        _summaries(measures.by_length(outcomes), "length"),
        "### By likeness to the training data",
        "Likeness (cosine of weighted parts of words, 0 to 1) to the nearest utterance that was trained on.",
        _summaries(measures.by_likeness(outcomes), "likeness"),
        "### Worst confusions",
        "Utterances for which another question was answered or, when asked back, was likeliest.",
        _confusions(outcomes),
        "### Danger",
        _danger(measures.danger(outcomes)),
        "### Calibration",
        f"The probability of the likeliest question against how often it is right. Expected calibration error: "
        f"{measures.calibration_error(bins):.3f} (n = {len(outcomes):,}).",
        _calibration(bins),
    ]


def _overall(evaluation: Evaluation) -> str:
    return _summaries(
        {
            "places as annotated": measures.summarise(evaluation.development),
            "places as the lookup finds them": measures.summarise(evaluation.with_lookup),
        },
        "set",
    )


def _summaries(groups: Mapping[str, Summary], name: str) -> str:
    return table(
        (name, "n", *(f"{title} %" for title, _ in COLUMNS)),
        ((group, one.total, *(one.percent(column) for _, column in COLUMNS)) for group, one in groups.items()),
    )


def _confusions(outcomes: Sequence[Outcome]) -> str:
    return table(
        ("asked", "taken for", "shortest example", "times", "of which answered", "n (asked)"),
        (
            (f"`{one.label}`", f"`{one.instead}`", one.example, one.count, one.answered, one.total)
            for one in measures.confusions(outcomes)
        ),
        left=3,
    )


def _danger(danger: Danger) -> str:
    lines = [
        f"- Recognised as any danger: {_of(danger.raised, danger.total)}.",
        f"- Recognised as the exact key: {_of(danger.exact, danger.total)}.",
        f"- Not recognised, but offered as a choice: {_of(danger.offered, danger.total)}.",
        f"- Taken for another question, with the number to call before it: {_of(danger.named, danger.total)}.",
        f"- False alarms on all else: {_of(len(danger.false_alarms), danger.others)}.",
        f"- A number to call before something else, on all else: {_of(danger.named_needlessly, danger.others)}.",
        "",
        "The patterns of `data/kennis/gevaar.yml` and the classifier together. The patterns were written with all of",
        "`data/nlu` at hand, so that danger in the words of strangers is recognised less often than this.",
        "",
        table(
            ("key", "n", "any danger %", "exact key %"),
            (
                (f"`{key}`", total, 100 * raised / total, 100 * exact / total)
                for key, (total, raised, exact) in danger.by_key.items()
            ),
        ),
    ]
    for title, outcomes in (("Not recognised", danger.missed), ("False alarms", danger.false_alarms)):
        if outcomes:
            shown = outcomes[:MOST_LINES]
            lines += ["", f"{title} ({len(shown)} of {len(outcomes)} shown):", ""]
            lines.append(
                table(
                    ("asked", "taken for", "probability", "text"),
                    (
                        (f"`{one.label}`", f"`{one.answered or one.ranked[0]}`", f"{one.probability:.2f}", one.text)
                        for one in shown
                    ),
                    left=4,
                )
            )
    return "\n".join(lines)


def _calibration(bins: Sequence[Bin]) -> str:
    return table(
        ("probability", "n", "on average %", "right at 1 %"),
        ((f"{one.low:.1f} to {one.high:.1f}", one.total, 100 * one.probability, 100 * one.right) for one in bins),
    )


def _curve(evaluation: Evaluation) -> str:
    rows = (
        (
            _threshold(sure, evaluation.options.get("sure")),
            one.total,
            one.percent("answered_right"),
            one.percent("wrong"),
            one.percent("choice") + one.percent("menu"),
            one.percent("choice"),
            one.percent("menu"),
            one.percent("helped"),
        )
        for sure, one in evaluation.curve.items()
    )
    header = ("`sure`", "n", "answered right %", "confidently wrong %", "asked back %", "choice %", "menu %")
    return "Development set; the other thresholds as they are.\n\n" + table((*header, "right or offered %"), rows)


def _danger_curve(name: str, curve: Mapping[float, Danger], in_force: object) -> str:
    rows = (
        (
            _threshold(value, in_force),
            one.total,
            100 * one.raised / max(1, one.total),
            100 * one.exact / max(1, one.total),
            100 * one.named / max(1, one.total),
            one.others,
            100 * len(one.false_alarms) / max(1, one.others),
            100 * one.named_needlessly / max(1, one.others),
        )
        for value, one in curve.items()
    )
    header = (f"`{name}`", "n (danger)", "any danger %", "exact key %", "number first %")
    return (
        "Development set; the other thresholds as they are. Number first: taken for something else, answered or asked\n"
        "back, with the number to call before it.\n\n"
        + table((*header, "n (all else)", "false alarms %", "number first needlessly %"), rows)
    )


def _threshold(value: float, in_force: object) -> str:
    return f"{value:.2f} (in force)" if value == in_force else f"{value:.2f}"


def _comparison(evaluation: Evaluation) -> str:
    rows = []
    for name, outcomes in (("ours", evaluation.development), ("Rasa's", evaluation.compared)):
        one = measures.summarise(outcomes)
        wrong, surest = measures.wrong_among_surest(outcomes)
        figures = (one.percent(column) for _, column in COMPARED)
        rows.append((name, one.total, *figures, f"{100 * wrong / max(1, surest):.1f} (n = {surest:,})"))
    return """\
`WhitespaceTokenizer`, `CountVectorsFeaturizer` of words and of parts of words (`char_wb`, 1 to 4) and
`LogisticRegressionClassifier`, all with their defaults, trained and measured on the same utterances, masked in the same
way. Below 0.3, or with less than 0.1 between the first two, it gives Rasa's fallback (here under menu), as
`FallbackClassifier` does in Rasa's default pipeline. Wrong among the surest 70 %: sorted by probability, so
whatever the thresholds.

""" + table(
        ("classifier", "n", *(f"{title} %" for title, _ in COMPARED), "wrong among surest 70 %"),
        rows,
    )


def _places(figures: LookupFigures) -> str:
    counts = {
        **{f"{kind}, as an answer": one for kind, one in figures.known.items()},
        "names in a sentence": figures.in_sentence,
        "names with one letter wrong, as an answer": figures.typos,
        "names with one letter wrong, in a sentence": figures.typos_in_sentence,
    }
    rows = (
        (name, one.total, one.share("right"), one.share("asked"), one.share("wrong"), one.share("nothing"))
        for name, one in counts.items()
    )
    return (
        table(("looked up", "n", "right at once %", "asked back with the right one %", "wrong %", "nothing %"), rows)
        + f"\n\nA place found in sentences that name none: {_of(len(figures.false_places), figures.sentences)}. The "
        "misspellings are made by a program, with a fixed seed."
    )
