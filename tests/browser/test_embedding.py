"""The widget on a municipality's website, of another origin, under a strict Content-Security-Policy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.browser.talk import ANSWER, HOSTILE, QUESTION, Talk
from tests.stack import Stack


def test_a_question_and_its_answer_with_only_the_keyboard(visit: Visit, complaints: list[str]) -> None:
    talk = visit()
    keyboard = talk.page.keyboard
    for _ in range(3):
        keyboard.press("Tab")
    expect(talk.launcher).to_be_focused()
    keyboard.press("Enter")
    expect(talk.dialog).to_be_visible()
    expect(talk.field).to_be_focused()
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    expect(talk.bot.last).to_contain_text(ANSWER)
    expect(talk.you).to_have_text(QUESTION)
    expect(talk.field).to_be_focused()
    expect(talk.field).to_have_value("")
    keyboard.press("Escape")
    expect(talk.dialog).to_be_hidden()
    expect(talk.launcher).to_be_focused()
    expect(talk.launcher).to_have_text("Verder met uw vraag")
    assert complaints == []


def test_no_cookie_and_no_other_server(visit: Visit, context: BrowserContext, site: Site, stack: Stack) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    visit().open().answered()
    assert [url for url in asked if not url.startswith((site.url, stack.url))] == []
    assert sum(url.startswith(stack.url) for url in asked) >= 4
    assert context.cookies() == []


def test_nothing_is_asked_before_the_visitor_opens_it(visit: Visit, context: BrowserContext, stack: Stack) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.removeprefix(stack.url)))
    talk = visit()
    expect(talk.launcher).to_be_visible()
    assert [path for path in asked if path.startswith("/")] == ["/widget.js", "/widget.css"]


def test_the_page_and_the_widget_keep_their_own_looks(visit: Visit) -> None:
    talk = visit().open()
    look = """element => { const style = getComputedStyle(element);
        return [style.color, style.fontSize, style.textTransform, style.textAlign]; }"""
    assert talk.bot.locator("p").last.evaluate(look) == ["rgb(27, 39, 51)", "17px", "none", "start"]
    assert talk.page.locator("h1").evaluate(look) == ["rgb(34, 34, 34)", "32px", "uppercase", "center"]
    assert talk.page.locator("[style], style").count() == 0
    assert talk.widget.locator("[style], style").count() == 0


def test_a_website_that_is_not_allowed_says_so(visit: Visit, site: Site, complaints: list[str]) -> None:
    talk = visit(origin=site.stranger)
    talk.press(talk.launcher)
    expect(talk.error).to_contain_text("staat niet aan voor deze website")
    link = talk.error.get_by_role("link", name="Naar de eigen pagina van de Wmo-wegwijzer")
    expect(link).to_have_attribute("href", f"{talk.stack.url}/chat")
    expect(talk.error.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    assert any(f"add {site.stranger} to WMO_ALLOWED_ORIGINS" in text for text in complaints)


@pytest.mark.parametrize("municipality", ["GM0193", "Zwolle"])
def test_the_municipality_of_the_page(visit: Visit, municipality: str) -> None:
    talk = visit(f'data-municipality="{municipality}"').open().answered("Waar meld ik mij voor hulp?")
    expect(talk.bot.last).to_contain_text("Zwolle")
    expect(talk.bot.last.locator("a").first).to_have_attribute("href", re.compile(r"^(tel:|https:)"))


def test_an_unknown_municipality_does_not_stop_the_conversation(visit: Visit, complaints: list[str]) -> None:
    talk = visit("data-municipality='&lt;b&gt;Nergenshuizen'")
    talk.press(talk.launcher)
    expect(talk.bot).to_have_count(2)
    expect(talk.bot.last).to_contain_text("‘<b>Nergenshuizen’ ken ik niet")
    talk.ask()
    expect(talk.bot.last).to_contain_text(ANSWER)
    # The browser reports the refusal of the municipality; nothing else is wrong.
    assert [text for text in complaints if "404" not in text] == []


def test_hostile_attributes_stay_text(visit: Visit) -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace('"', "&quot;")
    talk = visit(f'data-title="{escaped}" data-municipality="{escaped}" data-position="{escaped}" data-open')
    expect(talk.widget.locator("h2")).to_have_text(HOSTILE)
    expect(talk.bot).to_have_count(2)
    assert talk.widget.locator("img, script").count() == 0
    assert "gekraakt" not in talk.page.title()


def test_title_position_and_language_of_the_labels(visit: Visit) -> None:
    talk = visit('data-title="Hulp in Zwolle" data-position="left" data-lang="en"')
    box = talk.launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100
    expect(talk.launcher).to_have_text("Ask a question")
    talk.press(talk.launcher)
    expect(talk.bot).to_have_count(1)
    dialog = talk.page.get_by_role("dialog", name="Hulp in Zwolle")
    expect(dialog.get_by_text("This assistant understands and answers in Dutch.")).to_be_in_viewport()
    expect(talk.widget.locator(".themed")).to_have_attribute("lang", "en")
    expect(talk.bot.locator(".text")).to_have_attribute("lang", "nl")
    expect(talk.button("Send")).to_be_visible()


def test_start_open_leaves_the_focus_to_the_page(visit: Visit) -> None:
    talk = visit("data-open")
    expect(talk.bot).to_have_count(1)
    expect(talk.dialog).to_be_visible()
    expect(talk.page.locator("body")).to_be_focused()
    talk.press(talk.button("Sluiten"))
    talk.page.reload()
    expect(talk.launcher).to_be_visible()
    expect(talk.dialog).to_be_hidden()


def test_start_open_does_not_cover_a_small_screen(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    talk = visit("data-open")
    expect(talk.launcher).to_be_visible()
    expect(talk.dialog).to_be_hidden()


def test_the_page_may_have_a_launcher_of_its_own(visit: Visit) -> None:
    talk = visit('data-launcher="none"')
    own = talk.page.get_by_role("button", name="Vraag het ons")
    talk.press(own)
    expect(talk.bot).to_have_count(1)
    expect(talk.field).to_be_focused()
    expect(talk.launcher).to_have_count(0)
    talk.page.keyboard.press("Escape")
    expect(talk.dialog).to_be_hidden()
    expect(own).to_be_focused()


def test_it_may_stand_in_the_page_itself(visit: Visit, complaints: list[str]) -> None:
    body = '<wmo-wegwijzer municipality="GM0193" data-title="Stel uw vraag hier"></wmo-wegwijzer>'
    talk = visit(body=body)
    expect(talk.widget).to_have_count(1)
    expect(talk.launcher).to_have_count(0)
    expect(talk.page.get_by_role("region", name="Stel uw vraag hier")).to_be_visible()
    expect(talk.bot).to_have_count(1)
    expect(talk.page.locator("body")).to_be_focused()
    talk.answered("Waar meld ik mij voor hulp?")
    expect(talk.bot.last).to_contain_text("Zwolle")
    expect(talk.button("Sluiten")).to_have_count(0)
    assert complaints == []


def test_a_script_that_is_there_twice_makes_one_widget(visit: Visit, stack: Stack, complaints: list[str]) -> None:
    talk = visit(body=f'<script src="{stack.url}/widget.js" defer></script>')
    expect(talk.launcher).to_be_visible()
    expect(talk.widget).to_have_count(1)
    assert complaints == []


def test_a_browser_without_dialogs_gets_a_link(visit: Visit, page: Page, stack: Stack) -> None:
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    visit()
    link = page.get_by_role("link", name="Stel uw vraag", exact=True)
    expect(link).to_have_attribute("href", f"{stack.url}/chat?gemeente=GM0193")
    visit(body='<wmo-wegwijzer municipality="Deventer"></wmo-wegwijzer>')
    expect(link).to_have_attribute("href", f"{stack.url}/chat?gemeente=Deventer")


def colours(talk: Talk, selector: str) -> list[str]:
    look = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    return list(talk.widget.locator(selector).first.evaluate(look))


@pytest.mark.parametrize(
    "css",
    [
        "html { --wmo-accent-color: #7a1f3d; --wmo-accent-contrast-color: #fff0f5 }",
        "wmo-wegwijzer { --utrecht-button-primary-action-background-color: #7a1f3d; "
        "--utrecht-button-primary-action-color: #fff0f5 }",
        ":root { --utrecht-button-primary-action-background-color: red; --wmo-accent-color: oklch(39% 0.12 5.5); "
        "--wmo-accent-contrast-color: #fff0f5 }",
    ],
)
def test_colours_of_the_municipality(visit: Visit, css: str, complaints: list[str]) -> None:
    talk = visit(css=css)
    expect(talk.launcher).to_be_visible()
    letters, ground = colours(talk, ".launcher")
    assert letters == "rgb(255, 240, 245)"
    assert ground in ("rgb(122, 31, 61)", "oklch(0.39 0.12 5.5)")
    assert complaints == []


def test_colours_that_cannot_be_read_are_not_used(visit: Visit, complaints: list[str]) -> None:
    talk = visit(css=":root { --wmo-accent-color: #ffd800; --wmo-background-color: #fff8e0; --wmo-link-color: #ccc }")
    expect(talk.launcher).to_be_visible()
    assert colours(talk, ".launcher") == ["rgb(255, 255, 255)", "rgb(21, 79, 124)"]
    talk.open()
    # A link on the municipality's own ground cannot be read: the default of both; what can be read stays.
    assert colours(talk, ".choices button") == ["rgb(21, 79, 124)", "rgb(255, 255, 255)"]
    assert len(complaints) == 2
    assert all("less than 4.5; the default colours are used" in text for text in complaints)
    assert any("on-accent on accent" in text for text in complaints)


def test_light_colours_of_the_municipality_in_the_dark(visit: Visit, page: Page, complaints: list[str]) -> None:
    css = ":root { --wmo-accent-color: #154273; --wmo-accent-contrast-color: #fff; --wmo-link-color: #154273 }"
    talk = visit(css=css).open()
    assert complaints == []
    page.emulate_media(color_scheme="dark")
    expect(talk.choices.first).to_have_css("color", "rgb(156, 203, 240)")
    assert colours(talk, "header") == ["rgb(255, 255, 255)", "rgb(21, 66, 115)"]
    assert len(complaints) == 1
    assert "link on paper" in complaints[0]
