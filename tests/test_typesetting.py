"""Plain text as paragraphs, lists and links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.answers import Answers
from bot.typesetting import Block, Piece, blocks, pieces, safe


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [(block.kind, ["".join(piece.text for piece in line) for line in block.lines]) for block in blocks(text)]


def test_paragraphs_and_lists() -> None:
    text = "Een.\nTwee.\n\n\nU kunt:\n- dit\n-  dat\n\n1. eerst\n2. dan\nklaar\n"
    assert shape(text) == [
        ("p", ["Een.", "Twee."]),
        ("p", ["U kunt:"]),
        ("ul", ["dit", "dat"]),
        ("ol", ["eerst", "dan"]),
        ("p", ["klaar"]),
    ]


def test_two_lists_with_a_blank_line_between_are_two() -> None:
    assert [kind for kind, _ in shape("- a\n\n- b")] == ["ul", "ul"]


def test_a_list_that_was_interrupted_keeps_its_numbers() -> None:
    found = blocks("1. een\n2. twee\n\nTussendoor.\n\n3. drie\n4. vier")
    assert [(block.kind, block.start, len(block.lines)) for block in found] == [("ol", 1, 2), ("p", 1, 1), ("ol", 3, 2)]


@pytest.mark.parametrize("text", ["-5 graden", "1.5 meter", "2026. Dat jaar", "a - b"])
def test_what_only_looks_like_an_item(text: str) -> None:
    assert shape(text) == [("p", [text])]


def test_an_amount_stays_on_one_line() -> None:
    assert shape("hoogstens € 21,80 per maand") == [("p", ["hoogstens €\N{NO-BREAK SPACE}21,80 per maand"])]


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_nothing(text: str) -> None:
    assert blocks(text) == []


@pytest.mark.parametrize(
    ("text", "link", "url"),
    [
        ("Bel 112.", "112", "tel:112"),
        ("Bel 14 038 of kom langs", "14 038", "tel:14038"),
        ("nummer (0575) 59 57 60.", "(0575) 59 57 60", "tel:+31575595760"),
        ("0800-33 55 555, gratis", "0800-33 55 555", "tel:08003355555"),
        ("088 0767 000", "088 0767 000", "tel:+31880767000"),
        ("bel +31 38 498 91 11", "+31 38 498 91 11", "tel:+31384989111"),
        ("Kijk op www.hetcak.nl.", "www.hetcak.nl", "https://www.hetcak.nl"),
        ("(zie https://www.svb.nl/nl/pgb)", "https://www.svb.nl/nl/pgb", "https://www.svb.nl/nl/pgb"),
        ("Doe de test op pgb-test.nl!", "pgb-test.nl", "https://pgb-test.nl"),
        ("E-mail: info@zwolle.nl", "info@zwolle.nl", "mailto:info@zwolle.nl"),
        ("http://a.b/c?d=e&f=g", "http://a.b/c?d=e&f=g", "http://a.b/c?d=e&f=g"),
    ],
)
def test_links(text: str, link: str, url: str) -> None:
    found = [piece for piece in pieces(text) if piece.url]
    assert found == [Piece(link, url)]
    assert "".join(piece.text for piece in pieces(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "€ 112 per maand", "artikel 2.1.4", "op 09-11-2026", "112,50 euro", "in 1130 gevallen", "A112", "€ 21,80",
        "javascript:alert(1)", "data:text/html,x", "2e keer", "0", "x@y", "artikel 3:2", "de jaren 2015-2026",
    ],
)  # fmt: skip
def test_what_is_no_link(text: str) -> None:
    assert pieces(text.replace("€ ", "€\N{NO-BREAK SPACE}")) == (Piece(text.replace("€ ", "€\N{NO-BREAK SPACE}")),)


@given(st.text(max_size=300))
def test_nothing_is_lost_and_nothing_dangerous_is_linked(text: str) -> None:
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        assert not piece.url or safe(piece.url)
    for block in blocks(text):
        assert isinstance(block, Block)
        assert block.lines


def test_every_word_of_an_answer_stays(answers: Answers) -> None:
    for answer in answers.values():
        for text in (answer.text, answer.easier):
            shown = " ".join(piece.text for block in blocks(text) for line in block.lines for piece in line)
            assert re.findall(r"[^\W\d]+", shown) == re.findall(r"[^\W\d]+", text), answer.key


@pytest.mark.parametrize("url", ["https://a.nl", "http://a.nl", "tel:112", "mailto:a@b.nl", "HTTPS://A.NL"])
def test_where_a_link_may_lead(url: str) -> None:
    assert safe(url) == url


@pytest.mark.parametrize("url", ["javascript:alert(1)", " https://a.nl", "//a.nl", "data:x", "", "/a", "vbscript:x"])
def test_where_a_link_may_not_lead(url: str) -> None:
    assert safe(url) == ""
