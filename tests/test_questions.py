"""Question keys in buttons, and what the outcome of the classifier says of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import (
    DOORS,
    MAIN_TOPICS,
    NEEDS_MUNICIPALITY,
    Choice,
    ladder,
    parse_payload,
    payload,
    recognised,
    topic,
)


def test_payload_and_back(question_keys: list[str]) -> None:
    for key in question_keys:
        assert parse_payload(payload(key)) == Choice(key)
        assert parse_payload(payload(key, "GM0193")) == Choice(key, "GM0193")


def test_payloads_in_rasas_notation() -> None:
    assert payload("melding/waar") == "/melding/waar"
    assert payload("contact/mijn_gemeente", "GM0193") == '/contact/mijn_gemeente{"gemeente": "GM0193"}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "melding/waar",
        "/melding",
        "/melding/waar/",
        "/melding/waar ",
        "/Melding/Waar",
        "/melding/waar{",
        "/melding/waar{}x",
        '/melding/waar{"gemeente"}',
        "/restart",
        "hallo",
    ],
)
def test_what_is_no_payload_of_ours(text: str) -> None:
    assert parse_payload(text) is None


@given(st.text(max_size=80))
def test_any_text_can_be_parsed(text: str) -> None:
    for candidate in (text, f"/a/b{{{text}}}"):
        choice = parse_payload(candidate)
        assert choice is None or choice.key


def test_topic() -> None:
    assert topic("melding/waar") == "melding"


def test_the_keys_in_code_exist(question_keys: list[str]) -> None:
    assert set(MAIN_TOPICS) | set(DOORS) | NEEDS_MUNICIPALITY <= set(question_keys)


def test_the_way_to_a_person_is_the_last_of_the_main_topics() -> None:
    assert MAIN_TOPICS[-1] == "contact/medewerker"
    assert len(set(MAIN_TOPICS)) == len(MAIN_TOPICS)


def test_every_question_ending_in_waar_has_a_door(question_keys: list[str]) -> None:
    assert {key for key in question_keys if key.endswith("/waar")} == set(DOORS)


def parsed(name: str, key: str | None = None, choices: list[str] | None = None) -> dict[str, Any]:
    response = {"response": {"intent_response_key": key}, "choices": choices or []}
    return {"intent": {"name": name}, "response_selector": {name: response, "default": response}}


def test_recognised() -> None:
    assert recognised(parsed("melding", "melding/waar")) == "melding/waar"


@pytest.mark.parametrize(
    "parse_data",
    [
        {},
        {"intent": None},
        {"intent": {"name": "melding"}},
        {"intent": {"name": "nlu_fallback"}, "response_selector": {}},
    ],
)
def test_nothing_recognised(parse_data: dict[str, Any]) -> None:
    assert recognised(parse_data) is None
    assert ladder(parse_data) == []


def test_the_likeliest_question_is_not_recognised_when_it_was_not_sure() -> None:
    unsure = {
        "intent": {"name": "nlu_fallback"},
        "response_selector": {"default": parsed("x", "a/b")["response_selector"]["x"]},
    }
    assert recognised(unsure) is None


def test_ladder() -> None:
    assert ladder(parsed("nlu_fallback", None, ["wmo/wat_is", "pgb/wat_is"])) == ["wmo/wat_is", "pgb/wat_is"]
