"""The contract of the web channel, over real HTTP."""

from __future__ import annotations

import datetime
import json

import pytest
import requests

from bot.feedback import FeedbackCounts
from bot.municipalities.store import open_engine
from tests.stack import Conversation, Stack


def error_of(response: requests.Response) -> str:
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"].strip()
    return str(body["error"]["code"])


def test_a_session_begins_with_a_greeting_and_topics(stack: Stack) -> None:
    response = requests.post(f"{stack.api}/sessions", json={}, timeout=30)
    assert response.status_code == 201
    body = response.json()
    assert set(body) == {"token", "messages"}
    first = body["messages"][0]
    assert first["custom"]["question"] == "gesprek/begroeting"
    assert first["buttons"]
    assert all(set(button) == {"title", "payload"} for button in first["buttons"])


@pytest.mark.parametrize("given", ["GM0193", "gm0193", "Zwolle", "zwolle", "Westenholte Zwolle", "8011"])
def test_a_page_can_give_the_municipality(stack: Stack, given: str) -> None:
    reply = stack.conversation(given).say("wat is het telefoonnummer van de gemeente")
    assert reply["custom"]["question"] == "contact/gemeente"
    assert "Zwolle" in reply["text"]
    assert "14 038" in reply["text"]


@pytest.mark.parametrize("given", ["GM9999", "Duckstad", "Beek"])
def test_a_municipality_that_is_not_clear_is_not_found(stack: Stack, given: str) -> None:
    response = requests.post(f"{stack.api}/sessions", json={"municipality": given}, timeout=30)
    assert response.status_code == 404
    assert error_of(response) == "municipality_not_found"


@pytest.mark.parametrize("body", [b"", b"{}", b'{"municipality": null}'])
def test_a_session_needs_no_municipality(stack: Stack, body: bytes) -> None:
    assert requests.post(f"{stack.api}/sessions", data=body, timeout=30).status_code == 201


@pytest.mark.parametrize("body", [b"[]", b"hallo", b'"GM0193"', b'{"municipality": 193}', b'{"municipality": ["a"]}'])
def test_a_session_of_the_wrong_shape_is_refused(stack: Stack, body: bytes) -> None:
    response = requests.post(f"{stack.api}/sessions", data=body, timeout=30)
    assert response.status_code == 400
    error_of(response)


def test_an_answer_has_text_sources_and_follow_ups(conversation: Conversation) -> None:
    reply = conversation.say("Wat is een persoonlijk plan?")
    assert reply["custom"]["question"] == "persoonlijk_plan/wat_is"
    assert reply["text"]
    assert reply["buttons"]
    for source in reply["custom"]["sources"]:
        assert {"title", "checked"} <= set(source) <= {"title", "article", "url", "checked"}
        assert len(source["checked"]) == 10


def test_a_button_that_was_offered_can_be_chosen(conversation: Conversation) -> None:
    reply = conversation.say("Wat is een persoonlijk plan?")
    button = reply["buttons"][0]
    chosen = conversation.choose(button["title"])
    assert chosen["custom"]["question"] == button["payload"].removeprefix("/")


def test_an_older_button_still_works(conversation: Conversation) -> None:
    payload = conversation.replies[0]["buttons"][0]["payload"]
    conversation.say("Wat is een persoonlijk plan?")
    assert conversation.post(payload=payload).status_code == 200


@pytest.mark.parametrize(
    "payload", ["/melding/te_laat", "/rechten/beroep", "/restart", "melding/hoe", "/onzin/vraag", "/session_start", ""]
)
def test_a_button_that_was_not_offered_is_refused(conversation: Conversation, payload: str) -> None:
    response = conversation.post(payload=payload)
    assert response.status_code == 400
    assert error_of(response) == "not_offered"


@pytest.mark.parametrize(
    "body", [{}, {"text": None}, {"text": 5}, {"payload": 5}, {"text": "a", "payload": "/b"}, {"x": 1}]
)
def test_a_message_of_the_wrong_shape_is_refused(conversation: Conversation, body: dict[str, object]) -> None:
    response = conversation.post(**body)
    assert response.status_code == 400
    assert error_of(response) == "invalid_message"


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe"])
def test_a_body_that_is_no_object_is_refused(conversation: Conversation, data: bytes) -> None:
    response = requests.post(f"{conversation.stack.api}/messages", data=data, headers=conversation.headers, timeout=30)
    assert response.status_code == 400
    error_of(response)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u0000"])
def test_an_empty_message_is_refused(conversation: Conversation, text: str) -> None:
    response = conversation.post(text=text)
    assert response.status_code == 400
    assert error_of(response) == "empty"


@pytest.mark.parametrize(
    "text", ["/restart", "/session_start", "/melding/te_laat", "//back", ' / /action_contact{"a": 1}']
)
def test_a_leading_slash_has_no_meaning(conversation: Conversation, text: str) -> None:
    conversation.say("Wat is een persoonlijk plan?")
    reply = conversation.say(text)
    assert reply["text"]
    # The conversation goes on: what was said last can still be made easier.
    assert conversation.say("kan het makkelijker?")["custom"]["question"] == "gesprek/makkelijker"


def test_a_thousand_characters_are_read_and_one_more_is_not(conversation: Conversation) -> None:
    assert conversation.post(text="a" * 1000).status_code == 200
    response = conversation.post(text="a" * 1001)
    assert response.status_code == 413
    assert error_of(response) == "too_long"


def test_a_huge_request_is_refused(conversation: Conversation) -> None:
    response = conversation.post(text="a" * 200_000)
    assert response.status_code == 413
    assert error_of(response) == "too_long"


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer x", "Bearer a.b.c", "Basic abc"])
def test_a_token_that_is_not_ours_is_refused(stack: Stack, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = requests.post(f"{stack.api}/messages", json={"text": "hallo"}, headers=headers, timeout=30)
    assert response.status_code == 401
    assert error_of(response) == "invalid_token"


def test_a_changed_token_is_refused(conversation: Conversation) -> None:
    token = conversation.token
    changed = ("B" if token[0] == "A" else "A") + token[1:]
    response = requests.post(
        f"{conversation.stack.api}/messages",
        json={"text": "hallo"},
        headers={"Authorization": f"Bearer {changed}"},
        timeout=30,
    )
    assert response.status_code == 401


def test_erasing_a_conversation_ends_it(conversation: Conversation) -> None:
    address = f"{conversation.stack.api}/sessions"
    assert requests.delete(address, headers=conversation.headers, timeout=30).status_code == 204
    response = conversation.post(text="hallo")
    assert response.status_code == 404
    assert error_of(response) == "session_not_found"
    assert requests.delete(address, headers=conversation.headers, timeout=30).status_code == 404


def test_the_greeting_tells_the_page_how_to_reach_its_municipality(stack: Stack) -> None:
    (greeting, *_) = stack.conversation("Zwolle").replies
    assert greeting["custom"]["municipality"] == {"name": "Zwolle", "phone": "14 038", "url": "tel:14038"}
    (greeting, *_) = stack.conversation().replies
    assert "municipality" not in greeting["custom"]


STANDING = {
    "/gesprek/feedback_goed": "Fijn dat dit u helpt",
    "/gesprek/feedback_slecht": "niet goed genoeg",
    "/gesprek/makkelijker": "Typ daarna: makkelijker",
    "/gesprek/opnieuw": "we beginnen opnieuw",
    "/gesprek/wat_kun_je": "U kunt mij vragen naar",
    "/contact/medewerker": "In welke gemeente woont u?",
}


@pytest.mark.parametrize("payload", STANDING)
def test_what_a_page_has_a_button_for_can_be_chosen_in_any_session(conversation: Conversation, payload: str) -> None:
    response = conversation.post(payload=payload)
    assert response.status_code == 200
    first = response.json()["messages"][0]
    assert first["custom"]["question"] == payload.removeprefix("/")
    assert STANDING[payload] in first["text"]


def test_easier_words_say_that_they_are(conversation: Conversation) -> None:
    assert "easier" not in conversation.say("Wat is een persoonlijk plan?")["custom"]
    reply = conversation.post(payload="/gesprek/makkelijker").json()["messages"][0]
    assert reply["custom"]["easier"] is True


def test_hard_words_come_with_their_meaning(conversation: Conversation) -> None:
    reply = conversation.say("Wat kost de eigen bijdrage?")
    listed = reply["custom"]["begrippen"]
    assert "beschermd wonen" in [entry["woord"] for entry in listed]
    for entry in listed:
        assert entry["woord"] in reply["text"]
        assert entry["uitleg"].endswith(".")
    repeated = conversation.say("kunt u dat herhalen?")
    assert repeated["custom"]["question"] == "gesprek/herhalen"
    assert repeated["custom"]["begrippen"] == listed


def opinions(stack: Stack) -> dict[str, tuple[int, int]]:
    engine = open_engine(f"sqlite:///{stack.directory / 'wmo.db'}")
    try:
        counted = FeedbackCounts(engine).since(datetime.date.today())
    finally:
        engine.dispose()
    return {opinion.question: (opinion.good, opinion.bad) for opinion in counted}


def test_opinions_count_for_the_question_that_was_answered_last(stack: Stack, conversation: Conversation) -> None:
    def counted(question: str) -> tuple[int, int]:
        return opinions(stack).get(question, (0, 0))

    good, bad = counted("persoonlijk_plan/maken")
    # Before any question there is nothing to have an opinion on.
    everything = opinions(stack)
    conversation.post(payload="/gesprek/feedback_slecht")
    assert opinions(stack) == everything

    conversation.say("Hoe maak ik een persoonlijk plan?")
    conversation.post(payload="/gesprek/makkelijker")
    conversation.post(payload="/gesprek/feedback_goed")
    assert counted("persoonlijk_plan/maken") == (good + 1, bad)
    for _ in range(5):
        conversation.say("bedankt")
    conversation.post(payload="/gesprek/feedback_slecht")
    assert counted("persoonlijk_plan/maken") == (good + 1, bad + 1)
    conversation.post(payload="/gesprek/opnieuw")
    everything = opinions(stack)
    conversation.post(payload="/gesprek/feedback_slecht")
    assert opinions(stack) == everything


def test_two_sessions_do_not_share_anything(stack: Stack) -> None:
    one, other = stack.conversation("Zwolle"), stack.conversation()
    one.say("Wat is een persoonlijk plan?")
    assert other.say("makkelijker")["text"] != one.say("makkelijker")["text"]
    assert "Zwolle" not in other.say("wat is het telefoonnummer van de gemeente")["text"]


def test_health_asks_a_real_question(stack: Stack) -> None:
    response = requests.get(f"{stack.api}/health", timeout=30)
    assert response.status_code == 200
    report = response.json()
    assert report["status"] == "ok"
    assert report["language_model"]
    assert all(got == expected for expected, got in report["questions"].items())


@pytest.mark.parametrize(
    "path", ["/model", "/conversations/default/tracker", "/webhooks/rest/webhook", "/status", "/version"]
)
def test_rasas_own_api_and_rest_channel_are_off(stack: Stack, path: str) -> None:
    for method in ("GET", "POST"):
        response = requests.request(method, stack.url + path, json={"sender": "x", "message": "hallo"}, timeout=30)
        assert response.status_code == 404
        assert error_of(response) == "not_found"


def test_another_method_is_refused(stack: Stack) -> None:
    response = requests.get(f"{stack.api}/messages", timeout=30)
    assert response.status_code == 405
    error_of(response)


@pytest.mark.parametrize("text", ["😀", "🚑🚑", "مرحبا", "x", "12345", "!!!", "qzxw vbnm", "\ud83d", "a\u0000b"])
def test_input_that_says_nothing_gets_no_confident_answer(conversation: Conversation, text: str) -> None:
    response = requests.post(
        f"{conversation.stack.api}/messages",
        data=json.dumps({"text": text}),
        headers=conversation.headers,
        timeout=30,
    )
    if response.status_code == 400:
        assert error_of(response) == "empty"
        return
    assert response.status_code == 200
    first = response.json()["messages"][0]
    question = first["custom"].get("question", "")
    assert not question or question.startswith(("gesprek/", "buiten_bereik/")), question
