"""The chat page in a real browser, as visitors use it, on the real stack."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
# On CI a missing browser is a failure, or the tests would silently stop running.
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists() and os.environ.get("CI") != "true", reason=f"there is no browser at {CHROMIUM}"
)

MESSAGES = "**/webhooks/web/messages"
SESSIONS = "**/webhooks/web/sessions"
QUESTION = "Wat kost de eigen bijdrage?"
ANSWER = re.compile(r"U betaalt in \d{4} hoogstens €")
HOSTILE = "<img src=x onerror=\"document.title='gekraakt'\"><script>document.title='gekraakt'</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: errors on the console (which is where CSP violations go) and in the script."""
    return []


@pytest.fixture
def page(browser: Browser, stack: Any, complaints: list[str]) -> Iterator[Page]:
    """The chat page on a phone, once the greeting is there."""
    context = browser.new_context(viewport={"width": 375, "height": 750}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(10_000)

    def note(message: Any) -> None:
        # Chromium asks for an icon by itself; the page has none.
        if message.type in ("error", "warning") and not message.location["url"].endswith("/favicon.ico"):
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(stack.url)
    expect(page.locator(".bot")).to_have_count(1)
    yield page
    context.close()


def ask(page: Page, text: str) -> None:
    page.get_by_label("Uw vraag").fill(text)
    page.get_by_role("button", name="Verstuur").click()


def token(page: Page) -> str:
    kept = page.evaluate("() => sessionStorage.getItem('wmo-wegwijzer')")
    return str(json.loads(kept)["token"])


def status_of(page: Page, stack: Any, session: str) -> int:
    """What the server says of a session that may have been erased."""
    headers = {"Authorization": f"Bearer {session}"}
    response = page.request.post(f"{stack.url}/webhooks/web/messages", data={"text": "hallo"}, headers=headers)
    return response.status


def test_question_and_answer_with_only_the_keyboard(page: Page, complaints: list[str]) -> None:
    expect(page.locator("body")).to_be_focused()
    field = page.get_by_label("Uw vraag")
    for _ in range(20):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".you .text")).to_have_text(QUESTION)
    expect(page.locator(".bot").last).to_contain_text(ANSWER)
    expect(field).to_be_focused()
    expect(field).to_have_value("")

    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Wis dit gesprek")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".choices button").last).to_be_focused()
    chosen = page.locator(".choices button").last.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".bot")).to_have_count(3)
    expect(page.locator(".you .text").last).to_have_text(chosen)
    expect(page.locator("#turns > li").last).to_be_focused()
    assert complaints == []


def test_a_choice_is_sent_as_its_payload_and_stays_readable(page: Page, complaints: list[str]) -> None:
    choice = page.locator(".choices button").last
    title = choice.inner_text()
    with page.expect_request(MESSAGES) as sent:
        choice.dblclick()
    assert list(sent.value.post_data_json) == ["payload"]
    expect(page.locator(".bot")).to_have_count(2)
    expect(page.locator(".you .text")).to_have_text(title)
    expect(page.locator(".bot").first.get_by_role("button")).to_have_count(0)
    expect(page.locator(".bot").first).to_contain_text(title)
    assert complaints == []


def test_sources_are_folded_away(page: Page) -> None:
    ask(page, QUESTION)
    sources = page.locator(".bot").last.locator(".sources")
    expect(sources).to_be_hidden()
    page.get_by_text("Waar staat dit?").last.click()
    expect(sources).to_be_visible()
    expect(sources).to_contain_text(re.compile(r"Wmo 2015, artikel .* \(gecontroleerd op \d+ [a-z]+ \d{4}\)"))


def test_erasing_takes_the_conversation_off_the_page_and_the_server(page: Page, stack: Any) -> None:
    ask(page, QUESTION)
    expect(page.locator(".bot")).to_have_count(2)
    before = token(page)
    assert status_of(page, stack, before) == 200
    page.get_by_role("button", name="Wis dit gesprek").click()
    expect(page.get_by_role("status")).to_have_text("Uw gesprek is gewist.")
    expect(page.locator(".you")).to_have_count(0)
    expect(page.locator(".bot")).to_have_count(1)
    assert status_of(page, stack, before) == 404
    assert token(page) != before


def test_a_reload_keeps_the_conversation(page: Page, complaints: list[str]) -> None:
    ask(page, QUESTION)
    expect(page.locator(".bot")).to_have_count(2)
    page.get_by_label("Uw vraag").fill("nog niet verstuurd")
    said, before = page.locator("#turns").inner_text(), token(page)
    page.reload()
    expect(page.locator(".bot")).to_have_count(2)
    assert page.locator("#turns").inner_text() == said
    assert token(page) == before
    expect(page.get_by_label("Uw vraag")).to_have_value("nog niet verstuurd")
    page.locator(".choices button").first.click()
    expect(page.locator(".bot")).to_have_count(3)
    assert complaints == []


def test_what_a_visitor_types_stays_text(page: Page, complaints: list[str]) -> None:
    ask(page, HOSTILE)
    expect(page.locator(".you .text")).to_have_text(HOSTILE)
    expect(page.locator(".bot")).to_have_count(2)
    assert page.locator("#turns img, #turns script").count() == 0
    assert "gekraakt" not in page.title()
    page.reload()
    expect(page.locator(".you .text")).to_have_text(HOSTILE)
    assert complaints == []


def test_what_the_server_says_stays_text(page: Page, complaints: list[str]) -> None:
    links = [
        {"title": "slecht", "url": "javascript:document.title='gekraakt'"},
        {"title": "ook slecht", "url": "data:text/html,gekraakt"},
        {"title": HOSTILE, "url": "https://www.rijksoverheid.nl/"},
        {"title": "Bel 14 038", "url": "tel:14038"},
    ]
    source = {"title": HOSTILE, "article": HOSTILE, "url": "javascript:alert(1)", "checked": HOSTILE}
    custom = {"question": "wmo/wat_is", "links": links, "sources": [source]}
    message = {"text": HOSTILE + "\nTweede regel", "buttons": [{"title": HOSTILE, "payload": "/x"}], "custom": custom}
    page.route(MESSAGES, lambda route: route.fulfill(json={"messages": [message]}))
    ask(page, QUESTION)
    expect(page.locator(".bot")).to_have_count(2)
    expect(page.locator(".bot .text").last).to_have_text(HOSTILE + "\nTweede regel", use_inner_text=True)
    assert page.locator("#turns img, #turns script").count() == 0
    hrefs = page.locator("#turns a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == ["https://www.rijksoverheid.nl/", "tel:14038"]
    expect(page.locator(".choices button")).to_have_text(HOSTILE)
    assert "gekraakt" not in page.title()
    assert complaints == []


def test_without_a_connection_nothing_is_lost(page: Page) -> None:
    page.context.set_offline(True)
    ask(page, QUESTION)
    expect(page.locator(".error")).to_contain_text("Er is geen verbinding")
    page.context.set_offline(False)
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator(".bot").last).to_contain_text(ANSWER)
    expect(page.locator(".you .text")).to_have_text([QUESTION])
    expect(page.locator(".error")).to_have_count(0)


def test_a_server_that_hangs_is_given_up_on(page: Page) -> None:
    page.clock.install()
    page.route(MESSAGES, lambda route: None)
    with page.expect_request(MESSAGES):
        ask(page, QUESTION)
    page.clock.run_for(1_000)
    expect(page.get_by_role("status")).to_contain_text("zoekt het antwoord")
    page.clock.run_for(9_500)
    expect(page.locator(".error")).to_contain_text("Er is geen verbinding")
    expect(page.get_by_role("status")).to_have_text("")


def test_a_session_that_is_gone_is_replaced(page: Page, stack: Any) -> None:
    before = token(page)
    page.request.delete(f"{stack.url}/webhooks/web/sessions", headers={"Authorization": f"Bearer {before}"})
    ask(page, QUESTION)
    expect(page.locator(".bot").last).to_contain_text(ANSWER)
    expect(page.locator(".bot").nth(1)).to_contain_text("Uw vorige gesprek was verlopen")
    expect(page.locator(".you .text")).to_have_text([QUESTION])
    assert token(page) != before


def test_a_choice_outlives_its_session(page: Page, stack: Any) -> None:
    page.request.delete(f"{stack.url}/webhooks/web/sessions", headers={"Authorization": f"Bearer {token(page)}"})
    page.get_by_role("button", name="Hoe hoog is de eigen bijdrage?").click()
    expect(page.locator(".bot").last).to_contain_text(ANSWER)


@pytest.mark.parametrize(("status", "again"), [(429, True), (503, True), (400, False), (413, False)])
def test_an_error_is_shown_in_the_words_of_the_server(page: Page, status: int, again: bool) -> None:
    error = {"error": {"code": "x", "message": f"Dit is fout {status}."}}
    page.route(MESSAGES, lambda route: route.fulfill(status=status, json=error))
    ask(page, QUESTION)
    expect(page.locator(".error p")).to_have_text(f"Dit is fout {status}.")
    expect(page.get_by_role("button", name="Probeer opnieuw")).to_have_count(1 if again else 0)
    # What cannot be sent as it is, can be changed.
    expect(page.get_by_label("Uw vraag")).to_have_value("" if again else QUESTION)


def test_a_conversation_that_could_not_start_starts_with_the_first_question(page: Page, stack: Any) -> None:
    error = {"error": {"code": "not_available", "message": "De assistent doet het nu even niet."}}
    page.route(SESSIONS, lambda route: route.fulfill(status=503, json=error))
    page.evaluate("() => sessionStorage.clear()")
    page.goto(stack.url)
    expect(page.locator(".error p")).to_have_text("De assistent doet het nu even niet.")
    page.unroute(SESSIONS)
    ask(page, QUESTION)
    expect(page.locator(".bot").last).to_contain_text(ANSWER)
    expect(page.locator(".error")).to_have_count(0)


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


def test_quick_messages_go_one_at_a_time_in_order(page: Page) -> None:
    held = HeldMessages(page)
    for text in ("een", "twee", "drie"):
        ask(page, text)
    expect(page.locator(".you .text")).to_have_text(["een", "twee", "drie"])
    for number in range(3):
        held.answer(number, "antwoord op")
        expect(page.locator(".bot")).to_have_count(number + 2)
    shown = page.locator(".text").all_inner_texts()[1:]
    assert shown == ["een", "antwoord op een", "twee", "antwoord op twee", "drie", "antwoord op drie"]


def test_erasing_while_an_answer_is_on_its_way(page: Page) -> None:
    held = HeldMessages(page)
    ask(page, QUESTION)
    page.get_by_role("button", name="Wis dit gesprek").click()
    expect(page.locator("#turns")).not_to_contain_text(QUESTION)
    with page.expect_response(SESSIONS) as erased:
        held.answer(0, "te laat")
    assert (erased.value.request.method, erased.value.status) == ("DELETE", 204)
    expect(page.locator(".bot")).to_have_count(1)
    expect(page.locator("#turns")).not_to_contain_text("te laat")


def test_erasing_without_a_connection_is_done_later(page: Page, stack: Any) -> None:
    before = token(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Wis dit gesprek").click()
    expect(page.locator(".error")).to_contain_text("nog niet bij ons gewist")
    page.context.set_offline(False)
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator(".bot")).to_have_count(1)
    assert status_of(page, stack, before) == 404


def test_the_address_may_name_the_municipality(page: Page, stack: Any) -> None:
    page.goto(f"{stack.url}/?gemeente=GM0193")
    expect(page.locator(".bot")).to_have_count(1)
    ask(page, "Waar kan ik mij melden?")
    expect(page.locator(".bot").last).to_contain_text("Zwolle")
    expect(page.locator(".links a").first).to_have_attribute("href", re.compile(r"^(tel:|https:)"))


def test_an_unknown_municipality_does_not_stop_the_conversation(page: Page, stack: Any) -> None:
    page.goto(f"{stack.url}/?gemeente=Nergenshuizen")
    expect(page.locator(".bot")).to_have_count(2)
    expect(page.locator(".bot").last).to_contain_text("‘Nergenshuizen’ ken ik niet")
    ask(page, QUESTION)
    expect(page.locator(".bot").last).to_contain_text(ANSWER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_screen_with_letters_of_twice_the_size(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 560})
    ask(page, QUESTION)
    expect(page.locator(".bot")).to_have_count(2)
    for size in ("100%", "200%"):
        page.evaluate(
            "size => { document.documentElement.style.fontSize = `calc(1.125rem * ${parseInt(size) / 100})` }", size
        )
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
        small = page.evaluate(
            "() => [...document.querySelectorAll('button, a, summary, textarea')].map(e => e.getBoundingClientRect())"
            ".filter(box => box.width && (box.width < 44 || box.height < 44)).length"
        )
        assert small == 0


def test_no_cookie_and_no_other_server(browser: Browser, stack: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(stack.url)
    ask(page, QUESTION)
    expect(page.locator(".bot").last).to_contain_text(ANSWER)
    assert asked
    assert all(url.startswith(f"{stack.url}/") for url in asked)
    assert context.cookies() == []
    context.close()
