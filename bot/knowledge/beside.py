"""What a reply has beside its answer: the other question of a message, or whom to call where there may be danger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.knowledge.answers import Answers
from bot.knowledge.phrases import phrases

Message = dict[str, Any]


def with_second_question(message: Message, key: str | None, answers: Answers) -> Message:
    """A reply that also offers the other question of the message; as it is when there is none.

    Args:
        message: the reply to the first question.
        key: the question that was asked after it.
        answers: the questions that can be offered.
    """
    if key is None or key not in answers:
        return message
    title = answers.buttons((key,))[0]["title"]
    return _offering(message, (key,), phrases()["tweede_vraag"].format(titel=title), answers)


def with_ordinary_questions(message: Message, keys: Sequence[str], answers: Answers) -> Message:
    """A reply to danger that keeps the door open for what else may have been asked; as it is when nothing is likely.

    Args:
        message: the reply, which begins with the number to call.
        keys: the ordinary questions that the message may hold, likeliest first.
        answers: the questions that can be offered.
    """
    known = [key for key in keys if key in answers]
    return _offering(message, known, phrases()["naast_gevaar"], answers) if known else message


def with_number_first(message: Message, danger: str | None, answers: Answers) -> Message:
    """A reply that begins with whom to call, in one line, and offers the whole answer to that danger; as it is where no
    danger was named.

    Args:
        message: the reply to an ordinary question.
        danger: the question of onderwerp veiligheid that the message may be about as well.
        answers: the questions that can be offered.
    """
    if danger is None:
        return message
    number = phrases()[f"gevaar_{danger.partition('/')[2]}"]
    return {**message, "text": f"{number}\n\n{message['text']}", "buttons": _buttons_first((danger,), message, answers)}


def _offering(message: Message, keys: Sequence[str], text: str, answers: Answers) -> Message:
    """A reply with a text after it, and with these questions before its own buttons."""
    return {**message, "text": f"{message['text']}\n\n{text}", "buttons": _buttons_first(keys, message, answers)}


def _buttons_first(keys: Sequence[str], message: Message, answers: Answers) -> list[dict[str, str]]:
    """The buttons of a reply, with those of these questions before them."""
    offered = answers.buttons(tuple(keys))
    return [*offered, *(button for button in message.get("buttons") or () if button not in offered)]
