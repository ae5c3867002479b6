"""The conversation as an ordinary page with a form, at `/chat`: no JavaScript, no cookie, also in a text browser.

The same channel is underneath (`bot/channels/conversation.py`). How the page knows its conversation:

* The session's token stands in a hidden field of the form and nowhere else. It proves that a post comes from our
  page: another website can post here, but without a token it only begins a conversation of its own, which it cannot
  read.
  So no other token against cross-site posts is needed, and no cookie that would make one necessary.
* A post is answered with a redirect, so that reloading does not send the message again. That page must be found without
  the token, which does not belong in an address: it has a ticket, which opens this one page for an hour, is worthless
  once the conversation is erased, and reaches nobody else, because no address is passed on (`Referrer-Policy`).
* What was said comes from the conversation store, where it is without personal data, and where it can be erased.
* When the page must show what the store does not have (an error, a text that was typed but not sent, an answer while
  the database is down), the post is answered with the page itself. What was typed is then still in the field.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from urllib.parse import urlencode

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot import settings
from bot.channels import content, errors
from bot.channels.conversation import (
    Conversations,
    Message,
    agent_of,
    conversation_store,
    generator,
    reached,
)
from bot.channels.errors import ChannelError
from bot.channels.transcript import Turn, turns
from bot.municipalities.models import Municipality
from bot.pages import page
from bot.questions import CONVERSATION, GREETING, SAFETY, payload, topic

logger = logging.getLogger(__name__)

PATH = "/chat"
# The newest answer or the error: where the browser goes after a post.
NEWEST = "nieuw"
# A button's name is this and the payload of its choice; its value is its title.
CHOICE = "keuze:"
ERASED = "Uw gesprek is gewist. Hieronder kunt u opnieuw beginnen."
TEXT_LOST = " Ga terug in uw browser: daar staat uw tekst nog."


@dataclass
class Visit:
    """What one page shows and remembers."""

    asked: str = ""
    """The municipality in the address, as a code or a name."""
    municipality: Municipality | None = None
    token: str = ""
    draft: str = ""
    notice: str = ""
    error: ChannelError | None = None
    turns: list[Turn] = field(default_factory=list)


class PlainPage:
    """The routes of the page."""

    def __init__(self, conversations: Conversations) -> None:
        self.conversations = conversations

    def add_routes(self, app: Sanic) -> None:
        """The page, its conversation after a post, and what is left after erasing."""
        get = ("GET", "HEAD")
        app.add_route(self.start, PATH, methods=get, name="chat")
        app.add_route(self.post, PATH, methods=("POST",), name="chat_post")
        app.add_route(self.erased, f"{PATH}/gewist", methods=get, name="chat_erased")
        app.add_route(self.view, f"{PATH}/<ticket:str>", methods=get, name="chat_view")

    async def start(self, request: Request) -> HTTPResponse:
        """The page before anything is said; only a message begins a session."""
        return self._page(request, _visit(request))

    async def erased(self, request: Request) -> HTTPResponse:
        """The page after a conversation was erased."""
        visit = _visit(request)
        visit.notice = visit.notice or ERASED
        return self._page(request, visit)

    async def view(self, request: Request, ticket: str) -> HTTPResponse:
        """The conversation after a post."""
        if not ticket:  # a slash too many
            return await self.start(request)
        visit = _visit(request)
        try:
            session_id = self.conversations.sessions.id_of_ticket(ticket)
            if session_id is None:
                raise errors.page_expired()
            if await asyncio.to_thread(self.conversations.sessions.get, session_id) is None:
                raise errors.no_such_session()
            visit.token = self.conversations.sessions.token(session_id)
            visit.turns = await self._turns(request, session_id)
        except ChannelError as error:
            visit.error = error
        return self._page(request, visit)

    async def post(self, request: Request) -> HTTPResponse:
        """Send what was typed or chosen, or erase the conversation."""
        visit = _visit(request)
        visit.token = request.form.get("gesprek", "")
        visit.draft = request.form.get("vraag", "").replace("\r\n", "\n")
        try:
            if "wis" in request.form:
                return await self._erase(request, visit)
            chosen = (name.removeprefix(CHOICE) for name in request.form if name.startswith(CHOICE))
            return await self._send(request, visit, next(chosen, None))
        except ChannelError as error:
            visit.error = error
        except Exception as error:  # noqa: BLE001  # what was typed is kept, whatever went wrong
            logger.error("The page cannot be made: %s", type(error).__name__)
            visit.error = errors.not_available()
        if visit.error.status in (401, 404):
            visit.token = ""
        session_id = self.conversations.sessions.id_of(visit.token)
        if session_id:
            visit.turns = await self._turns(request, session_id)
        return self._page(request, visit)

    def failed(self, request: Request, error: ChannelError) -> HTTPResponse:
        """The page when a request for it could not be read or something broke before that."""
        visit = _visit(request)
        visit.error = error
        if request.method == "POST":
            visit.error.message += TEXT_LOST
        return self._page(request, visit)

    async def _send(self, request: Request, visit: Visit, choice: str | None) -> HTTPResponse:
        if choice is None:
            content.typed(visit.draft)
        if not visit.token:
            self.conversations.admit(request)
            visit.token, _ = await self.conversations.begin(request.app, visit.municipality)
        session_id = self.conversations.session_id(visit.token)
        self.conversations.admit(request, session_id)
        body = {"text": visit.draft} if choice is None else {"payload": choice}
        reply = await self.conversations.reply(request.app, session_id, body)
        if choice is None:
            visit.draft = ""
        visit.turns = await self._turns(request, session_id)
        stored = bool(visit.turns) and visit.turns[-1].same_replies(reply.messages)
        if stored and not visit.draft.strip():
            return _redirect(visit, f"/{self.conversations.sessions.ticket(session_id)}")
        if not stored:
            visit.turns.append(Turn(reply.said, tuple(reply.messages)))
        return self._page(request, visit)

    async def _erase(self, request: Request, visit: Visit) -> HTTPResponse:
        if visit.token:
            session_id = self.conversations.session_id(visit.token)
            self.conversations.admit(request, session_id)
            await self.conversations.erase(request.app, session_id)
        return _redirect(visit, "/gewist")

    async def _turns(self, request: Request, session_id: str) -> list[Turn]:
        """What was said before; nothing when the database cannot be read."""
        try:
            return turns(await asyncio.to_thread(conversation_store(request.app).exchange, session_id))
        except Exception as error:  # noqa: BLE001  # the newest answer is shown all the same
            logger.error("The conversation cannot be shown: %s", type(error).__name__)
            return []

    def _page(self, request: Request, visit: Visit) -> HTTPResponse:
        error = visit.error
        if not visit.turns:
            visit.turns = [Turn(None, tuple(_greeting(request.app)))]
        custom = next((message.get("custom") or {} for message in visit.turns[-1].messages), {})
        # Greetings and the like cannot be explained; in danger there are other things to do.
        answered = topic(custom.get("question", CONVERSATION)) not in (CONVERSATION, SAFETY)
        return page(
            "chat.html",
            status=error.status if error else 200,
            headers={"Retry-After": str(error.retry_after)} if error and error.retry_after else {},
            frame_ancestors=("'self'", *settings.get().allowed_origins),
            action=_address(visit, "", NEWEST),
            newest=NEWEST,
            visit=visit,
            reached=reached(visit.municipality) if visit.municipality else None,
            can_be_easier=answered,
            can_be_judged=answered or bool(custom.get("easier")),
            payload=payload,
            limit=content.MAX_CHARACTERS,
            hours=settings.get().retention_hours,
        )


def _visit(request: Request) -> Visit:
    visit = Visit(asked=request.args.get("gemeente", "").strip()[:100])
    try:
        visit.municipality = content.municipality(visit.asked)
    except ChannelError:
        visit.notice = f"Ik weet niet welke gemeente u bedoelt met ‘{visit.asked}’. Typ hieronder uw postcode."
    return visit


def _redirect(visit: Visit, path: str) -> HTTPResponse:
    return redirect(_address(visit, path, NEWEST), status=303, headers={"Cache-Control": "no-store"})


def _address(visit: Visit, path: str, fragment: str) -> str:
    query = f"?{urlencode({'gemeente': visit.municipality.code})}" if visit.municipality else ""
    return f"{PATH}{path}{query}#{fragment}"


def _greeting(app: Sanic) -> list[Message]:
    """The greeting as it is shown before there is a session."""
    try:
        written = generator(agent_of(app))
    except ChannelError:
        return []
    return [written.message(written.answers[GREETING])]
