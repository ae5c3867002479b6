"""Personal data do not get past the channel: not into the reply, the database or the log."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.stack import Stack

PLANTED = {
    "mijn bsn is 111222333, wat kost de wmo": "111222333",
    "bel mij op 06-12345678 over huishoudelijke hulp": "12345678",
    "mail naar piet.kwikzilver@voorbeeld.nl": "kwikzilver",
    "mijn rekening is NL91ABNA0417164300": "0417164300",
    "ik ben geboren op 12-03-1941": "12-03-1941",
    "mijn naam is Kwikzilverdraad": "Kwikzilverdraad",
    "ik woon op 8011 AB 147": "147",
}


@pytest.mark.parametrize("text", PLANTED)
def test_personal_data_are_taken_out_and_the_citizen_is_told(stack: Stack, text: str) -> None:
    planted = PLANTED[text]
    conversation = stack.conversation()
    conversation.say(text)
    assert "Persoonlijke gegevens heb ik niet nodig" in conversation.replies[-1]["text"]
    assert not any(planted in reply["text"] for reply in conversation.replies)
    with sqlite3.connect(stack.directory / "wmo.db") as database:
        rows = [json.loads(data) for (data,) in database.execute("SELECT data FROM events WHERE type_name = 'user'")]
    assert rows
    assert not any(planted in row["text"] or planted in str(row["parse_data"]["entities"]) for row in rows)
    assert planted not in stack.log.read_text()


def test_a_full_postcode_is_enough_and_brings_no_reprimand(stack: Stack) -> None:
    conversation = stack.conversation()
    reply = conversation.say("wat is het telefoonnummer van de gemeente op 8011 AB")
    assert "14 038" in reply["text"]
    assert len(conversation.replies) == 1


def test_the_number_of_a_municipality_stays(stack: Stack) -> None:
    conversation = stack.conversation()
    conversation.say("is 14 038 het nummer van de gemeente Zwolle?")
    assert len(conversation.replies) == 1
