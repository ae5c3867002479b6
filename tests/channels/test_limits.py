"""The rate limit: per session and per address, with a time after which to try again."""

from __future__ import annotations

import json

import pytest

from bot.channels.errors import ChannelError
from bot.channels.limits import RateLimit


def refused(limit: RateLimit, *visitors: str) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        limit.check(*visitors)
    return caught.value


def test_up_to_the_limit_and_not_one_more() -> None:
    limit = RateLimit(3)
    for _ in range(3):
        limit.check("10.0.0.1")
    assert refused(limit, "10.0.0.1").status == 429


def test_it_says_after_how_many_seconds_to_try_again() -> None:
    limit = RateLimit(1)
    limit.check("10.0.0.1")
    error = refused(limit, "10.0.0.1")
    assert error.retry_after is not None
    assert 1 <= error.retry_after <= 60
    response = error.response()
    assert response.headers["Retry-After"] == str(error.retry_after)
    assert json.loads(response.body)["error"]["code"] == "too_many_messages"
    assert str(error.retry_after) in json.loads(response.body)["error"]["message"]


def test_one_visitor_does_not_use_up_the_limit_of_another() -> None:
    limit = RateLimit(1)
    limit.check("10.0.0.1")
    limit.check("10.0.0.2")
    assert refused(limit, "10.0.0.1").status == 429


def test_a_new_session_at_the_same_address_does_not_help() -> None:
    limit = RateLimit(2)
    limit.check("10.0.0.1", "session-1")
    limit.check("10.0.0.1", "session-2")
    assert refused(limit, "10.0.0.1", "session-3").status == 429


def test_another_address_with_the_same_session_does_not_help() -> None:
    limit = RateLimit(2)
    limit.check("10.0.0.1", "session")
    limit.check("10.0.0.2", "session")
    assert refused(limit, "10.0.0.3", "session").status == 429


def test_zero_switches_it_off() -> None:
    limit = RateLimit(0)
    for _ in range(1000):
        limit.check("10.0.0.1", "session")
    assert limit._limit is None


def test_limits_of_two_servers_in_one_process_are_their_own() -> None:
    RateLimit(1).check("10.0.0.1")
    other = RateLimit(1)
    other.check("10.0.0.1")
    assert refused(other, "10.0.0.1").status == 429
