"""Short follow-up questions ("en wat kost dat?"), read in the topic of the conversation.

This is the one place where the conversation so far changes what a message is taken for. A follow-up is completed with
the name of what was just answered ("en wat kost dat? respijtzorg") and classified like any other message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.knowledge import files
from bot.questions import topic

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True)
class FollowUps:
    """Recognises follow-ups and completes them; the words are in `data/kennis/vervolgvragen.yml`.

    Attributes:
        longest: how many words a follow-up has at most.
        openings: first words of a follow-up.
        joining: words after an opening that take up another subject into this one ("en bij een pgb?").
        pointing: words that point back.
        bare: words that on their own make a question that needs a subject ("hoeveel dan").
        naming: words, or beginnings of words, that name a subject of their own.
        names: what a question or an onderwerp is called.
    """

    longest: int
    openings: frozenset[str]
    joining: frozenset[str]
    pointing: frozenset[str]
    bare: frozenset[str]
    naming: re.Pattern[str]
    names: dict[str, str]

    @classmethod
    def load(cls) -> FollowUps:
        """The words of `vervolgvragen.yml`."""
        content = files.read(files.KNOWLEDGE / "vervolgvragen.yml")
        words = {
            name: frozenset(str(content[name]).split())
            for name in ("aanloop", "erbij", "terugwijzend", "kaal", "noemt_zelf")
        }
        naming = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words["noemt_zelf"]))
        return cls(
            longest=int(content["hoogstens_woorden"]),
            openings=words["aanloop"],
            joining=words["erbij"],
            pointing=words["terugwijzend"],
            bare=words["kaal"],
            naming=re.compile(naming),
            names={str(key): str(name) for key, name in content["noemers"].items()},
        )

    def completed(self, text: str, about: str) -> str | None:
        """A follow-up as a full question; None when the text stands on its own.

        Args:
            text: the message.
            about: the question key that was answered last.
        """
        name = self.names.get(about) or self.names.get(topic(about))
        words = [word.replace("’", "'") for word in _WORD.findall(text.lower())]
        if not name or not words or len(words) > self.longest or not self._leans_back(words):
            return None
        return f"{text.rstrip(' ?.!')} {name}"

    def _leans_back(self, words: list[str]) -> bool:
        if words[0] in self.openings and len(words) > 1 and words[1] in self.joining:
            return True
        if any(self.naming.fullmatch(word) for word in words):
            return False
        return words[0] in self.openings or any(word in self.pointing for word in words) or self.bare.issuperset(words)
