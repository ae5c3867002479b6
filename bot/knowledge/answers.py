"""The answers to the 120 questions: Rasa responses `utter_<onderwerp>/<vraag>` with their sources and follow-ups."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge import files
from bot.questions import payload


@dataclass(frozen=True)
class Source:
    """Where an answer comes from: a law article or a publication, and the day it was last checked."""

    title: str
    article: str | None
    url: str | None
    checked: str

    def as_json(self) -> dict[str, str]:
        """The shape of the web channel's contract."""
        entry = {"title": self.title, "article": self.article, "url": self.url, "checked": self.checked}
        return {name: value for name, value in entry.items() if value}


@dataclass(frozen=True)
class Answer:
    """One answer, as its editor wrote it: amounts are still placeholders."""

    key: str
    title: str
    text: str
    easier: str
    sources: tuple[Source, ...]
    follow_ups: tuple[str, ...]
    valid_until: datetime.date | None


def _date(value: Any, where: str) -> datetime.date:
    if not isinstance(value, str):
        # Rasa cannot store a YAML date in its model.
        raise ValueError(f"{where}: zet de datum {value} tussen aanhalingstekens.")
    return datetime.date.fromisoformat(value)


class Answers(Mapping[str, Answer]):
    """All answers by their question key `onderwerp/vraag`."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self._answers = answers

    def __getitem__(self, key: str) -> Answer:
        return self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def buttons(self, keys: Iterable[str]) -> list[dict[str, str]]:
        """Buttons for questions, in Rasa's shape; a key that is given twice gets one.

        Raises:
            KeyError: there is no such question.
        """
        return [{"title": self[key].title, "payload": payload(key)} for key in dict.fromkeys(keys)]

    @classmethod
    def load(cls) -> Answers:
        """Read `data/antwoorden/*.yml`."""
        responses: dict[str, Any] = {}
        for path in sorted(files.ANSWERS.glob("*.yml")):
            responses.update(files.read(path)["responses"])
        return cls.from_responses(responses)

    @classmethod
    def from_responses(cls, responses: Mapping[str, list[dict[str, Any]]]) -> Answers:
        """Read the responses of a Rasa domain; only those of a question, with a slash in their name, are answers.

        Raises:
            ValueError: a question has not exactly one text, or a date that is not in quotes.
        """
        answers = {}
        for name, variants in responses.items():
            key = name.removeprefix("utter_")
            if "/" not in key:
                continue
            if len(variants) != 1:
                raise ValueError(f"{name}: verwacht precies één tekst, niet {len(variants)}.")
            metadata = variants[0].get("metadata") or {}
            answers[key] = Answer(
                key=key,
                title=metadata.get("titel", key),
                text=variants[0]["text"].strip(),
                easier=metadata.get("makkelijk", "").strip(),
                sources=tuple(
                    Source(
                        item["titel"],
                        item.get("artikel"),
                        item.get("url"),
                        _date(item["gecontroleerd"], name).isoformat(),
                    )
                    for item in metadata.get("bronnen") or ()
                ),
                follow_ups=tuple(metadata.get("vervolg") or ()),
                valid_until=_date(metadata["geldig_tot"], name) if metadata.get("geldig_tot") else None,
            )
        return cls(answers)
