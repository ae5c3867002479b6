"""Sessions: only our own tokens open them, they remember what was offered, and they can be erased."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from bot.channels import sessions as module
from bot.channels.sessions import REFRESH_SECONDS, TICKET_SECONDS, WebSession, WebSessions
from bot.municipalities.store import open_engine

KEY = "k" * 40


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'wmo.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> WebSessions:
    return WebSessions(engine, KEY)


class Clock:
    """Stands in for the module `time` in bot.channels.sessions."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_a_token_opens_its_own_session(sessions: WebSessions) -> None:
    session, token = sessions.create()
    assert sessions.id_of(token) == session.id
    stored = sessions.get(session.id)
    assert stored is not None
    assert (stored.id, stored.offered, stored.expects) == (session.id, {}, None)


def test_sessions_do_not_share_anything(sessions: WebSessions) -> None:
    (one, token), (other, other_token) = sessions.create(), sessions.create()
    assert one.id != other.id
    assert token != other_token
    assert len(one.id) >= 32
    sessions.save(one, one.after([{"buttons": [{"payload": "/wmo/wat_is", "title": "t"}]}]))
    untouched = sessions.get(other.id)
    assert untouched is not None
    assert untouched.offered == {}


def test_a_token_with_any_character_changed_opens_nothing(sessions: WebSessions) -> None:
    _, token = sessions.create()
    for index in range(len(token) - 1):
        other = "A" if token[index] != "A" else "B"
        assert sessions.id_of(token[:index] + other + token[index + 1 :]) is None, index


def test_the_signature_of_one_session_does_not_open_another(sessions: WebSessions) -> None:
    (_, token), (other, _) = sessions.create(), sessions.create()
    signature = token.rpartition(".")[2]
    assert sessions.id_of(f"{other.id}.{signature}") is None


def test_a_token_signed_with_another_key_opens_nothing(sessions: WebSessions, engine: Engine) -> None:
    _, token = WebSessions(engine, "x" * 40).create()
    assert sessions.id_of(token) is None


@pytest.mark.parametrize(
    "token", ["", ".", "a.b", "Bearer", "health-1234", "ünïcode.é", "\x00", "a" * 10_000, "." * 100]
)
def test_what_is_no_token_opens_nothing(sessions: WebSessions, token: str) -> None:
    assert sessions.id_of(token) is None


@given(st.text(max_size=100))
def test_no_text_opens_a_session(text: str) -> None:
    sessions = WebSessions(sa.create_engine("sqlite://", future=True), KEY)
    assert sessions.id_of(text) is None


def test_the_token_survives_a_restart(sessions: WebSessions, engine: Engine) -> None:
    session, token = sessions.create()
    after_restart = WebSessions(engine, KEY)
    assert after_restart.id_of(token) == session.id
    assert after_restart.get(session.id) is not None


def test_a_ticket_shows_a_session_for_an_hour_and_is_not_its_token(
    sessions: WebSessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, token = sessions.create()
    ticket = sessions.ticket(session.id)
    assert sessions.token(session.id) == token
    assert sessions.id_of_ticket(ticket) == session.id
    assert sessions.id_of(ticket) is None
    assert sessions.id_of_ticket(token) is None
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + TICKET_SECONDS - 1)
    assert sessions.id_of_ticket(ticket) == session.id
    monkeypatch.setattr(time, "time", lambda: now + TICKET_SECONDS + 2)
    assert sessions.id_of_ticket(ticket) is None


@given(st.text(max_size=100))
def test_no_text_is_a_ticket(text: str) -> None:
    sessions = WebSessions(sa.create_engine("sqlite://", future=True), KEY)
    assert sessions.id_of_ticket(text) is None


def message(*payloads: str, **custom: Any) -> dict[str, Any]:
    return {"buttons": [{"payload": payload, "title": payload.upper()} for payload in payloads], "custom": custom}


def test_every_button_that_was_shown_can_be_chosen() -> None:
    session = WebSession("x").after([message("/a/b"), message("/c/d", "/e/f")])
    assert session.offered == {"/a/b": "/A/B", "/c/d": "/C/D", "/e/f": "/E/F"}
    assert set(session.after([message("/g/h")]).offered) == {"/a/b", "/c/d", "/e/f", "/g/h"}


def test_messages_without_buttons_or_custom_offer_nothing() -> None:
    session = WebSession("x").after([{"text": "x"}, {"buttons": None, "custom": None}, {}])
    assert session == WebSession("x")


def test_what_is_expected_holds_for_one_reply() -> None:
    asked = WebSession("x").after([message(expects="gemeente")])
    assert asked.expects == "gemeente"
    assert asked.after([message()]).expects is None


def test_what_was_offered_is_stored(sessions: WebSessions) -> None:
    session, _ = sessions.create()
    after = session.after([message("/wmo/wat_is", expects="gemeente")])
    sessions.save(session, after)
    stored = sessions.get(session.id)
    assert stored is not None
    assert (stored.offered, stored.expects) == ({"/wmo/wat_is": "/WMO/WAT_IS"}, "gemeente")


def test_nothing_new_costs_no_write_until_some_minutes_have_passed(sessions: WebSessions, clock: Clock) -> None:
    created, _ = sessions.create()
    session = sessions.get(created.id)
    assert session is not None
    clock.now += REFRESH_SECONDS - 1
    sessions.save(session, session)
    assert sessions.get(session.id) == session
    clock.now += 2
    sessions.save(session, session)
    refreshed = sessions.get(session.id)
    assert refreshed is not None
    assert refreshed.used_at == clock.now


def test_an_erased_session_is_gone_and_stays_gone(sessions: WebSessions) -> None:
    session, token = sessions.create()
    sessions.delete(session.id)
    assert sessions.get(session.id) is None
    # The token itself is still ours; an answer that was under way does not bring the session back.
    assert sessions.id_of(token) == session.id
    sessions.save(session, session.after([message("/wmo/wat_is")]))
    assert sessions.get(session.id) is None


def test_sessions_that_were_not_used_for_long_are_erased(sessions: WebSessions, clock: Clock) -> None:
    old, _ = sessions.create()
    clock.now += 23 * 3600
    recent, _ = sessions.create()
    sessions.delete_older_than(24)
    assert sessions.get(old.id) is not None
    clock.now += 3600 + 1
    sessions.delete_older_than(24)
    assert sessions.get(old.id) is None
    assert sessions.get(recent.id) is not None


def test_what_was_offered_can_be_chosen_in_own_words() -> None:
    buttons = [
        {"payload": "/pgb/wat_is", "title": "Wat is een pgb?"},
        {"payload": '/contact/mijn_gemeente{"gemeente": "GM0193"}', "title": "Zwolle"},
    ]
    offered = WebSession("x").after([{"buttons": buttons, "custom": {"suggestions": ["pgb/wat_is"]}}])
    assert offered.choices == [{"key": "pgb/wat_is", "title": "Wat is een pgb?"}]
    assert offered.missed == 1
    assert offered.context == {"expects": None, "choices": offered.choices, "missed": 1}
    answered = offered.after([{"buttons": buttons, "custom": {"question": "pgb/hoogte"}}])
    assert (answered.choices, answered.missed, answered.about) == ([], 0, "pgb/hoogte")


def test_what_a_conversation_is_about_outlives_a_thank_you() -> None:
    session = WebSession("x").after([{"custom": {"question": "respijtzorg/wat_is"}}])
    for question in ("gesprek/bedankt", "contact/gemeente", "buiten_bereik/overig", "veiligheid/eenzaam"):
        session = session.after([{"custom": {"question": question}}])
        assert session.about == "respijtzorg/wat_is"


def test_a_table_of_an_earlier_version_is_made_anew(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE web_sessions (id TEXT PRIMARY KEY, used_at FLOAT, offered TEXT)"))
    sessions = WebSessions(engine, "geheim")
    session, _ = sessions.create()
    assert sessions.get(session.id) is not None
