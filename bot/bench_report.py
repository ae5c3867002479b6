"""Writes what `python -m bot bench` measured as docs/benchmarks.md."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.markdown import table

HEAD = """# Benchmarks

Written by `make bench` (`python -m bot bench`); do not edit by hand.

The absolute figures belong to the machine that made them and to what else it did. The ratios were measured in one run,
in turns with their baseline. Over HTTP there are two: a bare Sanic server that gives back the JSON it gets, and the
same after a fixed loop of plain Python of about the length of an answer, which suffers as an answer does from a slow or
busy machine: compare that ratio between machines. Within a process the baseline is a fixed loop too. p50 and p95: half
and 95 % of the messages took at most this long; each ratio is to the same percentile of the baseline.
"""


@dataclass(frozen=True)
class Times:
    """How long a number of the same things took, in milliseconds."""

    milliseconds: Sequence[float]

    @property
    def count(self) -> int:
        """How many were timed."""
        return len(self.milliseconds)

    def percentile(self, percent: float) -> float:
        """The time within which this share of them was done; the nearest one that was measured."""
        ordered = sorted(self.milliseconds)
        return ordered[max(1, math.ceil(percent * len(ordered) / 100)) - 1]


@dataclass(frozen=True)
class Servers:
    """What was measured over HTTP."""

    ready: Times
    """From the start of both processes until a real question gets its real answer."""
    ready_echo: Times
    memory: Mapping[str, float]
    """MiB of each process when ready."""
    memory_after: Mapping[str, float]
    """MiB of each process after all messages of this run."""
    memory_echo: float
    echo: Times
    work: Times
    """The echo after a fixed loop."""
    messages: Mapping[str, Times]
    turns: Mapping[tuple[int, int], Times]
    load: float
    """Of the machine in the minute before."""
    cores: int


@dataclass(frozen=True)
class Library:
    """What was measured within a process."""

    loop: Times
    parts: Mapping[str, Times]
    longest: Mapping[str, Times]
    """With the longest messages that are let in, one thing over and over."""


def render(servers: Servers, library: Library) -> str:
    """The whole report."""
    memory = [
        (f"resident memory of {name}, {when}", 1, f"{value:.0f} MiB", _ratio(value, servers.memory_echo))
        for when, values in (("when ready", servers.memory), ("after this run", servers.memory_after))
        for name, value in values.items()
    ]
    ready, ready_echo = servers.ready.percentile(50), servers.ready_echo.percentile(50)
    start = [
        ("time to ready (p50)", servers.ready.count, f"{ready / 1000:.1f} s", _ratio(ready, ready_echo)),
        *memory,
    ]
    messages = {"baseline: echo": servers.echo, "baseline: echo after work": servers.work, **servers.messages}
    parts = {"baseline: fixed loop": library.loop, **library.parts, **library.longest}
    first = servers.turns[min(servers.turns)].percentile(50)
    turns = [
        (f"turn {low} to {high}", times.count, f"{times.percentile(50):.1f} ms", _ratio(times.percentile(50), first))
        for (low, high), times in servers.turns.items()
    ]
    return (
        "\n\n".join(
            section.strip("\n")
            for section in (
                HEAD,
                f"Load of the machine just before: {servers.load:.1f} on {servers.cores} cores.",
                "## Start and memory\n\nThe ratios are to the echo server: its time to ready "
                f"({ready_echo / 1000:.1f} s) and its memory ({servers.memory_echo:.0f} MiB).",
                table(("what", "n", "measured", "ratio"), start),
                "## A message over HTTP\n\nOne at a time, over one open connection, conversations in SQLite.",
                table(_HTTP, [_latency(name, times, servers.echo, servers.work) for name, times in messages.items()]),
                "## A long conversation\n\nThe same ten questions over and over; the ratio is to the first ten turns.",
                table(("turns", "n", "p50", "ratio"), turns),
                "## Within a process",
                table(_PROCESS, [_latency(name, times, library.loop) for name, times in parts.items()]),
            )
        ).rstrip()
        + "\n"
    )


_PROCESS = ("what", "n", "p50", "p95", "p50 to loop", "p95 to loop")
_HTTP = (*_PROCESS[:4], "p50 to echo", "p95 to echo", "p50 to echo after work", "p95 to echo after work")


def _latency(name: str, times: Times, *baselines: Times) -> tuple[object, ...]:
    measured = [times.percentile(percent) for percent in (50, 95)]
    ratios = [
        _ratio(value, baseline.percentile(percent))
        for baseline in baselines
        for value, percent in zip(measured, (50, 95), strict=True)
    ]
    return name, times.count, *(f"{value:.2f} ms" for value in measured), *ratios


def _ratio(value: float, baseline: float) -> str:
    return f"{value / baseline:.2f}"
