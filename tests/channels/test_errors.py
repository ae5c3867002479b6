"""Errors of the web channel: the shape of the contract, and Dutch that helps."""

from __future__ import annotations

import json

import pytest

from bot.channels import errors
from bot.channels.errors import ChannelError
from bot.knowledge import plain_language

ALL = [
    (errors.bad_request("empty", "Uw bericht is leeg. Typ uw vraag."), 400, "empty"),
    (errors.not_signed_in(), 401, "invalid_token"),
    (errors.no_such_session(), 404, "session_not_found"),
    (errors.no_such_municipality(), 404, "municipality_not_found"),
    (errors.too_long(1000), 413, "too_long"),
    (errors.too_many(7), 429, "too_many_messages"),
    (errors.not_available(), 503, "not_available"),
]


@pytest.mark.parametrize(("error", "status", "code"), ALL)
def test_status_code_and_message(error: ChannelError, status: int, code: str) -> None:
    response = error.response()
    assert response.status == status
    assert response.content_type.startswith("application/json")
    assert json.loads(response.body) == {"error": {"code": code, "message": error.message}}


@pytest.mark.parametrize(("error", "status", "code"), ALL)
def test_the_message_is_plain_dutch_and_says_what_to_do(error: ChannelError, status: int, code: str) -> None:
    assert plain_language.faults(error.message) == []
    assert len(plain_language.sentences(error.message)) >= 2


@pytest.mark.parametrize(("error", "status", "code"), ALL)
def test_only_what_passes_by_itself_says_when_to_try_again(error: ChannelError, status: int, code: str) -> None:
    assert ("Retry-After" in error.response().headers) == (status in (429, 503))


def test_text_is_readable_in_the_response() -> None:
    # Not \u00e9: a person who reads the raw answer of the server can read it.
    assert "één" in ChannelError(400, "x", "één").response().body.decode()


def test_when_nothing_works_danger_still_gets_its_number() -> None:
    assert "112" in errors.not_available().message


def test_the_limit_is_in_the_message() -> None:
    assert "1000" in errors.too_long(1000).message
    assert "7 seconden" in errors.too_many(7).message


def test_the_exception_itself_holds_no_text() -> None:
    assert str(errors.too_long(1000)) == "too_long"
