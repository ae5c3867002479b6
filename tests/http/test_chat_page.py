"""The page without JavaScript, over real HTTP: a whole conversation through its form."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
import requests

from tests.html import Page, visit
from tests.stack import Stack

QUESTION = "Wat kost de eigen bijdrage?"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;"


@pytest.fixture
def start(stack: Stack) -> Page:
    """The page as a visitor first sees it."""
    return visit(f"{stack.url}/chat")


def session(stack: Stack, page: Page) -> int:
    """What the JSON channel says of the conversation on a page."""
    headers = {"Authorization": f"Bearer {page.hidden['gesprek']}"}
    return requests.post(f"{stack.api}/messages", json={"text": "hallo"}, headers=headers, timeout=30).status_code


def test_the_first_page_greets_and_begins_no_session(start: Page) -> None:
    assert start.response.status_code == 200
    assert "Wmo-wegwijzer, een computerprogramma" in start.text
    assert start.hidden == {"gesprek": ""}
    assert start.of("html")[0]["lang"] == "nl"
    assert "Wis dit gesprek" not in start.buttons
    assert len(start.of("h1")) == 1


def test_it_is_read_in_the_order_in_which_it_is_used(start: Page) -> None:
    page = start.submit(text=QUESTION)
    parts = [
        "Naar het invoerveld", "Wmo-wegwijzer", "Het gesprek", "Goedendag", "Vraag 1", QUESTION, "hoogstens €",
        "Moeilijke woorden", "Waar staat dit?", "U kunt kiezen", "Was dit nuttig?", "Uw vraag",
        "Wat u verder kunt doen",
    ]  # fmt: skip
    position = 0
    for part in parts:
        position = page.text.index(part, position)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_whole_conversation_through_the_form(start: Page) -> None:
    page = start.submit(text=QUESTION)
    assert f"U: {QUESTION}" in page.text
    assert "U betaalt in 2026 hoogstens" in page.text
    assert "Wmo 2015, artikel 2.1.4a lid 4 (gecontroleerd op 21 november 2026)" in page.text
    assert page.of("dfn")
    assert page.of("details")

    easier = page.submit("Leg makkelijker uit")
    assert "Vraag 2" in easier.text
    assert "Leg makkelijker uit" not in easier.buttons

    choice = easier.submit("Wie stuurt de rekening?")
    assert "U: Wie stuurt de rekening?" in choice.text
    assert "CAK" in choice.text

    thanked = choice.submit("Ja, nuttig")
    assert "Fijn dat dit u helpt" in thanked.text
    assert "Ja, nuttig" not in thanked.buttons

    person = thanked.submit("Ik wil een mens spreken")
    assert "In welke gemeente woont u?" in person.text
    place = person.submit(text="Zwolle")
    assert "14 038" in place.text
    assert "tel:14038" in place.links
    assert any(link.startswith("https://") for link in place.links)
    assert any(link.startswith("mailto:") for link in place.links)

    topics = place.submit("Bekijk alle onderwerpen")
    assert "U kunt mij vragen naar:" in topics.text
    anew = topics.submit("Begin opnieuw")
    assert "Uw vorige vraag laat ik los" in anew.text
    assert [f"Vraag {number}" in anew.text for number in range(1, 10)] == [True] * 8 + [False]
    assert QUESTION in anew.text


def test_in_danger_there_are_other_things_to_do(start: Page) -> None:
    page = start.submit(text="ik word geslagen door mijn man")
    assert "tel:112" in page.links
    assert not {"Leg makkelijker uit", "Ja, nuttig"} & set(page.buttons)


def test_earlier_choices_stay_readable_and_cannot_be_pressed(start: Page) -> None:
    title = next(title for title, name in start.buttons.items() if name.startswith("keuze:/eigen_bijdrage"))
    page = start.submit(text="Wat is een persoonlijk plan?")
    assert title not in page.buttons
    assert title in page.text


def test_a_post_is_answered_with_a_redirect_and_a_reload_sends_nothing_again(start: Page) -> None:
    redirect = start.submit(text=QUESTION, follow=False).response
    assert redirect.status_code == 303
    address = redirect.headers["Location"]
    assert address.endswith("#nieuw")
    url = requests.compat.urljoin(redirect.url, address)
    first, again = visit(url), visit(url)
    assert first.text == again.text
    assert first.text.count(QUESTION) == 1
    (newest,) = (attributes for _, attributes in first.elements if attributes.get("id") == "nieuw")
    assert newest is not None


def test_the_token_is_in_no_address_and_there_is_no_cookie(start: Page) -> None:
    page = start.submit(text=QUESTION)
    token = page.hidden["gesprek"]
    assert token
    assert token not in page.response.url
    assert not any(token in link for link in page.links)
    for response in (start.response, page.response, *page.response.history):
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_a_ticket_is_no_token_and_a_token_no_ticket(stack: Stack, start: Page) -> None:
    page = start.submit(text=QUESTION)
    ticket = urlsplit(page.response.url).path.removeprefix("/chat/")
    headers = {"Authorization": f"Bearer {ticket}"}
    assert requests.post(f"{stack.api}/messages", json={"text": "x"}, headers=headers, timeout=30).status_code == 401
    other = visit(f"{stack.url}/chat/{page.hidden['gesprek']}")
    assert other.response.status_code == 410
    assert QUESTION not in other.text
    assert other.hidden["gesprek"] == ""
    assert other.submit(text=QUESTION).response.status_code == 200


def test_erasing_takes_the_conversation_away(stack: Stack, start: Page) -> None:
    page = start.submit(text=QUESTION)
    assert session(stack, page) == 200
    erased = page.submit("Wis dit gesprek")
    assert erased.response.status_code == 200
    assert "Uw gesprek is gewist" in erased.text
    assert QUESTION not in erased.text
    assert erased.hidden["gesprek"] == ""
    assert session(stack, page) == 404
    old = visit(page.response.url)
    assert old.response.status_code == 404
    assert QUESTION not in old.text


def test_a_slash_too_many_is_no_error(stack: Stack) -> None:
    page = visit(f"{stack.url}/chat/")
    assert page.response.status_code == 200
    assert "Goedendag" in page.text


@pytest.mark.parametrize("ticket", ["x", "a.b.c", "%00", "é", "<b>", "x%0d%0aSet-Cookie:%20a=b"])
def test_an_address_that_is_not_ours_leads_to_a_page_that_works(stack: Stack, ticket: str) -> None:
    page = visit(f"{stack.url}/chat/{ticket}")
    assert page.response.status_code == 410
    assert "Deze pagina is verlopen" in page.text
    assert "Set-Cookie" not in page.response.headers
    assert page.submit(text=QUESTION).response.status_code == 200


def test_a_message_after_erasing_is_kept_in_the_field(start: Page) -> None:
    page = start.submit(text=QUESTION)
    page.submit("Wis dit gesprek")
    gone = page.submit(text="en wat nu?")
    assert gone.response.status_code == 404
    assert "gewist of verlopen" in gone.text
    assert gone.textarea == "en wat nu?"
    assert gone.title.startswith("Niet gelukt")
    assert gone.submit(text=gone.textarea).response.status_code == 200


def test_a_forged_token_is_refused(start: Page) -> None:
    page = start.submit(text=QUESTION)
    data = {"gesprek": page.hidden["gesprek"][:-1] + "!", "vraag": "hallo"}
    forged = Page(requests.post(start.response.url, data=data, timeout=30))
    assert forged.response.status_code == 401
    assert forged.textarea == "hallo"
    assert QUESTION not in forged.text


def test_what_a_visitor_types_stays_text(start: Page) -> None:
    page = start.submit(text=HOSTILE)
    assert f"U: {HOSTILE}" in page.text
    assert not page.of("img")
    assert not page.of("script")
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    too_long = start.submit(text=HOSTILE + "</textarea><b>" + "a" * 1000)
    assert too_long.textarea == HOSTILE + "</textarea><b>" + "a" * 1000
    assert not too_long.of("b")


@pytest.mark.parametrize("given", [HOSTILE, "Duckstad", '"><script>', "\u0000", "Beek"])
def test_a_municipality_that_is_not_known_stays_text(stack: Stack, given: str) -> None:
    page = visit(f"{stack.url}/chat", gemeente=given)
    assert page.response.status_code == 200
    assert "Ik weet niet welke gemeente u bedoelt" in page.text
    assert not page.of("script")
    assert not page.of("img")
    after = page.submit(text=QUESTION)
    assert after.response.status_code == 200
    assert "gemeente" not in urlsplit(after.response.url).query


def test_the_municipality_of_the_address_counts(stack: Stack) -> None:
    page = visit(f"{stack.url}/chat", gemeente="Zwolle")
    assert "U kijkt bij de gemeente Zwolle. Bellen kan ook: 14 038." in page.text
    answer = page.submit(text="Waar kan ik mij melden voor hulp?")
    assert "14 038" in answer.text
    assert urlsplit(answer.response.url).query == "gemeente=GM0193"
    assert "U kijkt bij de gemeente Zwolle" in answer.text
    other = visit(f"{stack.url}/chat", gemeente="1011").submit("Ik wil een mens spreken")
    assert "gemeente Amsterdam" in other.text


def test_personal_data_are_taken_out_before_they_are_shown_or_kept(start: Page) -> None:
    page = start.submit(text="mijn bsn is 111222333, wat is een pgb?")
    assert "111222333" not in page.response.text
    assert "mijn bsn is [bsn]" in page.text
    assert "Persoonlijke gegevens heb ik niet nodig" in page.text


@pytest.mark.parametrize("text", ["", "  ", "\r\n"])
def test_nothing_typed(start: Page, text: str) -> None:
    page = start.submit(text=text)
    assert page.response.status_code == 400
    assert "Uw bericht is leeg" in page.text
    (field,) = page.of("textarea")
    assert field["aria-invalid"] == "true"
    assert "nieuw" in field["aria-describedby"].split()


def test_too_much_is_given_back_as_it_was(start: Page) -> None:
    text = "Regel één.\nRegel twee. " + "a" * 1000
    page = start.submit(text=text)
    assert page.response.status_code == 413
    assert page.textarea == text
    assert "Uw bericht is te lang" in page.text
    # A thousand characters with line ends, which a form sends as two each, are not too many.
    assert start.submit(text="a\n" * 500).response.status_code == 200


def test_far_too_much_is_still_answered_with_the_page(start: Page) -> None:
    page = start.submit(text="a" * 100_000)
    assert page.response.status_code == 413
    assert "Ga terug in uw browser" in page.text


def test_a_choice_that_was_not_offered_is_refused(start: Page) -> None:
    page = start.submit(text=QUESTION)
    fields = {**page.hidden, "vraag": "mijn eigen tekst", "keuze:/veiligheid/nood": "x"}
    refused = Page(requests.post(start.response.url, data=fields, timeout=30))
    assert refused.response.status_code == 400
    assert refused.textarea == "mijn eigen tekst"
    assert "Deze keuze is niet aangeboden" in refused.text
    assert f"U: {QUESTION}" in refused.text


def test_a_text_that_was_not_sent_yet_survives_a_choice(start: Page) -> None:
    page = start.submit("Ik wil een mens spreken", text="ik was nog aan het typen")
    assert page.response.status_code == 200
    assert page.textarea == "ik was nog aan het typen"
    assert "U: " in page.text
    assert "ik was nog aan het typen" not in page.text
    assert page.submit(text=page.textarea).textarea == ""


@pytest.mark.parametrize(
    ("data", "content_type"),
    [(b"\xff\xfe%%%=&&", "application/x-www-form-urlencoded"), (b"{}", "application/json"), (b"", "text/plain")],
)
def test_a_post_that_is_no_form_is_answered_with_the_page(stack: Stack, data: bytes, content_type: str) -> None:
    response = requests.post(f"{stack.url}/chat", data=data, headers={"Content-Type": content_type}, timeout=30)
    assert response.status_code == 400
    assert "Uw bericht is leeg" in Page(response).text


def test_the_policy_allows_nothing_inline(start: Page) -> None:
    for page in (start, start.submit(text=QUESTION)):
        policy = page.response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert not page.of("script")
        assert not page.of("style")


def test_two_visitors_do_not_see_each_other(stack: Stack, start: Page) -> None:
    one = start.submit(text=QUESTION)
    other = start.submit(text="Wat is een persoonlijk plan?")
    assert one.hidden["gesprek"] != other.hidden["gesprek"]
    assert QUESTION not in other.text


def test_another_method_is_refused_on_a_page(stack: Stack) -> None:
    response = requests.delete(f"{stack.url}/chat", timeout=30)
    assert response.status_code == 405
    assert "Dit kan niet op dit adres" in Page(response).text
    assert requests.head(f"{stack.url}/chat", timeout=30).status_code == 200
