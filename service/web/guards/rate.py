"""How often a client may ask: so many requests a minute, at once or one after another.

    600 a minute: 600 at once, and then ten a second; the 601st gets 429 and "Retry-After: 1"

Each client has a bucket that holds a minute's requests and fills up again at an even pace (a token bucket). This
machine itself is not limited, nor is what costs nothing: style, scripts, and whether the service lives.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from fastapi import Request

from service.settings import RATE_VARIABLE
from service.web.faults import told
from service.web.guards.asgi import App, Receive, Scope, Send
from service.web.guards.clients import address, client, is_local
from service.web.problems import Problem

MOST_CLIENTS: Final = 100_000
"""Clients that are remembered: some 20 MB. Those unseen for a minute go, as their buckets are full again."""
FREE: Final = ("/static/", "/healthz", "/readyz", "/metrics")
"""Paths that do not count."""
_MINUTE: Final = 60.0


class Buckets:
    """A bucket a client. For one thread."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most: Final = float(per_minute)
        self._clock: Final = clock
        self._buckets: Final[OrderedDict[str, tuple[float, float]]] = OrderedDict()
        """What each holds and since when; the longest unseen first."""

    def take(self, name: str) -> float:
        """Take one request from a client's bucket: 0.0, or how many seconds it must wait where there is none."""
        now = self._clock()
        held, since = self._buckets.pop(name, (self._most, now))
        held = min(self._most, held + (now - since) * self._most / _MINUTE)
        wait = 0.0 if held >= 1 else (1 - held) * _MINUTE / self._most
        self._buckets[name] = (held if wait else held - 1, now)
        self._forget(now)
        return wait

    def __len__(self) -> int:
        return len(self._buckets)

    def _forget(self, now: float) -> None:
        while self._buckets:
            _, since = next(iter(self._buckets.values()))
            if now - since < _MINUTE and len(self._buckets) <= MOST_CLIENTS:
                return
            self._buckets.popitem(last=False)


class Rate:
    """Answers 429 to a client that asks more often than `per_minute`."""

    def __init__(self, app: App, per_minute: int) -> None:
        self.app = app
        self._buckets = Buckets(per_minute)
        self._per_minute = per_minute

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FREE) or is_local(scope):
            await self.app(scope, receive, send)
            return
        wait = self._buckets.take(client(address(scope)))
        if not wait:
            await self.app(scope, receive, send)
            return
        seconds = math.ceil(wait)
        problem = Problem(
            429,
            "Too many requests",
            f"More than {self._per_minute} requests a minute came from your address. Try again in {seconds} s; whoever "
            f"runs this service sets the limit ({RATE_VARIABLE}).",
            headers={"Retry-After": str(seconds)},
        )
        await told(Request(scope), problem)(scope, receive, send)
