"""A conversation with the running assistant."""

from __future__ import annotations

import pytest

from tests.stack import Conversation, Stack


@pytest.fixture
def conversation(stack: Stack) -> Conversation:
    """A new conversation without a municipality."""
    return stack.conversation()
