"""Measures speed and memory and writes docs/benchmarks.md: `python -m bot bench`.

Every figure also stands as a ratio to a baseline that was measured in the same run, in turns with it: seconds tell
about the machine of that day, ratios about the assistant. Over HTTP the baseline is a bare Sanic server that gives back
the JSON it gets, at once or after a fixed loop of plain Python; within a process it is a fixed loop of plain Python.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot import bench_servers, training
from bot.bench_report import Library, Servers, Times, render
from bot.bench_servers import BenchError, Client
from bot.questions import NEEDS_MUNICIPALITY, parse_payload
from bot.settings import PROJECT

REPORT = PROJECT / "docs" / "benchmarks.md"
ROUNDS = 20
CONVERSATIONS = 5
STARTS = 3
# As many turns each as there are questions in PLAIN.
WINDOWS = ((1, 10), (91, 100), (191, 200))
TEXTS = 1000
LOOP_STEPS = 10_000
# Over and over, to the longest message that is let in: nobody must be able to keep the server busy with one.
REPEATED = (
    "hij ",
    "er niet meer ",
    "ik wil niet meer ",
    "1",
    "0612345678 ",
    "a@",
    "Jan ",
    "mijn naam is ",
    "NL91 ABNA ",
)
LONGEST = 1000

# Answered by Rasa itself, whatever the municipality.
PLAIN = (
    "Wat is een persoonlijk plan?",
    "Hoe hoog is de eigen bijdrage?",
    "wat is een pgb",
    "Wat is cliëntondersteuning?",
    "Hoe maak ik bezwaar tegen een besluit?",
    "Is een cliëntondersteuner gratis?",
    "Wat is respijtzorg?",
    "wat is de wmo",
    "Mag ik mijn dochter betalen uit het pgb?",
    "Wat is een mantelzorger?",
)
# Answered through the action server, with the door of the municipality.
DOOR = "Wat is het telefoonnummer van de gemeente {}?"
MUNICIPALITIES = (
    "Zwolle", "Utrecht", "Breda", "Assen", "Almelo", "Leiden", "Tilburg", "Groningen", "Arnhem", "Deventer",
)  # fmt: skip


def run() -> int:
    """Measure and write the report; returns the exit status."""
    if not training.model_path().exists():
        print("Er is nog geen model. Doe eerst: make train", file=sys.stderr)
        return 1
    try:
        if os.getloadavg()[0] > 0.5 * (os.cpu_count() or 1):
            print("The machine is busy: expect absolute figures that are too high.", file=sys.stderr)
        print("Measuring the classifier and the lookup ...", flush=True)
        library = measure_library()
        print("Measuring the servers ...", flush=True)
        servers = measure_servers()
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    REPORT.write_text(render(servers, library), encoding="utf-8")
    print(f"See {REPORT.relative_to(PROJECT)}.")
    return 0


class Visitor:
    """One conversation, of which each reply is timed."""

    def __init__(self, client: Client) -> None:
        self._client = client
        _, status, content = client.request("POST", "/webhooks/web/sessions", {})
        if status != 201:
            raise BenchError(f"No session: status {status}.")
        self._headers = {"Authorization": f"Bearer {content['token']}"}
        self.messages: list[dict[str, Any]] = content["messages"]

    def send(self, **body: str) -> float:
        """Send a text or a payload; returns the milliseconds until the reply."""
        seconds, status, content = self._client.request("POST", "/webhooks/web/messages", body, self._headers)
        if status != 200 or not content["messages"]:
            raise BenchError(f"No answer to {body}: status {status}.")
        self.messages = content["messages"]
        return 1000 * seconds

    def ask(self, text: str) -> float:
        """Ask a question that must be answered; returns the milliseconds until the answer."""
        milliseconds = self.send(text=text)
        if "question" not in self.messages[0].get("custom", {}):
            raise BenchError(f"'{text}' is not answered.")
        return milliseconds

    def ask_door(self, municipality: str) -> float:
        """Ask for the door of a municipality; returns the milliseconds until the answer."""
        milliseconds = self.ask(DOOR.format(municipality))
        # The general answer, given when the action server does not reply, names none.
        if not any(municipality in message.get("text", "") for message in self.messages):
            raise BenchError(f"The door of {municipality} was not given.")
        return milliseconds

    def press(self) -> float:
        """Choose a button of the last reply that Rasa answers itself; returns the milliseconds until the answer."""
        for message in self.messages:
            for button in message.get("buttons") or ():
                choice = parse_payload(button["payload"])
                if choice and choice.key not in NEEDS_MUNICIPALITY:
                    return self.send(payload=button["payload"])
        raise BenchError("There is no button to choose.")


def measure_servers() -> Servers:
    """Start the assistant and the echo, and time messages to both in turns."""
    # Before this run adds its own.
    load = os.getloadavg()[0]
    ready: list[float] = []
    ready_echo: list[float] = []
    for _ in range(STARTS - 1):
        with bench_servers.echo() as echo:
            ready_echo.append(1000 * echo.seconds_to_ready)
        with bench_servers.assistant() as assistant:
            ready.append(1000 * assistant.seconds_to_ready)
    with bench_servers.echo() as echo, bench_servers.assistant() as assistant:
        memory = assistant.resident()
        with closing(Client(assistant.port)) as client, closing(Client(echo.port)) as echo_client:
            times, echoed, worked = _messages(client, echo_client)
            turns = _turns(client)
        return Servers(
            ready=Times([*ready, 1000 * assistant.seconds_to_ready]),
            ready_echo=Times([*ready_echo, 1000 * echo.seconds_to_ready]),
            memory=memory,
            memory_after=assistant.resident(),
            memory_echo=echo.resident()["echo"],
            echo=echoed,
            work=worked,
            load=load,
            cores=os.cpu_count() or 1,
            messages=times,
            turns=turns,
        )


def _messages(client: Client, echo: Client) -> tuple[dict[str, Times], Times, Times]:
    plain: list[float] = []
    door: list[float] = []
    button: list[float] = []
    echoed: list[float] = []
    worked: list[float] = []
    # The first messages of a process pay for what is set up once.
    warm = Visitor(client)
    for text in PLAIN:
        warm.ask(text)
        warm.press()
        warm.ask_door(MUNICIPALITIES[0])
        echo.request("POST", "/", {"text": text})
    for _ in range(ROUNDS):
        visitor = Visitor(client)
        for text, municipality in zip(PLAIN, MUNICIPALITIES, strict=True):
            echoed.append(1000 * echo.request("POST", "/", {"text": text})[0])
            worked.append(1000 * echo.request("POST", "/work", {"text": text})[0])
            plain.append(visitor.ask(text))
            button.append(visitor.press())
            door.append(visitor.ask_door(municipality))
    names = {"plain answer": plain, "door, through the action server": door, "button": button}
    return {name: Times(values) for name, values in names.items()}, Times(echoed), Times(worked)


def _turns(client: Client) -> dict[tuple[int, int], Times]:
    """Times of the same questions early and late in conversations, in turns with each other."""
    times: dict[tuple[int, int], list[float]] = {window: [] for window in WINDOWS}
    for _ in range(CONVERSATIONS):
        visitors = {window: Visitor(client) for window in WINDOWS}
        for (low, _high), visitor in visitors.items():
            for turn in range(1, low):
                visitor.ask(PLAIN[turn % len(PLAIN)])
        for text in PLAIN:
            for window, visitor in visitors.items():
                times[window].append(visitor.ask(text))
    return {window: Times(values) for window, values in times.items()}


def measure_library() -> Library:
    """Time the parts that a message goes through on their own, the classifier with the trained model."""
    # Read here: bench's other half and the command line do not need Rasa.
    from rasa.shared.nlu.constants import METADATA, TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.danger import DangerCheck
    from bot.evaluation import split, subject
    from bot.municipalities.files import read
    from bot.municipalities.lookup import MunicipalityLookup
    from bot.privacy.redaction import redact

    danger = DangerCheck.load()
    utterances = split.read()
    texts = [utterance.text for utterance in utterances[:: max(1, len(utterances) // TEXTS)]][:TEXTS]
    lookup = MunicipalityLookup(read())
    with tempfile.TemporaryDirectory(prefix="wmo-bench-") as directory:
        classifier = subject.serving(Path(directory))
        parts: dict[str, Callable[[str], object]] = {
            "personal data": lambda text: redact(text, places=lookup),
            "danger check": danger.judge,
            "lookup of the municipality": lookup.find,
            "classifier": lambda text: classifier.process([Message({TEXT: text, METADATA: {}})]),
        }
        loop, times = _interleaved(texts, parts)
        repeated = [(text * LONGEST)[:LONGEST] for text in REPEATED]
        _, longest = _interleaved(repeated, parts)
        return Library(loop, times, {f"{name}, {LONGEST:,} repeated signs": one for name, one in longest.items()})


def _interleaved(texts: Sequence[str], parts: Mapping[str, Callable[[str], object]]) -> tuple[Times, dict[str, Times]]:
    """Times of a fixed loop and of each part for each text, in turns."""
    loop: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in parts}
    for function in parts.values():
        function(texts[0])
    for text in texts:
        loop.append(_timed(lambda _text: bench_servers.fixed_loop(LOOP_STEPS), text))
        for name, function in parts.items():
            times[name].append(_timed(function, text))
    return Times(loop), {name: Times(values) for name, values in times.items()}


def _timed(function: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    function(text)
    return 1000 * (time.perf_counter() - started)
