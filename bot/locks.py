"""One message of a conversation at a time: Rasa's ticket locks in memory or Redis, without waits of a second."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import redis
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockStore, RedisLockStore

from bot import settings

WAIT_SECONDS = 0.02


class _ShortWaits(LockStore):
    """Asks for its turn every 20 ms instead of every second, so that two quick messages do not cost a second."""

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = WAIT_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the lock of a conversation; see Rasa's `LockStore.lock`."""
        async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as held:
            yield held


class MemoryLocks(_ShortWaits, InMemoryLockStore):
    """Locks of one process."""


class RedisLocks(_ShortWaits, RedisLockStore):
    """Locks of several processes, in Redis."""

    def __init__(self, url: str) -> None:
        self.red = redis.Redis.from_url(url, socket_timeout=10)
        self.key_prefix = "wmo-lock:"


class ConversationLocks(LockStore):
    """Named in `endpoints.yml`: locks in Redis when `WMO_LOCK_STORE_URL` is set, else in memory."""

    def __new__(cls, endpoint_config: Any = None) -> Any:
        url = settings.get().lock_store_url
        return RedisLocks(url) if url else MemoryLocks()
