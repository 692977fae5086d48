"""Talking to a SPARQL server over HTTP: queries, updates, whole graphs; what goes wrong, in plain words.

    server = Server(addresses("http://127.0.0.1:8890/sparql"))
    server.query("SELECT …", RESULTS)          the bytes of the answer
    server.update("DROP SILENT GRAPH <…>")
    server.add("https://…/graph/units", lines) SPARQL 1.1 Graph Store Protocol, POST

One connection is kept for all; safe for many threads. A server that asks for name and password says how (Basic or
Digest), and is answered so.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

import httpx

from queries.errors import BadQuery
from service.errors import StoreError
from service.remote.addresses import (
    PASSWORD_VARIABLE,
    TOKEN_VARIABLE,
    USER_VARIABLE,
    Addresses,
)
from service.settings import STORE_SECONDS_VARIABLE, store_seconds

RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"
NTRIPLES: Final = "application/n-triples"
CUT: Final = "x-sparql-maxrows"
"""The header by which Virtuoso tells that it left off rows (ResultSetMaxRows of its virtuoso.ini)."""
CUT_BY_OURS: Final = "cancu-truncated"
"""The header by which another Căn Cứ tells that a short answer was cut."""
CUT_MARKS: Final = (b'"truncated":{"limit"', b"\n# truncated: ")
"""How it says so behind the last row of a long one (service/answering/cutting.py); no literal can hold either."""
_TAIL: Final = 400
"""Bytes at the end of an answer in which that stands."""
_TOLD: Final = 300
"""Characters of a server's own message that are passed on."""


class RemoteError(StoreError):
    """The server cannot be reached, or refuses."""


class Server:
    """One data set of a SPARQL server."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses: Final = addresses
        self.client: Final = httpx.Client(
            auth=credentials(addresses), timeout=httpx.Timeout(store_seconds(), connect=10.0), follow_redirects=True
        )

    def query(self, text: str, accept: str) -> httpx.Response:
        """The answer to a query, whole. Raises BadQuery where the server refuses the query, RemoteError."""
        answer = self._sent("POST", self.addresses.query, data={"query": text}, headers={"accept": accept})
        if answer.status_code in (400, 422):
            raise BadQuery(f"{self.addresses.host} refuses the query: {told(answer)}")
        self._check(answer, "answer queries")
        self._check_whole(answer)
        return answer

    def _check_whole(self, answer: httpx.Response) -> None:
        if left_off := answer.headers.get(CUT):
            raise RemoteError(
                f"{self.addresses.host} gives at most {left_off} rows, and this answer has more. Raise "
                "ResultSetMaxRows in its virtuoso.ini (docs/deploy.md)."
            )
        if CUT_BY_OURS in answer.headers or any(mark in answer.content[-_TAIL:] for mark in CUT_MARKS):
            raise RemoteError(
                f"{self.addresses.host} cut its answer at one of its limits. Raise CANCU_QUERY_ROWS or "
                "CANCU_QUERY_MEGABYTES there (docs/endpoint.md), or ask for less."
            )

    def update(self, text: str) -> None:
        """Run a SPARQL update. Raises RemoteError."""
        headers = {"content-type": "application/sparql-update"}
        answer = self._sent("POST", self.addresses.update, content=text.encode(), headers=headers)
        self._check(answer, "take updates")

    def add(self, graph: str, lines: str) -> None:
        """Add triples (N-Triples lines) to a named graph. Raises RemoteError."""
        if self.addresses.graphs is None:
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}\n}} }}")
            return
        answer = self._sent(
            "POST",
            self.addresses.graphs,
            params={"graph": graph},
            content=lines.encode(),
            headers={"content-type": NTRIPLES},
        )
        self._check(answer, "take graphs")

    def close(self) -> None:
        self.client.close()

    def _sent(self, method: str, url: str, **content: object) -> httpx.Response:
        try:
            return self.client.request(method, url, **content)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise unreachable(self.addresses, error) from error

    def _check(self, answer: httpx.Response, what: str) -> None:
        if not answer.is_success:
            raise refused(self.addresses, answer, what)


class _Credentials(httpx.Auth):
    """Name and password in the way that the server asks for, Basic or Digest, once it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            answer = yield request
            if answer.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = answer.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if asked.startswith("digest") else self._basic
        yield from self._chosen.auth_flow(request)


class _Token(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["authorization"] = f"Bearer {self._token}"
        yield request


def credentials(addresses: Addresses) -> httpx.Auth | None:
    """How requests are authorised; None where no credentials are set."""
    if addresses.token:
        return _Token(addresses.token)
    return _Credentials(addresses.user, addresses.password) if addresses.user else None


def unreachable(addresses: Addresses, error: httpx.HTTPError) -> RemoteError:
    """The error for a server that does not answer."""
    if isinstance(error, httpx.TimeoutException):
        return RemoteError(
            f"{addresses.host} did not answer within {store_seconds():g} seconds. Give it more "
            f"({STORE_SECONDS_VARIABLE}), or ask for less."
        )
    return RemoteError(f"{addresses.host} cannot be reached ({error}). Check the address, and that the server runs.")


def refused(addresses: Addresses, answer: httpx.Response, what: str) -> RemoteError:
    """The error for an answer that is no success; `what` the server was to do."""
    status, where = answer.status_code, f"{answer.request.url.copy_with(query=None)}"
    if status in (401, 403):
        return RemoteError(
            f"{where} does not let us {what.replace('take', 'send')} ({status}). Set {USER_VARIABLE} and "
            f"{PASSWORD_VARIABLE}, or {TOKEN_VARIABLE}, to one who may."
        )
    if status in (404, 405):
        return RemoteError(
            f"{where} does not {what} ({status}). Give the right address: --store for queries, CANCU_STORE_UPDATE, "
            "CANCU_STORE_GRAPHS (docs/deploy.md)."
        )
    return RemoteError(f"{where} failed ({status}): {told(answer)}")


def told(answer: httpx.Response) -> str:
    """The server's own words, in one line, cut."""
    words = " ".join(answer.text.split())
    return words[:_TOLD] + ("…" if len(words) > _TOLD else "")
