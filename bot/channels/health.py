"""Whether the assistant really works: it is asked a question, and the answer must be the right one."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channels.conversation import CHANNEL, CollectedMessages, conversation_store
from bot.language_model import installed_pipeline

# One that Rasa answers itself and one that goes through the action server.
QUESTIONS = {
    "Wat is een persoonlijk plan?": "persoonlijk_plan/wat_is",
    "Wat is het telefoonnummer van de gemeente Zwolle?": "contact/gemeente",
}
SECONDS = 5.0


async def health(app: Sanic) -> tuple[bool, dict[str, Any]]:
    """Ask the real questions.

    Returns:
        Whether all got their real answer, and a report: `status`, the language model that serves, and per question what
        it was taken for.
    """
    report: dict[str, Any] = {"status": "ok", "language_model": installed_pipeline(), "questions": {}}
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return False, {**report, "status": "no model"}
    healthy = True
    for text, expected in QUESTIONS.items():
        sender = f"health-{secrets.token_hex(8)}"
        collected = CollectedMessages()
        try:
            message = UserMessage(text, collected, sender, input_channel=CHANNEL)
            await asyncio.wait_for(agent.handle_message(message), SECONDS)
            conversation_store(app).erase(sender)
            custom = collected.messages[0].get("custom") if collected.messages else None
            got = (custom or {}).get("question", "no answer")
        except Exception as error:  # noqa: BLE001  # whatever goes wrong is what health is for
            got = type(error).__name__
        report["questions"][expected] = got
        healthy = healthy and got == expected
    return healthy, report if healthy else {**report, "status": "failing"}
