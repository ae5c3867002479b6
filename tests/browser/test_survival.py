"""What happens to the page, the connection and the server: nothing typed is lost, and there is always a way on."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.browser.talk import ANSWER, MESSAGES, QUESTION, SESSIONS, HeldMessages, Talk
from tests.stack import Stack

DRAFT = "nog niet verstuurd"


def restored(talk: Talk, said: str) -> None:
    """See that the conversation is there as it was, with the draft."""
    expect(talk.you).to_have_text([QUESTION])
    assert talk.widget.locator(".turns").inner_text() == said
    expect(talk.field).to_have_value(DRAFT)


def test_a_reload_keeps_the_conversation_and_what_was_not_sent(talk: Talk, complaints: list[str]) -> None:
    talk.answered()
    talk.page.keyboard.insert_text(DRAFT)
    said, token = talk.widget.locator(".turns").inner_text(), talk.kept()["token"]
    talk.page.reload()
    expect(talk.dialog).to_be_visible()
    restored(talk, said)
    expect(talk.page.locator("body")).to_be_focused()
    assert talk.kept()["token"] == token
    talk.press(talk.choices.first)
    expect(talk.bot).to_have_count(3)
    assert complaints == []


def test_another_page_of_the_site_keeps_it_too(talk: Talk) -> None:
    talk.answered()
    talk.page.keyboard.insert_text(DRAFT)
    said = talk.widget.locator(".turns").inner_text()
    talk.page.get_by_role("link", name="Meer lezen").click()
    talk.page.wait_for_url("**/andere")
    expect(talk.dialog).to_be_visible()
    restored(talk, said)
    # What was closed stays closed, with all that is in it.
    talk.press(talk.button("Sluiten"))
    talk.page.go_back()
    expect(talk.launcher).to_have_text("Verder met uw vraag")
    expect(talk.dialog).to_be_hidden()
    talk.press(talk.launcher)
    restored(talk, said)


def test_a_page_that_the_browser_kept_shows_what_was_said_since(talk: Talk) -> None:
    talk.answered()
    before = talk.page.evaluate("() => sessionStorage.getItem('wmo-wegwijzer')")
    talk.answered("Wat is een pgb?")
    since = talk.page.evaluate("() => sessionStorage.getItem('wmo-wegwijzer')")
    # Back and forth in the history: the page comes back as it was left, and what is kept has changed meanwhile.
    for kept, said in ((before, [QUESTION]), (since, [QUESTION, "Wat is een pgb?"])):
        talk.page.evaluate(
            "kept => { sessionStorage.setItem('wmo-wegwijzer', kept);"
            " dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }",
            kept,
        )
        expect(talk.you).to_have_text(said)
    talk.answered("Wat is respijtzorg?")


def test_an_answer_on_its_way_while_the_page_is_left(talk: Talk) -> None:
    HeldMessages(talk.page)
    with talk.page.expect_request(MESSAGES):
        talk.ask()
    talk.page.unroute(MESSAGES)
    talk.page.reload()
    expect(talk.bot.last).to_contain_text(ANSWER)
    expect(talk.you).to_have_text([QUESTION])


def test_another_municipality_starts_anew_and_keeps_the_draft(talk: Talk, visit: Visit) -> None:
    talk.answered()
    talk.page.keyboard.insert_text(DRAFT)
    before = talk.kept()["token"]
    talk = visit('data-municipality="Deventer"')
    expect(talk.you).to_have_count(0)
    expect(talk.field).to_have_value(DRAFT)
    expect(talk.bot).to_have_count(1)
    assert talk.status_of(before) == 404


def test_two_tabs_have_each_their_own_conversation(
    talk: Talk, context: BrowserContext, site: Site, stack: Stack
) -> None:
    talk.answered()
    other = Talk(context.new_page(), stack)
    other.page.goto(site.url)
    other.open().answered("Wat is een persoonlijk plan?")
    assert other.kept()["token"] != talk.kept()["token"]
    talk.answered("Wat is een pgb?")
    expect(talk.you).to_have_text([QUESTION, "Wat is een pgb?"])
    expect(other.you).to_have_text(["Wat is een persoonlijk plan?"])


def test_a_copy_of_the_tab_goes_on_and_is_erased_with_it(talk: Talk, stack: Stack) -> None:
    talk.answered()
    with talk.page.expect_popup() as popup:
        talk.page.evaluate("() => { window.open(location.href) }")
    copy = Talk(popup.value, stack)
    expect(copy.you).to_have_text([QUESTION])
    copy.answered("Wat is een pgb?")
    talk.answered("Wat is een persoonlijk plan?")
    token = talk.kept()["token"]
    assert copy.kept()["token"] == token
    talk.press(talk.button("Wis gesprek"))
    expect(talk.you).to_have_count(0)
    expect(copy.you).to_have_count(0)
    expect(copy.bot).to_have_count(1)
    assert talk.status_of(token) == 404
    assert QUESTION not in str(copy.kept())


def test_a_server_that_starts_again_goes_on_with_the_session(talk: Talk, stack: Stack) -> None:
    talk.answered("Wat is een persoonlijk plan?")
    token = talk.kept()["token"]
    stack.restart_rasa()
    talk.press(talk.button("Leg makkelijker uit"))
    expect(talk.bot).to_have_count(3)
    expect(talk.error).to_have_count(0)
    assert talk.kept()["token"] == token


def test_a_session_that_is_gone_is_replaced(talk: Talk) -> None:
    before = talk.kept()["token"]
    talk.page.request.delete(f"{talk.stack.api}/sessions", headers={"Authorization": f"Bearer {before}"})
    talk.ask()
    expect(talk.bot.last).to_contain_text(ANSWER)
    expect(talk.bot.nth(1)).to_contain_text("Uw vorige gesprek was verlopen")
    expect(talk.you).to_have_text([QUESTION])
    assert talk.kept()["token"] != before


def test_a_choice_outlives_its_session(talk: Talk) -> None:
    token = talk.kept()["token"]
    talk.page.request.delete(f"{talk.stack.api}/sessions", headers={"Authorization": f"Bearer {token}"})
    talk.press(talk.choices.filter(has_text="Hoe hoog is de eigen bijdrage?"))
    expect(talk.bot.last).to_contain_text(ANSWER)


def test_offline_and_back(talk: Talk) -> None:
    talk.page.context.set_offline(True)
    talk.ask()
    expect(talk.error).to_contain_text("Er is geen verbinding")
    talk.ask("Wat is een pgb?")
    expect(talk.error).to_have_count(2)
    expect(talk.you).to_have_text([QUESTION, "Wat is een pgb?"])
    talk.page.context.set_offline(False)
    expect(talk.bot).to_have_count(3)
    expect(talk.bot.nth(1)).to_contain_text(ANSWER)
    expect(talk.you).to_have_text([QUESTION, "Wat is een pgb?"])
    expect(talk.error).to_have_count(0)


def test_offline_from_the_start(visit: Visit) -> None:
    talk = visit()
    talk.page.context.set_offline(True)
    talk.press(talk.launcher)
    expect(talk.error).to_contain_text("Er is geen verbinding")
    talk.page.context.set_offline(False)
    expect(talk.bot).to_have_count(1)
    expect(talk.error).to_have_count(0)


def test_erasing_without_a_connection_is_done_later(talk: Talk) -> None:
    talk.answered()
    before = talk.kept()["token"]
    talk.page.context.set_offline(True)
    talk.press(talk.button("Wis gesprek"))
    expect(talk.you).to_have_count(0)
    expect(talk.error).to_contain_text("nog niet bij ons gewist")
    assert talk.status_of(before) == 200
    talk.page.context.set_offline(False)
    expect(talk.bot).to_have_count(1)
    expect(talk.hint).to_have_text("Uw gesprek is gewist.")
    assert talk.status_of(before) == 404


def test_a_slow_network(visit: Visit, page: Page) -> None:
    page.clock.install()
    talk = visit().open()
    held = HeldMessages(page)
    with page.expect_request(MESSAGES):
        talk.ask()
    page.clock.run_for(1_000)
    expect(talk.widget.locator(".waiting")).to_be_visible()
    page.clock.run_for(8_000)
    expect(talk.status).to_contain_text("zoekt het antwoord")
    held.answer(0, "laat antwoord op")
    expect(talk.bot.last).to_contain_text(f"laat antwoord op {QUESTION}")
    expect(talk.widget.locator(".waiting")).to_be_hidden()
    expect(talk.error).to_have_count(0)


def test_an_answer_that_never_comes(visit: Visit, page: Page) -> None:
    page.clock.install()
    talk = visit().open()
    page.route(MESSAGES, lambda route: None)
    with page.expect_request(MESSAGES):
        talk.ask()
    page.clock.run_for(9_000)
    expect(talk.error).to_have_count(0)
    page.clock.run_for(1_500)
    expect(talk.error).to_contain_text("De assistent geeft nu geen antwoord.")
    # The municipality's own number, which came with the greeting.
    expect(talk.error).to_contain_text("Bel de gemeente Zwolle: 14 038.")
    expect(talk.error.get_by_role("link")).to_have_text(["14 038", "112"])
    page.unroute(MESSAGES)
    talk.press(talk.button("Probeer opnieuw"))
    page.clock.run_for(1_000)
    expect(talk.bot.last).to_contain_text(ANSWER)
    expect(talk.you).to_have_text([QUESTION])
    expect(talk.error).to_have_count(0)


def test_without_a_municipality_there_is_where_to_look_and_112(visit: Visit) -> None:
    talk = visit("").open()
    talk.fails(503)
    talk.ask()
    expect(talk.error).to_contain_text("Bel uw gemeente. Haar nummer staat op haar website.")
    expect(talk.error.get_by_role("link")).to_have_text(["www.regelhulp.nl", "112"])


def test_too_many_messages_wait_and_go_by_themselves(visit: Visit, page: Page) -> None:
    page.clock.install()
    talk = visit().open()
    talk.fails(429, headers={"Retry-After": "20"})
    with page.expect_response(MESSAGES):
        talk.ask()
    expect(talk.widget.locator(".waiting")).to_contain_text("over 20 seconden vanzelf")
    talk.ask("Wat is een pgb?")
    page.unroute(MESSAGES)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.clock.run_for(19_000)
    assert sent == []
    page.clock.run_for(1_500)
    expect(talk.bot).to_have_count(3)
    expect(talk.bot.nth(1)).to_contain_text(ANSWER)
    expect(talk.you).to_have_text([QUESTION, "Wat is een pgb?"])
    expect(talk.error).to_have_count(0)


def test_erasing_does_not_wait_for_what_waits(visit: Visit, page: Page) -> None:
    page.clock.install()
    talk = visit().open()
    talk.fails(429, headers={"Retry-After": "50"})
    talk.ask()
    expect(talk.widget.locator(".waiting")).to_contain_text("over 50 seconden")
    talk.press(talk.button("Wis gesprek"))
    expect(talk.bot).to_have_count(1)
    expect(talk.widget.locator(".waiting")).to_be_hidden()
    expect(talk.you).to_have_count(0)


@pytest.mark.parametrize("status", [400, 413])
def test_what_cannot_be_sent_as_it_is_is_put_back(talk: Talk, status: int) -> None:
    talk.fails(status, "Uw bericht is te lang.")
    talk.ask("een lang bericht")
    expect(talk.error).to_have_text("Uw bericht is te lang.")
    expect(talk.field).to_have_value("een lang bericht")
    expect(talk.button("Probeer opnieuw")).to_have_count(0)


def test_what_was_typed_meanwhile_is_kept_too(talk: Talk) -> None:
    held = HeldMessages(talk.page)
    talk.ask("een lang bericht")
    talk.page.keyboard.insert_text(DRAFT)
    talk.page.wait_for_timeout(50)
    error = {"error": {"code": "too_long", "message": "Te lang."}}
    held.routes[0].fulfill(status=413, json=error)
    expect(talk.field).to_have_value(f"een lang bericht\n{DRAFT}")


def test_a_text_that_is_too_long_is_not_cut(talk: Talk) -> None:
    long = "a" * 1001
    talk.ask(long)
    expect(talk.hint).to_contain_text("Uw bericht is te lang: 1001 tekens.")
    expect(talk.field).to_have_value(long)
    expect(talk.you).to_have_count(0)
    talk.page.keyboard.press("Backspace")
    expect(talk.hint).to_be_empty()
    talk.page.keyboard.press("Enter")
    expect(talk.bot).to_have_count(2)


def test_a_server_in_trouble(talk: Talk) -> None:
    talk.fails(503)
    talk.ask()
    expect(talk.error).to_contain_text("De assistent geeft nu geen antwoord.")
    talk.page.reload()
    expect(talk.error).to_contain_text("De assistent geeft nu geen antwoord.")
    talk.page.unroute(MESSAGES)
    talk.press(talk.button("Probeer opnieuw"))
    expect(talk.bot.last).to_contain_text(ANSWER)


def test_a_proxy_that_answers_in_the_server_s_place(talk: Talk) -> None:
    talk.page.route(MESSAGES, lambda route: route.fulfill(status=200, body="<h1>Storing</h1>"))
    talk.ask()
    expect(talk.error).to_contain_text("De assistent geeft nu geen antwoord.")


def test_a_conversation_that_could_not_start_starts_with_the_first_question(visit: Visit, page: Page) -> None:
    page.route(SESSIONS, lambda route: route.fulfill(status=503, json={}))
    talk = visit()
    talk.press(talk.launcher)
    expect(talk.error).to_contain_text("geen antwoord")
    page.unroute(SESSIONS)
    talk.ask()
    expect(talk.bot.last).to_contain_text(ANSWER)
    expect(talk.error).to_have_count(0)


@pytest.mark.parametrize("kept", ["kapot{", '{"turns": 3}', "[]"])
def test_what_is_kept_is_damaged(visit: Visit, page: Page, kept: str, complaints: list[str]) -> None:
    page.add_init_script(f"if (!sessionStorage.length) sessionStorage.setItem('wmo-wegwijzer', {kept!r})")
    visit().open().answered()
    assert complaints == []


def test_without_storage_it_works_on_one_page(visit: Visit, page: Page, complaints: list[str]) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })")
    visit().open().answered()
    assert complaints == []
