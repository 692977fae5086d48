"""Who asks: the address at the other end, or the one that a trusted proxy tells of.

    client("203.0.113.5")                  "203.0.113.5"
    client("2001:db8:1:2:3:4:5:6")         "2001:db8:1:2::/64", which is one customer's line
    is_local(scope)                        True for this machine itself, and not through a proxy on it

X-Forwarded-For is believed only from the proxies of CANCU_TRUSTED_PROXIES; uvicorn's ProxyHeadersMiddleware reads it,
and it has taken the place of the peer's address in the scope before anything here looks.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from service.web.guards.asgi import Scope, header

UNKNOWN: Final = "-"
"""The client of a connection that has no address, as through a socket file."""


def address(scope: Scope) -> str:
    """The address of the one who asks, without the port."""
    peer = scope.get("client")
    return str(peer[0]) if peer and peer[0] else UNKNOWN


def client(text: str) -> str:
    """What counts as one client: an IPv4 address, an IPv6 network of 64 bits."""
    found = _parsed(text)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found) if found else UNKNOWN


def is_local(scope: Scope) -> bool:
    """Whether this machine itself asks. What a proxy on this machine passes on comes from elsewhere."""
    found = _parsed(address(scope))
    passed_on = header(scope, b"x-forwarded-for") or header(scope, b"forwarded")
    return found is not None and found.is_loopback and passed_on is None


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
