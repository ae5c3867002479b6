"""A real PostgreSQL for the tests: a cluster of its own in a temporary directory, on a free port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from bot.bench_servers import free_port


def programs() -> Path | None:
    """Where Debian keeps PostgreSQL's own programs; None when it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _as_postgres(*command: str) -> list[str]:
    # PostgreSQL refuses to run as root.
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


@contextmanager
def server(directory_of_programs: Path) -> Iterator[str]:
    """Start a server; gives the URL of its first database (without a database name behind the last slash)."""
    directory = Path(tempfile.mkdtemp(prefix="wmo-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", "postgres")
    data = directory / "data"
    port = free_port()
    initdb = _as_postgres(
        str(directory_of_programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    )
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd="/")
    control = str(directory_of_programs / "pg_ctl")
    options = f"-p {port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off"
    log = str(directory / "log")
    start = _as_postgres(control, "-D", str(data), "-o", options, "-l", log, "-w", "-t", "60", "start")
    try:
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
        yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/"
    finally:
        stop = _as_postgres(control, "-D", str(data), "-m", "immediate", "-w", "stop")
        subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(directory, ignore_errors=True)


def new_database(url: str) -> str:
    """Make an empty database; gives its URL."""
    name = f"test_{time.monotonic_ns()}"
    engine = sa.create_engine(url + "postgres", future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url + name
