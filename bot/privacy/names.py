"""Names that no word announces, found by the named-entity recogniser of spaCy's `nl_core_news_sm`.

    names = SpacyNames(lookup)
    names("Gisteren kwam Anja Postma langs")       [(14, 25)]

It takes some milliseconds and makes mistakes that the recognisers of `persons.py` do not make. So it is an optional
step of `redaction.redact`, and looks only at messages in which a capital may begin a name; a blank pipeline finds none.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.knowledge.glossary import Glossary, fold
from bot.language_model import installed_pipeline, load_pipeline
from bot.municipalities.results import Reason
from bot.privacy import words as vocabulary
from bot.privacy.findings import Places

if TYPE_CHECKING:
    from spacy.tokens import Span

_PERSON = frozenset({"PERSON", "PER"})
_NEEDED_PIPES = ("tok2vec", "ner")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+")
_NOT_IN_NAMES = re.compile(r"[\[\]\d@]")
_busy = threading.Lock()


def _entities(text: str) -> Iterable[Span]:
    """The entities in a text; none with a pipeline that does not look for them."""
    pipeline = load_pipeline(installed_pipeline())
    if "ner" not in pipeline.pipe_names:
        return ()
    # The pipeline is shared, and not made for threads.
    with _busy:
        document = pipeline(text, disable=[name for name in pipeline.pipe_names if name not in _NEEDED_PIPES])
    return tuple(document.ents)


class SpacyNames:
    """Finds names of persons; what is known to be something else is left alone."""

    def __init__(self, places: Places | None = None, glossary: Glossary | None = None) -> None:
        """Nothing is loaded yet.

        Args:
            places: the lookup of municipalities; a place is no name.
            glossary: the terms of the Wmo; those of the project when it is not given.
        """
        self._places = places
        terms = (glossary or Glossary.load()).terms
        self._terms = {word for term in terms for name in (term.name, *term.also) for word in fold(name).split()}

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each name in a text."""
        # The recogniser guesses at words without capitals; those of a text in capitals say nothing.
        if text.isupper() or not _may_name(text):
            return []
        spans = [(entity.start_char, entity.end_char) for entity in _entities(text) if entity.label_ in _PERSON]
        if not spans:
            return []
        taken = [(row.start, row.end) for row in self._places.find(text).candidates] if self._places else []
        return [
            (start, end)
            for start, end in spans
            if self._is_name(text[start:end])
            and not (_begins_sentence(text, start) and not _well_known(text[start:end]))
            # "Voorne aan Zee": a part of a place's name is no name.
            and not any(start < other_end and other_start < end for other_start, other_end in taken)
        ]

    def _is_name(self, name: str) -> bool:
        words = name.split()
        # Every word in lower case or an abbreviation, or a placeholder or digit among them: no name.
        if not any(word[0].isupper() and not word.isupper() for word in words) or _NOT_IN_NAMES.search(name):
            return False
        if any(word.strip(".,").lower() in vocabulary.NO_NAME for word in words):
            return False
        return not all(word in self._terms for word in fold(name).split()) and not self._is_place(name)

    def _is_place(self, name: str) -> bool:
        if self._places is None:
            return False
        return any(
            row.reason is not Reason.TYPO and row.end - row.start >= len(name) - 1
            for row in self._places.find(name, expected=True).candidates
        )


def _may_name(text: str) -> bool:
    """Whether a capital in a text can be that of a name; for most messages that saves the recogniser's milliseconds."""
    return any(
        not _begins_sentence(text, match.start()) or _well_known(match.group()) for match in _CAPITALISED.finditer(text)
    )


def _begins_sentence(text: str, start: int) -> bool:
    """Whether the capital there says nothing."""
    before = text[:start].rstrip(" '\"(")
    return not before or before[-1] in ".!?:\n"


def _well_known(name: str) -> bool:
    """Whether it begins with a common first name, or has several words with capitals."""
    words = name.split()
    first = words[0].strip(".,")
    capitals = sum(word[0].isupper() for word in words)
    return capitals > 1 or vocabulary.is_first_name(first) or vocabulary.is_surname(first)
