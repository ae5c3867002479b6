"""What `python -m bot bench` speaks to: the assistant with a state directory of its own, and a bare JSON echo."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import PROJECT

START_SECONDS = 120.0
STOP_SECONDS = 20.0
LOCALHOST = "127.0.0.1"
OWN_PORTS = range(20_000, 32_000)
# Some ten milliseconds, about as long as an answer takes: then both suffer alike from a machine that is busy.
WORK_STEPS = 250_000


class BenchError(RuntimeError):
    """Something did not do what is to be timed; a figure would mean nothing."""


class Client:
    """One connection that stays open, so that what is timed is the server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(LOCALHOST, port, timeout=30)

    def request(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[float, int, Any]:
        """Seconds until the reply was there, its status and its content."""
        content = None if body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json", **(headers or {})}
        started = time.perf_counter()
        self._connection.request(method, path, content, given)
        response = self._connection.getresponse()
        received = response.read()
        seconds = time.perf_counter() - started
        return seconds, response.status, json.loads(received or b"null")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@dataclass(frozen=True)
class Running:
    """Servers that answer."""

    port: int
    processes: dict[str, subprocess.Popen[bytes]]
    seconds_to_ready: float

    def resident(self) -> dict[str, float]:
        """Resident memory of each process, in MiB."""
        return {name: resident(process.pid) for name, process in self.processes.items()}


@contextmanager
def assistant() -> Iterator[Running]:
    """Rasa and the action server, ready once a real question gets its real answer."""
    with tempfile.TemporaryDirectory(prefix="wmo-bench-") as directory:
        port, action_port = free_port(), free_port()
        ours = {
            "WMO_PORT": str(port),
            "WMO_ACTION_PORT": str(action_port),
            "WMO_STATE_DIRECTORY": directory,
            "WMO_RATE_LIMIT": "0",
        }
        # Whatever else is set here (a database, a lock store, another day) would change what is measured.
        others = {name: value for name, value in os.environ.items() if not name.startswith("WMO_")}
        commands = {"Rasa": ["-m", "bot", "serve"], "action server": ["-m", "bot", "actions"]}
        with _started(commands, {**others, **ours}, Path(directory) / "log.txt") as processes:
            yield _ready(port, processes, lambda client: client.request("GET", "/webhooks/web/health")[1])


@contextmanager
def echo() -> Iterator[Running]:
    """A server that gives back the JSON it gets, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="wmo-bench-") as directory:
        port = free_port()
        commands = {"echo": ["-m", "bot.bench_servers", str(port)]}
        with _started(commands, dict(os.environ), Path(directory) / "log.txt") as processes:
            yield _ready(port, processes, lambda client: client.request("POST", "/", {})[1])


@contextmanager
def _started(
    commands: Mapping[str, list[str]], environment: dict[str, str], log: Path
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        with log.open("wb") as file:
            for name, arguments in commands.items():
                processes[name] = subprocess.Popen(
                    [sys.executable, *arguments], env=environment, stdout=file, stderr=file, cwd=PROJECT
                )
        yield processes
    except BenchError as error:
        raise BenchError(f"{error}\n{log.read_text(errors='replace')[-2000:]}") from None
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _ready(
    port: int, processes: dict[str, subprocess.Popen[bytes]], status: Callable[[Client], int], pause: float = 0.05
) -> Running:
    started = time.monotonic()
    while time.monotonic() < started + START_SECONDS:
        for name, process in processes.items():
            if process.poll() is not None:
                raise BenchError(f"{name} stopped with status {process.returncode}.")
        with closing(Client(port)) as client, suppress(OSError, http.client.HTTPException, ValueError):
            if status(client) == 200:
                return Running(port, processes, time.monotonic() - started)
        time.sleep(pause)
    raise BenchError(f"Not ready after {START_SECONDS:.0f} seconds.")


def free_port() -> int:
    """A port on which nothing listens now.

    Below those that the system gives out by itself: one of those can be somebody else's before the server is up.
    """
    while True:
        port = secrets.choice(OWN_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind((LOCALHOST, port))
            return port


def resident(pid: int) -> float:
    """Resident memory of a process in MiB."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        match = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
        kilobytes = int(match[1]) if match else 0
    else:  # not Linux
        kilobytes = int(subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True).stdout)
    return kilobytes / 1024


def fixed_loop(steps: int) -> int:
    """Always the same work in plain Python."""
    total = 0
    for number in range(steps):
        total += number * number % 7
    return total


def serve_echo(port: int) -> None:
    """Serve the echo until stopped."""
    from sanic import Sanic
    from sanic.request import Request
    from sanic.response import HTTPResponse
    from sanic.response import json as json_response

    app = Sanic("echo", configure_logging=False)

    @app.post("/")
    async def give_back(request: Request) -> HTTPResponse:
        return json_response(request.json)

    @app.post("/work")
    async def give_back_after_work(request: Request) -> HTTPResponse:
        fixed_loop(WORK_STEPS)
        return json_response(request.json)

    app.run(LOCALHOST, port, access_log=False, motd=False)


if __name__ == "__main__":
    serve_echo(int(sys.argv[1]))
