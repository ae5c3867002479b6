"""What the classifier's probabilities say of danger, beside the patterns of `bot.danger`."""

from __future__ import annotations

from bot.nlu.question_model import Ranking
from bot.questions import CONVERSATION, SAFETY, topic

# The share of the threshold that one question of danger must have on its own.
STANDING_OUT = 0.6
# Among how many of the likeliest questions an ordinary one beside a danger is looked for, and how many are offered.
LOOKED_AT, OFFERED_BESIDE = 5, 2


def likely_danger(ranking: Ranking, threshold: float) -> str | None:
    """The question of onderwerp veiligheid that a message may well be about, whatever else is likelier.

    Args:
        ranking: of the message.
        threshold: what the questions about danger must have together, 0 to 1.
    """
    danger = _of_danger(ranking)
    likeliest, key = max(danger, default=(0.0, ""))
    # Where everything is a little likely, one of the five must stand out.
    return key if sum(p for p, _ in danger) >= threshold and likeliest >= STANDING_OUT * threshold else None


def surely_no_danger(ranking: Ranking, threshold: float) -> bool:
    """Whether a message, or a sentence of it, is hardly about danger.

    Args:
        ranking: of the message.
        threshold: what the questions about danger must stay below together, 0 to 1.
    """
    return sum(p for p, _ in _of_danger(ranking)) < threshold


def outweighed(ranking: Ranking, times: float) -> bool:
    """Whether one ordinary question is this many times likelier than all questions about danger together.

    Args:
        ranking: of the message.
        times: the factor, from 1.
    """
    ordinary = max((p for key, p in ranking.pairs if topic(key) != SAFETY), default=0.0)
    return ordinary >= times * sum(p for p, _ in _of_danger(ranking))


def without_danger(ranking: Ranking) -> Ranking:
    """The ranking of a message that is known not to be about danger; probabilities add up to one again."""
    pairs = [(key, p) for key, p in ranking.pairs if topic(key) != SAFETY]
    total = sum(p for _, p in pairs) or 1.0
    return Ranking([key for key, _ in pairs], [p / total for _, p in pairs], ranking.coverage)


def ordinary_questions(ranking: Ranking, least: float) -> list[str]:
    """What a message about danger may ask as well, or instead where the alarm is false.

    Args:
        ranking: of the message.
        least: the probability from which a question is offered, 0 to 1.
    """
    likely = (key for key, p in ranking.pairs[:LOOKED_AT] if p >= least)
    return [key for key in likely if topic(key) not in (SAFETY, CONVERSATION)][:OFFERED_BESIDE]


def _of_danger(ranking: Ranking) -> list[tuple[float, str]]:
    return [(p, key) for key, p in ranking.pairs if topic(key) == SAFETY]
