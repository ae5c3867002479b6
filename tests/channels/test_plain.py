"""The page without JavaScript when things go wrong: what was typed stays, and the status says what happened."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sanic.request import RequestParameters

from bot.channels.conversation import Conversations
from bot.channels.errors import ChannelError, too_long
from bot.channels.limits import RateLimit
from bot.channels.plain import PlainPage
from bot.channels.sessions import WebSessions
from bot.feedback import FeedbackCounts
from bot.municipalities.store import open_engine

TYPED = "Wat is een pgb? <b>"


@pytest.fixture
def plain(state: Path) -> PlainPage:
    engine = open_engine(f"sqlite:///{state / 'wmo.db'}")
    return PlainPage(Conversations(WebSessions(engine, "k" * 40), RateLimit(0), FeedbackCounts(engine)))


def request(method: str = "POST", query: dict[str, str] | None = None, **form: str) -> Any:
    """A request to a server in which Rasa is not ready."""
    return SimpleNamespace(
        method=method,
        path="/chat",
        args=RequestParameters({name: [value] for name, value in (query or {}).items()}),
        form=RequestParameters({name: [value] for name, value in form.items()}),
        remote_addr="",
        ip="127.0.0.1",
        app=SimpleNamespace(ctx=SimpleNamespace()),
    )


def shown(response: Any) -> str:
    return str(response.body.decode())


def test_before_rasa_is_ready_what_was_typed_is_kept(plain: PlainPage) -> None:
    response = asyncio.run(plain.post(request(vraag=TYPED)))
    assert response.status == 503
    assert response.headers["Retry-After"] == "30"
    assert "Wat is een pgb? &lt;b&gt;</textarea>" in shown(response)
    assert "De assistent doet het nu even niet" in shown(response)


def test_the_municipality_can_be_called_then(plain: PlainPage) -> None:
    response = asyncio.run(plain.post(request(query={"gemeente": "Zwolle"}, vraag=TYPED)))
    assert "Bellen kan ook: 14 038." in shown(response)


def test_the_page_itself_is_there_before_rasa_is(plain: PlainPage) -> None:
    response = asyncio.run(plain.start(request("GET")))
    assert response.status == 200
    assert "<textarea" in shown(response)


def test_whatever_breaks_what_was_typed_is_kept(
    plain: PlainPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError(TYPED)

    monkeypatch.setattr(Conversations, "begin", broken)
    response = asyncio.run(plain.post(request(vraag=TYPED)))
    assert response.status == 503
    assert "Wat is een pgb? &lt;b&gt;</textarea>" in shown(response)
    assert "RuntimeError" in caplog.text
    assert "pgb" not in caplog.text


def test_a_session_that_was_begun_is_gone_on_with(plain: PlainPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message was refused after its session had begun: the next try is in the same session."""
    session, token = plain.conversations.sessions.create()

    async def begin(*_: Any) -> tuple[str, list[Any]]:
        return token, []

    async def refuse(*_: Any) -> None:
        raise ChannelError(429, "too_many_messages", "Wacht even.", 7)

    monkeypatch.setattr(Conversations, "begin", begin)
    monkeypatch.setattr(Conversations, "reply", refuse)
    response = asyncio.run(plain.post(request(vraag=TYPED)))
    assert (response.status, response.headers["Retry-After"]) == (429, "7")
    assert f'value="{token}"' in shown(response)
    assert plain.conversations.sessions.get(session.id) is not None


def test_erasing_nothing_is_no_error(plain: PlainPage) -> None:
    response = asyncio.run(plain.post(request(wis="Wis dit gesprek")))
    assert response.status == 303
    assert response.headers["Location"] == "/chat/gewist#nieuw"


def test_what_could_not_be_read_is_answered_with_the_page(plain: PlainPage) -> None:
    response = plain.failed(request(), too_long(1000))
    assert response.status == 413
    assert "Ga terug in uw browser: daar staat uw tekst nog." in shown(response)
