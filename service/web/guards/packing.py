"""Around every answer: what is long is packed by gzip for who takes that (RFC 9110, section 12.5.3).

`/sparql` packs its own answers, and keeps short ones packed (service/web/sparql/answers.py). An answer that comes piece
by piece goes on piece by piece.
"""

from __future__ import annotations

from typing import Final

from fastapi.middleware.gzip import GZipMiddleware

from service.web.guards.asgi import App, Receive, Scope, Send, header

WORTH_PACKING: Final = 1000
"""Bytes from which on gzip makes an answer shorter."""
LEVEL: Final = 5
"""Of gzip: twice as fast as its default, and hardly longer."""


class Packing:
    """Packs the answers of an application."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._packed = GZipMiddleware(app, minimum_size=WORTH_PACKING, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        packs = scope["type"] == "http" and scope["path"] != "/sparql" and takes_gzip(header(scope, b"accept-encoding"))
        await (self._packed if packs else self.app)(scope, receive, send)


def takes_gzip(accepted: bytes | None) -> bool:
    """Whether a client with this Accept-Encoding takes an answer that is packed."""
    for part in (accepted or b"").decode("latin-1").lower().split(","):
        name, _, weight = (piece.strip() for piece in part.partition(";"))
        if name in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
