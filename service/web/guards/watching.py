"""Each request is written down and counted, once its answer is out.

    2026-11-21T09:30:12.345+00:00 203.0.113.5 GET /api/questions/lineage-down 200 5120 12.3

When, who, what, the status, bytes of the answer, milliseconds. What stands behind the question mark is left out, as it
says what somebody looks for, unless a setting wants it. Headers and bodies are never written, so no token is.
"""

from __future__ import annotations

import logging
import sys
import time
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Final
from urllib.parse import quote

from service.errors import WrongUse
from service.settings import ACCESS_LOG_VARIABLE
from service.web.guards.asgi import App, Message, Receive, Scope, Send
from service.web.guards.clients import address
from service.web.guards.measures import Measures
from service.web.guards.shell import ASKED_AS

LOG: Final = logging.getLogger("cancu.access")
NO_ROUTE: Final = "none"
"""The route of an address that nothing answers."""
_AS_SENT: Final = "%/?:@!$&'()*+,;=#[]~"
"""Signs of an address that need no percent sign; letters, digits and "_.-" neither."""


def write_access_log(place: str) -> None:
    """Write requests to a file, which may be moved away while it is written to, to stderr ("-"), or not ("off").

    Raises WrongUse for a file that cannot be written.
    """
    LOG.handlers.clear()
    LOG.propagate = False
    if place == "off":
        LOG.setLevel(logging.CRITICAL)
        return
    try:
        handler = logging.StreamHandler(sys.stderr) if place == "-" else WatchedFileHandler(Path(place).expanduser())
    except OSError as error:
        raise WrongUse(f"{ACCESS_LOG_VARIABLE}: {place} cannot be written ({error.strerror}).") from error
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


class Watching:
    """Counts requests in `measures` and writes them to the log, `with_queries` or without."""

    def __init__(self, app: App, measures: Measures, *, with_queries: bool) -> None:
        self.app = app
        self._measures = measures
        self._with_queries = with_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, size, start = 500, 0, time.perf_counter()

        async def send_counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_counted)
        finally:
            seconds = time.perf_counter() - start
            method = scope[ASKED_AS]
            self._measures.seen(method, _route(scope), status, seconds)
            if LOG.isEnabledFor(logging.INFO):
                now = datetime.now(UTC).isoformat(timespec="milliseconds")
                sent = 0 if method == "HEAD" else size
                LOG.info(
                    "%s %s %s %s %d %d %.1f",
                    now, address(scope), method, self._asked(scope), status, sent, seconds * 1000,
                )  # fmt: skip

    def _asked(self, scope: Scope) -> str:
        """The address as it was sent; what could break a line is written with percent signs."""
        path, query = scope["raw_path"], scope["query_string"] if self._with_queries else b""
        return quote(path + (b"?" + query if query else b""), safe=_AS_SENT)


def _route(scope: Scope) -> str:
    route = getattr(scope.get("route"), "path", "")
    return route or ("/static" if scope["path"].startswith("/static/") else NO_ROUTE)
