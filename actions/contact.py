"""Reaching the municipality itself: number and website, opening hours, a person, and which municipality it is."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import texts
from actions.base import (
    Events,
    WmoAction,
    answers,
    ask_municipality,
    done_waiting,
    entity,
    follow_up_buttons,
    municipality_of,
    other_municipality,
    place_unclear,
)
from actions.contactpunt import give_door
from bot.knowledge.phrases import phrases
from bot.municipalities.models import Municipality
from bot.questions import DOORS, topic

_FOR_THE_MUNICIPALITY = "buiten_bereik/gemeente_anders"
_AFTER_NAMING = ("melding/waar", "clientondersteuning/waar", "contact/gemeente")


class ActionContact(WmoAction):
    """Answers the questions of onderwerp `contact`, and refers those of `buiten_bereik` to the municipality."""

    def name(self) -> str:
        return "action_contact"

    async def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> Events:
        municipality = municipality_of(tracker)
        if topic(question) == "buiten_bereik":
            return _refer(dispatcher, municipality, question)
        waiting = tracker.get_slot("wachtende_vraag")
        naming = question == "contact/mijn_gemeente"
        if municipality is None or place_unclear(tracker) or (naming and entity(tracker, "gemeente") is None):
            return ask_municipality(dispatcher, tracker, (waiting if naming else None) or question)
        if naming and waiting in DOORS:
            give_door(dispatcher, municipality, waiting, asked=question, changed=other_municipality(tracker))
        else:
            asked_for = waiting if naming and waiting else question
            _give_contact(dispatcher, municipality, asked_for, question)
        return done_waiting()


def _refer(dispatcher: CollectingDispatcher, municipality: Municipality | None, question: str) -> Events:
    """Say what the assistant is not for and give the general door of the municipality, or ask which one that is."""
    dispatcher.utter_message(response=f"utter_{question}")
    if municipality is not None:
        links = texts.links(municipality.phone, municipality.website, municipality.email)
        dispatcher.utter_message(text=texts.contact_text(municipality), json_message={"links": links})
    elif question == _FOR_THE_MUNICIPALITY:
        dispatcher.utter_message(text=phrases()["waar_woont_u"], json_message={"expects": "gemeente"})
        return [SlotSet("wachtende_vraag", question)]
    return []


def _give_contact(dispatcher: CollectingDispatcher, municipality: Municipality, asked_for: str, question: str) -> None:
    """Give the general contact details, with an opening that fits what was asked for."""
    opening = {
        "contact/openingstijden": (
            f"De openingstijden van de gemeente {municipality.name} ken ik niet. "
            "Kijk op de website of bel de gemeente.\n\n"
        ),
        "contact/medewerker": (
            "Ik ben een computerprogramma. Een mens spreekt u bij de gemeente. Zeg waar het over gaat: "
            '"Ik heb een vraag over de Wmo."\n\n'
        ),
        "contact/mijn_gemeente": f"Ik onthoud dat het om de gemeente {municipality.name} gaat. ",
    }.get(asked_for, "")
    follow_ups = _AFTER_NAMING if asked_for == "contact/mijn_gemeente" else answers()[asked_for].follow_ups
    dispatcher.utter_message(
        text=opening + texts.contact_text(municipality),
        buttons=follow_up_buttons(follow_ups),
        json_message={
            "question": question,
            "sources": texts.register_source(municipality),
            "links": texts.links(municipality.phone, municipality.website, municipality.email),
        },
    )
