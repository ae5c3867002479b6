"""Where conversations are kept: Rasa's SQL tracker store on the project's own database, bounded and erasable."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot import settings
from bot.database import PATIENCE, with_tables
from bot.municipalities.store import open_engine

# Every prediction replays the whole session, so after this many questions the conversation goes on in a new session.
TURNS_PER_SESSION = 4
# Rasa looks a class up among all subclasses for each event it reads, which takes a millisecond a message.
_EVENT_TYPES = {kind.type_name: kind for kind in all_subclasses(Event)}


class ConversationStore(SQLTrackerStore):
    """Rasa's tracker store on `WMO_DATABASE_URL`, in Rasa's own table `events`.

    A long conversation continues in a new Rasa session with the slots of the old one, as Rasa itself does after a
    pause: then an answer takes as long in turn 100 as in turn 1. Reading and writing are plain SQL, which takes half
    the time of the objects that Rasa's store makes of each row.
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        self.engine = open_engine(settings.get().database_url, PATIENCE)
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        self._events = self.SQLEvent.__table__
        TrackerStore.__init__(self, domain, event_broker)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        events = self._events
        query = sa.select(events.c.data).where(events.c.sender_id == sender_id).order_by(events.c.id)
        if not fetch_events_from_all_sessions:
            started = sa.select(sa.func.max(events.c.id)).where(
                events.c.sender_id == sender_id, events.c.type_name == SessionStarted.type_name
            )
            query = query.where(events.c.id >= sa.func.coalesce(started.scalar_subquery(), 0))
        rows = await asyncio.to_thread(self._rows, query)
        if not rows or self.domain is None:
            return None
        past = [_EVENT_TYPES[row["event"]]._from_parameters(row) for row in rows]
        tracker = DialogueStateTracker.from_events(sender_id, past, self.domain.slots)
        tracker.stored = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events of a conversation, and begin a new session when this one has become long."""
        await self.stream_events(tracker)
        # The first `stored` events came from the database; a tracker that did not has no such number.
        new = list(tracker.events)[getattr(tracker, "stored", 0) :]
        turns = sum(isinstance(event, UserUttered) for event in tracker.events)
        if turns >= TURNS_PER_SESSION and tracker.active_loop_name is None:
            new += _new_session(tracker)
        rows = [self._row(tracker.sender_id, event.as_dict()) for event in new]
        if rows:
            await asyncio.to_thread(self._insert, rows)
        tracker.stored = len(tracker.events)

    # In threads: a slow database then keeps only those waiting who need it.
    def _rows(self, query: Any) -> list[dict[str, Any]]:
        def read() -> list[dict[str, Any]]:
            with self.engine.connect() as connection:
                return [json.loads(data) for data in connection.execute(query).scalars()]

        return with_tables(self.engine, self.Base.metadata, read)

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        def write() -> None:
            with self.engine.begin() as connection:
                connection.execute(sa.insert(self._events), rows)

        with_tables(self.engine, self.Base.metadata, write)

    @staticmethod
    def _row(sender_id: str, event: dict[str, Any]) -> dict[str, Any]:
        return {
            "sender_id": sender_id,
            "type_name": event["event"],
            "timestamp": event.get("timestamp"),
            "intent_name": event.get("parse_data", {}).get("intent", {}).get("name"),
            "action_name": event.get("name"),
            "data": json.dumps(event),
        }

    def last_question(self, sender_id: str) -> str | None:
        """The question that was answered last: what slot `vraag` was set to; None before any."""
        events = self._events
        query = (
            sa.select(events.c.data)
            .where(events.c.sender_id == sender_id, events.c.type_name == SlotSet.type_name)
            .where(events.c.action_name == "vraag")  # the column holds the name of any event that has one
            .order_by(events.c.id.desc())
            .limit(1)
        )
        return next((row["value"] for row in self._rows(query)), None)

    def exchange(self, sender_id: str) -> list[dict[str, Any]]:
        """What was said in a conversation: the events of the citizen and of the assistant, oldest first."""
        events = self._events
        said = (UserUttered.type_name, BotUttered.type_name)
        query = (
            sa.select(events.c.data)
            .where(events.c.sender_id == sender_id, events.c.type_name.in_(said))
            .order_by(events.c.id)
        )
        return self._rows(query)

    def erase(self, sender_id: str) -> None:
        """Remove a conversation for good."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(self._events).where(self._events.c.sender_id == sender_id))

    def erase_older_than(self, hours: float) -> int:
        """Remove the conversations in which nothing was said for some hours; returns how many events went."""
        events = self._events
        recent = sa.select(events.c.sender_id).where(events.c.timestamp >= time.time() - hours * 3600)
        with self.engine.begin() as connection:
            return int(connection.execute(sa.delete(events).where(events.c.sender_id.not_in(recent))).rowcount)


def _new_session(tracker: DialogueStateTracker) -> list[Event]:
    """The events that continue a conversation in a new session: what `action_session_start` does with its slots."""
    slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots, ActionExecuted(ACTION_LISTEN_NAME)]
