"""Writes what `python -m bot bench` measured as docs/benchmarks.md."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.markdown import table

HEAD = """# Benchmarks

Written by `make bench` (`python -m bot bench`); do not edit by hand.

The absolute figures belong to the machine that made them. The ratios were measured in one run, in turns with their
baseline, and can be compared between machines: over HTTP the baseline is a bare Sanic server that gives back the JSON
it gets, within a process a fixed loop of plain Python. p50 and p95: half and 95 % of the messages took at most this
long.
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
    messages: Mapping[str, Times]
    turns: Mapping[tuple[int, int], Times]


@dataclass(frozen=True)
class Library:
    """What was measured within a process."""

    loop: Times
    parts: Mapping[str, Times]


def render(servers: Servers, library: Library) -> str:
    """The whole report."""
    echo, loop = servers.echo.percentile(50), library.loop.percentile(50)
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
    messages = {"baseline: JSON echo": servers.echo, **servers.messages}
    parts = {"baseline: fixed loop": library.loop, **library.parts}
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
                "## Start and memory\n\nThe ratios are to the echo server: its time to ready "
                f"({ready_echo / 1000:.1f} s) and its memory ({servers.memory_echo:.0f} MiB).",
                table(("what", "n", "measured", "ratio"), start),
                "## A message over HTTP\n\nOne at a time, over one open connection, conversations in SQLite.",
                table(_LATENCY, [_latency(name, times, echo) for name, times in messages.items()]),
                "## A long conversation\n\nThe same ten questions over and over; the ratio is to the first ten turns.",
                table(("turns", "n", "p50", "ratio"), turns),
                "## Within a process",
                table(_LATENCY, [_latency(name, times, loop) for name, times in parts.items()]),
            )
        ).rstrip()
        + "\n"
    )


_LATENCY = ("what", "n", "p50", "p95", "ratio p50", "ratio p95")


def _latency(name: str, times: Times, baseline: float) -> tuple[object, ...]:
    p50, p95 = times.percentile(50), times.percentile(95)
    return name, times.count, f"{p50:.2f} ms", f"{p95:.2f} ms", _ratio(p50, baseline), _ratio(p95, baseline)


def _ratio(value: float, baseline: float) -> str:
    return f"{value / baseline:.2f}"
