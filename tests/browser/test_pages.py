"""The page without JavaScript and the demonstration in a real browser: axe, small screens, dark, forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.stack import Stack

QUESTION = "Wat kost de eigen bijdrage?"
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "dark and narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
}


@pytest.fixture(params=SCREENS)
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with browser.new_context(locale="nl-NL", **SCREENS[request.param]) as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which JavaScript is off."""
    with browser.new_context(java_script_enabled=False, locale="nl-NL") as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def nothing_lost(page: Page) -> None:
    """The page is no wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_without_javascript_in_each_state(screen: BrowserContext, stack: Stack) -> None:
    page = screen.new_page()
    page.goto(f"{stack.url}/chat?gemeente=Zwolle")
    assert violations(page) == []
    nothing_lost(page)

    page.get_by_label("Typ uw vraag").fill(f"{QUESTION} mijn bsn is 111222333")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("U betaalt in")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []
    nothing_lost(page)

    page.get_by_label("Typ uw vraag").fill("x" * 1001)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_contain_text("te lang")
    expect(page.get_by_label("Typ uw vraag")).to_have_value("x" * 1001)
    assert violations(page) == []
    nothing_lost(page)

    page.get_by_role("button", name="Wis dit gesprek").click()
    expect(page.get_by_text("Uw gesprek is gewist")).to_be_visible()
    assert violations(page) == []


def test_the_demonstration(screen: BrowserContext, stack: Stack) -> None:
    page = screen.new_page()
    for query in ("", "?gemeente=Duckstad"):
        page.goto(f"{stack.url}/{query}")
        expect(page.get_by_role("button", name="Kopieer de code")).to_be_visible()
        expect(page.get_by_role("button", name="Stel uw vraag")).to_be_visible()
        assert violations(page) == []
        nothing_lost(page)


def test_large_letters_lose_nothing(browser: Browser, stack: Stack) -> None:
    with browser.new_context(viewport={"width": 640, "height": 480}) as context:
        page = context.new_page()
        for path in ("/", "/chat"):
            page.goto(stack.url + path)
            page.evaluate("document.documentElement.style.fontSize = '225%'")
            nothing_lost(page)


def test_a_conversation_by_keyboard_without_javascript(scriptless: Page, stack: Stack) -> None:
    page = scriptless
    page.goto(f"{stack.url}/chat")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar het invoerveld")).to_be_focused()
    page.keyboard.press("Enter")
    # From the field's address the next stop is the field itself.
    expect(page.get_by_label("Typ uw vraag")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chat/*#nieuw")
    newest = page.locator("#nieuw")
    expect(newest).to_contain_text(QUESTION)
    expect(newest).to_be_in_viewport()
    # The keyboard goes on in the newest answer: its first control is the first that is reached.
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert newest.locator(":focus").count() == 1, focused.evaluate("element => element.outerHTML")


def test_a_reload_and_a_step_back_send_nothing_again(scriptless: Page, stack: Stack) -> None:
    page = scriptless
    page.goto(f"{stack.url}/chat")
    page.get_by_label("Typ uw vraag").fill(QUESTION)
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_url("**/chat/*#nieuw")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.reload()
    expect(page.get_by_text(f"U: {QUESTION}")).to_have_count(1)
    page.go_back()
    page.go_forward()
    expect(page.get_by_text(f"U: {QUESTION}")).to_have_count(1)
    assert "POST" not in sent
    assert page.context.cookies() == []


def test_the_demonstration_leads_on_without_javascript(scriptless: Page, stack: Stack) -> None:
    page = scriptless
    page.goto(stack.url)
    page.get_by_label("Gemeente, woonplaats of postcode").fill("Giethoorn")
    page.get_by_role("button", name="Toon deze gemeente").click()
    expect(page.get_by_text("Gemeente Steenwijkerland")).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)
    page.get_by_role("link", name="Stel uw vraag aan de Wmo-wegwijzer").click()
    expect(page.get_by_text("U kijkt bij de gemeente Steenwijkerland")).to_be_visible()


def test_the_code_can_be_copied(page: Page, stack: Stack, complaints: list[str]) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=stack.url)
    page.goto(f"{stack.url}/?gemeente=Zwolle")
    page.get_by_role("button", name="Kopieer de code").click()
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<script src="{stack.url}/widget.js" data-municipality="GM0193" defer></script>')
    assert complaints == []


def test_where_copying_is_not_allowed_the_code_is_selected(page: Page, stack: Stack) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(stack.url)
    page.get_by_role("button", name="Kopieer de code").click()
    expect(page.get_by_text("De code is geselecteerd")).to_be_visible()
    assert "widget.js" in page.evaluate("getSelection().toString()")


def test_hostile_text_stays_text(page: Page, stack: Stack, complaints: list[str]) -> None:
    hostile = "<img src=x onerror=\"document.title='gekraakt'\"><script>document.title='gekraakt'</script>"
    page.goto(f"{stack.url}/chat")
    page.get_by_label("Typ uw vraag").fill(hostile)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text(hostile)).to_be_visible()
    assert "gekraakt" not in page.title()
    assert complaints == []
