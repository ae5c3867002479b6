"""A page as a browser without JavaScript has it: its form, its links, and its text in order."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests

_EMPTY = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """What the parser saw, and the visitor's next step."""

    def __init__(self, response: requests.Response) -> None:
        super().__init__()
        self.response = response
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.textarea = ""
        self.title = ""
        self._open: list[str] = []
        self.feed(response.text)
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _EMPTY:
            self._open.append(tag)
        if tag not in ("a", "span", "strong", "code"):
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self._open.pop() == tag, "elements are nested"

    def handle_data(self, data: str) -> None:
        if "textarea" in self._open:
            # The first line end in a text field is not part of its text.
            self.textarea += data.removeprefix("\n") if not self.textarea else data
        elif "title" in self._open:
            self.title += data
        elif not {"script", "style"} & set(self._open):
            self.text += data

    def of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element with this tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the form."""
        return {field["name"]: field["value"] for field in self.of("input") if field.get("type") == "hidden"}

    @property
    def buttons(self) -> dict[str, str]:
        """Title and name of the form's buttons."""
        return {field["value"]: field.get("name", "") for field in self.of("input") if field.get("type") == "submit"}

    @property
    def links(self) -> list[str]:
        """Where links lead."""
        return [link["href"] for link in self.of("a")]

    def submit(self, button: str = "Verstuur", text: str = "", *, follow: bool = True) -> Page:
        """Press a button of the form, with a text in its field."""
        (form,) = (form for form in self.of("form") if form.get("method") == "post")
        fields: dict[str, Any] = {**self.hidden, "vraag": text}
        name = self.buttons[button]
        if name:
            fields[name] = button
        address = urljoin(self.response.url, form["action"])
        return Page(requests.post(address, data=fields, timeout=30, allow_redirects=follow))


def visit(url: str, **query: str) -> Page:
    """Open a page."""
    return Page(requests.get(url, params=query, timeout=30))
