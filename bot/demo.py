"""The demonstration at `/`: a page such as a municipality has, with the widget on it and the code to embed it."""

from __future__ import annotations

from urllib.parse import urlencode

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import content
from bot.channels.errors import ChannelError
from bot.pages import page


async def demo(request: Request) -> HTTPResponse:
    """The page, for the municipality in the address (`/?gemeente=Zwolle`) or for none."""
    asked = request.args.get("gemeente", "").strip()[:100]
    municipality, unknown = None, False
    try:
        municipality = content.municipality(asked)
    except ChannelError:
        unknown = True
    query = f"?{urlencode({'gemeente': municipality.code})}" if municipality else ""
    return page(
        "demo.html",
        asked=asked,
        unknown=unknown,
        municipality=municipality,
        chat=f"/chat{query}",
        origin=f"{request.scheme}://{request.host}",
    )
