"""Which sites' scripts may read the data in a visitor's browser: by CORS, and only data, never pages.

    Origin: https://example.org      ->  Access-Control-Allow-Origin: *       /sparql, /api/…, /id/…, and so on

What is served is public, and no cookie opens anything, so the default is everybody. `CANCU_ORIGINS` narrows it down,
for a service inside an office whose acts are not. A script of another site cannot load acts: it may send no
Authorization header.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.middleware.cors import CORSMiddleware

from service.web.guards.asgi import App, Message, Receive, Scope, Send

OPEN: Final = (
    "/sparql", "/api", "/data", "/id", "/dcat", "/ontology", "/shapes", "/context.jsonld", "/.well-known",
)  # fmt: skip
"""Paths at which data is served, and what is below them or is one of them as a file ("/dcat.ttl")."""
_BELOW: Final = tuple(f"{path}{sign}" for path in OPEN for sign in "/.")
_EXPOSED: Final = ("Cancu-Truncated", "Content-Disposition", "ETag", "Link", "Location", "Retry-After")
_RESOURCE: Final = (b"cross-origin-resource-policy", b"cross-origin")


class Origins:
    """Lets the scripts of `allowed` sites (["*"]: of all) read what stands under OPEN."""

    def __init__(self, app: App, allowed: Sequence[str]) -> None:
        self.app = app
        self._everyone = "*" in allowed
        self._open = CORSMiddleware(
            self._marked,
            allow_origins=allowed,
            allow_methods=("GET", "HEAD", "POST"),
            allow_headers=("Content-Type", "If-None-Match"),
            expose_headers=_EXPOSED,
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = scope["type"] == "http" and scope["path"].startswith(_BELOW)
        if is_open or scope.get("path") in OPEN:
            await self._open(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _marked(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start" and self._everyone:
                message = {**message, "headers": [*message.get("headers", ()), _RESOURCE]}
            await send(message)

        await self.app(scope, receive, send_marked)


def _is_open(path: str) -> bool:
    return any(path == one or path.startswith((f"{one}/", f"{one}.")) for one in OPEN)
