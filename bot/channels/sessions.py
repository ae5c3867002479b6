"""Sessions of the web channel: their signed tokens, and what was offered in them."""

from __future__ import annotations

import json
import logging
import secrets
import time
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from itsdangerous import BadSignature, Signer, TimestampSigner
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database import with_tables
from bot.questions import CONVERSATION, SAFETY, parse_payload, topic

logger = logging.getLogger(__name__)

REFRESH_SECONDS = 300
TICKET_SECONDS = 3600

_metadata = sa.MetaData()
_sessions = sa.Table(
    "web_sessions",
    _metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("used_at", sa.Float, nullable=False, index=True),
    sa.Column("offered", sa.Text, nullable=False),
    sa.Column("expects", sa.String(200)),
    sa.Column("recent", sa.Text, nullable=False),
)
# What a follow-up can be about: not the conversation itself, and not what is outside of the Wmo or past talking about.
NO_TOPIC = (CONVERSATION, "contact", "buiten_bereik", SAFETY)


@dataclass(frozen=True)
class WebSession:
    """One visitor's conversation.

    Attributes:
        id: also the sender id of the conversation in Rasa.
        used_at: when it was last stored, in seconds since 1970.
        offered: payload and title of every button shown so far; only these can be chosen.
        expects: `gemeente` right after the assistant asked for a municipality, `gemeente:Beek` after asking which Beek.
        about: the question that was answered last, which a short follow-up is about.
        choices: the questions that were offered because it was not clear what was asked, in their order, each with
            `key` and `title`.
        missed: how many times in a row the assistant was not sure what was asked.
    """

    id: str
    used_at: float = 0.0
    offered: dict[str, str] = field(default_factory=dict)
    expects: str | None = None
    about: str | None = None
    choices: list[dict[str, str]] = field(default_factory=list)
    missed: int = 0

    def after(self, messages: list[dict[str, Any]]) -> WebSession:
        """The session once these messages were shown."""
        buttons = [button for message in messages for button in message.get("buttons") or ()]
        customs = [message.get("custom") or {} for message in messages]
        expects = next((custom["expects"] for custom in customs if "expects" in custom), None)
        shown = {button["payload"]: button["title"] for button in buttons}
        first = customs[0] if customs else {}
        question = str(first.get("question") or "")
        not_sure = "suggestions" in first
        return replace(
            self,
            offered={**self.offered, **shown},
            expects=expects,
            about=question if question and topic(question) not in NO_TOPIC else self.about,
            choices=[
                {"key": choice.key, "title": button["title"]}
                for button in buttons
                if not_sure and (choice := parse_payload(button["payload"])) and choice.municipality is None
            ],
            missed=self.missed + 1 if not_sure else 0,
        )

    @property
    def recent(self) -> dict[str, Any]:
        """What is remembered of the last replies."""
        return {"about": self.about, "choices": self.choices, "missed": self.missed}

    @property
    def context(self) -> dict[str, Any]:
        """What the classifier must know of the conversation to understand what is typed next."""
        return {"expects": self.expects, **{name: value for name, value in self.recent.items() if value}}


class WebSessions:
    """The sessions that exist, in the project's database.

    When the database is gone, a visitor with a valid token goes on in a session of which nothing is remembered: answers
    matter more than what was offered before. When only its tables are gone, they are made again.
    """

    def __init__(self, engine: Engine, secret_key: str) -> None:
        self._engine = engine
        self._signer = Signer(secret_key, salt="web-session")
        self._tickets = TimestampSigner(secret_key, salt="chat-page")
        self._make_table()

    def _make_table(self) -> None:
        """Make the table; one of an earlier version goes: sessions are short-lived, and visitors can begin anew."""
        inspector = sa.inspect(self._engine)
        if inspector.has_table(_sessions.name):
            there = {column["name"] for column in inspector.get_columns(_sessions.name)}
            if not there >= set(_sessions.c.keys()):
                _sessions.drop(self._engine)
        _metadata.create_all(self._engine)

    def create(self) -> tuple[WebSession, str]:
        """A new session and the token that gives access to it."""
        session = WebSession(secrets.token_urlsafe(24))
        self._write(sa.insert(_sessions).values(id=session.id, **_values(session)))
        return session, self.token(session.id)

    def token(self, session_id: str) -> str:
        """The token that gives access to a session."""
        return self._signer.sign(session_id).decode()

    def ticket(self, session_id: str) -> str:
        """What shows the page of a session for an hour: not its token, which does not belong in an address."""
        return self._tickets.sign(session_id).decode()

    def id_of_ticket(self, ticket: str) -> str | None:
        """The session id in a ticket, or None when it is not one of ours or is too old."""
        try:
            return str(self._tickets.unsign(ticket, max_age=TICKET_SECONDS).decode())
        except BadSignature:
            return None

    def id_of(self, token: str) -> str | None:
        """The session id in a token, or None when the token is not one of ours."""
        try:
            return self._signer.unsign(token).decode()
        except BadSignature:
            return None

    def get(self, session_id: str) -> WebSession | None:
        """A session, or None when it was erased."""

        def select() -> Any:
            with self._engine.connect() as connection:
                return connection.execute(sa.select(_sessions).where(_sessions.c.id == session_id)).one_or_none()

        try:
            # Without the table there is no telling whether the session was erased: it goes on.
            row = select()
        except SQLAlchemyError as error:
            logger.error("Sessions cannot be read: %s", type(error).__name__)
            return WebSession(session_id)
        if row is None:
            return None
        return WebSession(row.id, row.used_at, json.loads(row.offered), row.expects, **json.loads(row.recent))

    def save(self, before: WebSession, session: WebSession) -> None:
        """Store what changed in a session; that it was used is stored once in a while, to spare a write a message."""
        if session == before and time.time() - session.used_at < REFRESH_SECONDS:
            return
        row = _values(session)
        update = sa.update(_sessions).where(_sessions.c.id == session.id).values(**row)
        # An erased session stays erased; only where the table itself was lost is the session written anew.
        self._write(update, afresh=sa.insert(_sessions).values(id=session.id, **row))

    def _write(self, statement: Any, afresh: Any = None) -> None:
        """Carry out a statement; when the table has to be made again first, the other one, if there is one."""
        tries = iter((statement, statement if afresh is None else afresh))

        def write() -> None:
            with self._engine.begin() as connection:
                connection.execute(next(tries))

        try:
            with_tables(self._engine, _metadata, write)
        except SQLAlchemyError as error:
            logger.error("Sessions cannot be written: %s", type(error).__name__)

    def delete(self, session_id: str) -> None:
        """Erase a session."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_sessions).where(_sessions.c.id == session_id))

    def delete_older_than(self, hours: float) -> None:
        """Erase the sessions that were not used for some hours."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_sessions).where(_sessions.c.used_at < time.time() - hours * 3600))


def _values(session: WebSession) -> dict[str, object]:
    return {
        "used_at": time.time(),
        "offered": json.dumps(session.offered),
        "expects": session.expects,
        "recent": json.dumps(session.recent),
    }
