"""The demonstration and the files that pages load, over real HTTP."""

from __future__ import annotations

import gzip
import re

import pytest
import requests

from bot import widget
from tests.html import Page, visit
from tests.stack import Stack

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"


def test_the_demonstration_says_what_it_is(stack: Stack) -> None:
    page = visit(stack.url)
    assert page.response.status_code == 200
    assert "voorbeeldpagina, geen website van een gemeente" in page.text
    assert "Gemeente Voorbeeldstad" in page.text
    assert page.of("html")[0]["lang"] == "nl"
    assert page.links[0] == "#inhoud"
    assert "Set-Cookie" not in page.response.headers


def test_it_embeds_the_widget_as_a_website_does(stack: Stack) -> None:
    page = visit(stack.url)
    (script,) = (script for script in page.of("script") if script["src"] == "/widget.js")
    assert "defer" in script
    assert "data-municipality" not in script
    assert "/chat" in page.links
    assert page.of("noscript")


def test_the_municipality_can_be_switched_without_a_script(stack: Stack) -> None:
    page = visit(stack.url, gemeente="Giethoorn")
    assert "Gemeente Steenwijkerland (voorbeeld)" in page.text
    scripts = {script["src"]: script for script in page.of("script")}
    assert scripts["/widget.js"]["data-municipality"] == "GM1708"
    assert "/chat?gemeente=GM1708" in page.links
    (form,) = page.of("form")
    assert (form["method"], form["action"]) == ("get", "/")


def test_the_code_to_copy_is_that_of_this_address_and_municipality(stack: Stack) -> None:
    page = visit(stack.url, gemeente="Zwolle")
    assert f'<script src="{stack.url}/widget.js" data-municipality="GM0193" defer></script>' in page.text
    assert f'<noscript><a href="{stack.url}/chat?gemeente=GM0193">' in page.text
    assert f"connect-src 'self' {stack.url}" in page.text
    assert len([code for code in page.of("pre") if code.get("data-copy")]) == 2


@pytest.mark.parametrize("given", [HOSTILE, "Duckstad", "Beek", "' OR 1=1"])
def test_a_municipality_that_is_not_known_stays_text(stack: Stack, given: str) -> None:
    page = visit(stack.url, gemeente=given)
    assert page.response.status_code == 200
    assert f"Welke gemeente bedoelt u met ‘{given}’?" in page.text
    assert sorted(script["src"] for script in page.of("script")) == ["/static/copy.js", "/widget.js"]
    assert not page.of("img")
    (field,) = (field for field in page.of("input") if field.get("name") == "gemeente")
    assert field["value"] == given
    assert field["aria-describedby"] == "onbekend"


def test_a_strange_host_stays_text(stack: Stack) -> None:
    response = requests.get(stack.url, headers={"Host": 'x"><script>'}, timeout=30)
    assert response.status_code in (200, 400)
    assert 'x"><script>' not in response.text


@pytest.mark.parametrize("path", ["/", "/chat"])
def test_nothing_is_inline_and_all_that_is_loaded_is_there(stack: Stack, path: str) -> None:
    page = visit(stack.url + path)
    policy = page.response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert not page.of("style")
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")], tag
    loaded = [link["href"] for link in page.of("link")] + [script["src"] for script in page.of("script")]
    assert loaded
    for address in loaded:
        assert address.startswith("/")
        assert requests.get(stack.url + address, timeout=30).status_code == 200, address


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/widget.js", "text/javascript"),
        ("/widget.css", "text/css"),
        ("/static/page.css", "text/css"),
        ("/favicon.ico", "image/svg+xml"),
    ],
)
def test_any_website_may_load_it_and_ask_whether_it_changed(stack: Stack, path: str, kind: str) -> None:
    url = stack.url + path
    response = requests.get(url, timeout=30)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(kind)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-cache" in response.headers["Cache-Control"]
    again = requests.get(url, headers={"If-None-Match": response.headers["ETag"]}, timeout=30)
    assert (again.status_code, again.content) == (304, b"")
    assert requests.get(url, headers={"If-None-Match": '"other"'}, timeout=30).status_code == 200
    assert requests.head(url, timeout=30).status_code == 200


def test_it_is_packed_for_who_can_unpack_it(stack: Stack) -> None:
    def get(encoding: str) -> requests.Response:
        headers = {"Accept-Encoding": encoding}
        return requests.get(f"{stack.url}/widget.js", headers=headers, stream=True, timeout=30)

    plain, packed = get("identity"), get("gzip")
    assert plain.raw.read() == widget.script().encode()
    assert gzip.decompress(packed.raw.read()) == widget.script().encode()
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "name",
    [
        "templates/chat.html", "../server.py", "..%2fserver.py", "%2e%2e/%2e%2e/Makefile", "", "templates", "none.css",
        "/etc/passwd", "widget/types.d.ts", "%00.css",
    ],
)  # fmt: skip
def test_other_files_are_not_served(stack: Stack, name: str) -> None:
    with requests.Session() as visitor:
        prepared = requests.Request("GET", stack.url).prepare()
        prepared.url = f"{stack.url}/static/{name}"
        response = visitor.send(prepared, timeout=30)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_each_page_has_a_name_of_its_own(stack: Stack) -> None:
    titles = [visit(stack.url + path).title for path in ("/", "/chat")]
    assert len(set(titles)) == 2
    assert all(re.search(r"\w", title) for title in titles)


def test_a_page_without_its_token_is_the_same_for_everybody(stack: Stack) -> None:
    first, second = visit(f"{stack.url}/chat"), visit(f"{stack.url}/chat")
    assert isinstance(first, Page)
    assert first.response.text == second.response.text
