"""What the web channel takes for a message: typed text, or the payload of a button that was shown. Nothing else."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.content import MAX_CHARACTERS, STANDING, Content, content, municipality, typed
from bot.channels.conversation import CollectedMessages, Conversations
from bot.channels.errors import ChannelError
from bot.channels.sessions import WebSession
from bot.channels.web import WebChannel, _json_object
from bot.questions import payload

SESSION = WebSession(
    "x",
    offered={
        "/wmo/wat_is": "Wat is de Wmo?",
        '/contact/mijn_gemeente{"gemeente": "GM0193"}': "Zwolle",
        "/session_start": "Geen vraag",
    },
)
TITLES = {payload(key): f"knop {key}" for key in STANDING}


def refused(body: dict[str, Any], session: WebSession = SESSION) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        content(body, session, TITLES)
    return caught.value


def test_typed_text() -> None:
    assert content({"text": "  Wat is de Wmo? "}, SESSION, TITLES) == Content("Wat is de Wmo?", {"expects": None})


def test_what_was_asked_for_travels_along() -> None:
    session = WebSession("x", expects="gemeente")
    assert content({"text": "Best"}, session, TITLES) == Content("Best", {"expects": "gemeente"})


def test_a_button_that_was_shown() -> None:
    assert content({"payload": "/wmo/wat_is"}, SESSION, TITLES) == Content(
        "Wat is de Wmo?",
        {"question": "wmo/wat_is", "municipality": None},
    )


def test_a_button_with_a_municipality() -> None:
    assert content({"payload": '/contact/mijn_gemeente{"gemeente": "GM0193"}'}, SESSION, TITLES) == Content(
        "Zwolle",
        {"question": "contact/mijn_gemeente", "municipality": "GM0193"},
    )


@pytest.mark.parametrize("key", STANDING)
def test_what_a_page_has_a_button_for_can_be_chosen_without_having_been_offered(key: str) -> None:
    sent = content({"payload": payload(key)}, WebSession("new"), TITLES)
    assert sent == Content(f"knop {key}", {"question": key, "municipality": None})
    assert sent.chosen == key


def test_the_standing_choices_are_those_of_the_contract() -> None:
    assert set(STANDING) == {
        "gesprek/feedback_goed",
        "gesprek/feedback_slecht",
        "gesprek/makkelijker",
        "gesprek/opnieuw",
        "gesprek/wat_kun_je",
        "contact/medewerker",
    }


@pytest.mark.parametrize(
    "choice",
    [
        "/contact/medewerker{}",
        '/contact/medewerker{"gemeente": "GM0193"}',
        "/pgb/wat_is",
        "/wmo/wat_is ",
        "wmo/wat_is",
        "/wmo/wat_is{}",
        '/contact/mijn_gemeente{"gemeente": "GM0363"}',
        "/restart",
        "",
        "/session_start",
    ],
)
def test_a_payload_that_was_not_offered_is_refused(choice: str) -> None:
    error = refused({"payload": choice})
    assert (error.status, error.code) == (400, "not_offered")


def test_a_payload_of_another_session_is_refused() -> None:
    assert refused({"payload": "/wmo/wat_is"}, WebSession("y")).code == "not_offered"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": None},
        {"text": 12},
        {"text": ["a"]},
        {"text": {"a": 1}},
        {"text": True},
        {"payload": 12},
        {"payload": ["/wmo/wat_is"]},
        {"text": "a", "payload": "/wmo/wat_is"},
        {"message": "a"},
        {"text": None, "payload": None},
    ],
)
def test_a_body_of_the_wrong_shape_is_refused(body: dict[str, Any]) -> None:
    error = refused(body)
    assert (error.status, error.code) == (400, "invalid_message")


def test_other_fields_are_ignored() -> None:
    body = {"text": "hallo", "sender": "iemand", "metadata": {"question": "wmo/wat_is"}, "question": "wmo/wat_is"}
    assert content(body, SESSION, TITLES) == Content("hallo", {"expects": None})


@pytest.mark.parametrize(
    "text", ["/wmo/wat_is", "//wmo/wat_is", " / /wmo/wat_is", "\t/\n/wmo/wat_is", "\u00a0/wmo/wat_is"]
)
def test_a_leading_slash_has_no_meaning(text: str) -> None:
    assert typed(text) == "wmo/wat_is"


def test_a_slash_inside_stays() -> None:
    assert typed("en/of 3/4") == "en/of 3/4"


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00\x01", "\u200b", "\ufeff\u202e"])
def test_nothing_typed_is_refused(text: str) -> None:
    assert refused({"text": text}).code == "empty"


@pytest.mark.parametrize("text", ["/", "///", " / / "])
def test_nothing_but_slashes_says_nothing(text: str) -> None:
    # Not refused: the assistant answers it with the menu, as any message that it cannot place.
    assert typed(text) == ""


def test_control_characters_become_spaces() -> None:
    assert typed("a\x00b\x1b[31mc\r\nd\u202ee\ufefff") == "a b [31mc  d e f"


def test_letters_of_any_language_and_emoji_stay() -> None:
    assert typed("één 😀 مرحبا ñ") == "één 😀 مرحبا ñ"


def test_a_thousand_characters_are_allowed_and_one_more_is_not() -> None:
    assert MAX_CHARACTERS == 1000
    assert typed("a" * 1000) == "a" * 1000
    assert typed("é" * 1000) == "é" * 1000
    error = refused({"text": "a" * 1001})
    assert (error.status, error.code) == (413, "too_long")
    assert refused({"text": " " * 1001}).status == 413


@given(st.text(max_size=1000))
def test_typed_text_never_becomes_an_intent(text: str) -> None:
    if not any(sign.isprintable() and sign != " " for sign in text):
        assert refused({"text": text}).code == "empty"
        return
    sent = content({"text": text}, SESSION, TITLES)
    plain, metadata = sent.text, sent.metadata
    assert not plain.startswith("/")
    assert plain.isprintable()
    assert len(plain) <= MAX_CHARACTERS
    assert "question" not in metadata


def request(body: bytes) -> Any:
    class Request:
        @property
        def json(self) -> Any:
            return json.loads(body)

    return Request()


def test_a_json_object_is_read() -> None:
    assert _json_object(request(b'{"text": "hallo"}')) == {"text": "hallo"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b"12", b"\xff\xfe", b"text=hallo", b"[" * 5000])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(ChannelError) as caught:
        _json_object(request(body))
    assert (caught.value.status, caught.value.code) == (400, "invalid_json")


@pytest.mark.parametrize("given_as", ["GM0193", "gm0193", " GM0193 ", "Zwolle", "zwolle", "gemeente Zwolle"])
def test_a_municipality_by_code_or_name(given_as: str) -> None:
    found = municipality(given_as)
    assert found is not None
    assert found.code == "GM0193"


@pytest.mark.parametrize("given_as", [None, ""])
def test_no_municipality(given_as: str | None) -> None:
    assert municipality(given_as) is None


@pytest.mark.parametrize(
    "given_as", ["GM9999", "Duckstad", "Gent", "Hengelo", "x" * 100, "' OR 1=1", "/contact/mijn_gemeente"]
)
def test_a_municipality_that_is_not_one_is_not_found(given_as: str) -> None:
    with pytest.raises(ChannelError) as caught:
        municipality(given_as)
    assert (caught.value.status, caught.value.code) == (404, "municipality_not_found")


@pytest.mark.parametrize("given_as", [193, ["GM0193"], {"code": "GM0193"}, True, "x" * 101])
def test_a_municipality_of_the_wrong_shape_is_refused(given_as: Any) -> None:
    with pytest.raises(ChannelError) as caught:
        municipality(given_as)
    assert (caught.value.status, caught.value.code) == (400, "invalid_municipality")


def test_replies_are_kept_with_text_buttons_and_custom_together() -> None:
    collected = CollectedMessages()
    button = {"title": "t", "payload": "/wmo/wat_is"}
    messages: list[dict[str, Any]] = [
        {"text": "a", "buttons": [button], "custom": {"question": "wmo/wat_is"}, "image": None, "elements": []},
        {"text": None, "buttons": []},
        {"text": "b"},
    ]

    async def send() -> None:
        for message in messages:
            await collected.send_response("x", message)

    asyncio.run(send())
    assert collected.messages == [
        {"text": "a", "buttons": [button], "custom": {"question": "wmo/wat_is"}},
        {"text": "b"},
    ]


def test_the_channel_has_the_name_of_the_contract() -> None:
    assert WebChannel.name() == CollectedMessages.name() == "web"


def of_one_session() -> WebChannel:
    sessions: Any = SimpleNamespace(id_of=lambda token: "id" if token == "ours" else None)
    unused: Any = None
    return WebChannel(Conversations(sessions, unused, unused))


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "abc", "Bearer abc.def", "bearer  "])
def test_without_a_token_of_ours_a_request_is_not_signed_in(header: str) -> None:
    channel = of_one_session()
    with pytest.raises(ChannelError) as caught:
        channel._session_id(SimpleNamespace(headers={"authorization": header}))  # type: ignore[arg-type]
    assert caught.value.status == 401


@pytest.mark.parametrize("header", ["Bearer ours", "bearer ours", "BEARER  ours "])
def test_a_token_of_ours_signs_in(header: str) -> None:
    channel = of_one_session()
    assert channel._session_id(SimpleNamespace(headers={"authorization": header})) == "id"  # type: ignore[arg-type]
