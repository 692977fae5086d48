"""Around every answer: headers that keep a browser from doing what no page of ours needs.

Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; …
"""

from __future__ import annotations

from typing import Final

from service.web.guards.asgi import App, Message, Receive, Scope, Send

SAFETY: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""Sent with every answer: no script but our own modules, nothing from elsewhere, in nobody's frame. A page may have a
policy of its own."""

ASKED_AS: Final = "cancu.method"
"""The key of the scope under which the method stands as the client gave it."""


class Shell:
    """Around every request: HEAD is answered as GET (the server drops the body), and SAFETY goes with the answer."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                named = {name.lower() for name, _ in own}
                sent = [(name.encode(), value.encode()) for name, value in SAFETY.items()]
                message = {**message, "headers": [*own, *(pair for pair in sent if pair[0] not in named)]}
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        asked = {**scope, "method": "GET" if method == "HEAD" else method, ASKED_AS: method}
        await self.app(asked, receive, send_safely)
