"""The documentation says what is so: commands, links and the layout."""

from __future__ import annotations

import re

import pytest

from bot.settings import PROJECT

README = PROJECT / "README.md"
MAKEFILE = (PROJECT / "Makefile").read_text()
COMMANDS = dict(re.findall(r"^([a-z-]+):.*?## (.+)$", MAKEFILE, re.M))
DOCUMENTS = [path.relative_to(PROJECT).as_posix() for path in [README, *sorted((PROJECT / "docs").glob("*.md"))]]


def test_the_makefile_has_the_commands_of_the_contract() -> None:
    assert {"help", "run", "test", "train", "evaluate", "bench"} <= set(COMMANDS)


def test_every_target_is_phony() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.M)
    assert set(phony.split()) == set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))


def test_the_readme_names_the_commands_of_the_makefile() -> None:
    named = set(re.findall(r"(?:`|^\s*)make ([a-z-]+)", README.read_text(), re.M))
    assert named <= set(COMMANDS)
    assert {"run", "test", "train", "evaluate", "bench", "help"} <= named


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_in_the_documentation_exist(name: str) -> None:
    blocks = re.findall(r"`([^`\n]+)`|^\s{4}(.+)$|^(make .+)$", (PROJECT / name).read_text(), re.M)
    code = "\n".join("".join(groups) for groups in blocks)
    assert set(re.findall(r"\bmake ([a-z][a-z-]+)", code)) <= set(COMMANDS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_to_files_lead_somewhere(name: str) -> None:
    path = PROJECT / name
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text()):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_that_are_named_exist(name: str) -> None:
    folders = ("bot", "actions", "data", "docs", "scripts", "tests", "requirements")
    named = re.findall(rf"`((?:{'|'.join(folders)})/[\w/.-]+\.\w+)`", (PROJECT / name).read_text())
    assert [one for one in named if not (PROJECT / one).exists()] == []


def test_the_readme_shows_the_page_and_speaks_to_municipalities() -> None:
    text = README.read_text()
    assert re.search(r"!\[.+\]\(docs/screenshot\.\w+\)", text)
    assert "gemeente" in text
    assert "http://localhost:5005" in text
    assert "EUPL" in text


def test_the_licence_is_there() -> None:
    licence = next(PROJECT.glob("LICENSE*"))
    assert "european union public licence" in licence.read_text().lower()
