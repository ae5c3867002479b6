"""Settings that show over HTTP: rate limit, allowed origins, another day, and a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.html import visit
from tests.stack import Stack


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack without action server, with few messages a minute, one allowed origin, in the year 2027."""
    settings = {
        "WMO_RATE_LIMIT": "5",
        "WMO_ALLOWED_ORIGINS": "https://www.voorbeeld.nl",
        "WMO_TODAY": "2027-02-01",
    }
    stack = Stack(settings, Path(tmp_path_factory.mktemp("strict")), with_actions=False)
    try:
        yield stack.start()
    finally:
        stack.stop()


def test_the_year_that_is_not_known_is_said(strict: Stack) -> None:
    text = strict.conversation().say("Hoe hoog is de eigen bijdrage?")["text"]
    assert "2027 zijn mij niet bekend" in text
    assert "€ 21,80" in text
    assert "2026" in text
    assert "hetcak.nl" in text


def test_an_allowed_origin_may_ask_and_another_may_not(strict: Stack) -> None:
    def allowed(origin: str) -> str | None:
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        response = requests.options(f"{strict.api}/messages", headers=headers, timeout=30)
        return response.headers.get("Access-Control-Allow-Origin")

    assert allowed("https://www.voorbeeld.nl") == "https://www.voorbeeld.nl"
    assert allowed("https://kwaad.voorbeeld.nl") is None


def test_an_allowed_website_can_read_after_how_long_to_try_again(strict: Stack) -> None:
    headers = {"Origin": "https://www.voorbeeld.nl"}
    response = requests.post(f"{strict.api}/messages", json={"text": "x"}, headers=headers, timeout=30)
    assert response.status_code == 401
    assert response.headers["Access-Control-Allow-Origin"] == "https://www.voorbeeld.nl"
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]


def test_the_page_without_javascript_may_be_framed_by_an_allowed_website_only(strict: Stack) -> None:
    policy = requests.get(f"{strict.url}/chat", timeout=30).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.voorbeeld.nl;" in policy
    demo = requests.get(strict.url, timeout=30).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self';" in demo


def test_the_page_without_javascript_keeps_to_the_limit_and_keeps_what_was_typed(strict: Stack) -> None:
    strict.restart_rasa()
    page = visit(f"{strict.url}/chat").submit(text="Wat is een pgb?")
    pages = [page.submit(text="Wat is een persoonlijk plan?") for _ in range(5)]
    last = pages[-1]
    assert last.response.status_code == 429
    assert 1 <= int(last.response.headers["Retry-After"]) <= 60
    assert last.textarea == "Wat is een persoonlijk plan?"
    assert "U stuurt veel berichten achter elkaar" in last.text
    assert "U: Wat is een pgb?" in last.text
    assert last.hidden["gesprek"] == page.hidden["gesprek"]


def test_the_page_without_javascript_goes_on_after_a_restart(strict: Stack) -> None:
    strict.restart_rasa()
    page = visit(f"{strict.url}/chat").submit(text="Wat is een persoonlijk plan?")
    strict.restart_rasa()
    assert "U: Wat is een persoonlijk plan?" in visit(page.response.url).text
    assert "Vraag 2" in page.submit("Leg makkelijker uit").text


def test_health_fails_without_the_action_server(strict: Stack) -> None:
    response = requests.get(f"{strict.api}/health", timeout=30)
    assert response.status_code == 503
    assert response.json()["status"] == "failing"


def test_without_the_action_server_the_general_answer_is_given(strict: Stack) -> None:
    strict.restart_rasa()
    conversation = strict.conversation("Zwolle")
    reply = conversation.say("Waar kan ik mij melden voor hulp?")
    assert reply["custom"]["question"] == "melding/waar"
    assert "gemeente" in reply["text"]
    assert "www.regelhulp.nl" in conversation.replies[1]["text"]


def test_a_conversation_survives_a_restart(strict: Stack) -> None:
    strict.restart_rasa()
    conversation = strict.conversation()
    conversation.say("Wat is een persoonlijk plan?")
    strict.restart_rasa()
    assert conversation.say("kan het makkelijker?")["custom"]["question"] == "gesprek/makkelijker"


def test_too_many_messages_must_wait(strict: Stack) -> None:
    strict.restart_rasa()
    conversation = strict.conversation()
    responses = [conversation.post(text="hallo") for _ in range(7)]
    assert responses[0].status_code == 200
    last = responses[-1]
    assert last.status_code == 429
    assert last.json()["error"]["code"] == "too_many_messages"
    assert 1 <= int(last.headers["Retry-After"]) <= 60


def test_no_tensorflow_is_in_the_serving_process(strict: Stack) -> None:
    assert strict.rasa is not None
    loaded = Path(f"/proc/{strict.rasa.pid}/maps").read_text()
    assert "tensorflow" not in loaded
    assert "jaxlib" not in loaded
