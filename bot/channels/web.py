"""The web channel: sessions, messages and health as JSON over HTTP, for the chat page and for widgets.

The contract is in docs/architecture.md. A visitor never chooses a sender id or an intent: the token is signed, typed
text is only text, and a payload counts only when its button was shown in the same session.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot import settings
from bot.channels import errors
from bot.channels.errors import ChannelError
from bot.channels.health import health
from bot.channels.limits import RateLimit
from bot.channels.sessions import WebSession, WebSessions
from bot.conversations import ConversationStore
from bot.database import PATIENCE
from bot.knowledge.phrases import national_door, phrases
from bot.municipalities import directory
from bot.municipalities.store import open_engine
from bot.privacy.redaction import Kind, redact
from bot.questions import NEEDS_MUNICIPALITY, parse_payload, recognised

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 1000
# Past this a visitor gets the general help instead of waiting on.
ANSWER_SECONDS = 2.5

Message = dict[str, Any]


class CollectedMessages(OutputChannel):
    """Keeps the replies to one message, each as one object with text, buttons and custom together."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in the conversation's events."""
        return "web"

    async def send_response(self, recipient_id: str, message: Message) -> None:
        """Keep a reply; Rasa would otherwise send its text, buttons and custom apart."""
        kept = {name: message[name] for name in ("text", "buttons", "custom") if message.get(name)}
        if kept:
            self.messages.append(kept)


class WebChannel(InputChannel):
    """The channel that `credentials.yml` names."""

    @classmethod
    def name(cls) -> str:
        """The channel's path under /webhooks."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """The channel with the settings of the environment; credentials.yml has none for it."""
        current = settings.get()
        return cls(
            WebSessions(open_engine(current.database_url, PATIENCE), current.secret_key), RateLimit(current.rate_limit)
        )

    def __init__(self, sessions: WebSessions, rate_limit: RateLimit) -> None:
        self.sessions = sessions
        self.rate_limit = rate_limit

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("web_channel")

        @routes.post("/sessions")
        async def create(request: Request) -> HTTPResponse:
            self.rate_limit.check(request.remote_addr or request.ip)
            body = _json_object(request) if request.body else {}
            municipality = _municipality_code(body.get("municipality"))
            session, token = await asyncio.to_thread(self.sessions.create)
            metadata = {"question": "gesprek/begroeting", "municipality": municipality}
            messages = await self._answer(request, session, "hallo", metadata, on_new_message)
            return json({"token": token, "messages": messages}, status=201, ensure_ascii=False)

        @routes.post("/messages")
        async def receive(request: Request) -> HTTPResponse:
            session_id = self._session_id(request)
            self.rate_limit.check(request.remote_addr or request.ip, session_id)
            body = _json_object(request)
            session = await asyncio.to_thread(self.sessions.get, session_id)
            if session is None:
                raise errors.no_such_session()
            text, metadata = _content(body, session)
            redacted = redact(text, places=directory.current())
            metadata["postcodes"] = list(redacted.postcodes)
            messages = await self._answer(request, session, redacted.text, metadata, on_new_message)
            if any(kind is not Kind.POSTCODE for kind in redacted.kinds):
                messages = [*messages, {"text": phrases()["persoonsgegevens"], "custom": {}}]
            return json({"messages": messages}, ensure_ascii=False)

        @routes.delete("/sessions")
        async def erase(request: Request) -> HTTPResponse:
            session_id = self._session_id(request)
            if await asyncio.to_thread(self.sessions.get, session_id) is None:
                raise errors.no_such_session()
            agent = _agent(request)
            # After an answer that is still on its way, which would else be stored after all.
            async with agent.lock_store.lock(session_id):
                await asyncio.to_thread(self.sessions.delete, session_id)
                await asyncio.to_thread(conversation_store(request.app).erase, session_id)
            return empty()

        @routes.get("/health")
        async def check(request: Request) -> HTTPResponse:
            healthy, report = await health(request.app, self)
            return json(report, status=200 if healthy else 503, ensure_ascii=False)

        return routes

    def _session_id(self, request: Request) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        session_id = self.sessions.id_of(token.strip()) if scheme.lower() == "bearer" else None
        if session_id is None:
            raise errors.not_signed_in()
        return session_id

    async def _answer(
        self,
        request: Request,
        session: WebSession,
        text: str,
        metadata: dict[str, Any],
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
    ) -> list[Message]:
        """Let Rasa answer, and see to it that there is an answer."""
        agent = _agent(request)
        collected = CollectedMessages()
        message = UserMessage(text, collected, session.id, input_channel=self.name(), metadata=metadata)
        try:
            await asyncio.wait_for(on_new_message(message), ANSWER_SECONDS)
        except Exception as error:  # noqa: BLE001  # a citizen is helped whatever goes wrong
            # The kind of error only: its text may hold what the citizen typed.
            logger.error("No answer from Rasa: %s", type(error).__name__)
        messages = collected.messages
        if not messages:
            messages = await self.last_resort(agent, message)
            logger.error("Rasa gave no reply; the general answer was given to %s", messages[0]["custom"]["question"])
        await asyncio.to_thread(self.sessions.save, session, session.after(messages))
        return messages

    async def last_resort(self, agent: Agent, message: UserMessage) -> list[Message]:
        """The general answer to a question that got no reply, such as when the action server is down.

        Where it would have named a door of the municipality, the national one follows.
        """
        generator = agent.processor.nlg
        key = None
        try:
            key = recognised(await agent.processor.parse_message(message))
        except Exception as error:  # noqa: BLE001  # then there still is a person to turn to
            logger.error("The message cannot be classified: %s", type(error).__name__)
        key = key or "contact/medewerker"
        answer: Message = generator.message(generator.answers[key])
        return [answer, national_door()] if key in NEEDS_MUNICIPALITY else [answer]


def _agent(request: Request) -> Agent:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise errors.not_available()
    return agent


def conversation_store(app: Sanic) -> ConversationStore:
    """The conversations of a running server."""
    store = app.ctx.agent.tracker_store
    # Rasa wraps a tracker store of one's own.
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    assert isinstance(store, ConversationStore), "endpoints.yml names our own store"
    return store


def _json_object(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception:  # noqa: BLE001  # Sanic's error for this is not of the contract's shape
        body = None
    if not isinstance(body, dict):
        raise errors.bad_request("invalid_json", "Dit verzoek is niet te lezen. Verwacht wordt een JSON-object.")
    return body


def _municipality_code(given: Any) -> str | None:
    """The code of the municipality that a page gave as a code or a name."""
    if given is None or given == "":
        return None
    if not isinstance(given, str) or len(given) > 100:
        raise errors.bad_request("invalid_municipality", "De gemeente moet een naam zijn, of een code als GM0193.")
    lookup = directory.current()
    municipality = lookup.by_code(given.strip().upper())
    if municipality is None:
        found = lookup.find(given, expected=True)
        municipality = found.one.municipality if found.one and found.certain else None
    if municipality is None:
        raise errors.no_such_municipality()
    return municipality.code


def _content(body: dict[str, Any], session: WebSession) -> tuple[str, dict[str, Any]]:
    """The text of a message, and what the classifier must know besides."""
    text, chosen = body.get("text"), body.get("payload")
    if isinstance(text, str) and chosen is None:
        return _plain(text), {"expects": session.expects}
    if isinstance(chosen, str) and text is None:
        choice = parse_payload(chosen) if chosen in session.offered else None
        if choice is None:
            raise errors.bad_request("not_offered", "Deze keuze is niet aangeboden. Kies een knop of typ uw vraag.")
        return session.offered[chosen], {"question": choice.key, "municipality": choice.municipality}
    raise errors.bad_request("invalid_message", "Geef een bericht in 'text', of de keuze van een knop in 'payload'.")


def _plain(text: str) -> str:
    """Typed text as it goes to Rasa, in which a leading slash would be an intent.

    Raises:
        ChannelError: there is no text, or too much.
    """
    if len(text) > MAX_CHARACTERS:
        raise errors.too_long(MAX_CHARACTERS)
    readable = "".join(sign if sign.isprintable() else " " for sign in text)
    if not readable.strip():
        raise errors.bad_request("empty", "Uw bericht is leeg. Typ uw vraag.")
    return readable.lstrip(" /").strip()


__all__ = ["ChannelError", "WebChannel"]
