"""The pure parts of the benchmarks: percentiles, the report, the clients' rules. What they time is tested elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from bot import bench, bench_report, bench_servers
from bot.bench_report import Library, Servers, Times
from bot.bench_servers import BenchError


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7.0], 50, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([float(number) for number in range(1, 101)], 50, 50.0),
        ([float(number) for number in range(1, 101)], 95, 95.0),
        ([float(number) for number in range(1, 101)], 100, 100.0),
        ([1.0, 2.0], 0, 1.0),
    ],
)
def test_percentile(values: list[float], percent: float, expected: float) -> None:
    assert Times(values).percentile(percent) == expected


@pytest.fixture
def servers() -> Servers:
    return Servers(
        ready=Times([5000, 6000, 7000]),
        ready_echo=Times([300, 300, 300]),
        memory={"Rasa": 300, "action server": 80},
        memory_after={"Rasa": 310, "action server": 81},
        memory_echo=40,
        echo=Times([0.5] * 10),
        work=Times([5.0] * 8 + [10.0] * 2),
        load=0.25,
        cores=2,
        messages={"plain answer": Times([10.0] * 18 + [30.0] * 2), "button": Times([8.0] * 20)},
        turns={(1, 10): Times([10.0] * 10), (91, 100): Times([12.0] * 10), (191, 200): Times([9.0] * 10)},
    )


def test_report(servers: Servers) -> None:
    library = Library(Times([0.5] * 4), {"classifier": Times([1.5] * 4)}, {"danger check, long": Times([2.5] * 4)})
    text = bench_report.render(servers, library)
    assert text.startswith("# Benchmarks\n\nWritten by `make bench` (`python -m bot bench`)")
    for line in (
        "| time to ready (p50) | 3 | 6.0 s | 20.00 |",
        "| resident memory of Rasa, when ready | 1 | 300 MiB | 7.50 |",
        "| resident memory of action server, after this run | 1 | 81 MiB | 2.02 |",
        "Load of the machine just before: 0.2 on 2 cores.",
        "| baseline: echo | 10 | 0.50 ms | 0.50 ms | 1.00 | 1.00 | 0.10 | 0.05 |",
        "| baseline: echo after work | 10 | 5.00 ms | 10.00 ms | 10.00 | 20.00 | 1.00 | 1.00 |",
        "| plain answer | 20 | 10.00 ms | 30.00 ms | 20.00 | 60.00 | 2.00 | 3.00 |",
        "| turn 1 to 10 | 10 | 10.0 ms | 1.00 |",
        "| turn 91 to 100 | 10 | 12.0 ms | 1.20 |",
        "| turn 191 to 200 | 10 | 9.0 ms | 0.90 |",
        "| baseline: fixed loop | 4 | 0.50 ms | 0.50 ms | 1.00 | 1.00 |",
        "| classifier | 4 | 1.50 ms | 1.50 ms | 3.00 | 3.00 |",
    ):
        assert line in text.splitlines()


def test_as_many_questions_as_turns() -> None:
    assert len(bench.PLAIN) == len(bench.MUNICIPALITIES)
    assert all(high - low + 1 == len(bench.PLAIN) for low, high in bench.WINDOWS)


def test_the_fixed_loop_is_always_the_same_work() -> None:
    assert bench_servers.fixed_loop(10) == sum(number * number % 7 for number in range(10))


def test_parts_are_timed_in_turns_with_the_loop() -> None:
    asked: list[str] = []
    loop, parts = bench._interleaved(["een", "twee", "drie"], {"part": asked.append})
    assert asked == ["een", "een", "twee", "drie"]
    assert loop.count == parts["part"].count == 3


class FakeClient:
    """Gives prepared replies, and keeps what was sent."""

    def __init__(self, *replies: tuple[int, Any]) -> None:
        self.replies: Iterator[tuple[int, Any]] = iter(replies)
        self.sent: list[Any] = []

    def request(self, method: str, path: str, body: Any, headers: Any = None) -> tuple[float, int, Any]:
        self.sent.append(body)
        return (0.01, *next(self.replies))


SESSION = (201, {"token": "t", "messages": []})


def reply(text: str = "", buttons: tuple[str, ...] = (), **custom: Any) -> tuple[int, Any]:
    shown = [{"title": payload, "payload": payload} for payload in buttons]
    return 200, {"messages": [{"text": text, "buttons": shown, "custom": custom}]}


def visitor(*replies: tuple[int, Any]) -> bench.Visitor:
    return bench.Visitor(FakeClient(SESSION, *replies))  # type: ignore[arg-type]


def test_an_answer_is_timed_in_milliseconds() -> None:
    assert visitor(reply(question="pgb/wat_is")).ask("wat is een pgb") == pytest.approx(10)


def test_what_is_not_answered_is_not_timed() -> None:
    with pytest.raises(BenchError, match="is not answered"):
        visitor(reply(suggestions=["pgb/wat_is"])).ask("niet geteld")
    with pytest.raises(BenchError, match="status 503"):
        visitor((503, {"messages": []})).ask("wat is een pgb")
    with pytest.raises(BenchError, match="status 503"):
        bench.Visitor(FakeClient((503, {})))  # type: ignore[arg-type]


def test_a_door_without_the_municipality_is_the_general_answer() -> None:
    door = {"question": "contact/gemeente"}
    assert visitor(reply("Bel gemeente Zwolle: 14 038.", **door)).ask_door("Zwolle") == pytest.approx(10)
    with pytest.raises(BenchError, match="Zwolle"):
        visitor(reply("Bel uw gemeente.", **door)).ask_door("Zwolle")


def test_the_button_is_one_that_needs_no_action() -> None:
    client = FakeClient(SESSION, reply(buttons=("/melding/waar", "/pgb/wat_is"), question="x/y"), reply())
    speaker = bench.Visitor(client)  # type: ignore[arg-type]
    speaker.ask("vraag")
    speaker.press()
    assert client.sent[-1] == {"payload": "/pgb/wat_is"}
    with pytest.raises(BenchError, match="no button"):
        speaker.press()


def test_memory_of_a_process() -> None:
    assert 10 < bench_servers.resident(os.getpid()) < 10_000


def test_the_echo_server_starts_answers_and_stops() -> None:
    with bench_servers.echo() as echo:
        client = bench_servers.Client(echo.port)
        seconds, status, content = client.request("POST", "/", {"text": "hallo"})
        client.close()
    assert (status, content) == (200, {"text": "hallo"})
    assert seconds > 0
    assert echo.processes["echo"].poll() is not None


def test_a_server_that_stops_at_once_is_an_error_with_its_log(tmp_path: Any) -> None:
    log = tmp_path / "log.txt"
    commands = {"broken": ["-c", "raise SystemExit('geen model')"]}
    with (
        pytest.raises(BenchError, match=r"broken stopped with status 1\.\ngeen model"),
        bench_servers._started(commands, dict(os.environ), log) as processes,
    ):
        bench_servers._ready(1, processes, lambda client: 0)


def test_without_a_model_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench.training, "model_path", lambda: tmp_path / "none.tar.gz")
    assert bench.run() == 1
    assert "make train" in capsys.readouterr().err
