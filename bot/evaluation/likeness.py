"""How like the nearest training utterance each measured one is: what was learned counts more where this is low."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

BATCH = 500


def nearest(texts: Sequence[str], training: Sequence[str]) -> list[float]:
    """For each text the likeness to the training text that is nearest: 1 the same, 0 no part of a word in common."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True, strip_accents="unicode")
    known = vectorizer.fit_transform(training).T.tocsc()
    found: list[float] = []
    for start in range(0, len(texts), BATCH):
        likeness = vectorizer.transform(texts[start : start + BATCH]) @ known
        found += [min(1.0, float(value)) for value in likeness.max(axis=1).toarray().ravel()]
    return found
