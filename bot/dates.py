"""Dates as they are written in Dutch."""

from __future__ import annotations

import datetime

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def dutch_date(day: datetime.date) -> str:
    """A day in words: 21 november 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
