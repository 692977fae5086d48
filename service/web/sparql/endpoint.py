"""How a query is answered over HTTP: whether the client has the answer already, from memory, or by asking.

    endpoint = Endpoint(Workers(limits), limits)
    response = await endpoint.respond(request, asked, reader)

An answer stays the same as long as the data does. So it bears an ETag made of the data's version, the query and the
form; a client that sends it back in If-None-Match gets 304. Queries that ask for the time or for chance bear none.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Coroutine
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar

from fastapi import Request, Response

from service.answering.interface import Answering, Asked, Limit, Limits, Wanted
from service.store import Reader
from service.web.entity_tags import client_has
from service.web.guards.asgi import header
from service.web.guards.packing import takes_gzip
from service.web.negotiation import GRAPHS, RESULTS, choose
from service.web.problems import Problem
from service.web.sparql.answers import Held, Streamed, given_of, truncated, whole_response
from service.web.sparql.asked import SparqlRequest, asked_of
from service.web.sparql.querytext import is_steady
from service.web.sparql.remembered import Key, Remembered
from service.web.sparql.told import no_such_form, told

MOST_UNFINISHED: Final = 10_000
VARY: Final = "Accept, Accept-Encoding"
T = TypeVar("T")


class Endpoint:
    """What stands at /sparql: someone who answers, within limits, and what was answered before."""

    def __init__(self, answering: Answering, limits: Limits) -> None:
        self.answering: Final = answering
        self.limits: Final = limits
        self._remembered: Final = Remembered()
        self._unfinished: Final[OrderedDict[str, None]] = OrderedDict()
        """Tags under which an answer went out that the time cut: another time it may be longer."""

    async def aclose(self) -> None:
        """End all that still runs."""
        await self.answering.aclose()

    async def respond(self, request: Request, wish: SparqlRequest, reader: Reader) -> Response:
        """The response to a query. Raises Problem where it is not answered."""
        asked = asked_of(wish)
        wanted = _wanted(request)
        packed = takes_gzip(header(request.scope, b"accept-encoding"))
        key = self._key(asked, wanted, reader)
        tag = _tag(key, self.limits) if key else None
        headers = {"Vary": VARY, **({"ETag": tag, "Cache-Control": "no-cache"} if tag else {})}
        if tag and request.method == "GET" and client_has(request, tag) and tag not in self._unfinished:
            return Response(status_code=304, headers=headers)
        if key and (given := self._remembered.get(key)):
            return whole_response(given, headers, packed=packed)
        with told():
            held = await unless_left(request, self._asked(asked, wanted, self.limits, reader))
        if not held.whole:
            return Streamed(held, self.limits, headers, partial(self._note_cut, tag), packed=packed)
        given = await given_of(held, self.limits)
        if held.answer.cut:
            headers = {"Vary": VARY, **truncated(held.answer, self.limits)}
        elif key:
            self._remembered.put(key, given)
        return whole_response(given, headers, packed=packed)

    async def whole(
        self, request: Request, wish: SparqlRequest, wanted: Wanted, limits: Limits, reader: Reader
    ) -> Held:
        """All of the answer, in one of the forms wanted. Raises Problem where there is none."""
        with told():
            return await unless_left(request, self._asked(asked_of(wish), wanted, limits, reader, all_of_it=True))

    async def _asked(
        self, asked: Asked, wanted: Wanted, limits: Limits, reader: Reader, *, all_of_it: bool = False
    ) -> Held:
        answer = await self.answering.answer(asked, wanted, limits, reader)
        try:
            return await Held.of(answer, all_of_it=all_of_it)
        except BaseException:
            await answer.aclose()
            raise

    def _note_cut(self, tag: str | None, limit: Limit) -> None:
        if tag and limit == "seconds":
            self._unfinished[tag] = None
            if len(self._unfinished) > MOST_UNFINISHED:
                self._unfinished.popitem(last=False)

    def _key(self, asked: Asked, wanted: Wanted, reader: Reader) -> Key | None:
        version = self.answering.version(reader)
        if version is None or not is_steady(asked.query):
            return None
        return version, asked, _extension(wanted.rows), _extension(wanted.graph)


async def unless_left(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives; it is cancelled when the client leaves meanwhile."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise Problem(499, "The client has left", "Nobody waits for the answer.")
    finally:
        for task in (working, leaving):
            task.cancel()
        if not working.done():
            with suppress(asyncio.CancelledError):
                await working


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _wanted(request: Request) -> Wanted:
    accept = request.headers.get("accept")
    wanted = Wanted(choose(accept, RESULTS), choose(accept, GRAPHS))
    if wanted.rows is None and wanted.graph is None:
        raise no_such_form(None)
    return wanted


def _extension(form: Any) -> str:
    return form.extension if form else ""


def _tag(key: Key, limits: Limits) -> str:
    """Weak, since the answer packed has the same."""
    return f'W/"{hashlib.sha256(repr((key, limits)).encode()).hexdigest()[:24]}"'
