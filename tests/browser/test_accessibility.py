"""What WCAG 2.2 AA asks of the widget, in every state it can be in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, tree
from tests.browser.conftest import Visit
from tests.browser.talk import ANSWER, MESSAGES, QUESTION, HeldMessages, Talk

TERMS = [{"woord": "pgb", "uitleg": "Geld om zelf zorg te kopen."}]
FULL = {
    "text": "Een pgb is geld. Bel 14 038 of kijk op www.regelhulp.nl.\n\n- een\n- twee",
    "buttons": [{"title": "Wat is een melding?", "payload": "/melding/wat_is"}],
    "custom": {
        "question": "pgb/wat_is",
        "begrippen": TERMS,
        "links": [{"title": "Bel 14 038", "url": "tel:14038"}],
        "sources": [{"title": "Wmo 2015", "article": "2.3.6", "url": "https://x.nl/", "checked": "2026-11-01"}],
    },
}


def closed(talk: Talk) -> None:
    expect(talk.launcher).to_be_visible()


def opened(talk: Talk) -> None:
    talk.open()


def full(talk: Talk) -> None:
    """An answer with all that can come with it, unfolded, and choices that were made."""
    talk.open().replies(FULL)
    talk.press(talk.choices.first)
    expect(talk.bot).to_have_count(2)
    talk.press(talk.bot.last.locator(".term"))
    talk.press(talk.bot.last.locator("summary"))
    talk.press(talk.widget.locator(".keep summary"))


def failed(talk: Talk) -> None:
    talk.open().fails(503)
    talk.ask()
    expect(talk.error).to_be_visible()


def waiting(talk: Talk) -> None:
    talk.open()
    HeldMessages(talk.page)
    talk.ask()
    expect(talk.widget.locator(".waiting")).to_be_visible()


STATES = [closed, opened, full, failed, waiting]
MEDIA: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "less motion": {"reduced_motion": "reduce"},
}
SCREENS = {"desktop": (1280, 800), "phone": (375, 700), "400 % zoom": (320, 256)}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(visit: Visit, page: Page, state: Callable[[Talk], None]) -> None:
    state(visit())
    for name, media in MEDIA.items():
        page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
        page.emulate_media(**media)
        assert axe.violations(page, "wmo-wegwijzer") == [], name


def test_axe_finds_nothing_in_the_page_and_in_english(visit: Visit, page: Page) -> None:
    talk = visit(body="<wmo-wegwijzer data-lang='en'></wmo-wegwijzer>")
    expect(talk.bot).to_have_count(1)
    assert axe.violations(page) == []


SMALL = """element => [...element.shadowRoot.querySelectorAll('button, a, summary, textarea')]
    .filter((one) => !one.closest('.text') && one.checkVisibility())
    .map((one) => [one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44).map(([text]) => text)"""
# As a visitor's own style sheet would.
ENLARGE = """(element, size) => { const sheet = new CSSStyleSheet();
    sheet.replaceSync(`wmo-wegwijzer { font-size: ${size} !important }`); document.adoptedStyleSheets = [sheet]; }"""
OUTSIDE = """element => [...element.shadowRoot.querySelectorAll('.panel, .panel *')]
    .filter((one) => one.checkVisibility() && !one.closest('.unseen') && one.getBoundingClientRect().width)
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("state", [closed, full, failed], ids=lambda state: state.__name__)
@pytest.mark.parametrize("screen", list(SCREENS))
def test_nothing_is_lost_on_a_small_screen_or_with_large_letters(
    visit: Visit, page: Page, state: Any, screen: str
) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    talk = visit()
    state(talk)
    for letters in ("medium", "32px"):
        talk.widget.evaluate(ENLARGE, letters)
        assert talk.widget.evaluate(SMALL) == []
        assert talk.widget.evaluate(OUTSIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe.violations(page, "wmo-wegwijzer") == []
        # Everything that can be pressed can be brought into view, and has nothing on top of it.
        for control in talk.widget.locator(":is(button, summary, textarea):visible").all():
            control.click(trial=True, timeout=3_000)


def test_spacing_of_letters_and_lines_may_be_larger(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 560})
    talk = visit(css="wmo-wegwijzer { letter-spacing: .12em; word-spacing: .16em; line-height: 2 }")
    full(talk)
    assert talk.widget.evaluate(OUTSIDE) == []


def test_names_and_roles(talk: Talk, page: Page) -> None:
    assert tree.properties(page, "dialog", "Wmo-wegwijzer").get("modal") is not True
    assert tree.properties(page, "log", "Gesprek").get("live", "off") == "off"
    assert tree.properties(page, "status")["live"] == "polite"
    field = tree.properties(page, "textbox", "Uw vraag")
    assert field["multiline"] is True
    assert field["focused"] is True


def test_reading_order(talk: Talk, page: Page) -> None:
    page.clock.install()
    talk.replies(FULL)
    talk.answered()
    page.clock.run_for(10_000)  # the announcement is gone by then, and not read twice
    said = tree.read(page)
    start = said.index("dialog Wmo-wegwijzer")
    expected = [
        "dialog Wmo-wegwijzer", "heading Wmo-wegwijzer", "button Sluiten", "log Gesprek", "listitem", "U", QUESTION,
        "Een ", "button pgb", " is geld. Bel ", "link 14 038", "link www.regelhulp.nl", "een", "twee",
        "link Bel 14 038",
        "Waar staat dit?", "button Wat is een melding?", "button Leg makkelijker uit", "button Ja", "button Nee",
        "textbox Uw vraag", "button Verstuur", "button Een mens spreken", "button Wis gesprek",
    ]  # fmt: skip
    places = [said.index(line, start) for line in expected[:5]]
    at = places[-1]
    for line in expected[5:]:
        at = said.index(line, at + 1)
        places.append(at)
    assert places == sorted(places)
    assert said.count("button pgb") == 1
    assert sum(line == " is geld. Bel " for line in said) == 1


WATCH = """element => {
  window.announced = [];
  const status = element.shadowRoot.querySelector('[role=status]');
  if (status.textContent) announced.push(status.textContent);
  new MutationObserver(() => status.textContent && announced.push(status.textContent))
    .observe(status, { childList: true, characterData: true, subtree: true });
}"""


def watch(talk: Talk) -> None:
    """Keep what is announced from now on, after the greeting."""
    expect(talk.status).not_to_be_empty()
    talk.widget.evaluate(WATCH)
    talk.page.evaluate("announced.length = 0")


def test_every_reply_is_announced_once(talk: Talk, page: Page) -> None:
    watch(talk)
    talk.answered()
    [announced] = page.evaluate("announced")
    assert ANSWER.search(announced)
    assert announced.endswith("U kunt kiezen uit 3 knoppen.")
    talk.press(talk.choices.first)
    expect(talk.bot).to_have_count(3)
    assert len(page.evaluate("announced")) == 2


def test_an_error_is_announced_once(talk: Talk, page: Page) -> None:
    watch(talk)
    talk.fails(503)
    talk.ask()
    expect(talk.error).to_be_visible()
    [announced] = page.evaluate("announced")
    assert "De assistent geeft nu geen antwoord." in announced
    assert "Bel 112." in announced


def test_history_is_not_read_again(talk: Talk, page: Page) -> None:
    talk.answered()
    page.add_init_script(
        # The element is put on the page, with its history, in the same breath in which it is defined.
        f"customElements.whenDefined('wmo-wegwijzer').then(() => ({WATCH})(document.querySelector('wmo-wegwijzer')))"
    )
    page.reload()
    expect(talk.bot).to_have_count(2)
    expect(talk.dialog).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("announced") == []
    expect(talk.status).to_be_empty()
    talk.answered("Wat is een pgb?")
    assert len(page.evaluate("announced")) == 1


def test_the_dialog_covers_a_small_screen_and_keeps_the_focus(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    talk = visit().open()
    assert tree.properties(page, "dialog", "Wmo-wegwijzer")["modal"] is True
    inside = "() => document.activeElement.localName"
    for _ in range(15):
        page.keyboard.press("Tab")
        assert page.evaluate(inside) in ("wmo-wegwijzer", "body")
    page.keyboard.press("Escape")
    expect(talk.dialog).to_be_hidden()
    expect(talk.launcher).to_be_focused()


def test_the_dialog_follows_the_size_of_the_screen(talk: Talk, page: Page) -> None:
    page.keyboard.insert_text("half ge")
    for width, modal in ((320, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 700})
        expect(talk.widget.locator("dialog:modal")).to_have_count(int(modal))
        expect(talk.field).to_be_focused()
    page.keyboard.type("typt")
    expect(talk.field).to_have_value("half getypt")


def test_on_a_touch_screen_the_keyboard_does_not_cover_the_greeting(browser: Any, talk: Talk) -> None:
    with browser.new_context(viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True) as phone:
        page = phone.new_page()
        page.goto(talk.page.url)
        here = Talk(page, talk.stack)
        here.launcher.tap()
        expect(here.bot).to_have_count(1)
        expect(here.dialog).to_be_focused()


def test_escape_closes_it_from_the_page_too(talk: Talk) -> None:
    own = talk.page.get_by_role("link", name="Meer lezen")
    own.focus()
    talk.page.keyboard.press("Escape")
    expect(talk.dialog).to_be_hidden()
    expect(own).to_be_focused()


def test_everything_can_be_reached_with_the_tab_key(talk: Talk, page: Page) -> None:
    talk.replies(FULL)
    talk.answered()
    talk.button("Sluiten").focus()
    reached = []
    for _ in range(16):
        reached.append(
            talk.widget.evaluate(
                "one => one.shadowRoot.activeElement?.getAttribute('aria-label')"
                " ?? one.shadowRoot.activeElement?.textContent.trim()"
            )
        )
        page.keyboard.press("Tab")
    wanted = ["Sluiten", "Gesprek", "pgb", "14 038", "www.regelhulp.nl", "Bel 14 038", "Waar staat dit?",
              "Wat is een melding?", "Leg makkelijker uit", "Ja", "Nee", "", "Verstuur", "Een mens spreken",
              "Wis gesprek", "Bewaren"]  # fmt: skip
    assert [text for text in reached if text != "Wmo"] == wanted[: len([t for t in reached if t != "Wmo"])]


def test_focus_can_be_seen(talk: Talk) -> None:
    for control in (talk.field, talk.choices.first, talk.button("Sluiten"), talk.button("Verstuur")):
        control.focus()
        talk.page.keyboard.press("Shift")
        width = control.evaluate("one => getComputedStyle(one).outlineWidth")
        assert width == "3px"


def test_less_motion(talk: Talk, page: Page) -> None:
    talk.page.route(MESSAGES, lambda route: None)
    talk.ask()
    waiting = talk.widget.locator(".waiting")
    expect(waiting).to_be_visible()
    name = "one => getComputedStyle(one, '::after').animationName"
    assert waiting.evaluate(name) == "pulse"
    page.emulate_media(reduced_motion="reduce")
    assert waiting.evaluate(name) == "none"


def test_bubbles_have_an_edge_in_forced_colours(talk: Talk, page: Page) -> None:
    talk.answered()
    page.emulate_media(forced_colors="active")
    look = "one => [getComputedStyle(one).borderTopStyle, getComputedStyle(one).borderTopColor]"
    style, colour = talk.widget.locator(".you").evaluate(look)
    assert style == "solid"
    assert colour.startswith("rgb("), "not transparent"
