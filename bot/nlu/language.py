"""Which language a message is in, as far as that is another one than Dutch, Frisian, Flemish or a dialect."""

from __future__ import annotations

import re
import unicodedata

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from bot.knowledge import files

TALEN = files.KNOWLEDGE / "talen.yml"
# What the detector calls another script: the language is not known, but it is not Dutch.
UNKNOWN = "und"
# From this certainty on a message in Latin script counts as foreign, when few of its words are Dutch.
SURE = 0.8
DUTCH_SHARE = 0.34
FEWEST_WORDS = 3
VOWEL_SHARE = 0.7

_VOWEL = re.compile(r"[aeiouyáàâäãåąæéèêëęíìîïıóòôöõøúùûüýœ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LANGUAGES = {
    Language.ENGLISH: "en",
    Language.GERMAN: "de",
    Language.POLISH: "pl",
    Language.TURKISH: "tr",
    Language.ARABIC: "ar",
    Language.UKRAINIAN: "uk",
    Language.FRENCH: "fr",
    Language.SPANISH: "es",
}
_SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "uk"}


class ForeignLanguage:
    """Recognises the languages of `talen.yml`.

    The detector never heard of Frisian or dialects and takes them for English or German; therefore a message is only
    foreign when hardly any of its words is a common one of ours.
    """

    def __init__(self, detector: LanguageDetector, own_words: frozenset[str], names: dict[str, str]) -> None:
        self._detector = detector
        self._own_words = own_words
        self._names = names

    @classmethod
    def load(cls) -> ForeignLanguage:
        """The detector with the words of `talen.yml`; in its small version, which takes 20 MB instead of 300."""
        detector = (
            LanguageDetectorBuilder.from_languages(Language.DUTCH, *_LANGUAGES)
            .with_low_accuracy_mode()
            .with_preloaded_language_models()
            .build()
        )
        content = files.read(TALEN)
        names = {name: code for code, entry in content["talen"].items() for name in str(entry["genoemd"]).split()}
        return cls(detector, frozenset(str(content["eigen_woorden"]).split()), names)

    def of(self, text: str) -> str | None:
        """The ISO 639-1 code of a foreign language, `und` for one that is not known here, None for Dutch.

        Args:
            text: a message; one or two words in Latin script are never foreign, because names look like anything.
        """
        script = _script(text)
        if script != "LATIN":
            return _SCRIPTS.get(script, UNKNOWN) if script else None
        words = _WORD.findall(text.lower().replace("’", "'"))
        own = sum(word in self._own_words for word in words)
        # Keys hit at random make words without vowels, which the detector takes for some language all the same.
        spoken = sum(bool(_VOWEL.search(word)) for word in words)
        if len(words) < FEWEST_WORDS or own > DUTCH_SHARE * len(words) or spoken < VOWEL_SHARE * len(words):
            return None
        likeliest = self._detector.compute_language_confidence_values(text)[0]
        return _LANGUAGES.get(likeliest.language) if likeliest.value >= SURE else None

    def named(self, text: str) -> str | None:
        """The language that a message names ("english please", "kan het in het Pools?"), if it is one of ours."""
        return next((self._names[word] for word in _WORD.findall(text.lower()) if word in self._names), None)


def _script(text: str) -> str:
    """The script of most letters, as Unicode names it; empty without letters."""
    counts: dict[str, int] = {}
    for sign in text:
        if sign.isalpha():
            name = "LATIN" if sign.isascii() else unicodedata.name(sign, "LATIN").partition(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else ""
