"""The natural language generator: turns an answer into the message that a citizen reads, in Rasa's own process.

Amounts are filled in for today, sources and follow-ups travel along, and the answers about the conversation itself
(repeat, easier words, what a term means, which question was meant) are made from the conversation so far.
"""

from __future__ import annotations

import datetime
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import settings
from bot.dates import dutch_date
from bot.knowledge.amounts import Amounts
from bot.knowledge.answers import Answer, Answers
from bot.knowledge.beside import with_number_first, with_ordinary_questions, with_second_question
from bot.knowledge.glossary import Glossary, Term
from bot.knowledge.hard_words import HardWords
from bot.knowledge.languages import introduction
from bot.knowledge.local import with_local_text
from bot.knowledge.phrases import phrases
from bot.municipalities import directory
from bot.municipalities.models import Municipality
from bot.questions import GREETING, MAIN_TOPICS, NEEDS_MUNICIPALITY, SAFETY, ladder, topic

Message = dict[str, Any]


class AnswerGenerator(NaturalLanguageGenerator):
    """Generates every text of the assistant; named in `endpoints.yml` under `nlg`."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        # From the files, not from the domain: Rasa makes the generator before it knows the domain of the model, and a
        # corrected answer needs no training.
        self.answers = Answers.load()
        self.amounts = Amounts.load()
        self.glossary = Glossary.load()
        self._hard_words = HardWords(self.glossary)
        for key, answer in self.answers.items():
            self._hard_words.prepare(answer.text, key)
            self._hard_words.prepare(answer.easier, key)
        self._special = {
            "gesprek/herhalen": self._repeat,
            "gesprek/makkelijker": self._easier,
            "gesprek/begrip_uitleg": self._explain_term,
            "gesprek/andere_taal": self._other_language,
        }

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Message | None:
        """The message for a response.

        Args:
            utter_action: name of the response, `utter_<onderwerp>/<vraag>` or `utter_keuze`.
            tracker: the conversation so far; its last user message is the one that is answered.
            output_channel: not used, every channel gets the same content.
            kwargs: not used.

        Returns:
            A message in Rasa's shape (`text`, `buttons`, `custom`), or None for a response that does not exist.
        """
        key = utter_action.removeprefix("utter_")
        if key != "keuze" and key not in self.answers:
            return None
        message = self._choice(tracker) if key == "keuze" else self._answer(key, tracker)
        return with_number_first(message, _entity(tracker, "gevaar_genoemd"), self.answers)

    def _answer(self, key: str, tracker: DialogueStateTracker) -> Message:
        """The answer to a question, with what else the message calls for."""
        special = self._special.get(key)
        if special:
            return special(tracker) or self.message(self.answers[key])
        message = self.message(self.answers[key])
        local = with_local_text(message, tracker.get_slot("gemeente"))
        if local is not message:
            message = self._explained(local, key, local["text"])
        if topic(key) == SAFETY:
            return with_ordinary_questions(message, self._likely(tracker), self.answers)
        return with_second_question(message, _entity(tracker, "tweede_vraag"), self.answers)

    def message(self, answer: Answer, *, easier: bool = False, day: datetime.date | None = None) -> Message:
        """An answer as a message for a day (today when not given), in its full or its easier version."""
        day = day or settings.get().today
        written = answer.easier if easier else answer.text
        filled = self.amounts.fill(written, day)
        text = filled.text
        if filled.outdated:
            where = filled.outdated[0].where_to_look
            text = f"Let op: de bedragen voor {day.year} zijn mij niet bekend. Kijk daarvoor op {where}.\n\n{text}"
        if answer.valid_until and day > answer.valid_until:
            text = (
                f"Let op: dit antwoord is nagekeken voor de tijd tot en met {dutch_date(answer.valid_until)}. "
                f"Vraag uw gemeente of het nog klopt.\n\n{text}"
            )
        # Who starts sees what can be asked.
        follow_ups = MAIN_TOPICS if answer.key == GREETING else answer.follow_ups
        message = self._shape(text, answer.key, follow_ups, [source.as_json() for source in answer.sources])
        if answer.key in NEEDS_MUNICIPALITY:
            # Its last line asks for the municipality; where that is known, an action answers instead.
            message["custom"]["expects"] = "gemeente"
        return self._explained(message, answer.key, written, day)

    def _explained(
        self, message: Message, question: str, text: str, day: datetime.date | None = None, about: Term | None = None
    ) -> Message:
        """A message with the meaning of the hard words in it, as `custom.begrippen` of the contract has them.

        Args:
            message: what is said; it is changed.
            question: the key that it answers.
            text: its text as it was written, for which hard words were looked up at the start.
            day: the day for which amounts in an explanation hold; today when not given.
            about: the term that the text itself explains.
        """
        words = [
            {"woord": hard.word, "uitleg": self.amounts.fill(hard.term.explanation, day or settings.get().today).text}
            for hard in self._hard_words.of(text, question)
            if hard.term is not about
        ]
        message["custom"].pop("begrippen", None)
        if words:
            message["custom"]["begrippen"] = words
        return message

    def _shape(
        self, text: str, question: str, follow_ups: tuple[str, ...], sources: list[dict[str, str]] | None = None
    ) -> Message:
        return {
            "text": text,
            "buttons": self.answers.buttons(follow_ups),
            "custom": {"question": question, "sources": sources or []},
        }

    def _repeat(self, tracker: DialogueStateTracker) -> Message | None:
        """The last reply once more; the last answered question when the reply itself is no longer at hand."""
        said: list[BotUttered] = []
        for event in list(tracker.events)[:-1][::-1]:
            if isinstance(event, BotUttered) and event.text:
                said.insert(0, event)
            elif isinstance(event, UserUttered) and said:
                break
        if said:
            custom = said[-1].data.get("custom") or {}
            return {
                "text": "\n\n".join(event.text for event in said),
                "buttons": said[-1].data.get("buttons") or [],
                "custom": {
                    "question": "gesprek/herhalen",
                    "sources": custom.get("sources", []),
                    **({"begrippen": custom["begrippen"]} if "begrippen" in custom else {}),
                },
            }
        answer = self._last_answer(tracker)
        if answer is None:
            return None
        message = self.message(answer)
        message["custom"]["question"] = "gesprek/herhalen"
        return message

    def _easier(self, tracker: DialogueStateTracker) -> Message | None:
        answer = self._last_answer(tracker)
        if answer is None:
            return None
        message = self.message(answer, easier=True)
        message["custom"]["question"] = "gesprek/makkelijker"
        message["custom"]["easier"] = True
        return message

    def _explain_term(self, tracker: DialogueStateTracker) -> Message | None:
        name = _entity(tracker, "begrip")
        term = self.glossary.get(name) if name else None
        if term is None:
            return None
        follow_ups = tuple(key for key in term.see if key in self.answers)
        name = term.name[0].upper() + term.name[1:]
        sources = [source.as_json() for source in term.sources]
        filled = self.amounts.fill(term.explanation, settings.get().today)
        message = self._shape(f"{name}: {filled.text}", "gesprek/begrip_uitleg", follow_ups, sources)
        return self._explained(message, "gesprek/begrip_uitleg", message["text"], about=term)

    def _other_language(self, tracker: DialogueStateTracker) -> Message | None:
        """Two sentences in the citizen's own language; None when that is not one of ours."""
        language = _entity(tracker, "taal")
        text = introduction(language, _municipality(tracker)) if language else None
        if text is None:
            return None
        answer = self.answers["gesprek/andere_taal"]
        message = self._shape(text, answer.key, answer.follow_ups, [source.as_json() for source in answer.sources])
        message["custom"]["lang"] = language
        return message

    def _last_answer(self, tracker: DialogueStateTracker) -> Answer | None:
        return self.answers.get(tracker.get_slot("vraag") or "")

    def _choice(self, tracker: DialogueStateTracker) -> Message:
        """What to offer when the question is not clear: the likeliest questions, else the main topics and a person."""
        if tracker.get_slot("wachtende_vraag"):
            return self._place_not_clear(tracker)
        likely = self._likely(tracker)
        if not likely:
            missed = (tracker.latest_message.metadata or {}).get("missed") if tracker.latest_message else None
            return self._person(_municipality(tracker)) if missed else self._menu()
        buttons = self.answers.buttons((*likely, "contact/medewerker"))
        return {"text": phrases()["keuze"], "buttons": buttons, "custom": {"suggestions": likely}}

    def _likely(self, tracker: DialogueStateTracker) -> list[str]:
        """The questions that the classifier offers for the last message."""
        parse_data = tracker.latest_message.parse_data if tracker.latest_message else {}
        return [key for key in ladder(dict(parse_data)) if key in self.answers]

    def _place_not_clear(self, tracker: DialogueStateTracker) -> Message:
        """Ask for the place again, and say what was wrong with what was typed."""
        phrase = "plaats_gevraagd"
        if _entity(tracker, "buitenland"):
            phrase = "plaats_buitenland"
        elif _entity(tracker, "plaats_onbekend"):
            phrase = "plaats_onbekend"
        return {
            "text": phrases()[phrase],
            "buttons": self.answers.buttons(("contact/medewerker",)),
            "custom": {"suggestions": ["contact/mijn_gemeente", "contact/medewerker"], "expects": "gemeente"},
        }

    def _menu(self) -> Message:
        """The main topics and a person, for when no question is likely."""
        buttons = self.answers.buttons(MAIN_TOPICS)
        return {"text": phrases()["menu"], "buttons": buttons, "custom": {"suggestions": list(MAIN_TOPICS)}}

    def _person(self, municipality: Municipality | None) -> Message:
        """A person first, for when nothing was likely twice in a row."""
        known = municipality is not None and bool(municipality.phone)
        how = phrases()["mens_bellen" if known else "mens_waar"]
        if municipality and known:
            how = how.format(gemeente=municipality.name, telefoon=municipality.phone)
        offered = ("contact/medewerker", *(key for key in MAIN_TOPICS if key != "contact/medewerker"))
        custom: Message = {"suggestions": list(offered)}
        if not known:
            custom["expects"] = "gemeente"
        return {"text": f"{phrases()['mens']} {how}", "buttons": self.answers.buttons(offered), "custom": custom}


def _municipality(tracker: DialogueStateTracker) -> Municipality | None:
    """The municipality that the conversation is about, if it was named."""
    return directory.by_code(tracker.get_slot("gemeente"))


def _entity(tracker: DialogueStateTracker, name: str) -> Any:
    """The value of an entity in the last message, or None."""
    return next(tracker.get_latest_entity_values(name), None)
