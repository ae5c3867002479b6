"""The danger check: the rules of `gevaar.yml` in order of urgency, on the words as typed, folded by their sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.danger.folding import without
from bot.danger.phrases import Phrase, Reading, Vocabulary
from bot.knowledge import files

# From the most to the least urgent: of several dangers in one message the first is answered.
KEYS = ("veiligheid/nood", "veiligheid/suicide", "veiligheid/geweld", "veiligheid/zorgen_om_iemand")
# How near, in words, a context must be to the phrase that it cancels.
NEAR = 6


@dataclass(frozen=True)
class Danger:
    """A danger that was recognised; `reason` names the rule and the phrase, never the citizen's own words."""

    key: str
    reason: str
    doubtful: bool = False
    """Whether the phrase is often about something else, so that the rest of the message may overrule it."""


@dataclass(frozen=True)
class Rule:
    """Phrases that raise a danger, and contexts near them in which they do not."""

    key: str
    name: str
    doubtful: bool
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]


class DangerCheck:
    """Finds danger in a message. Without state: one instance serves all conversations."""

    def __init__(self, vocabulary: Vocabulary, harmless: list[Phrase], rules: list[Rule]) -> None:
        self._vocabulary = vocabulary
        self._harmless = harmless
        self._rules = rules

    @classmethod
    def load(cls, path: Path = files.KNOWLEDGE / "gevaar.yml") -> DangerCheck:
        """Read `gevaar.yml`.

        Raises:
            ValueError: a key is not one of `KEYS`, or a phrase is not well-formed; the message names it.
        """
        content = files.read(path)
        groups = {name: str(members).split() for name, members in content["groepen"].items()}
        vocabulary = Vocabulary(groups, str(content["geen_typefout"]).split())
        unknown = set(content["gevaar"]) - set(KEYS)
        if unknown:
            raise ValueError(f"{path}: onbekende sleutel {', '.join(sorted(unknown))}.")
        harmless = [vocabulary.compile(str(phrase)) for phrase in content["onschuldig"]]
        # A phrase that is certain goes before a more urgent one that is not.
        rules = [
            _rule(vocabulary, key, name, entry, doubtful=doubtful)
            for doubtful in (False, True)
            for key in KEYS
            for name, entry in (content["gevaar"].get(key) or {}).items()
        ]
        return cls(vocabulary, harmless, rules)

    def find(self, text: str) -> Danger | None:
        """The most urgent danger in a message."""
        return self.judge(text)[0]

    def judge(self, text: str) -> tuple[Danger | None, str]:
        """The most urgent danger in a message, and the message without harmless uses of words of danger ("dood op")."""
        reading = self._vocabulary.read(text)
        hidden = [positions for phrase in self._harmless for positions in reading.find(phrase)]
        for positions in hidden:
            reading.hide(positions)
        rest = without(text, {position for positions in hidden for position in positions}) if hidden else text
        return self._first(reading), rest

    def _first(self, reading: Reading) -> Danger | None:
        for rule in self._rules:
            for phrase in rule.phrases:
                for positions in reading.find(phrase):
                    if not any(_near(reading, context, positions) for context in rule.unless):
                        return Danger(rule.key, f"{rule.name}: {phrase.written}", rule.doubtful)
        return None


def _near(reading: Reading, context: Phrase, positions: tuple[int, ...]) -> bool:
    first, last = positions[0] - NEAR, positions[-1] + NEAR
    return any(found[0] <= last and found[-1] >= first for found in reading.find(context))


def _rule(vocabulary: Vocabulary, key: str, name: str, entry: dict[str, Any], *, doubtful: bool) -> Rule:
    phrases = entry.get("twijfel" if doubtful else "zinnen") or ()
    return Rule(
        key=key,
        name=name,
        doubtful=doubtful,
        phrases=tuple(vocabulary.compile(str(phrase)) for phrase in phrases),
        unless=tuple(vocabulary.compile(str(phrase)) for phrase in entry.get("behalve") or ()),
    )
