"""The real thing for tests: Rasa and the action server as processes of their own, spoken to over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from bot.bench_servers import free_port

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 90


@dataclass
class Stack:
    """A running assistant with a state directory of its own."""

    environment: dict[str, str] = field(default_factory=dict)
    directory: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="wmo-test-")))
    with_actions: bool = True
    rasa: subprocess.Popen[bytes] | None = None
    actions: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port = free_port()
        self.action_port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.api = f"{self.url}/webhooks/web"
        self.log = self.directory / "log.txt"

    def command(self, name: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start `python -m bot <name>` for this stack; `options` go to `Popen`."""
        environment = {
            **os.environ,
            "WMO_PORT": str(self.port),
            "WMO_ACTION_PORT": str(self.action_port),
            "WMO_STATE_DIRECTORY": str(self.directory),
            "WMO_RATE_LIMIT": "0",
            **self.environment,
        }
        environment.pop("WMO_ACTION_URL", None)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bot", name], env=environment, stdout=log, stderr=log, cwd=PROJECT, **options
            )

    def start(self) -> Stack:
        """Start both processes and wait until they answer."""
        if self.with_actions:
            self.actions = self.command("actions")
        self.rasa = self.command("serve")
        self._wait(self.rasa, self.url)
        if self.actions:
            self._wait(self.actions, f"http://127.0.0.1:{self.action_port}/health")
        return self

    def _wait(self, process: subprocess.Popen[bytes], url: str) -> None:
        """Wait until a server answers."""
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            try:
                requests.get(url, timeout=5)
                return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError(f"{url} does not answer:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End both processes."""
        for process in (self.rasa, self.actions):
            if process and process.poll() is None:
                process.terminate()
                process.wait(20)

    def restart_rasa(self) -> None:
        """End Rasa and start it again on the same conversations."""
        assert self.rasa is not None
        self.rasa.terminate()
        self.rasa.wait(20)
        self.rasa = self.command("serve")
        self._wait(self.rasa, self.url)

    def conversation(self, municipality: str | None = None) -> Conversation:
        """A new conversation."""
        return Conversation(self, municipality)


class Conversation:
    """One visitor, with the token and the replies so far."""

    def __init__(self, stack: Stack, municipality: str | None = None) -> None:
        self.stack = stack
        response = requests.post(f"{stack.api}/sessions", json={"municipality": municipality}, timeout=30)
        assert response.status_code == 201, response.text
        self.token: str = response.json()["token"]
        self.replies: list[dict[str, Any]] = response.json()["messages"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, **body: Any) -> requests.Response:
        """Send a message as it is; the caller looks at the status."""
        return requests.post(f"{self.stack.api}/messages", json=body, headers=self.headers, timeout=30)

    def say(self, text: str) -> dict[str, Any]:
        """Type a text; returns the first reply."""
        return self._first(self.post(text=text))

    def choose(self, title: str) -> dict[str, Any]:
        """Choose the button of the last reply that has this title."""
        buttons = [button for reply in self.replies for button in reply.get("buttons", [])]
        payload = next(button["payload"] for button in buttons if title in button["title"])
        return self._first(self.post(payload=payload))

    def _first(self, response: requests.Response) -> dict[str, Any]:
        assert response.status_code == 200, response.text
        self.replies = response.json()["messages"]
        assert self.replies, "never an empty list"
        first = self.replies[0]
        assert "question" in first["custom"] or "suggestions" in first["custom"], first
        return first
