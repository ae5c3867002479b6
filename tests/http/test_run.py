"""`python -m bot run`: both processes supervised, one clear line when ready, everything gone after Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.stack import PROJECT, Conversation, Stack

READY = "staat klaar"


def processes_of(stack: Stack, name: str) -> list[int]:
    """The processes `python -m bot <name>` that run for this stack."""
    found = []
    for directory in Path("/proc").glob("[0-9]*"):
        try:
            command = (directory / "cmdline").read_bytes().split(b"\0")
            environment = (directory / "environ").read_bytes()
        except OSError:
            continue
        if [b"-m", b"bot", name.encode()] == command[1:4] and f"WMO_PORT={stack.port}\0".encode() in environment:
            found.append(int(directory.name))
    return found


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Stack, subprocess.Popen[bytes]]]:
    """The assistant as `make run` starts it."""
    stack = Stack({}, tmp_path)
    process = stack.command("run", start_new_session=True)
    try:
        until(lambda: READY in stack.log.read_text(), stack)
        yield stack, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)


def until(condition: object, stack: Stack) -> None:
    deadline = time.monotonic() + 90
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, stack.log.read_text()[-2000:]
        time.sleep(0.2)


def healthy(stack: Stack) -> bool:
    try:
        return requests.get(f"{stack.api}/health", timeout=10).ok
    except requests.ConnectionError:
        return False


def test_what_dies_is_started_again_and_ctrl_c_stops_everything(
    running: tuple[Stack, subprocess.Popen[bytes]],
) -> None:
    stack, process = running
    lines = stack.log.read_text().splitlines()
    assert len(lines) <= 3, lines
    assert stack.url.replace("127.0.0.1", "localhost") in lines[-1]

    for name in ("actions", "serve"):
        (before,) = processes_of(stack, name)
        os.kill(before, signal.SIGKILL)
        until(lambda name=name, before=before: processes_of(stack, name) not in ([], [before]), stack)
        until(lambda: healthy(stack), stack)
    assert "14 038" in Conversation(stack, "Zwolle").say("wat is het telefoonnummer van de gemeente")["text"]

    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 0
    assert processes_of(stack, "actions") == []
    assert processes_of(stack, "serve") == []


def test_a_port_in_use_is_said_and_nothing_is_started(stack: Stack, tmp_path: Path) -> None:
    environment = {**os.environ, "WMO_PORT": str(stack.port), "WMO_STATE_DIRECTORY": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 1
    assert f"Poort {stack.port} is al in gebruik" in result.stderr
    assert "WMO_PORT=" in result.stderr
