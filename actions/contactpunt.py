"""The door for a purpose: where to report, find cliëntondersteuning, respijtzorg or support for carers."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import texts
from actions.base import (
    Events,
    WmoAction,
    answers,
    ask_municipality,
    done_waiting,
    follow_up_buttons,
    municipality_of,
    other_municipality,
    place_unclear,
)
from bot import settings
from bot.knowledge.local import with_local_text
from bot.municipalities import directory, doors
from bot.municipalities.models import Municipality
from bot.questions import DOORS


class ActionContactpunt(WmoAction):
    """Answers the questions ending in `/waar` with the door of the citizen's municipality."""

    def name(self) -> str:
        return "action_contactpunt"

    async def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> Events:
        municipality = municipality_of(tracker)
        if municipality is None or place_unclear(tracker):
            return ask_municipality(dispatcher, tracker, question)
        give_door(dispatcher, municipality, question, changed=other_municipality(tracker))
        return done_waiting()


def give_door(
    dispatcher: CollectingDispatcher,
    municipality: Municipality,
    question: str,
    asked: str | None = None,
    *,
    changed: bool = False,
) -> None:
    """Say which door a municipality has for a question.

    Args:
        dispatcher: takes the message.
        municipality: where the citizen lives.
        question: one of `DOORS`.
        asked: the question that the message was taken for, where that is another one (a place named afterwards).
        changed: another municipality was named than the conversation was about.
    """
    advice = doors.door(directory.current().tables, municipality.code, DOORS[question], settings.get().today)
    answer = answers()[question]
    sources = [texts.law_source(advice.law, answer.sources[0].checked), *texts.door_source(advice)]
    # The text of the municipality belongs to the question that is answered, also when a place was named afterwards.
    answered = {"text": texts.door_text(advice, changed=changed), "custom": {"question": question, "sources": sources}}
    message = with_local_text(answered, municipality.code)
    custom = {**message["custom"], "question": asked or question}
    custom["links"] = texts.links(advice.phone, advice.url, advice.email)
    dispatcher.utter_message(text=message["text"], buttons=follow_up_buttons(answer.follow_ups), json_message=custom)
