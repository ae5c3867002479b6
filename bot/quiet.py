"""Keeps the noise of libraries away from the terminal, and a citizen's words out of the logs."""

from __future__ import annotations

import logging
import os
import warnings


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
    warnings.simplefilter("ignore")
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def configure_rasa_logging() -> None:
    """Let Rasa's structured log show errors only: its lines hold the text of messages."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for name in ("rasa", "rasa_sdk", "sanic.root", "sanic.error", "sanic.access", "apscheduler", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)
