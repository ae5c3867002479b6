"""The documentation says what is so: commands, links and the layout."""

from __future__ import annotations

import re

import pytest

from bot.channels.content import STANDING
from bot.cli import COMMANDS as COMMANDS_OF_THE_PROGRAM
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


EMBED = (PROJECT / "docs" / "embed.md").read_text()
HALVES = dict(zip(("nl", "en"), EMBED.split("\n---\n"), strict=True))
WIDGET = PROJECT / "bot" / "web" / "widget"


def rows(text: str, *, after: str) -> list[list[str]]:
    """The cells of the first table behind a heading or another mark."""
    table = re.search(r"(?:^\|.*\n)+", text[text.index(after) :], re.M)
    assert table is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.group().splitlines()[2:]]


@pytest.mark.parametrize("language", HALVES)
def test_embedding_names_the_attributes_that_the_widget_reads(language: str) -> None:
    script = (WIDGET / "element.js").read_text()
    read = {name for group in re.findall(r"const \{([^}]*)\} = this\.dataset", script) for name in group.split(",")}
    read |= set(re.findall(r'"(\w+)" in this\.dataset', script)) - {"launched"}
    named = [row[0].strip("`") for row in rows(HALVES[language], after="| attribu")]
    assert sorted(named) == sorted(f"data-{name.strip()}" for name in read)
    assert 'getAttribute("municipality")' in script
    assert '<wmo-wegwijzer municipality="GM0193">' in HALVES[language]
    assert re.search(r"^  open\(\) \{", script, re.M)
    assert 'document.querySelector("wmo-wegwijzer").open()' in HALVES[language]


@pytest.mark.parametrize("language", HALVES)
def test_embedding_names_the_properties_that_the_widget_reads(language: str) -> None:
    styles = (WIDGET / "widget.css").read_text()
    used = {own: token or "" for own, token in re.findall(r"var\((--wmo-[\w-]+), (?:var\((--utrecht-[\w-]+))?", styles)}
    assert used
    table = rows(HALVES[language], after="| NL Design System |")
    assert {row[0].strip("`"): row[1].strip("`") for row in table} == used


@pytest.mark.parametrize("language", HALVES)
def test_embedding_names_addresses_that_exist(language: str) -> None:
    addresses = set(re.findall(r"https://assistent\.example(/[\w.]+)", HALVES[language]))
    assert addresses == {"/widget.js", "/chat"}
    served = (PROJECT / "bot" / "assets.py").read_text() + (PROJECT / "bot" / "channels" / "plain.py").read_text()
    for address in addresses:
        assert f'"{address}"' in served


def test_the_contract_names_what_can_always_be_chosen() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text()
    paragraph = text[text.index("Six can be chosen") :].partition("\n\n")[0]
    assert set(re.findall(r"`(/\w+/\w+)`", paragraph)) == {f"/{key}" for key in STANDING}


def test_commands_of_the_program_in_the_documentation_exist() -> None:
    for name in DOCUMENTS:
        used = set(re.findall(r"python -m bot ([a-z]+)", (PROJECT / name).read_text()))
        assert used <= set(COMMANDS_OF_THE_PROGRAM), name


def test_the_licence_is_there() -> None:
    licence = next(PROJECT.glob("LICENSE*"))
    assert "european union public licence" in licence.read_text().lower()
