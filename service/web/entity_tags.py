"""What a client says that it has: If-None-Match (RFC 9110, section 13.1.2)."""

from __future__ import annotations

from fastapi import Request


def client_has(request: Request, tag: str) -> bool:
    """Whether the client has what bears this entity tag, ("..." or W/"..."); compared weakly, as the section says."""
    tags = {_opaque(each.strip()) for each in request.headers.get("if-none-match", "").split(",")}
    return _opaque(tag) in tags or "*" in tags


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")
