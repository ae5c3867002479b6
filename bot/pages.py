"""Pages that the server makes: templates in `bot/web/templates`, which escape all they are given, and their headers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse
from sanic.response import html as html_response

from bot.assets import DIRECTORY
from bot.dates import dutch_date
from bot.typesetting import blocks, safe

_templates = Environment(
    loader=FileSystemLoader(DIRECTORY / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _dutch_day(day: str) -> str:
    return dutch_date(datetime.date.fromisoformat(day))


_templates.filters.update(blocks=blocks, safe_url=safe, dutch_day=_dutch_day)


def policy(frame_ancestors: Iterable[str] = ("'self'",)) -> str:
    """The Content-Security-Policy of everything that is served: all of it our own, nothing inline.

    Args:
        frame_ancestors: the websites that may show it in a frame.
    """
    return f"default-src 'self'; frame-ancestors {' '.join(frame_ancestors)}; base-uri 'none'; form-action 'self'"


def page(
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    frame_ancestors: Iterable[str] = ("'self'",),
    **values: Any,
) -> HTTPResponse:
    """A page made from a template; never kept by browsers or in between, because it may show a conversation."""
    body = _templates.get_template(template).render(**values)
    policies = {"Content-Security-Policy": policy(frame_ancestors), "Cache-Control": "no-store"}
    return html_response(body, status=status, headers={**policies, **(headers or {})})
