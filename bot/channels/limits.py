"""How many messages a visitor may send."""

from __future__ import annotations

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.channels import errors


class RateLimit:
    """A number of requests a minute, counted per session and per address in a moving window.

    Kept in memory: each process counts for itself, which is enough against a script that runs wild.
    """

    def __init__(self, per_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, *visitors: str) -> None:
        """Count a request for each visitor (an address, a session id).

        Raises:
            ChannelError: one of them is over the limit; it says after how many seconds to try again.
        """
        if self._limit is None:
            return
        for visitor in visitors:
            if not self._limiter.hit(self._limit, visitor):
                reset = self._limiter.get_window_stats(self._limit, visitor).reset_time
                raise errors.too_many(max(1, round(reset - time.time())))
