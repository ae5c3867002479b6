"""Measures everything and writes docs/evaluation.md: `python -m bot evaluate`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.evaluation import comparison, likeness, measures, report, split, subject
from bot.evaluation.measures import Outcome
from bot.evaluation.report import Evaluation, UnseenSet
from bot.evaluation.split import Utterance
from bot.language_model import installed_pipeline
from bot.municipalities import evaluation as lookup_evaluation
from bot.municipalities.files import read as read_municipalities
from bot.municipalities.lookup import MunicipalityLookup
from bot.settings import PROJECT

REPORT = PROJECT / "docs" / "evaluation.md"
CURVE = tuple(number / 100 for number in range(20, 95, 5))
DANGER_CURVES: dict[str, tuple[float, ...]] = {
    "safety": (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
    # With the last one, the number is never all that a suspected danger gets.
    "outweighed": (1, 1.5, 2, 3, 5, 1000),
}


@dataclass
class _Progress:
    """One line for each step, with the time that the step before it took."""

    started: float = 0.0

    def __call__(self, step: str) -> None:
        now = time.monotonic()
        print(f"{f'  {now - self.started:.0f} s' if self.started else ''}\n{step} ...", end="", flush=True)
        self.started = now


def run() -> int:
    """Measure and write the report; returns the exit status."""
    evaluation = evaluate()
    REPORT.write_text(report.render(evaluation), encoding="utf-8")
    summary = measures.summarise(evaluation.development)
    print(
        f"\n{summary.total} utterances: {summary.percent('right_at_1'):.1f} % right at 1, "
        f"{summary.percent('helped'):.1f} % answered or offered right, "
        f"{summary.percent('wrong'):.1f} % confidently wrong. See {REPORT.relative_to(PROJECT)}."
    )
    return 0


def evaluate() -> Evaluation:
    """Measure everything that the report holds."""
    progress = _Progress()
    progress("Reading the utterances")
    utterances = split.read()
    training, development = split.split(utterances)
    # From the files of the project, so that the figures do not depend on somebody's database.
    lookup = MunicipalityLookup(read_municipalities())
    with tempfile.TemporaryDirectory(prefix="wmo-evaluation-") as name:
        directory = Path(name)
        progress(f"Training on {len(training)} utterances")
        classifier = subject.trained(training, _made(directory / "development"))
        progress(f"Deciding on {len(development)} utterances")
        outcomes = subject.decide(classifier, development)
        found = subject.decide(classifier, development, lookup)
        curve = {}
        for sure in CURVE:
            with subject.threshold(classifier, sure=sure):
                curve[sure] = measures.summarise(subject.decide(classifier, development))
        danger_curves: dict[str, dict[float, measures.Danger]] = {name: {} for name in DANGER_CURVES}
        for name, values in DANGER_CURVES.items():
            for value in values:
                with subject.threshold(classifier, **{name: value}):
                    danger_curves[name][value] = measures.danger(subject.decide(classifier, development))
        progress("Comparing with the training utterances")
        outcomes = _with_likeness(outcomes, training)
        test = _test_set(utterances, lookup, directory, progress)
        progress("Looking up municipalities")
        places = lookup_evaluation.evaluate(
            lookup,
            lookup_evaluation.without_place(utterance.text for utterance in utterances if not utterance.names_place),
        )
        progress("Training Rasa's own classifier (some minutes)")
        pipeline = comparison.Pipeline(_made(directory / "comparison"))
        pipeline.train(training)
        progress("Deciding with Rasa's own classifier")
        compared = pipeline.decide(development)
    return Evaluation(
        options=subject.options(),
        language_model=installed_pipeline(),
        trained_on=len(training),
        development=outcomes,
        with_lookup=found,
        curve=curve,
        danger_curves=danger_curves,
        places=places,
        compared=compared,
        test=test,
    )


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory


def _with_likeness(outcomes: Sequence[Outcome], training: Sequence[Utterance]) -> list[Outcome]:
    values = likeness.nearest([outcome.text for outcome in outcomes], [utterance.text for utterance in training])
    return [replace(outcome, likeness=value) for outcome, value in zip(outcomes, values, strict=True)]


def _test_set(
    utterances: Sequence[Utterance], lookup: MunicipalityLookup, directory: Path, progress: _Progress
) -> UnseenSet | None:
    """The test set, put to a classifier that is trained on all of `data/nlu`, as the one that serves."""
    test = split.read_test()
    if not test:
        return None
    progress(f"Training on all {len(utterances)} utterances, for the test set of {len(test)}")
    known = {split.skeleton(utterance) for utterance in utterances}
    unseen = [utterance for utterance in test if split.skeleton(utterance) not in known]
    classifier = subject.trained(utterances, _made(directory / "test"))
    outcomes = _with_likeness(subject.decide(classifier, unseen, lookup), utterances)
    kinds = {utterance.text: split.KINDS[utterance.kind] for utterance in unseen}
    return UnseenSet(outcomes, kinds, trained_on=len(utterances), dropped=len(test) - len(unseen))
