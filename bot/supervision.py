"""Running everything: Rasa and the action server side by side under supervisor, which starts again what dies."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
import threading
import time

import requests

from bot import settings, training
from bot.language_model import BLANK, installed_pipeline

CONFIGURATION = settings.PROJECT / "deploy" / "supervisord.conf"
READY_SECONDS = 60.0


def port_is_free(host: str, port: int) -> bool:
    """Whether a server can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def run() -> int:
    """Serve until Ctrl-C; returns the exit status."""
    current = settings.get()
    for name, port in (("WMO_PORT", current.port), ("WMO_ACTION_PORT", current.action_port)):
        if not port_is_free(current.host if name == "WMO_PORT" else "127.0.0.1", port):
            print(
                f"Poort {port} is al in gebruik. Stop het andere programma, of kies een andere poort: "
                f"{name}={port + 100} make run",
                file=sys.stderr,
            )
            return 1
    if not training.model_path().exists():
        print("Er is nog geen model. Doe eerst: make train", file=sys.stderr)
        return 1
    environment = {
        **os.environ,
        "WMO_PYTHON": sys.executable,
        "WMO_PROJECT": str(settings.PROJECT),
        "WMO_STATE_DIRECTORY": str(current.state_directory),
        "WMO_USER": getpass.getuser(),
    }
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(CONFIGURATION)]
    supervisor = subprocess.Popen(command, env=environment)
    threading.Thread(target=_announce, args=(current, supervisor), daemon=True).start()
    try:
        return supervisor.wait()
    except KeyboardInterrupt:
        # The terminal sent Ctrl-C to supervisor too; it stops what it started.
        print("\nStoppen ...", flush=True)
        supervisor.wait()
        return 0


def _announce(current: settings.Settings, supervisor: subprocess.Popen[bytes]) -> None:
    """Say where the page is once a real question gets its real answer."""
    url = f"http://localhost:{current.port}"
    deadline = time.monotonic() + READY_SECONDS
    while supervisor.poll() is None and time.monotonic() < deadline:
        try:
            if requests.get(f"{url}/webhooks/web/health", timeout=10).ok:
                if installed_pipeline() == BLANK:
                    print("Let op: het Nederlandse taalmodel ontbreekt; een leeg taalmodel doet dienst.", flush=True)
                print(f"De Wmo-wegwijzer staat klaar: {url}  (stoppen: Ctrl-C)", flush=True)
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    if supervisor.poll() is None:
        print(
            f"De Wmo-wegwijzer is niet klaar na {READY_SECONDS:.0f} seconden; zie {url}/webhooks/web/health", flush=True
        )
