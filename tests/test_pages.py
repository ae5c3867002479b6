"""The pages' templates and styles without a server: what accessibility asks of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.assets import DIRECTORY, TYPES
from bot.pages import page, policy
from tests.contrast import contrast

STYLES = (DIRECTORY / "page.css").read_text(encoding="utf-8")
TEMPLATES = sorted((DIRECTORY / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_nothing_is_taken_for_html_and_nothing_is_inline(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", source)
    assert "https://" not in source, "everything is loaded from the assistant itself"
    assert "autofocus" not in source


def test_a_value_that_was_forgotten_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        page("chat.html")


def test_templates_are_not_files_for_browsers() -> None:
    assert ".html" not in TYPES


def test_the_policy_has_no_exceptions() -> None:
    assert policy() == "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
    assert "frame-ancestors 'self' https://a.nl;" in policy(("'self'", "https://a.nl"))


def test_letters_grow_with_the_visitors_own_size_and_focus_shows() -> None:
    for choice in ("prefers-color-scheme: dark", ":focus-visible", "max(44px"):
        assert choice in STYLES
    assert "outline: none" not in STYLES
    for styles in (STYLES, (DIRECTORY / "demo.css").read_text(encoding="utf-8")):
        assert not re.search(r"font(?:-size)?:[^;]*\dpx", styles)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("letters", "background", "least"),
    [
        ("ink", "page", 4.5), ("ink", "paper", 4.5), ("ink", "you", 4.5), ("soft", "page", 4.5), ("soft", "paper", 4.5),
        ("accent", "page", 4.5), ("accent", "paper", 4.5), ("accent", "you", 4.5), ("on-accent", "accent", 4.5),
        ("soft", "page", 3), ("accent", "page", 3), ("error", "paper", 4.5), ("line", "page", 3),
    ],
)  # fmt: skip
def test_contrast(scheme: int, letters: str, background: str, least: float) -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLES, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blocks[scheme]))
    assert contrast(colours[letters], colours[background]) >= least
