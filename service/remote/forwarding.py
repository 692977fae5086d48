"""`/sparql` over a graph at a server: the query is passed on, and the answer streams through, within limits.

The query is read here first: what is no SPARQL 1.1 query gets the same message as over a store in a folder, and the
server's own extensions stay closed. See service/answering/interface.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

import httpx
from pyoxigraph import QueryTriples
from pyoxigraph import Store as Graph

from ontology.namespaces import PREFIXES
from queries.engine import syntax_error
from queries.errors import BadQuery
from service.answering.cutting import Cutter
from service.answering.interface import Asked, Busy, Limit, LimitReached, Limits, NoSuchForm, Unanswered, Wanted
from service.remote.addresses import Addresses
from service.remote.server import credentials, told
from service.storage.reader import Reader
from service.web.negotiation import Form

WAITING: Final = 4
"""How many may wait for each place."""
_DECLARED: Final = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())


class Forwarding:
    """See `service.answering.interface.Answering`; for one server. Make and use it in one event loop."""

    def __init__(self, addresses: Addresses, limits: Limits) -> None:
        self._addresses: Final = addresses
        self._client: Final = httpx.AsyncClient(auth=credentials(addresses), timeout=None, follow_redirects=True)
        self._limits: Final = limits
        self._places: Final = asyncio.Semaphore(limits.at_once)
        self._waiting = 0

    def version(self, reader: Reader) -> str | None:
        """See `Answering.version`: nobody knows, since a server shows a change at once."""
        return None

    async def answer(self, asked: Asked, wanted: Wanted, limits: Limits, reader: Reader) -> Forwarded:
        """See `Answering.answer`. The memory of a query is the server's affair."""
        deadline = asyncio.get_running_loop().time() + limits.seconds
        form = await asyncio.to_thread(form_of, asked.query, wanted)
        await self._place(limits)
        try:
            return await Forwarded.of(self._request(asked, form), self._client, form, limits, deadline, self._release)
        except BaseException:
            self._release()
            raise

    async def aclose(self) -> None:
        """See `Answering.aclose`."""
        await self._client.aclose()

    def _request(self, asked: Asked, form: Form) -> httpx.Request:
        fields: dict[str, str | list[str]] = {"query": declared(asked.query)}
        fields |= {"default-graph-uri": [*asked.default_graphs], "named-graph-uri": [*asked.named_graphs]}
        accept = {"accept": form.media_type}
        return self._client.build_request("POST", self._addresses.query, data=fields, headers=accept)

    async def _place(self, limits: Limits) -> None:
        if self._waiting >= WAITING * self._limits.at_once:
            raise Busy(self._limits)
        self._waiting += 1
        try:
            async with asyncio.timeout(limits.seconds):
                await self._places.acquire()
        except TimeoutError:
            raise Busy(self._limits) from None
        finally:
            self._waiting -= 1

    def _release(self) -> None:
        self._places.release()


class Forwarded:
    """See `service.answering.interface.Answer`; make it by `of`."""

    def __init__(
        self, response: httpx.Response, form: Form, limits: Limits, deadline: float, done: Callable[[], None]
    ) -> None:
        self._response = response
        self._parts = response.aiter_bytes()
        self._deadline = deadline
        self._bytes_left = limits.megabytes * 2**20
        self._cutter = Cutter(form.extension, limits.rows)
        self._done: Callable[[], None] | None = done
        self._first: bytes | None = b""
        self.form: Final = form
        self.cut: Limit | None = None
        self.chunks: Final = self._chunks()

    @classmethod
    async def of(
        cls,
        request: httpx.Request,
        client: httpx.AsyncClient,
        form: Form,
        limits: Limits,
        deadline: float,
        done: Callable[[], None],
    ) -> Forwarded:
        """The answer, begun. Raises the errors of `Answering.answer`; then `done` is not called."""
        try:
            async with asyncio.timeout_at(deadline):
                response = await client.send(request, stream=True)
                if not response.is_success:
                    raise await _failure(response)
                answer = cls(response, form, limits, deadline, done)
                answer._first = await anext(answer._parts, None)
                return answer
        except TimeoutError as error:
            raise LimitReached("seconds", limits) from error
        except httpx.HTTPError as error:
            raise Unanswered(f"{request.url.host} cannot be reached just now ({error}).") from error

    async def aclose(self) -> None:
        """See `Answer.aclose`. The server notices that nobody listens."""
        await self._response.aclose()
        if self._done:
            done, self._done = self._done, None
            done()

    async def _chunks(self) -> AsyncIterator[bytes]:
        part = self._first
        try:
            while part is not None:
                whole = self._cutter.whole(part)
                self._bytes_left -= len(whole)
                if self._bytes_left < 0:
                    self.cut = "megabytes"
                    return
                if whole:
                    yield whole
                if self._cutter.full:
                    self.cut = "rows"
                    return
                async with asyncio.timeout_at(self._deadline):
                    part = await anext(self._parts, None)
            yield self._cutter.rest()
        except TimeoutError:
            self.cut = "seconds"
        finally:
            await self.aclose()


def form_of(query: str, wanted: Wanted) -> Form:
    """In which form the query is answered. Raises BadQuery, with the line and column, and NoSuchForm."""
    try:
        answer = Graph().query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(str(error)) from error
    except (ValueError, RuntimeError) as error:
        raise BadQuery(f"The query cannot be answered: {error}.") from error
    rows = not isinstance(answer, QueryTriples)
    form = wanted.rows if rows else wanted.graph
    if form is None:
        raise NoSuchForm(rows)
    return form


def declared(query: str) -> str:
    """The query with the prefixes that it need not declare, in its first line, so that lines keep their numbers."""
    return query if query.lstrip().upper().startswith("BASE") else f"{_DECLARED} {query}"


async def _failure(response: httpx.Response) -> Exception:
    await response.aread()
    await response.aclose()
    if response.status_code in (400, 422):
        return BadQuery(f"{response.request.url.host} refuses the query: {told(response)}")
    return Unanswered(f"{response.request.url.host} failed ({response.status_code}): {told(response)}")
