"""One running assistant for all tests over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.stack import Conversation, Stack


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Rasa and the action server, started once."""
    running = Stack()
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture
def conversation(stack: Stack) -> Conversation:
    """A new conversation without a municipality."""
    return stack.conversation()
