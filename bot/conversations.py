"""Where conversations are kept: Rasa's SQL tracker store on the project's own database, bounded and erasable."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import settings
from bot.municipalities.store import open_engine

# Every prediction replays the whole session, so after this many questions the conversation goes on in a new session.
TURNS_PER_SESSION = 10


class ConversationStore(SQLTrackerStore):
    """Rasa's tracker store on `WMO_DATABASE_URL`.

    A long conversation continues in a new Rasa session with the slots of the old one, as Rasa itself does after a pause:
    then an answer takes as long in turn 100 as in turn 1.
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        self.engine = open_engine(settings.get().database_url)
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        TrackerStore.__init__(self, domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events of a conversation, and begin a new session when this one has become long."""
        turns = sum(isinstance(event, UserUttered) for event in tracker.events)
        if turns >= TURNS_PER_SESSION and tracker.active_loop_name is None:
            await super().save(tracker)
            await super().save(_continued(tracker))
            return
        await super().save(tracker)

    def erase(self, sender_id: str) -> None:
        """Remove a conversation for good."""
        with self.engine.begin() as connection:
            events = self.SQLEvent.__table__
            connection.execute(sa.delete(events).where(events.c.sender_id == sender_id))

    def erase_older_than(self, hours: float) -> int:
        """Remove the conversations in which nothing was said for some hours; returns how many events went."""
        events = self.SQLEvent.__table__
        recent = sa.select(events.c.sender_id).where(events.c.timestamp >= time.time() - hours * 3600)
        with self.engine.begin() as connection:
            return int(connection.execute(sa.delete(events).where(events.c.sender_id.not_in(recent))).rowcount)


def _continued(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The start of a new session of the same conversation: what `action_session_start` does with slots carried over."""
    slots: list[Event] = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
    events = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots, ActionExecuted(ACTION_LISTEN_NAME)]
    # The store adds the events beyond those of the current session; these are all new.
    return DialogueStateTracker.from_events(tracker.sender_id, [*tracker.events, *events], list(tracker.slots.values()))
