"""The web channel: sessions, messages and health as JSON over HTTP, for widgets.

The contract is in docs/architecture.md; what a conversation is, in `bot/channels/conversation.py`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot import settings
from bot.channels import content, errors
from bot.channels.conversation import CHANNEL, Conversations
from bot.channels.health import health
from bot.channels.limits import RateLimit
from bot.channels.sessions import WebSessions
from bot.database import PATIENCE
from bot.feedback import FeedbackCounts
from bot.municipalities.store import open_engine


class WebChannel(InputChannel):
    """The channel that `credentials.yml` names."""

    @classmethod
    def name(cls) -> str:
        """The channel's path under /webhooks."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """The channel with the settings of the environment; credentials.yml has none for it."""
        current = settings.get()
        engine = open_engine(current.database_url, PATIENCE)
        sessions = WebSessions(engine, current.secret_key)
        return cls(Conversations(sessions, RateLimit(current.rate_limit), FeedbackCounts(engine)))

    def __init__(self, conversations: Conversations) -> None:
        self.conversations = conversations

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("web_channel")

        @routes.post("/sessions")
        async def create(request: Request) -> HTTPResponse:
            self.conversations.admit(request)
            body = _json_object(request) if request.body else {}
            municipality = content.municipality(body.get("municipality"))
            token, messages = await self.conversations.begin(request.app, municipality)
            return json({"token": token, "messages": messages}, status=201, ensure_ascii=False)

        @routes.post("/messages")
        async def receive(request: Request) -> HTTPResponse:
            session_id = self._session_id(request)
            self.conversations.admit(request, session_id)
            reply = await self.conversations.reply(request.app, session_id, _json_object(request))
            return json({"messages": reply.messages}, ensure_ascii=False)

        @routes.delete("/sessions")
        async def erase(request: Request) -> HTTPResponse:
            await self.conversations.erase(request.app, self._session_id(request))
            return empty()

        @routes.get("/health")
        async def check(request: Request) -> HTTPResponse:
            healthy, report = await health(request.app)
            return json(report, status=200 if healthy else 503, ensure_ascii=False)

        return routes

    def _session_id(self, request: Request) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return self.conversations.session_id(token.strip() if scheme.lower() == "bearer" else "")


def _json_object(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception:  # noqa: BLE001  # Sanic's error for this is not of the contract's shape
        body = None
    if not isinstance(body, dict):
        raise errors.bad_request("invalid_json", "Dit verzoek is niet te lezen. Verwacht wordt een JSON-object.")
    return body
