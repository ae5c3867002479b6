"""Locks: one message of a conversation at a time, in the order they came, without whole seconds of waiting."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from bot import locks
from bot.locks import WAIT_SECONDS, ConversationLocks, MemoryLocks, RedisLocks
from tests.conftest import SetVariables


async def work(store: LockStore, conversation: str, name: str, log: list[str], pauses: int = 3) -> None:
    async with store.lock(conversation):
        log.append(f"{name} begins")
        for _ in range(pauses):
            await asyncio.sleep(WAIT_SECONDS / 2)
        log.append(f"{name} ends")


def test_two_messages_of_one_conversation_follow_each_other() -> None:
    log: list[str] = []

    async def both() -> None:
        store = MemoryLocks()
        await asyncio.gather(*(work(store, "gesprek", name, log) for name in ("een", "twee", "drie")))

    asyncio.run(both())
    assert log == ["een begins", "een ends", "twee begins", "twee ends", "drie begins", "drie ends"]


def test_messages_of_two_conversations_do_not_wait_for_each_other() -> None:
    log: list[str] = []

    async def both() -> None:
        store = MemoryLocks()
        await asyncio.gather(*(work(store, name, name, log) for name in ("een", "twee")))

    asyncio.run(both())
    assert log[:2] == ["een begins", "twee begins"]


def test_no_wait_is_as_long_as_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    sleep = asyncio.sleep

    async def record(seconds: float) -> None:
        waits.append(seconds)
        await sleep(0)

    async def both() -> None:
        store = MemoryLocks()
        log: list[str] = []
        await asyncio.gather(*(work(store, "gesprek", name, log) for name in ("een", "twee")))

    monkeypatch.setattr(asyncio, "sleep", record)
    asyncio.run(both())
    assert waits
    assert max(waits) <= WAIT_SECONDS < 0.1


def test_the_lock_is_free_again_after_an_error() -> None:
    log: list[str] = []

    async def fail_and_go_on() -> None:
        store = MemoryLocks()
        with pytest.raises(RuntimeError):
            async with store.lock("gesprek"):
                raise RuntimeError
        await work(store, "gesprek", "een", log)
        assert store.get_lock("gesprek") is None

    asyncio.run(fail_and_go_on())
    assert log == ["een begins", "een ends"]


def test_without_redis_locks_are_in_memory(state: Path, environment: SetVariables) -> None:
    environment(LOCK_STORE_URL=None)
    assert isinstance(ConversationLocks(), MemoryLocks)


def test_with_a_redis_url_locks_are_there(state: Path, environment: SetVariables) -> None:
    environment(LOCK_STORE_URL="redis://locks.example:6380/2")
    store = ConversationLocks()
    assert isinstance(store, RedisLocks)
    address = store.red.connection_pool.connection_kwargs
    assert (address["host"], address["port"], address["db"]) == ("locks.example", 6380, 2)


def test_rasa_makes_the_store_that_endpoints_yml_names(state: Path, environment: SetVariables) -> None:
    environment(LOCK_STORE_URL=None)
    from bot.knowledge import files
    from bot.settings import PROJECT

    endpoint = files.read(PROJECT / "endpoints.yml")["lock_store"]
    assert endpoint == {"type": f"{locks.__name__}.ConversationLocks"}
    assert isinstance(LockStore.create(EndpointConfig.from_dict(endpoint)), MemoryLocks)
