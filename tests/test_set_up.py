"""Set-up: finds a Python, notices what is broken, and gets spaCy's Dutch model from the first place that has it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from bot.settings import PROJECT

SCRIPT = PROJECT / "scripts" / "find-python"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wmo_set_up", PROJECT / "scripts" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


set_up = load()
BLANK = "blank"

# --- scripts/find-python ---


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A directory that is the whole PATH."""
    directory = tmp_path / "bin"
    directory.mkdir()
    return directory


def fake_python(path: Path, usable: bool = True) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {0 if usable else 1}\n")
    path.chmod(0o755)
    return path


def find_python(programs: Path, pyenv: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(programs), "HOME": str(programs), "PYENV_ROOT": str(pyenv or programs / "none")}
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run(
        [shell, str(SCRIPT)], capture_output=True, text=True, env=environment, timeout=60, check=False
    )


def test_python_3_11_is_preferred(programs: Path) -> None:
    for name in ("python3", "python3.10", "python3.11"):
        fake_python(programs / name)
    outcome = find_python(programs)
    assert (outcome.returncode, outcome.stdout) == (0, f"{programs / 'python3.11'}\n")


def test_python_3_10_is_taken_when_3_11_cannot_make_an_environment(programs: Path) -> None:
    fake_python(programs / "python3.11", usable=False)
    fake_python(programs / "python3.10")
    assert find_python(programs).stdout == f"{programs / 'python3.10'}\n"


def test_a_version_of_pyenv_is_found(programs: Path, tmp_path: Path) -> None:
    pyenv = tmp_path / "pyenv"
    fake_python(programs / "python3", usable=False)
    fake_python(pyenv / "versions" / "3.10.4" / "bin" / "python")
    wanted = fake_python(pyenv / "versions" / "3.11.7" / "bin" / "python")
    assert find_python(programs, pyenv).stdout == f"{wanted}\n"


def test_only_3_10_and_3_11_are_accepted(programs: Path) -> None:
    # The check itself, in a real Python that is told it is another version.
    wrapper = (
        f"#!{sys.executable}\nimport sys\nclass Version(tuple): pass\n"
        "sys.version_info = (3, {minor}, 0, 'final', 0)\nexec(sys.argv[2])\n"
    )
    for minor, accepted in ((9, False), (10, True), (11, True), (12, False)):
        path = programs / "python3"
        path.write_text(wrapper.replace("{minor}", str(minor)))
        path.chmod(0o755)
        assert (find_python(programs).returncode == 0) == accepted, minor


@pytest.mark.parametrize("present", [[], ["python3", "python"]])
def test_without_a_usable_python_one_line_says_what_to_install(programs: Path, present: list[str]) -> None:
    for name in present:
        fake_python(programs / name, usable=False)
    outcome = find_python(programs)
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    (line,) = outcome.stderr.splitlines()
    assert "Install Python 3.11" in line
    assert "Installeer Python 3.11" in line


# --- the environment ---


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock file with one package that is in every environment."""
    path = tmp_path / "base.lock"
    version = subprocess.run(
        [sys.executable, "-c", "import importlib.metadata as m; print(m.version('pip'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    path.write_text(f"# a comment\npip=={version} \\\n    --hash=sha256:00\n")
    return path


@pytest.fixture
def environment(tmp_path: Path, lock: Path) -> object:
    """An environment directory whose Python is the one that runs the tests."""
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    made = set_up.Environment(tmp_path / "venv", [lock])
    made.python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    made.python.chmod(0o755)
    return made


def test_nothing_is_wrong_with_a_good_environment(environment: object) -> None:
    assert environment.faults() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("pip==0.0.1", "pip"),
        ("a-package-that-is-not-there==1.0", "a-package-that-is-not-there"),
        ('a-package-that-is-not-there==1.0 ; python_version < "3.0"', None),
    ],
)
def test_a_package_that_is_absent_or_of_another_version(
    environment: object, lock: Path, line: str, fault: str | None
) -> None:
    lock.write_text(f"{line} \\\n    --hash=sha256:00\n")
    assert environment.faults() == ([fault] if fault else [])  # type: ignore[attr-defined]


def test_a_package_that_has_lost_a_file(environment: object, lock: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "proef-1.0.dist-info").mkdir(parents=True)
    (site / "proef-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: proef\nVersion: 1.0\n")
    (site / "proef-1.0.dist-info" / "RECORD").write_text("proef.py,,\nproef-1.0.dist-info/METADATA,,\n")
    (site / "proef.py").write_text("")
    lock.write_text("proef==1.0 \\\n    --hash=sha256:00\n")
    python = environment.python  # type: ignore[attr-defined]
    python.write_text(f'#!/bin/sh\nPYTHONPATH={site} exec {sys.executable} "$@"\n')
    assert environment.faults() == []  # type: ignore[attr-defined]
    (site / "proef.py").unlink()
    assert environment.faults() == ["proef"]  # type: ignore[attr-defined]


def test_a_python_that_does_not_run(environment: object) -> None:
    environment.python.write_text("#!/bin/sh\nexit 1\n")  # type: ignore[attr-defined]
    assert environment.faults() == ["python"]  # type: ignore[attr-defined]
    environment.python.unlink()  # type: ignore[attr-defined]
    assert environment.faults() == ["python"]  # type: ignore[attr-defined]


def test_what_was_installed_is_recorded(environment: object) -> None:
    assert environment.state() == {}  # type: ignore[attr-defined]
    environment.record(a="1")  # type: ignore[attr-defined]
    environment.record(b="2")  # type: ignore[attr-defined]
    assert environment.state() == {"a": "1", "b": "2"}  # type: ignore[attr-defined]
    environment.stamp.write_text("{")  # type: ignore[attr-defined]
    assert environment.state() == {}  # type: ignore[attr-defined]


def test_another_lock_is_another_environment(environment: object, lock: Path) -> None:
    before = environment.wanted()  # type: ignore[attr-defined]
    lock.write_text(lock.read_text() + "\n")
    assert environment.wanted() != before  # type: ignore[attr-defined]
    assert set(before) == {"project", "python", "base.lock"}


def test_a_good_environment_is_left_alone(environment: object, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.record(**environment.wanted())  # type: ignore[attr-defined]
    monkeypatch.setattr(environment, "_pip", lambda lock: pytest.fail("nothing was to be installed"))
    environment.install()  # type: ignore[attr-defined]


def test_a_broken_environment_is_made_anew(
    environment: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.record(**environment.wanted())  # type: ignore[attr-defined]
    environment.python.unlink()  # type: ignore[attr-defined]
    done: list[object] = []
    monkeypatch.setattr(set_up.shutil, "rmtree", lambda directory: done.append(directory))
    run = subprocess.run

    def make(command: list[object], **options: object) -> object:
        if "venv" in command:
            done.append("venv")
            return None
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(set_up.subprocess, "run", make)
    monkeypatch.setattr(environment, "_pip", lambda lock: done.append(lock.name))
    monkeypatch.setattr(environment, "_activate_guard", lambda: done.append("guard"))
    environment.install()  # type: ignore[attr-defined]
    assert done == [environment.directory, "venv", "build.lock", "base.lock", "guard"]  # type: ignore[attr-defined]
    assert "beschadigd" in capsys.readouterr().out


@pytest.mark.parametrize("status", [0, 1])
def test_a_failed_installation_says_what_to_do(
    environment: object, lock: Path, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.python.write_text(f"#!/bin/sh\necho 'Collecting pip'\nexit {status}\n")  # type: ignore[attr-defined]
    if status == 0:
        environment._pip(lock)  # type: ignore[attr-defined]
        assert capsys.readouterr().err == ""
        return
    with pytest.raises(set_up.SetUpError, match="Is er internet"):
        environment._pip(lock)  # type: ignore[attr-defined]
    assert "Collecting pip" in capsys.readouterr().err


def test_the_guard_starts_with_every_python_of_the_environment(environment: object) -> None:
    site = environment.directory / "lib" / "python3.11" / "site-packages"  # type: ignore[attr-defined]
    site.mkdir(parents=True)
    environment._activate_guard()  # type: ignore[attr-defined]
    lines = (site / "wmo_wegwijzer.pth").read_text().splitlines()
    assert lines[0] == str(PROJECT)
    assert "tensorflow_guard.install()" in lines[1]


# --- spaCy's Dutch model ---

Ways = Callable[[int], list[str]]


@pytest.fixture
def ways(environment: object, monkeypatch: pytest.MonkeyPatch) -> Ways:
    """Lets the n-th way to get the model succeed (none: 9); returns the ways that were tried."""

    def install(success: int) -> list[str]:
        tried: list[str] = []

        def run(*arguments: str, timeout: float | None = None, quiet: bool = False) -> int:
            name = "there" if arguments[0] == "-c" else arguments[1]
            tried.append(f"{name} {timeout:.0f}" if timeout else name)
            return 0 if len(tried) == success else 1

        class Version:
            stdout = "3.4.0+ud\n"

        monkeypatch.setattr(environment, "run", run)
        monkeypatch.setattr(set_up.subprocess, "run", lambda *arguments, **options: Version)
        tried.append(environment.install_spacy_model())  # type: ignore[attr-defined]
        return tried

    return install


@pytest.mark.parametrize(
    ("success", "tried"),
    [
        (1, ["there", "nl_core_news_sm 3.4.0+ud"]),
        (2, ["there", "pip", "nl_core_news_sm 3.4.0+ud"]),
        (3, ["there", "pip", "spacy 10", "nl_core_news_sm 3.4.0+ud"]),
        (9, ["there", "pip", "spacy 10", BLANK]),
    ],
)
def test_the_model_is_looked_for_in_order(environment: object, ways: Ways, success: int, tried: list[str]) -> None:
    assert ways(success) == tried
    assert environment.state()["spacy"] == tried[-1]  # type: ignore[attr-defined]


def test_a_model_that_could_not_be_had_is_not_looked_for_again(ways: Ways) -> None:
    ways(9)
    assert ways(9) == [BLANK]


def test_other_sources_are_a_reason_to_look_again(ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:
    ways(9)
    monkeypatch.setenv("PIP_FIND_LINKS", "/elsewhere")
    assert ways(2) == ["there", "pip", "nl_core_news_sm 3.4.0+ud"]


def test_a_model_that_disappeared_is_looked_for_again(ways: Ways) -> None:
    ways(1)
    assert ways(9)[-1] == BLANK


def test_a_command_that_takes_too_long_has_failed(environment: object) -> None:
    assert environment.run("-c", "import time; time.sleep(60)", timeout=0.2) == 1  # type: ignore[attr-defined]
    assert environment.run("-c", "") == 0  # type: ignore[attr-defined]


def test_set_up_needs_the_standard_library_only() -> None:
    outcome = subprocess.run(
        [sys.executable, "-S", "-I", str(PROJECT / "scripts" / "set_up.py"), "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "--dev" in outcome.stdout
