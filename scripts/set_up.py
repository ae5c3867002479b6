"""Make the project's virtual environment, or see that it is in order; the first step of `make run` and `make test`.

Runs on the standard library alone, with the Python that scripts/find-python found. Doing nothing when nothing is
needed, rebuilding what is broken, it installs the locked packages, puts the TensorFlow guard in place and gets spaCy's
Dutch model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REQUIREMENTS = PROJECT / "requirements"
SPACY_MODEL = "nl_core_news_sm"
SPACY_MODEL_VERSION = "3.4.0"
RELEASE_PAGE_SECONDS = 10

# Run inside the environment: names every package of the lock files that is absent, of another version or incomplete.
INSPECT = """
import importlib.metadata, os, sys
from pip._vendor.packaging.requirements import Requirement
broken = []
for lock in sys.argv[1:]:
    for line in open(lock):
        if line[0] in "# \\n":
            continue
        wanted = Requirement(line.strip().rstrip("\\\\ "))
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            found = importlib.metadata.distribution(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            broken.append(wanted.name)
            continue
        files = [file for file in found.files or [] if "__pycache__" not in file.parts]
        if found.version not in wanted.specifier or not all(os.path.exists(found.locate_file(file)) for file in files):
            broken.append(wanted.name)
print(*broken)
"""


class SetUpError(RuntimeError):
    """Set-up cannot go on; the message says what to do about it."""


def say(text: str) -> None:
    print(text, flush=True)


class Environment:
    """The virtual environment of the project, by default `.venv`."""

    def __init__(self, directory: Path, locks: list[Path]) -> None:
        self.directory = directory
        self.python = directory / "bin" / "python"
        self.stamp = directory / "wmo-set-up.json"
        self.locks = locks

    def state(self) -> dict[str, str]:
        """What was installed here last time, empty when nothing was."""
        try:
            return dict(json.loads(self.stamp.read_text()))
        except (OSError, ValueError):
            return {}

    def record(self, **values: str) -> None:
        self.stamp.write_text(json.dumps({**self.state(), **values}, indent=1))

    def wanted(self) -> dict[str, str]:
        digests = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in self.locks}
        return {"project": str(PROJECT), "python": sys.version, **digests}

    def run(self, *arguments: str, timeout: float | None = None, quiet: bool = False) -> int:
        """Exit status of a command of the environment's Python; 1 when it takes longer than `timeout` seconds."""
        sink = subprocess.DEVNULL if quiet else None
        environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONWARNINGS": "ignore"}
        try:
            return subprocess.run(
                [self.python, *arguments], stdout=sink, stderr=sink, timeout=timeout, env=environment
            ).returncode
        except subprocess.TimeoutExpired:
            return 1

    def faults(self) -> list[str]:
        """Locked packages that are absent or damaged; `python` when the environment's Python does not run."""
        try:
            command = [self.python, "-c", INSPECT, *self.locks]
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        except (OSError, subprocess.CalledProcessError):
            return ["python"]

    def install(self) -> None:
        """Install the locked packages, from scratch when the environment is damaged or made for something else."""
        state, wanted = self.state(), self.wanted()
        if all(state.get(key) == value for key, value in wanted.items()) and not self.faults():
            return
        # Only what the checks need on top can be added to an environment that is otherwise in order.
        base = Environment(self.directory, self.locks[:1])
        if any(state.get(key) != value for key, value in base.wanted().items()) or base.faults():
            if self.directory.exists():
                say(f"[1/3] {self.directory.name} is oud of beschadigd en wordt opnieuw gemaakt ...")
                shutil.rmtree(self.directory)
            else:
                say(f"[1/3] {self.directory.name} maken ...")
            subprocess.run([sys.executable, "-m", "venv", str(self.directory)], check=True)
        self._pip(REQUIREMENTS / "build.lock")
        for lock in self.locks:
            say(f"[2/3] Pakketten uit requirements/{lock.name} installeren (een paar minuten) ...")
            self._pip(lock)
        self._activate_guard()
        self.record(**wanted)

    def _pip(self, lock: Path) -> None:
        """Install what a lock file names, and show how far it is."""
        total = sum("==" in line and not line.startswith(("#", " ")) for line in lock.read_text().splitlines())
        command = [
            *(self.python, "-m", "pip", "install", "--progress-bar", "off", "--no-deps", "--ignore-requires-python"),
            *("--require-hashes", "--no-build-isolation", "-r", lock),
        ]
        environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUNBUFFERED": "1"}
        last, collected = [], 0
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        ) as pip:
            for line in pip.stdout or ():
                last = [*last[-20:], line]
                if line.startswith("Collecting "):
                    collected += 1
                    self._progress(f"{collected} van {total}", collected % 25 == 0)
                elif line.startswith("Installing collected packages") and total > 25:
                    self._progress("downloaden klaar, uitpakken ...", True)
        if pip.returncode:
            print("".join(last), file=sys.stderr)
            raise SetUpError("De pakketten zijn niet geïnstalleerd. Is er internet? Probeer het daarna opnieuw.")

    @staticmethod
    def _progress(text: str, milestone: bool) -> None:
        """Progress on one line of a terminal; elsewhere only now and then a line."""
        if sys.stdout.isatty():
            print(f"\r      {text:<40}", end="\n" if milestone and "klaar" in text else "", flush=True)
        elif milestone:
            say(f"      {text}")

    def _activate_guard(self) -> None:
        """Let every Python of this environment find the project and start with the TensorFlow guard."""
        site_packages = next(self.directory.glob("lib/python3.*/site-packages"))
        guard = "import bot.tensorflow_guard; bot.tensorflow_guard.install()"
        (site_packages / "wmo_wegwijzer.pth").write_text(f"{PROJECT}\n{guard}\n")

    def install_spacy_model(self) -> str:
        """Get spaCy's Dutch model: what is there, then pip's own sources, then the official release page.

        Returns:
            The name and version installed, or "blank" when none can be had; then a blank Dutch pipeline serves.
        """
        sources = os.environ.get("PIP_FIND_LINKS", "")
        check = f"import importlib.metadata as m; print(m.version('{SPACY_MODEL}'))"
        state = self.state()
        known = state.get("spacy") if state.get("spacy_sources") == sources else None
        if known == "blank" or (known and self.run("-c", check, quiet=True) == 0):
            return known
        say(f"[3/3] Nederlands taalmodel {SPACY_MODEL} zoeken ...")
        ways = (
            (("-c", check), None),
            (("-m", "pip", "install", "--quiet", "--no-deps", f"{SPACY_MODEL}=={SPACY_MODEL_VERSION}"), None),
            # spaCy knows the address of its own release page.
            (
                ("-m", "spacy", "download", f"{SPACY_MODEL}-{SPACY_MODEL_VERSION}", "--direct", "--no-deps"),
                RELEASE_PAGE_SECONDS,
            ),
        )
        found = any(self.run(*way, timeout=timeout, quiet=True) == 0 for way, timeout in ways)
        outcome = "blank"
        if found:
            version = subprocess.run(
                [self.python, "-c", check], capture_output=True, text=True, check=True
            ).stdout.strip()
            outcome = f"{SPACY_MODEL} {version}"
        self.record(spacy=outcome, spacy_sources=sources)
        return outcome


def main() -> int:
    """Command line: `set_up.py [--dev] [--venv DIRECTORY]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    parser.add_argument("--venv", type=Path, default=PROJECT / ".venv")
    arguments = parser.parse_args()
    started = time.monotonic()
    locks = [REQUIREMENTS / "base.lock", *([REQUIREMENTS / "dev.lock"] if arguments.dev else [])]
    environment = Environment(arguments.venv, locks)
    try:
        fresh = not environment.state()
        environment.install()
        model = environment.install_spacy_model()
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    if model == "blank":
        say(f"Let op: {SPACY_MODEL} is niet gevonden; een leeg Nederlands taalmodel doet dienst.")
    if fresh:
        say(f"Klaar met installeren in {time.monotonic() - started:.0f} seconden (taalmodel: {model}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
