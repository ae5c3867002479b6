"""One command line for everything: `python -m bot <command>`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from bot import quiet, settings, tensorflow_guard
from bot.municipalities import cli as gemeenten


def _train(arguments: argparse.Namespace) -> int:
    from bot import training

    if not arguments.force and training.up_to_date():
        if not arguments.quiet_when_done:
            print("Het model is al getraind met deze gegevens.")
        return 0
    quiet.configure_rasa_logging()
    print("Model trainen (vijf à zes minuten) ...", flush=True)
    print(f"Klaar met trainen in {training.train():.0f} seconden.", flush=True)
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    tensorflow_guard.install(tensorflow_guard.UNUSED_IN_SERVING)
    from bot import server, training

    quiet.configure_rasa_logging()
    server.serve(training.model_path())
    return 0


def _actions(arguments: argparse.Namespace) -> int:
    from actions import server

    quiet.configure_rasa_logging()
    server.serve()
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from bot import supervision

    return supervision.run()


def _evaluate(arguments: argparse.Namespace) -> int:
    from bot.evaluation import run

    quiet.configure_rasa_logging()
    return run.run()


def _bench(arguments: argparse.Namespace) -> int:
    from bot import bench

    quiet.configure_rasa_logging()
    return bench.run()


def _feedback(arguments: argparse.Namespace) -> int:
    from bot import feedback

    return feedback.run(arguments.dagen)


COMMANDS: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
    "train": ("train the model, if anything that goes into it has changed", _train),
    "run": ("serve everything: Rasa and the action server, restarted when one dies", _run),
    "serve": ("serve Rasa with the web channel only", _serve),
    "actions": ("serve the actions only", _actions),
    "evaluate": ("measure how well questions are understood; writes docs/evaluation.md", _evaluate),
    "bench": ("measure speed and memory; writes docs/benchmarks.md", _bench),
    "gemeenten": (gemeenten.HELP, gemeenten.run),
    "feedback": ("which answers visitors found useful, and which not", _feedback),
}


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m bot", description="De Wmo-wegwijzer.")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    for name, (explanation, function) in COMMANDS.items():
        command = commands.add_parser(name, help=explanation, description=explanation)
        command.set_defaults(function=function)
        if name == "gemeenten":
            gemeenten.add_arguments(command)
        if name == "feedback":
            command.add_argument("--dagen", type=int, default=30, help="so many days back, today included (default 30)")
        if name == "train":
            command.add_argument("--force", action="store_true", help="train even when nothing has changed")
            command.add_argument("--quiet-when-done", action="store_true", help="say nothing when nothing has changed")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status."""
    quiet.silence()
    tensorflow_guard.install()
    chosen = parser().parse_args(arguments)
    try:
        current = settings.get()
        os.environ.setdefault("WMO_ACTION_URL", f"http://127.0.0.1:{current.action_port}/webhook")
        return int(chosen.function(chosen))
    except settings.SettingError as error:
        print(error, file=sys.stderr)
        return 2
