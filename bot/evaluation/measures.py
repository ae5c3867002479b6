"""What the outcomes of a number of utterances come to: counts and shares, without reading or training anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.questions import SAFETY, topic

BINS = 10
LENGTHS = ((1, 5), (6, 12), (13, 25), (26, 10_000))


@dataclass(frozen=True)
class Outcome:
    """What became of one utterance.

    Attributes:
        text: the utterance.
        label: the question that it asks.
        ranked: the likeliest questions, likeliest first.
        probability: of the likeliest.
        answered: the question that was answered; None when the citizen was asked back.
        choices: the questions that were offered, instead of an answer or beside it; none and no answer either means the
            menu.
        likeness: to the nearest utterance that was trained on, 0 to 1, where that was measured.
        named_danger: whose number went before the answer, because of words of danger in another question.
    """

    text: str
    label: str
    ranked: tuple[str, ...]
    probability: float
    answered: str | None
    choices: tuple[str, ...] = ()
    likeness: float | None = None
    named_danger: str | None = None

    @property
    def right(self) -> bool:
        """Whether the likeliest question is the right one, answered or not."""
        return self.ranked[:1] == (self.label,)

    @property
    def wrong(self) -> bool:
        """Whether another question was answered than was asked."""
        return self.answered not in (None, self.label)


@dataclass(frozen=True)
class Summary:
    """Counts over a number of outcomes; answered right, wrong, choice and menu add up to all."""

    total: int = 0
    right_at_1: int = 0
    in_first_3: int = 0
    answered_right: int = 0
    wrong: int = 0
    choice: int = 0
    offered_right: int = 0
    """Not answered right, but offered: as a choice, or beside an answer."""
    beside: int = 0
    """Of those: beside an answer to another question."""
    menu: int = 0

    @property
    def helped(self) -> int:
        """Answered right, or offered the right question."""
        return self.answered_right + self.offered_right

    def percent(self, name: str) -> float:
        """One of the counts as a percentage of all."""
        return 100 * int(getattr(self, name)) / max(1, self.total)


def summarise(outcomes: Iterable[Outcome]) -> Summary:
    """The counts of some outcomes."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        offered = outcome.answered is None and bool(outcome.choices)
        counts["total"] += 1
        counts["right_at_1"] += outcome.right
        counts["in_first_3"] += outcome.label in outcome.ranked[:3]
        counts["answered_right"] += outcome.answered == outcome.label
        counts["wrong"] += outcome.wrong
        counts["choice"] += offered
        counts["offered_right"] += outcome.answered != outcome.label and outcome.label in outcome.choices
        counts["beside"] += outcome.wrong and outcome.label in outcome.choices
        counts["menu"] += outcome.answered is None and not outcome.choices
    return Summary(**counts)


def summaries(outcomes: Iterable[Outcome], group: Callable[[Outcome], str | None]) -> dict[str, Summary]:
    """The counts for each group, by its name; an outcome with group None is left out."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        name = group(outcome)
        if name is not None:
            groups[name].append(outcome)
    return {name: summarise(groups[name]) for name in sorted(groups)}


def by_topic(outcomes: Iterable[Outcome]) -> dict[str, Summary]:
    """The counts for each onderwerp."""
    return summaries(outcomes, lambda outcome: topic(outcome.label))


def worst_questions(outcomes: Iterable[Outcome], most: int = 20) -> dict[str, Summary]:
    """The counts for the questions that are recognised least often."""
    questions = summaries(outcomes, lambda outcome: outcome.label)
    worst = sorted(questions.items(), key=lambda item: (item[1].percent("right_at_1"), item[0]))
    return dict(worst[:most])


def by_length(outcomes: Iterable[Outcome]) -> dict[str, Summary]:
    """The counts for short and long messages."""

    def group(outcome: Outcome) -> str:
        words = len(outcome.text.split())
        low, high = next((low, high) for low, high in LENGTHS if words <= high)
        return f"{low:2d} words or more" if high == LENGTHS[-1][1] else f"{low:2d} to {high} words"

    return summaries(outcomes, group)


def by_likeness(outcomes: Iterable[Outcome]) -> dict[str, Summary]:
    """The counts for utterances that are more and less like one that was trained on."""

    def group(outcome: Outcome) -> str | None:
        if outcome.likeness is None:
            return None
        low = min(int(outcome.likeness * 5), 4) / 5
        return f"{low:.1f} to {low + 0.2:.1f}"

    return summaries(outcomes, group)


@dataclass(frozen=True)
class Confusion:
    """Utterances of one question for which another was likeliest."""

    label: str
    instead: str
    count: int
    answered: int
    total: int
    example: str


def confusions(outcomes: Sequence[Outcome], most: int = 25) -> list[Confusion]:
    """The pairs of questions that are confused most."""
    totals = Counter(outcome.label for outcome in outcomes)
    pairs: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        instead = outcome.answered or outcome.ranked[0]
        if instead != outcome.label:
            pairs[outcome.label, instead].append(outcome)
    worst = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    return [
        Confusion(
            label,
            instead,
            len(found),
            sum(outcome.wrong for outcome in found),
            totals[label],
            # The shortest says most in little room.
            min((outcome.text for outcome in found), key=lambda text: (len(text), text)),
        )
        for (label, instead), found in worst
    ]


@dataclass(frozen=True)
class Danger:
    """How messages about danger fare, and which others are taken for one."""

    total: int
    raised: int
    exact: int
    offered: int
    """Not raised, but a question about danger is among the choices."""
    named: int
    """Not raised, but the number to call went before the answer."""
    missed: tuple[Outcome, ...]
    others: int
    false_alarms: tuple[Outcome, ...]
    named_needlessly: int
    by_key: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """For each key: all, raised as any danger, raised as this key."""


def danger(outcomes: Iterable[Outcome]) -> Danger:
    """Recall of veiligheid/* and false alarms on all else."""
    signals: list[Outcome] = []
    others: list[Outcome] = []
    for outcome in outcomes:
        (signals if topic(outcome.label) == SAFETY else others).append(outcome)
    by_key: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in signals:
        by_key[outcome.label].append(outcome)
    return Danger(
        total=len(signals),
        raised=sum(map(_raised, signals)),
        exact=sum(outcome.answered == outcome.label for outcome in signals),
        offered=sum(_offered(outcome) for outcome in signals),
        named=sum(outcome.named_danger is not None for outcome in signals),
        missed=tuple(outcome for outcome in signals if not _raised(outcome)),
        others=len(others),
        false_alarms=tuple(outcome for outcome in others if _raised(outcome)),
        named_needlessly=sum(outcome.named_danger is not None for outcome in others),
        by_key={
            key: (len(found), sum(map(_raised, found)), sum(outcome.answered == key for outcome in found))
            for key, found in sorted(by_key.items())
        },
    )


def _raised(outcome: Outcome) -> bool:
    return topic(outcome.answered or "") == SAFETY


def _offered(outcome: Outcome) -> bool:
    return outcome.answered is None and any(topic(key) == SAFETY for key in outcome.choices)


@dataclass(frozen=True)
class Bin:
    """Utterances whose likeliest question has about the same probability."""

    low: float
    high: float
    total: int
    probability: float
    """On average."""
    right: float
    """The share of which the likeliest question is right; well calibrated when equal to `probability`."""


def calibration(outcomes: Iterable[Outcome], bins: int = BINS) -> list[Bin]:
    """Probability against truth; bins without utterances are left out."""
    found: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[min(int(outcome.probability * bins), bins - 1)].append(outcome)
    return [
        Bin(
            index / bins,
            (index + 1) / bins,
            len(members),
            sum(outcome.probability for outcome in members) / len(members),
            sum(outcome.right for outcome in members) / len(members),
        )
        for index, members in sorted(found.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The difference between probability and truth, on average over the utterances."""
    total = sum(one.total for one in bins)
    return sum(one.total * abs(one.probability - one.right) for one in bins) / max(1, total)


def wrong_among_surest(outcomes: Sequence[Outcome], share: float = 0.7) -> tuple[int, int]:
    """Among the share with the highest probabilities: how many have the wrong question first, and how many there are.

    Says how well a classifier knows what it does not know, whatever the scale of its probabilities.
    """
    surest = sorted(outcomes, key=lambda outcome: -outcome.probability)[: round(share * len(outcomes))]
    return sum(not outcome.right for outcome in surest), len(surest)
