"""What citizens get when something breaks: always an answer that helps."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.html import visit
from tests.stack import Conversation, Stack


@pytest.fixture
def breakable(tmp_path: Path) -> Iterator[Stack]:
    """A stack of its own, to break."""
    running = Stack({}, tmp_path)
    try:
        yield running.start()
    finally:
        for process in (running.rasa, running.actions):
            if process and process.poll() is None:
                os.kill(process.pid, signal.SIGCONT)
        running.stop()


def test_a_deleted_database_does_not_silence_the_assistant(breakable: Stack) -> None:
    conversation = breakable.conversation("Zwolle")
    for path in breakable.directory.glob("wmo.db*"):
        path.unlink()
    assert conversation.say("Wat is een persoonlijk plan?")["custom"]["question"] == "persoonlijk_plan/wat_is"
    # What was remembered is gone with the database, so it asks; the facts about municipalities are still there.
    conversation.say("Waar kan ik mij melden voor hulp in Zwolle?")
    assert "14 038" in conversation.replies[0]["text"]
    assert breakable.conversation("Zwolle").say("Wat is een pgb?")["custom"]["question"] == "pgb/wat_is"


def test_a_locked_database_does_not_silence_anybody(breakable: Stack) -> None:
    """Another program writes and does not stop: twenty visitors at once still get their answers."""
    conversations = [breakable.conversation("Zwolle") for _ in range(20)]
    lock = sqlite3.connect(breakable.directory / "wmo.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    questions: list[str] = []

    def ask(conversation: Conversation) -> None:
        questions.append(conversation.say("Wat is een persoonlijk plan?")["custom"]["question"])

    threads = [threading.Thread(target=ask, args=(conversation,)) for conversation in conversations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    lock.rollback()
    lock.close()
    assert questions == ["persoonlijk_plan/wat_is"] * 20
    log = breakable.log.read_text()
    assert "OperationalError" in log or "database is locked" in log
    assert "persoonlijk plan" not in log
    assert conversations[0].say("makkelijker")["custom"]["question"] == "gesprek/makkelijker"


def test_a_hanging_action_server_still_gives_the_general_answer(breakable: Stack) -> None:
    assert breakable.actions is not None
    os.kill(breakable.actions.pid, signal.SIGSTOP)
    reply = breakable.conversation("Zwolle").say("Waar kan ik mij melden voor hulp?")
    assert reply["custom"]["question"] == "melding/waar"
    assert "gemeente" in reply["text"]


def test_others_are_answered_while_one_waits(breakable: Stack) -> None:
    """One visitor hangs on the action server; twenty others get their answer meanwhile."""
    assert breakable.actions is not None
    waiting = breakable.conversation("Zwolle")
    others = [breakable.conversation() for _ in range(20)]
    os.kill(breakable.actions.pid, signal.SIGSTOP)
    order: list[str] = []

    def ask(name: str, conversation: Conversation, text: str) -> None:
        conversation.say(text)
        order.append(name)

    slow = threading.Thread(target=ask, args=("slow", waiting, "Waar kan ik mij melden voor hulp?"))
    slow.start()
    quick = [threading.Thread(target=ask, args=("quick", other, "Wat is een pgb?")) for other in others]
    for thread in quick:
        thread.start()
    for thread in [*quick, slow]:
        thread.join(60)
    assert order == ["quick"] * 20 + ["slow"]


def test_no_log_holds_what_was_typed(breakable: Stack) -> None:
    conversation = breakable.conversation("Zwolle")
    assert breakable.actions is not None
    conversation.say("Mijn achternaam is Kwikzilverdraad, waar meld ik mij?")
    breakable.actions.terminate()
    breakable.actions.wait(20)
    conversation.say("Waar kan ik mij melden, Kwikzilverdraad?")
    conversation.post(text="Kwikzilverdraad" * 100)
    assert "Kwikzilverdraad" not in breakable.log.read_text()


def test_the_page_without_javascript_answers_while_the_database_is_locked(breakable: Stack) -> None:
    page = visit(f"{breakable.url}/chat").submit(text="Wat is een pgb?")
    lock = sqlite3.connect(breakable.directory / "wmo.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        answered = page.submit(text="Wat is een persoonlijk plan? Mijn bsn is 111222333")
        not_erased = page.submit("Wis dit gesprek", text="half getypt")
    finally:
        lock.rollback()
        lock.close()
    # Not a redirect: what is not stored could not be shown after it.
    assert answered.response.status_code == 200
    assert answered.response.history == []
    assert "Een persoonlijk plan is uw eigen verhaal" in answered.text
    assert "Mijn bsn is [bsn]" in answered.text
    assert "111222333" not in answered.response.text
    assert not_erased.response.status_code == 503
    assert not_erased.textarea == "half getypt"
    assert page.submit("Wis dit gesprek").response.status_code == 200


def test_the_page_without_javascript_answers_when_the_database_was_deleted(breakable: Stack) -> None:
    page = visit(f"{breakable.url}/chat").submit(text="Wat is een pgb?")
    for path in breakable.directory.glob("wmo.db*"):
        path.unlink()
    assert "Een persoonlijk plan is uw eigen verhaal" in page.submit(text="Wat is een persoonlijk plan?").text
