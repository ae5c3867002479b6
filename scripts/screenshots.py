"""Take the pictures of the widget in docs/: `make screenshots`. Needs Chromium and a trained model.

The assistant is started with a state of its own, so that nothing but what is shown here gets into the pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bot import settings

sys.path.insert(0, str(settings.PROJECT))

from tests.browser.talk import Talk
from tests.stack import Stack

DOCS = settings.PROJECT / "docs"
CHROMIUM = "/usr/bin/chromium"


def conversation(page: Page, stack: Stack) -> Talk:
    """The demonstration page of Zwolle with the widget opened."""
    page.goto(f"{stack.url}/?gemeente=Zwolle")
    return Talk(page, stack).open()


def take(page: Page, name: str) -> None:
    """Take a picture once nothing moves any more."""
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / name)
    print(name, Path(DOCS / name).stat().st_size // 1024, "kB")


def main() -> None:
    stack = Stack().start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            desktop = browser.new_page(viewport={"width": 1200, "height": 760}, locale="nl-NL")
            talk = conversation(desktop, stack)
            talk.answered("Mijn moeder van 84 kan niet meer zelf schoonmaken. Waar moet ik zijn?")
            take(desktop, "screenshot.png")

            phone = browser.new_page(
                viewport={"width": 375, "height": 720}, locale="nl-NL", is_mobile=True, has_touch=True
            )
            talk = conversation(phone, stack)
            talk.answered("Wat kost de eigen bijdrage?")
            take(phone, "widget-phone.png")
            phone.emulate_media(color_scheme="dark")
            talk.button("Leg makkelijker uit").tap()
            talk.bot.nth(2).wait_for()
            take(phone, "widget-phone-dark.png")
        finally:
            browser.close()
            stack.stop()


if __name__ == "__main__":
    main()
