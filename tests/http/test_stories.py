"""A story for each onderwerp, and what must hold in any conversation, over the real stack."""

from __future__ import annotations

import pytest

from tests.stack import Conversation, Stack

# What a citizen types (or the title of a button, after "> "), and the question it must be taken for.
STORIES: dict[str, list[tuple[str, str]]] = {
    "melding": [
        ("Hoe meld ik mij aan voor de Wmo, kan dat ook met bellen?", "melding/hoe"),
        ("Ik heb zeven weken geleden gebeld en hoor niks meer. Wat nu?", "melding/te_laat"),
        ("Hoe bereid ik me goed voor op het gesprek?", "melding/gesprek_voorbereiden"),
    ],
    "clientondersteuning": [
        ("Wat is een cliëntondersteuner?", "clientondersteuning/wat_is"),
        ("Is cliëntondersteuning gratis?", "clientondersteuning/kosten"),
        ("Waar vind ik een cliëntondersteuner in Zwolle?", "clientondersteuning/waar"),
    ],
    "persoonlijk_plan": [
        ("Wat moet er in een persoonlijk plan staan?", "persoonlijk_plan/inhoud"),
        ("Hoeveel dagen heb ik om mijn persoonlijk plan in te leveren?", "persoonlijk_plan/termijn"),
        ("kan het makkelijker", "gesprek/makkelijker"),
    ],
    "pgb": [
        ("Wat is een pgb?", "pgb/wat_is"),
        ("Mag ik mijn dochter betalen uit mijn pgb?", "pgb/familie"),
        ("Mag ik van zorg in natura overstappen naar een pgb?", "pgb/wisselen"),
    ],
    "eigen_bijdrage": [
        ("Hoe hoog is de eigen bijdrage in 2026?", "eigen_bijdrage/hoogte"),
        ("Telt mijn spaargeld mee voor de eigen bijdrage?", "eigen_bijdrage/inkomen"),
        ("Ik kan de eigen bijdrage niet betalen", "eigen_bijdrage/betalingsproblemen"),
    ],
    "respijtzorg": [
        ("Wat is respijtzorg?", "respijtzorg/wat_is"),
        ("Wat kost respijtzorg?", "respijtzorg/kosten"),
        ("Welke vormen van respijtzorg zijn er?", "respijtzorg/vormen"),
    ],
    "mantelzorg": [
        ("Ben ik eigenlijk wel een mantelzorger?", "mantelzorg/wat_is"),
        ("Hoe vraag ik de mantelzorgwaardering aan?", "mantelzorg/waardering"),
    ],
    "wmo": [
        ("Wat is de Wmo?", "wmo/wat_is"),
        ("Kan ik huishoudelijke hulp krijgen?", "wmo/huishoudelijke_hulp"),
        ("Hoe vraag ik een gehandicaptenparkeerkaart aan?", "wmo/parkeerkaart"),
    ],
    "rechten": [
        ("Ik wil bezwaar maken tegen het besluit", "rechten/bezwaar"),
        ("Waar dien ik een klacht in over de gemeente?", "rechten/klacht"),
        ("herhaal dat eens", "gesprek/herhalen"),
    ],
    "contact": [
        ("Wat is het telefoonnummer van de gemeente Deventer?", "contact/gemeente"),
        ("Ik wil een mens spreken", "contact/medewerker"),
    ],
    "gesprek": [
        ("hallo", "gesprek/begroeting"),
        ("Praat ik met een computer?", "gesprek/ben_je_een_bot"),
        ("Wat betekent beschikking?", "gesprek/begrip_uitleg"),
        ("dank u wel", "gesprek/bedankt"),
    ],
    "buiten_bereik": [
        ("Hoe vraag ik een paspoort aan?", "buiten_bereik/gemeente_anders"),
        ("Wat voor weer wordt het morgen?", "buiten_bereik/overig"),
    ],
}
DANGER = {
    "mijn man slaat mij": ("veiligheid/geweld", "0800-2000"),
    "ik wil niet meer leven": ("veiligheid/suicide", "113"),
    "mijn moeder is gevallen en ademt niet meer": ("veiligheid/nood", "112"),
}


@pytest.mark.parametrize("topic", STORIES)
def test_story(conversation: Conversation, topic: str) -> None:
    for text, expected in STORIES[topic]:
        assert conversation.say(text)["custom"].get("question") == expected, text


@pytest.mark.parametrize("text", DANGER)
def test_danger_gets_its_number_first(conversation: Conversation, text: str) -> None:
    expected, number = DANGER[text]
    reply = conversation.say(text)
    assert reply["custom"].get("question") == expected
    first_sentence = reply["text"].split(".")[0]
    assert number in first_sentence


def test_danger_comes_first_while_a_question_waits_for_a_place(conversation: Conversation) -> None:
    conversation.say("Waar kan ik mij melden voor hulp?")
    assert conversation.say("mijn man slaat mij")["custom"]["question"] == "veiligheid/geweld"
    assert "Zwolle" in conversation.say("Zwolle")["text"]


def test_a_door_is_asked_for_once_and_then_remembered(conversation: Conversation) -> None:
    first = conversation.say("Waar kan ik mij melden voor hulp?")
    assert first["custom"]["question"] == "melding/waar"
    assert "woont u" in first["text"]
    named = conversation.say("Zwolle")
    assert named["custom"]["question"] == "contact/mijn_gemeente"
    assert "14 038" in named["text"]
    assert "Ik wil een Wmo-melding doen" in named["text"]
    other = conversation.say("En waar vind ik een cliëntondersteuner?")
    assert other["custom"]["question"] == "clientondersteuning/waar"
    assert "Zwolle" in other["text"]
    assert "gratis" in other["text"]


def test_a_fresh_door_is_given_with_its_own_number(stack: Stack) -> None:
    reply = stack.conversation("Zutphen").say("Waar vind ik een cliëntondersteuner?")
    assert "MEE Samen" in reply["text"]
    assert "088 - 633 0633" in reply["text"]
    assert "15 maart 2026" in reply["text"]
    assert any(link["url"].startswith("tel:") for link in reply["custom"]["links"])


def test_a_name_that_several_places_have_is_asked_back(conversation: Conversation) -> None:
    reply = conversation.say("Waar kan ik mij melden voor hulp in Beek?")
    assert len(reply["buttons"]) == 3
    chosen = conversation.choose("Montferland")
    assert "Montferland" in chosen["text"]


@pytest.mark.parametrize(
    ("asked", "answer", "municipality"),
    [
        ("Beek", "die in Limburg", "Beek"),
        ("Beek", "die bij Nijmegen", "Berg en Dal"),
        ("Hengelo", "Hengelo Gelderland", "Bronckhorst"),
        ("Laren", "de tweede", "Lochem"),
        ("Bergen", "Bergen NH", "Bergen"),
    ],
)
def test_a_choice_of_places_is_understood_in_own_words(
    conversation: Conversation, asked: str, answer: str, municipality: str
) -> None:
    conversation.say(f"Waar kan ik mij melden voor hulp in {asked}?")
    reply = conversation.say(answer)
    assert reply["custom"]["question"] == "contact/mijn_gemeente"
    assert municipality in reply["text"]


@pytest.mark.parametrize("place", ["Gent", "Brussel"])
def test_a_place_abroad_is_recognised(conversation: Conversation, place: str) -> None:
    conversation.say("Waar kan ik mij melden voor hulp?")
    assert "niet in Nederland" in conversation.say(f"ik woon in {place}")["text"]


@pytest.mark.parametrize("place", ["3512", "3512 AB", "utrecht", "De Meern"])
def test_a_place_can_be_named_in_several_ways(conversation: Conversation, place: str) -> None:
    conversation.say("Wat is het telefoonnummer van de gemeente?")
    assert "Utrecht" in conversation.say(place)["text"]


def test_a_place_that_does_not_exist_gets_no_invented_number(conversation: Conversation) -> None:
    conversation.say("Waar kan ik mij melden voor hulp?")
    reply = conversation.say("Duckstad")
    assert "postcode" in reply["text"]


def test_the_municipality_can_be_changed(stack: Stack) -> None:
    conversation = stack.conversation("Zwolle")
    conversation.say("Waar kan ik mij melden voor hulp?")
    assert "Deventer" in conversation.say("toch Deventer")["text"]


def test_the_municipality_of_the_person_cared_for_counts(stack: Stack) -> None:
    conversation = stack.conversation("Zwolle")
    conversation.say("Waar kan ik mij melden voor hulp?")
    reply = conversation.say("mijn moeder woont in Deventer, waar is daar het wmo-loket?")
    assert "Deventer" in reply["text"]
    assert "telt de gemeente waar de persoon woont die hulp krijgt" in reply["text"]


def test_what_is_not_understood_leads_to_a_choice_or_a_menu(conversation: Conversation) -> None:
    reply = conversation.say("het ding van toen met dat gedoe")
    assert "suggestions" in reply["custom"] or reply["custom"]["question"].startswith(("gesprek/", "buiten_bereik/"))
    reply = conversation.say("qwrtz plmk")
    assert len(reply["custom"]["suggestions"]) >= 2
    payloads = [button["payload"] for button in reply["buttons"]]
    assert "/contact/medewerker" in payloads


def test_a_long_conversation_keeps_what_it_knows(stack: Stack) -> None:
    conversation = stack.conversation("Zwolle")
    for _ in range(15):
        conversation.say("Wat is een persoonlijk plan?")
    assert conversation.say("kan het makkelijker?")["custom"]["question"] == "gesprek/makkelijker"
    assert "Zwolle" in conversation.say("Waar kan ik mij melden voor hulp?")["text"]


def test_beginning_again_lets_the_question_go(conversation: Conversation) -> None:
    conversation.say("Wat is een persoonlijk plan?")
    assert conversation.say("opnieuw beginnen")["custom"]["question"] == "gesprek/opnieuw"
    easier = conversation.say("makkelijker")
    assert "plan" not in easier["text"]
