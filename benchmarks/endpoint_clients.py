"""Clients of a server: some at once, each on a connection that it keeps, for so many seconds.

asked = busy(server, 8, 10.0, requests)        # Seen(count=…, seconds=[…], statuses={200: …})
"""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Final
from urllib.parse import quote, urlencode

from benchmarks.endpoint_servers import Server

JSON: Final = {"Accept": "application/sparql-results+json"}


@dataclass(frozen=True)
class Ask:
    """One request."""

    method: str
    path: str
    body: str | None = None
    headers: dict[str, str] = field(default_factory=lambda: dict(JSON))


@dataclass
class Seen:
    """What came of requests: how many, how long each took, and with which status."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    whole: float = 0.0

    @property
    def a_second(self) -> float:
        """Requests that were answered well, a second."""
        return self.statuses[200] / self.whole if self.whole else 0.0

    @property
    def median(self) -> float:
        return median(self.seconds) * 1000 if self.seconds else float("nan")

    @property
    def p95(self) -> float:
        """Milliseconds."""
        many = len(self.seconds) > 1
        return quantiles(self.seconds, n=20, method="inclusive")[-1] * 1000 if many else self.median


def query(server: Server, text: str) -> Ask:
    """A query, POSTed as a form."""
    typed = {**JSON, "Content-Type": "application/x-www-form-urlencoded"}
    return Ask("POST", server.path, urlencode({"query": text}), typed)


def question(name: str, **given: str) -> Ask:
    """A question of the catalogue."""
    return Ask("GET", f"/api/questions/{name}?{urlencode(given)}")


def page(path: str) -> Ask:
    """A page, as a browser asks for it."""
    return Ask("GET", f"/{quote(path)}", None, {"Accept": "text/html"})


def answered(server: Server, ask: Ask, timeout: float = 120.0) -> tuple[int, bytes]:
    """The status and the body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)
    try:
        return _sent(connection, ask)
    finally:
        connection.close()


def busy(server: Server, clients: int, seconds: float, asks: Sequence[Ask], *, anew: bool = False) -> Seen:
    """Clients that ask in turns for so long. `anew`: no two requests are the same text, so that none is remembered."""
    numbers = itertools.count()

    def next_ask() -> Ask:
        number = next(numbers)
        one = asks[number % len(asks)]
        if anew and one.body:
            return Ask(one.method, one.path, one.body + quote(f"\n# {number}"), one.headers)
        return one

    until = time.perf_counter() + seconds
    return _seen(server, clients, lambda: next_ask() if time.perf_counter() < until else None)


def each(server: Server, clients: int, asks: Sequence[Ask]) -> Seen:
    """So many clients ask all of these, each once."""
    left: Iterator[Ask] = iter(asks)
    lock = threading.Lock()

    def next_ask() -> Ask | None:
        with lock:
            return next(left, None)

    return _seen(server, clients, next_ask)


def _seen(server: Server, clients: int, next_ask: Callable[[], Ask | None]) -> Seen:
    seen, began = Seen(), time.perf_counter()
    threads = [threading.Thread(target=_client, args=(server, next_ask, seen)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.whole = time.perf_counter() - began
    return seen


def _client(server: Server, next_ask: Callable[[], Ask | None], seen: Seen) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    while ask := next_ask():
        start = time.perf_counter()
        try:
            status, _ = _sent(connection, ask)
        except (OSError, http.client.HTTPException):
            status = 0
            connection.close()
        seen.seconds.append(time.perf_counter() - start)
        seen.statuses[status] += 1
    connection.close()


def _sent(connection: http.client.HTTPConnection, ask: Ask) -> tuple[int, bytes]:
    connection.request(ask.method, ask.path, ask.body, ask.headers)
    answer = connection.getresponse()
    return answer.status, answer.read()
