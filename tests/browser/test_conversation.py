"""What a visitor does in a conversation with the widget, with only the keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.talk import ANSWER, HOSTILE, MESSAGES, QUESTION, HeldMessages, Talk

LINKS = """Bel 112 bij gevaar, of bel 0800-2000. De gemeente: 14 038 of 038 498 91 11.
Mail naar wmo@zwolle.nl. Kijk op www.regelhulp.nl, hetcak.nl/tarieven of https://wetten.overheid.nl/BWBR0035362.

1. In 2025 was het € 112 of 14 200 euro.
2. Op 01-01-2026 zijn er 113 gemeenten."""


def test_the_greeting_offers_topics_as_buttons(talk: Talk) -> None:
    expect(talk.bot.first).to_contain_text("Ik ben de Wmo-wegwijzer", ignore_case=True)
    assert talk.choices.count() >= 3
    assert talk.choices.evaluate_all("all => all.every(one => one.localName === 'button' && one.type === 'button')")


def test_a_choice_is_sent_as_its_payload_and_stays_readable(talk: Talk, complaints: list[str]) -> None:
    titles = talk.choices.all_inner_texts()
    with talk.page.expect_request(MESSAGES) as sent:
        talk.press(talk.choices.last, "Space")
    assert list(sent.value.post_data_json) == ["payload"]
    expect(talk.bot).to_have_count(2)
    expect(talk.you).to_have_text(titles[-1])
    expect(talk.widget.locator(".turns > li").last).to_be_focused()
    expect(talk.bot.first.locator(".choices button")).to_have_count(0)
    expect(talk.bot.first.locator(".choices li")).to_have_text([*titles[:-1], f"{titles[-1]} (gekozen)"])
    talk.page.keyboard.press("Tab")
    expect(talk.bot.last.locator("button, summary, a").first).to_be_focused()
    assert complaints == []


def test_pressing_twice_is_choosing_once(talk: Talk) -> None:
    held = HeldMessages(talk.page)
    talk.choices.first.dblclick(force=True)
    talk.page.wait_for_timeout(100)
    assert len(held.routes) == 1
    expect(talk.you).to_have_count(1)


def test_sources_are_folded_away(talk: Talk) -> None:
    talk.answered()
    sources = talk.bot.last.locator(".sources")
    expect(sources).to_be_hidden()
    talk.press(talk.bot.last.locator("summary", has_text="Waar staat dit?"))
    expect(sources).to_be_visible()
    expect(sources).to_contain_text(re.compile(r"Wmo 2015, artikel .* \(gecontroleerd op \d+ [a-z]+ \d{4}\)"))


def test_the_law_is_a_link(talk: Talk) -> None:
    source = {"title": "Wmo 2015", "article": "2.3.2", "url": "https://wetten.overheid.nl/x", "checked": "2026-11-01"}
    talk.replies({"text": "Ja.", "custom": {"question": "wmo/wat_is", "sources": [source]}})
    talk.answered()
    talk.press(talk.bot.last.locator("summary"))
    link = talk.bot.last.get_by_role("link", name="Wmo 2015, artikel 2.3.2 (gecontroleerd op 1 november 2026)")
    expect(link).to_have_attribute("href", "https://wetten.overheid.nl/x")


def test_easier_words(talk: Talk) -> None:
    talk.answered("Wat is een persoonlijk plan?")
    talk.press(talk.button("Leg makkelijker uit"))
    expect(talk.bot).to_have_count(3)
    expect(talk.you.last).to_have_text("Leg makkelijker uit")
    assert len(talk.bot.last.locator(".text").inner_text()) < len(talk.bot.nth(1).locator(".text").inner_text())
    # What can be done with an answer, can be done with the last one.
    expect(talk.button("Leg makkelijker uit")).to_have_count(0)
    expect(talk.widget.get_by_role("group", name="Was dit nuttig?")).to_have_count(1)


@pytest.mark.parametrize(("answer", "says"), [("Ja", "Fijn dat dit u helpt"), ("Nee", "Sorry, dit antwoord was")])
def test_was_this_useful(talk: Talk, answer: str, says: str) -> None:
    talk.answered()
    with talk.page.expect_request(MESSAGES) as sent:
        talk.press(talk.widget.get_by_role("group", name="Was dit nuttig?").get_by_role("button", name=answer))
    assert sent.value.post_data_json["payload"].startswith("/gesprek/feedback_")
    expect(talk.bot.last).to_contain_text(says)
    expect(talk.widget.get_by_role("group", name="Was dit nuttig?")).to_have_count(0)


def test_a_person(talk: Talk) -> None:
    talk.press(talk.button("Een mens spreken"))
    expect(talk.bot).to_have_count(2)
    expect(talk.bot.last).to_contain_text("Zwolle")
    expect(talk.bot.last.locator("a[href^='tel:']").first).to_be_visible()


def test_numbers_addresses_and_websites_are_links(talk: Talk) -> None:
    talk.replies({"text": LINKS, "custom": {"question": "wmo/wat_is"}})
    talk.answered()
    links = talk.bot.last.locator("a").evaluate_all(
        "all => all.map(one => [one.textContent, one.getAttribute('href')])"
    )
    assert links == [
        ["112", "tel:112"],
        ["0800-2000", "tel:08002000"],
        ["14 038", "tel:14038"],
        ["038 498 91 11", "tel:0384989111"],
        ["wmo@zwolle.nl", "mailto:wmo@zwolle.nl"],
        ["www.regelhulp.nl", "https://www.regelhulp.nl"],
        ["hetcak.nl/tarieven", "https://hetcak.nl/tarieven"],
        ["https://wetten.overheid.nl/BWBR0035362", "https://wetten.overheid.nl/BWBR0035362"],
    ]
    expect(talk.bot.last.locator("ol > li")).to_have_count(2)


def test_hard_words_are_explained_in_their_place(talk: Talk) -> None:
    terms = [
        {"woord": "pgb", "uitleg": "Geld om zelf zorg te kopen."},
        {"woord": "melding", "uitleg": "Uw vraag om hulp."},
    ]
    text = "Een pgb vraagt u aan. De pgb-regels en het pgb staan in de wet. Doe eerst een melding."
    talk.replies({"text": text, "custom": {"question": "pgb/wat_is", "begrippen": terms}})
    talk.answered()
    word = talk.bot.last.get_by_role("button", name="pgb", exact=True)
    expect(word).to_have_count(1)
    expect(word).to_have_attribute("aria-expanded", "false")
    meaning = talk.bot.last.locator(".meaning").first
    expect(meaning).to_be_hidden()
    talk.press(word)
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(talk.bot.last.locator("p").last).to_contain_text("Een pgb (Geld om zelf zorg te kopen) vraagt u aan.")
    talk.page.keyboard.press("Enter")
    expect(meaning).to_be_hidden()
    expect(talk.bot.last.locator(".term")).to_have_text(["pgb", "melding"])


VOICES = """
const spoken = [];
class Utterance { constructor(text) { this.text = text; } }
const synthesis = Object.assign(new EventTarget(), {
  voices: %s, getVoices() { return this.voices; },
  speak(said) { spoken.push([said.text, said.lang]); this.said = said; }, cancel() { this.said?.onend?.(); },
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
Object.assign(window, { SpeechSynthesisUtterance: Utterance, spoken });
"""


def test_reading_aloud_with_a_dutch_voice_of_the_device(visit: Visit, page: Page) -> None:
    page.add_init_script(VOICES % '[{ lang: "nl-NL", localService: true }]')
    talk = visit().open().answered()
    expect(talk.button("Lees voor")).to_have_count(2)
    talk.press(talk.button("Lees voor").last)
    [[said, language]] = page.evaluate("spoken")
    assert ANSWER.search(said)
    assert language == "nl-NL"
    talk.press(talk.button("Stop met voorlezen"))
    expect(talk.button("Lees voor")).to_have_count(2)


@pytest.mark.parametrize(
    "voices", ["[]", '[{ lang: "en-GB", localService: true }]', '[{ lang: "nl-NL", localService: false }]']
)
def test_no_reading_aloud_without_such_a_voice(visit: Visit, page: Page, voices: str) -> None:
    page.add_init_script(VOICES % voices)
    talk = visit().open().answered()
    expect(talk.button("Lees voor")).to_have_count(0)
    page.evaluate(
        "() => { speechSynthesis.voices = [{ lang: 'nl-BE', localService: true }];"
        " speechSynthesis.dispatchEvent(new Event('voiceschanged')); }"
    )
    expect(talk.button("Lees voor")).to_have_count(2)


def test_the_conversation_as_a_file(talk: Talk, tmp_path: Path, complaints: list[str]) -> None:
    talk.answered()
    talk.press(talk.widget.locator("summary", has_text="Bewaren"))
    with talk.page.expect_download() as download:
        talk.press(talk.button("Bewaar als bestand"))
    assert download.value.suggested_filename == "wmo-gesprek.txt"
    download.value.save_as(tmp_path / "gesprek.txt")
    saved = (tmp_path / "gesprek.txt").read_bytes().decode("utf-8-sig")
    assert f"U:\r\n{QUESTION}\r\n" in saved
    assert ANSWER.search(saved)
    assert re.search(r"Waar staat dit\? Wmo 2015, artikel .* \(gecontroleerd op \d+ \w+ \d{4}\)", saved)
    assert complaints == []


def test_the_conversation_on_paper(talk: Talk, page: Page, complaints: list[str]) -> None:
    talk.ask(HOSTILE)
    expect(talk.bot).to_have_count(2)
    page.evaluate("""() => { HTMLIFrameElement.prototype.printed = [];
        window.printed = new Promise(resolve => new MutationObserver((changes) => changes.forEach(({ addedNodes }) =>
          addedNodes.forEach((node) => node.localName === "iframe" && (node.contentWindow.print = () => resolve(
            [node.contentDocument.body.innerText, node.contentDocument.querySelectorAll("img, script").length])))))
          .observe(document.querySelector("wmo-wegwijzer").shadowRoot, { childList: true, subtree: true })); }""")
    talk.press(talk.widget.locator("summary", has_text="Bewaren"))
    talk.press(talk.button("Print dit gesprek"))
    text, elements = page.evaluate("printed")
    assert HOSTILE in text
    assert "Gesprek met de Wmo-wegwijzer, bewaard op" in text
    assert elements == 0
    assert complaints == []


def test_erasing_takes_the_conversation_off_the_page_and_the_server(talk: Talk, complaints: list[str]) -> None:
    talk.answered()
    talk.page.keyboard.insert_text("nog niet verstuurd")
    before = talk.kept()["token"]
    assert talk.status_of(before) == 200
    talk.press(talk.button("Wis gesprek"))
    expect(talk.you).to_have_count(0)
    expect(talk.bot).to_have_count(1)
    expect(talk.hint).to_have_text("Uw gesprek is gewist.")
    expect(talk.field).to_be_focused()
    expect(talk.field).to_have_value("")
    assert talk.status_of(before) == 404
    kept = talk.kept()
    assert kept["token"] not in (None, before)
    assert QUESTION not in str(kept)
    assert complaints == []


def test_erasing_while_an_answer_is_on_its_way(talk: Talk) -> None:
    before = talk.kept()["token"]
    held = HeldMessages(talk.page)
    talk.ask()
    talk.press(talk.button("Wis gesprek"))
    expect(talk.you).to_have_count(0)
    held.answer(0, "te laat")
    expect(talk.bot).to_have_count(1)
    expect(talk.widget).not_to_contain_text("te laat")
    talk.page.unroute(MESSAGES)
    expect(talk.hint).to_have_text("Uw gesprek is gewist.")
    assert talk.status_of(before) == 404


def test_what_a_visitor_types_stays_text(talk: Talk, complaints: list[str]) -> None:
    talk.ask(HOSTILE)
    expect(talk.you).to_have_text(HOSTILE)
    expect(talk.bot).to_have_count(2)
    assert talk.widget.locator("img, script").count() == 0
    talk.page.reload()
    expect(talk.you).to_have_text(HOSTILE)
    assert "gekraakt" not in talk.page.title()
    assert complaints == []


def test_what_the_server_says_stays_text(talk: Talk, complaints: list[str]) -> None:
    links = [
        {"title": "slecht", "url": "javascript:document.title='gekraakt'"},
        {"title": "ook slecht", "url": " javascript:document.title='gekraakt'"},
        {"title": "nog een", "url": "data:text/html,gekraakt"},
        {"title": HOSTILE, "url": "https://www.rijksoverheid.nl/"},
        {"title": "Bel 14 038", "url": "tel:14038"},
    ]
    source = {"title": HOSTILE, "article": HOSTILE, "url": "javascript:alert(1)", "checked": "2026-01-01"}
    terms = [{"woord": "regel", "uitleg": HOSTILE}]
    custom = {"question": "wmo/wat_is", "links": links, "sources": [source], "begrippen": terms}
    talk.replies(
        {"text": HOSTILE + "\nTweede regel", "buttons": [{"title": HOSTILE, "payload": "/x"}], "custom": custom}
    )
    talk.answered()
    expect(talk.bot.last.locator(".text")).to_contain_text(HOSTILE)
    talk.press(talk.bot.last.locator(".term"))
    assert talk.widget.locator("img, script").count() == 0
    hrefs = talk.bot.last.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert hrefs == ["https://www.rijksoverheid.nl/", "tel:14038"]
    expect(talk.choices).to_have_text(HOSTILE)
    assert "gekraakt" not in talk.page.title()
    assert complaints == []


def test_quick_messages_go_one_at_a_time_in_order(talk: Talk) -> None:
    held = HeldMessages(talk.page)
    for text in ("een", "twee", "drie"):
        talk.ask(text)
    expect(talk.you).to_have_text(["een", "twee", "drie"])
    for number in range(3):
        held.answer(number, "antwoord op")
        expect(talk.bot).to_have_count(number + 2)
    shown = talk.widget.locator(".turns .text").all_inner_texts()[1:]
    assert shown == ["een", "antwoord op een", "twee", "antwoord op twee", "drie", "antwoord op drie"]


def test_the_wait_is_shown(talk: Talk) -> None:
    held = HeldMessages(talk.page)
    talk.ask()
    waiting = talk.widget.locator(".waiting")
    expect(waiting).to_have_text("De Wmo-wegwijzer zoekt het antwoord")
    held.answer(0, "antwoord op")
    expect(waiting).to_be_hidden()


def test_a_new_line_is_typed_with_shift(talk: Talk) -> None:
    talk.field.focus()
    talk.page.keyboard.type("een")
    talk.page.keyboard.press("Shift+Enter")
    talk.page.keyboard.type("twee")
    expect(talk.field).to_have_value("een\ntwee")
    expect(talk.field).to_have_attribute("rows", "2")
    talk.page.keyboard.press("Enter")
    expect(talk.you).to_have_text("een\ntwee", use_inner_text=True)


def test_nothing_typed_is_nothing_sent(talk: Talk) -> None:
    talk.ask("  ")
    expect(talk.hint).to_have_text("Typ eerst uw vraag.")
    expect(talk.you).to_have_count(0)
