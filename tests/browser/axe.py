"""axe-core in a page: what it finds against WCAG 2.2 AA and its own best practices."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from bot import settings

SCRIPT = settings.PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, include: str | None = None, *, without: tuple[str, ...] = ()) -> list[str]:
    """Every rule that is broken, with the elements that break it; empty when all is well.

    Args:
        page: its own scripts and Content-Security-Policy are left as they are: axe is put in from outside the page.
        include: a CSS selector, to look at a part of the page only.
        without: rules that do not count, each with a reason where this is called.
    """
    if not SCRIPT.exists():
        pytest.fail("axe-core is not installed: python scripts/javascript.py")
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    options = {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in without}}
    result: dict[str, Any] = page.evaluate(
        "([include, options]) => axe.run(include ?? document, options)", [include, options]
    )
    return [
        f"{violation['id']}: {violation['help']}: " + "; ".join(str(node["target"]) for node in violation["nodes"])
        for violation in result["violations"]
    ]
