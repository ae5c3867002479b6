"""The files that pages load: the widget that websites embed, styles, pictures.

Asked for anew each time, so that nobody runs an old script after an update; who has the newest gets a 304. Any website
may load them, also where its policy asks for scripts to be fetched with CORS (`crossorigin`, `integrity`).
"""

from __future__ import annotations

import functools
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot import widget

DIRECTORY = Path(__file__).resolve().parent / "web"
# What is not here, such as the templates of pages, is not served.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, no-cache",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}


@dataclass(frozen=True)
class Asset:
    """What is sent, plain and packed."""

    content: bytes
    packed: bytes
    tag: str
    """Another one when the content is another."""


def add_routes(app: Sanic) -> None:
    """The widget at the addresses that websites know, files under /static, the icon where browsers look for it."""

    async def script(request: Request) -> HTTPResponse:
        return _sent(request, _asset(widget.script().encode()), ".js")

    async def style(request: Request) -> HTTPResponse:
        return _sent(request, _asset(widget.style().encode()), ".css")

    async def file(request: Request, name: str) -> HTTPResponse:
        return _file(request, name)

    async def icon(request: Request) -> HTTPResponse:
        return _file(request, "icon.svg")

    for handler, path in (
        (script, "/widget.js"),
        (style, "/widget.css"),
        (file, "/static/<name:path>"),
        (icon, "/favicon.ico"),
    ):
        app.add_route(handler, path, methods=("GET", "HEAD"), name=handler.__name__)


def _file(request: Request, name: str) -> HTTPResponse:
    path = (DIRECTORY / name).resolve()
    if path.suffix not in TYPES or not path.is_relative_to(DIRECTORY) or not path.is_file():
        raise NotFound("no such file")
    return _sent(request, _asset(path.read_bytes()), path.suffix)


def _sent(request: Request, asset: Asset, suffix: str) -> HTTPResponse:
    """An asset, packed for who can unpack it, or only the word that it has not changed."""
    packed = "gzip" in request.headers.get("accept-encoding", "") and len(asset.packed) < len(asset.content)
    tag = f'"{asset.tag}-gzip"' if packed else f'"{asset.tag}"'
    headers = {**HEADERS, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return raw(b"", status=304, headers=headers, content_type=TYPES[suffix])
    if packed:
        headers["Content-Encoding"] = "gzip"
    return raw(asset.packed if packed else asset.content, headers=headers, content_type=TYPES[suffix])


@functools.lru_cache(maxsize=32)
def _asset(content: bytes) -> Asset:
    return Asset(content, gzip.compress(content, mtime=0), hashlib.sha256(content).hexdigest()[:20])
