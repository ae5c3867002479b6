"""What every way in shares: beginning a conversation, a message in it, and erasing it.

`bot/channels/web.py` puts it behind JSON, `bot/channels/plain.py` behind a page with a form. A visitor never chooses a
sender id or an intent: the token is signed, and only what `bot/channels/content.py` lets through is a message.
"""

from __future__ import annotations

import asyncio
import functools
import logging
from typing import Any, NamedTuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from sanic import Sanic
from sanic.request import Request

from bot import settings
from bot.channels import errors
from bot.channels.content import FEEDBACK, STANDING, Content, content
from bot.channels.limits import RateLimit
from bot.channels.sessions import WebSession, WebSessions
from bot.conversations import ConversationStore
from bot.feedback import FeedbackCounts
from bot.knowledge.generator import AnswerGenerator
from bot.knowledge.phrases import national_door, phrases
from bot.municipalities import directory, phone
from bot.municipalities.models import Municipality
from bot.privacy.names import SpacyNames
from bot.privacy.redaction import Kind, redact
from bot.questions import GREETING, NEEDS_MUNICIPALITY, recognised

logger = logging.getLogger(__name__)

CHANNEL = "web"
# Past this a visitor gets the general help instead of waiting on.
ANSWER_SECONDS = 2.5

Message = dict[str, Any]


class Reply(NamedTuple):
    """What a citizen said, without personal data, and what is said to it."""

    said: str
    messages: list[Message]


class CollectedMessages(OutputChannel):
    """Keeps the replies to one message, each as one object with text, buttons and custom together."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in the conversation's events."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: Message) -> None:
        """Keep a reply; Rasa would otherwise send its text, buttons and custom apart."""
        kept = {name: message[name] for name in ("text", "buttons", "custom") if message.get(name)}
        if kept:
            self.messages.append(kept)


class Conversations:
    """All conversations with visitors of websites."""

    def __init__(self, sessions: WebSessions, rate_limit: RateLimit, feedback: FeedbackCounts) -> None:
        self.sessions = sessions
        self.rate_limit = rate_limit
        self.feedback = feedback

    def admit(self, request: Request, *sessions: str) -> None:
        """Count a message of this address and session.

        Raises:
            ChannelError: there were too many.
        """
        self.rate_limit.check(request.remote_addr or request.ip, *sessions)

    def session_id(self, token: str) -> str:
        """The session that a token gives access to.

        Raises:
            ChannelError: the token is not one of ours.
        """
        session_id = self.sessions.id_of(token)
        if session_id is None:
            raise errors.not_signed_in()
        return session_id

    async def begin(self, app: Sanic, municipality: Municipality | None) -> tuple[str, list[Message]]:
        """A new conversation: its token and the greeting, which tells the page how to reach its municipality."""
        agent = agent_of(app)
        session, token = await asyncio.to_thread(self.sessions.create)
        code = municipality.code if municipality else None
        messages = await self._answer(agent, session, Content("hallo", {"question": GREETING, "municipality": code}))
        if municipality:
            first = {**messages[0], "custom": {**messages[0]["custom"], "municipality": reached(municipality)}}
            messages = [first, *messages[1:]]
        return token, messages

    async def reply(self, app: Sanic, session_id: str, body: dict[str, Any]) -> Reply:
        """The reply to a message of the contract's shape, `{"text": ...}` or `{"payload": ...}`.

        Raises:
            ChannelError: the conversation was erased, or the message is not one that can be sent.
        """
        agent = agent_of(app)
        session = await asyncio.to_thread(self.sessions.get, session_id)
        if session is None:
            raise errors.no_such_session()
        message = _redacted(content(body, session, standing(agent)))
        if message.chosen in FEEDBACK:
            await self._count(app, session_id, good=FEEDBACK[message.chosen])
        messages = await self._answer(agent, session, message)
        return Reply(message.text, [*messages, *notices(message.metadata)])

    async def erase(self, app: Sanic, session_id: str) -> None:
        """Erase a conversation for good.

        Raises:
            ChannelError: there is none, any more.
        """
        agent = agent_of(app)
        if await asyncio.to_thread(self.sessions.get, session_id) is None:
            raise errors.no_such_session()
        # After an answer that is still on its way, which would else be stored after all.
        async with agent.lock_store.lock(session_id):
            await asyncio.to_thread(self.sessions.delete, session_id)
            await asyncio.to_thread(conversation_store(app).erase, session_id)

    async def _count(self, app: Sanic, session_id: str, *, good: bool) -> None:
        """Count an opinion for the question that was answered last; the citizen is answered whether or not it works."""
        try:
            question = await asyncio.to_thread(conversation_store(app).last_question, session_id)
            if question:
                await asyncio.to_thread(self.feedback.count, question, good, settings.get().today)
        except Exception as error:  # noqa: BLE001
            logger.error("Feedback is not counted: %s", type(error).__name__)

    async def _answer(self, agent: Agent, session: WebSession, sent: Content) -> list[Message]:
        """Let Rasa answer, and see to it that there is an answer."""
        collected = CollectedMessages()
        message = UserMessage(sent.text, collected, session.id, input_channel=CHANNEL, metadata=sent.metadata)
        try:
            await asyncio.wait_for(agent.handle_message(message), ANSWER_SECONDS)
        except Exception as error:  # noqa: BLE001  # a citizen is helped whatever goes wrong
            # The kind of error only: its text may hold what the citizen typed.
            logger.error("No answer from Rasa: %s", type(error).__name__)
        messages = collected.messages
        if not messages:
            messages = await last_resort(agent, message)
            logger.error("Rasa gave no reply; the general answer was given to %s", messages[0]["custom"]["question"])
        await asyncio.to_thread(self.sessions.save, session, session.after(messages))
        return messages


async def last_resort(agent: Agent, message: UserMessage) -> list[Message]:
    """The general answer to a question that got no reply, such as when the action server is down.

    Where it would have named a door of the municipality, the national one follows.
    """
    key = None
    try:
        key = recognised(await agent.processor.parse_message(message))
    except Exception as error:  # noqa: BLE001  # then there still is a person to turn to
        logger.error("The message cannot be classified: %s", type(error).__name__)
    key = key or "contact/medewerker"
    written = generator(agent)
    answer = written.message(written.answers[key])
    return [answer, national_door()] if key in NEEDS_MUNICIPALITY else [answer]


def _redacted(sent: Content) -> Content:
    """A message without personal data; its metadata say that there were some, and keep the digits of postcodes."""
    # A button's title holds no names of persons.
    names = None if sent.chosen else _names()
    redacted = redact(sent.text, places=directory.current(), names=names)
    personal = any(kind is not Kind.POSTCODE for kind in redacted.kinds)
    return Content(redacted.text, {**sent.metadata, "postcodes": list(redacted.postcodes), "personal_data": personal})


@functools.lru_cache(maxsize=1)
def _names() -> SpacyNames:
    """Finds the names that no word announces, by the places as they were when it was first needed."""
    return SpacyNames(directory.current())


def notices(metadata: dict[str, Any]) -> list[Message]:
    """What is said after the reply to a message, going by its metadata."""
    return [{"text": phrases()["persoonsgegevens"], "custom": {}}] if metadata.get("personal_data") else []


def reached(municipality: Municipality) -> dict[str, str]:
    """How to reach a municipality when the assistant itself gives no answer."""
    details = {"name": municipality.name, "phone": municipality.phone, "url": phone.link(municipality.phone)}
    return {name: detail for name, detail in details.items() if detail}


def generator(agent: Agent) -> AnswerGenerator:
    """The generator of the answers, which `endpoints.yml` names."""
    written = agent.processor.nlg
    assert isinstance(written, AnswerGenerator), "endpoints.yml names our own generator"
    return written


def standing(agent: Agent) -> dict[str, str]:
    """Payload and title of the buttons that can be chosen in any session."""
    return {button["payload"]: button["title"] for button in generator(agent).answers.buttons(STANDING)}


def agent_of(app: Sanic) -> Agent:
    """Rasa's agent, once it is there.

    Raises:
        ChannelError: it is not.
    """
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise errors.not_available()
    return agent


def conversation_store(app: Sanic) -> ConversationStore:
    """The stored conversations of a running server."""
    store = app.ctx.agent.tracker_store
    # Rasa wraps a tracker store of one's own.
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    assert isinstance(store, ConversationStore), "endpoints.yml names our own store"
    return store
