"""The chat page's files, without a browser: what the Content-Security-Policy and accessibility ask of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

WEB = Path(__file__).parents[1] / "bot" / "web"
# Together well under what a slow mobile connection loads in a second.
MAX_BYTES = {"index.html": 4_000, "chat.js": 14_000, "chat.css": 8_000}
MAX_CHARACTERS = 1000


class Elements(HTMLParser):
    """Every element of a page: its tag, its attributes and the text right after its opening tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def of(self, tag: str) -> list[tuple[dict[str, str], str]]:
        return [(attributes, text.strip()) for name, attributes, text in self.found if name == tag]

    def with_id(self, wanted: str) -> tuple[str, dict[str, str], str]:
        return next(element for element in self.found if element[1].get("id") == wanted)


@pytest.fixture(scope="module")
def page() -> Elements:
    return Elements((WEB / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def script() -> str:
    return (WEB / "chat.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def styles() -> str:
    return (WEB / "chat.css").read_text(encoding="utf-8")


def test_the_page_says_its_language_and_what_it_is(page: Elements) -> None:
    assert page.of("html")[0][0]["lang"] == "nl"
    assert "Wmo" in page.of("title")[0][1]
    assert [text for _, text in page.of("h1")] == ["Wmo-wegwijzer"]


def test_letters_can_be_enlarged(page: Elements) -> None:
    viewport = next(attributes["content"] for attributes, _ in page.of("meta") if attributes.get("name") == "viewport")
    assert "width=device-width" in viewport
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


def test_nothing_is_inline(page: Elements) -> None:
    assert not page.of("style")
    assert all(attributes.get("src") and not text for attributes, text in page.of("script"))
    for tag, attributes, _ in page.found:
        inline = [name for name in attributes if name == "style" or name.startswith("on")]
        assert not inline, f"<{tag}> has {inline}"
        assert not any(value.strip().lower().startswith("javascript:") for value in attributes.values())


def test_what_the_page_loads_is_there_and_ours(page: Elements) -> None:
    loaded = [attributes["src"] for attributes, _ in page.of("script")]
    loaded += [attributes["href"] for attributes, _ in page.of("link")]
    assert sorted(loaded) == ["/static/chat.css", "/static/chat.js"]
    for address in loaded:
        assert (WEB / address.removeprefix("/static/")).is_file()


@pytest.mark.parametrize("name", sorted(MAX_BYTES))
def test_no_other_website_is_named(name: str) -> None:
    text = (WEB / name).read_text(encoding="utf-8")
    assert not re.findall(r"""(?:https?:)?//[\w-]+\.[\w.-]+""", text)


@pytest.mark.parametrize("name", sorted(MAX_BYTES))
def test_files_are_small(name: str) -> None:
    assert (WEB / name).stat().st_size < MAX_BYTES[name]


def test_every_field_has_a_label(page: Elements) -> None:
    labels = {attributes["for"]: text for attributes, text in page.of("label")}
    fields = [attributes for tag in ("input", "textarea", "select") for attributes, _ in page.of(tag)]
    assert fields
    assert all(labels.get(field["id"]) for field in fields)


def test_the_field_takes_what_the_server_takes(page: Elements) -> None:
    _, attributes, _ = page.with_id("question")
    assert attributes["maxlength"] == str(MAX_CHARACTERS)
    assert "autofocus" not in attributes


def test_buttons_have_a_type_and_a_name(page: Elements) -> None:
    buttons = page.of("button")
    assert sorted((attributes["type"], text) for attributes, text in buttons) == [
        ("button", "Wis dit gesprek"),
        ("submit", "Verstuur"),
    ]


def test_the_conversation_is_announced(page: Elements) -> None:
    log = next(attributes for _, attributes, _ in page.found if attributes.get("role") == "log")
    assert log["aria-live"] == "polite"
    assert log["aria-label"]
    assert page.with_id("turns")[0] == "ol"


def test_without_javascript_there_is_a_way_to_help(page: Elements) -> None:
    assert page.of("noscript")
    assert any(attributes.get("href") == "tel:112" for attributes, _ in page.of("a"))


def test_the_script_finds_its_elements(page: Elements, script: str) -> None:
    found = re.search(r"const \[.*?\] = \[(.*?)\]\.map", script)
    assert found
    wanted = re.findall(r'"(\w+)"', found[1]) + re.findall(r'getElementById\("(\w+)"\)', script)
    assert len(wanted) >= 5
    for name in wanted:
        assert page.with_id(name)


@pytest.mark.parametrize(
    "way",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style.", "cookie"],
)
def test_what_is_said_stays_text(script: str, way: str) -> None:
    assert way not in script


def test_the_conversation_stays_in_the_tab(script: str) -> None:
    assert "sessionStorage" in script
    assert "localStorage" not in script


def test_styles_follow_the_visitors_choices(styles: str) -> None:
    for choice in ("prefers-color-scheme: dark", "prefers-reduced-motion", ":focus-visible", "max(44px"):
        assert choice in styles
    assert "outline: none" not in styles
    assert not re.search(r"font(?:-size)?:[^;]*\dpx", styles), "letters in px do not grow with the visitor's own size"


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("letters", "background"),
    [
        ("ink", "page"), ("ink", "paper"), ("ink", "you"), ("soft", "page"), ("soft", "paper"), ("soft", "you"),
        ("accent", "page"), ("accent", "paper"), ("accent", "you"), ("on-accent", "accent"), ("error", "paper"),
    ],
)  # fmt: skip
def test_contrast(styles: str, scheme: int, letters: str, background: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", styles, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blocks[scheme]))
    lighter, darker = sorted((luminance(colours[letters]), luminance(colours[background])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
