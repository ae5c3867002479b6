"""Keeps the noise of libraries away from the terminal, and a citizen's words out of the logs."""

from __future__ import annotations

import logging
import os


class OneLine(logging.Formatter):
    """Log lines without tracebacks: what was raised may quote what a citizen typed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, in which an exception counts by its kind only."""
        kind = f" ({record.exc_info[0].__name__})" if record.exc_info and record.exc_info[0] else ""
        bare = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
        return super().format(bare) + kind


def silence() -> None:
    """Show warnings and errors of our own and of Rasa only; to be called before Rasa is imported.

    Deprecation warnings in the locked libraries are known: what they announce comes with versions that we do not lock.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    # One computing thread per process is faster for one short text at a time than several that wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # As log lines, below the level that is shown: some libraries switch the filters of `warnings` on again.
    logging.captureWarnings(True)
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.ERROR, handlers=[handler])
    # Sanic leaves a task behind when it stops.
    logging.getLogger("asyncio").addFilter(lambda record: "Task was destroyed" not in record.getMessage())


def configure_rasa_logging() -> None:
    """Let Rasa's structured log show errors only: its lines hold the text of messages."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for name in ("rasa", "rasa_sdk", "sanic.root", "sanic.error", "sanic.access", "apscheduler", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # What goes wrong while a message is handled is logged by the channel, without the message.
    logging.getLogger("rasa.core.processor").setLevel(logging.CRITICAL)
