"""The spaCy pipeline for Dutch: which one is installed, and the one in memory that all who need it share."""

from __future__ import annotations

import functools
import importlib.metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

SPACY_MODEL = "nl_core_news_sm"
BLANK = "blank nl"
# Nothing here needs it, and it takes most of the time and memory.
UNUSED_PIPES = ("parser",)


def installed_pipeline() -> str:
    """Name and version of the pipeline that serves here: `nl_core_news_sm 3.4.0`, or `blank nl`."""
    try:
        return f"{SPACY_MODEL} {importlib.metadata.version(SPACY_MODEL)}"
    except importlib.metadata.PackageNotFoundError:
        return BLANK


@functools.lru_cache(maxsize=2)
def load_pipeline(name: str) -> Language:
    """The spaCy pipeline of a name that `installed_pipeline` gives; read once, whoever asks for it."""
    # Not at the top: whoever only asks what is installed should not wait for spaCy.
    import spacy

    return spacy.blank("nl") if name == BLANK else spacy.load(SPACY_MODEL, exclude=list(UNUSED_PIPES))
