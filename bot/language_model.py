"""Which spaCy pipeline for Dutch is installed; quick to ask, because nothing is loaded."""

from __future__ import annotations

import importlib.metadata

SPACY_MODEL = "nl_core_news_sm"
BLANK = "blank nl"


def installed_pipeline() -> str:
    """Name and version of the pipeline that serves here: `nl_core_news_sm 3.4.0`, or `blank nl`."""
    try:
        return f"{SPACY_MODEL} {importlib.metadata.version(SPACY_MODEL)}"
    except importlib.metadata.PackageNotFoundError:
        return BLANK
