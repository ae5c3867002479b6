"""A real browser, the assistant, and a municipality's website that embeds its widget."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import Site
from tests.browser.talk import Talk
from tests.stack import Stack

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # On CI a missing browser is a failure, or the tests would silently stop running.
    if not CHROMIUM.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The municipality's website."""
    running = Site()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def stack(site: Site) -> Iterator[Stack]:
    """The assistant, which that website may embed."""
    running = Stack({"WMO_ALLOWED_ORIGINS": site.url})
    site.assistant = running.url
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: errors on the console (which is where CSP violations go) and in the script."""
    return []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor on a desktop."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL") as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()

    def note(message: Any) -> None:
        # Chromium asks for an icon by itself; the website has none.
        if message.type in ("error", "warning") and not message.location["url"].endswith("/favicon.ico"):
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


Visit = Callable[..., Talk]


@pytest.fixture
def visit(page: Page, site: Site, stack: Stack) -> Visit:
    """Goes to the municipality's website: `visit()`, `visit("data-open")`, `visit(body="...", css="...")`."""

    def go(attributes: str | None = None, *, path: str = "/", origin: str | None = None, **query: str) -> Talk:
        if attributes is not None:
            query["attributes"] = attributes
        page.goto(f"{origin or site.url}{path}?{urlencode(query)}")
        return Talk(page, stack)

    return go


@pytest.fixture
def talk(visit: Visit) -> Talk:
    """The website with the widget opened, once the greeting is there."""
    return visit().open()
