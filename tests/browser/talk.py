"""The widget as a visitor meets it: by its roles and names, and by what is said."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.stack import Stack

MESSAGES = "**/webhooks/web/messages"
SESSIONS = "**/webhooks/web/sessions"
QUESTION = "Wat kost de eigen bijdrage?"
ANSWER = re.compile(r"U betaalt in \d{4} hoogstens €")
HOSTILE = "<img src=x onerror=\"document.title='gekraakt'\"><script>document.title='gekraakt'</script>"


class Talk:
    """One page with the widget on it."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page = page
        self.stack = stack
        self.widget = page.locator("wmo-wegwijzer")
        self.launcher = self.widget.locator(".launcher")
        self.dialog = page.get_by_role("dialog", name="Wmo-wegwijzer")
        self.field = self.widget.locator("textarea")
        self.bot = self.widget.locator(".bot")
        self.you = self.widget.locator(".you .text")
        self.error = self.widget.locator(".error")
        self.choices = self.widget.locator(".choices button")
        self.status = self.widget.locator("[role=status]")
        self.hint = self.widget.locator(".hint")

    def open(self) -> Talk:
        """Open the dialog with the keyboard and wait for the greeting."""
        self.launcher.focus()
        self.page.keyboard.press("Enter")
        expect(self.bot).to_have_count(1)
        return self

    def ask(self, text: str = QUESTION) -> Talk:
        """Type a question and send it with Enter."""
        self.field.focus()
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")
        return self

    def answered(self, text: str = QUESTION) -> Talk:
        """Ask a question and wait for its answer."""
        before = self.bot.count()
        self.ask(text)
        expect(self.bot).to_have_count(before + 1)
        return self

    def press(self, locator: Locator, key: str = "Enter") -> None:
        """Press a button with the keyboard."""
        locator.focus()
        self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.widget.get_by_role("button", name=name, exact=True)

    def kept(self) -> dict[str, Any]:
        """What the tab keeps of the conversation."""
        return dict(json.loads(self.page.evaluate("() => sessionStorage.getItem('wmo-wegwijzer')")))

    def status_of(self, token: str) -> int:
        """What the server says of a session that may have been erased."""
        headers = {"Authorization": f"Bearer {token}"}
        return self.page.request.post(f"{self.stack.api}/messages", data={"text": "hallo"}, headers=headers).status

    def replies(self, *messages: dict[str, Any]) -> None:
        """Let the server answer every message with these."""
        self.page.route(MESSAGES, lambda route: route.fulfill(json={"messages": list(messages)}))

    def fails(self, status: int, message: str = "Dit is fout.", headers: dict[str, str] | None = None) -> None:
        """Let the server refuse every message."""
        allowed = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "Retry-After",
            **(headers or {}),
        }
        error = {"error": {"code": "x", "message": message}}
        self.page.route(MESSAGES, lambda route: route.fulfill(status=status, json=error, headers=allowed))


class HeldMessages:
    """Keeps the messages that the page sends, until the test answers them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route(MESSAGES, lambda route: self.routes.append(route))

    def answer(self, number: int, text: str) -> None:
        """Wait for the message with this number, see that no other is on its way, and answer it."""
        for _ in range(500):
            if len(self.routes) > number:
                break
            self.page.wait_for_timeout(10)
        assert len(self.routes) == number + 1
        said = self.routes[number].request.post_data_json["text"]
        self.routes[number].fulfill(json={"messages": [{"text": f"{text} {said}"}]})
