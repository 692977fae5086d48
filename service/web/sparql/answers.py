"""An answer as an HTTP response: whole where it is short, piece by piece where it is long, packed for who takes gzip.

A short answer says in its header that a limit cut it (`Cancu-Truncated: rows=1000000`). A long one is on its way when
that is known, so it says so at its end (service/answering/cutting.py); CSV and TSV have no place for it, so more of
them is held back at first, and a long one that is cut breaks off without the end that HTTP asks for.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from anyio import CancelScope, create_task_group
from anyio.to_thread import run_sync
from fastapi import Response

from service.answering.cutting import closing, says_so
from service.answering.interface import SETTINGS, Answer, Limit, Limits, Unanswered
from service.web.guards.asgi import Receive, Scope, Send
from service.web.sparql.remembered import Given

HELD: Final = 64 * 1024
"""Bytes up to which an answer is held back until it is whole."""
HELD_MUTE: Final = 4 * 1024 * 1024
"""The same of forms that cannot say that they were cut."""
WORTH_PACKING: Final = 1_000
"""Bytes from which on gzip makes an answer shorter."""
LEVEL: Final = 4
"""Of gzip: twice as fast as its default, and hardly longer."""
IN_A_THREAD: Final = 16 * 1024
"""Bytes from which on packing is done beside the event loop."""
TRUNCATED: Final = "Cancu-Truncated"


@dataclass
class Held:
    """The beginning of an answer, or all of it."""

    answer: Answer
    content: bytes = b""
    whole: bool = False

    @classmethod
    async def of(cls, answer: Answer, *, all_of_it: bool = False) -> Self:
        """As much of the answer as is held back until it goes out."""
        held = cls(answer)
        most = HELD if says_so(answer.form.extension) else HELD_MUTE
        async for chunk in answer.chunks:
            held.content += chunk
            if len(held.content) > most and not all_of_it:
                return held
        held.whole = True
        return held


async def given_of(held: Held, limits: Limits) -> Given:
    """The whole answer, closed where it was cut."""
    answer = held.answer
    content = held.content + (_closing(answer, limits) if answer.cut else b"")
    packed = await _gzipped(content) if len(content) > WORTH_PACKING else b""
    return Given(answer.form, content, packed)


def whole_response(given: Given, headers: Mapping[str, str], *, packed: bool) -> Response:
    """A response that is all there."""
    if packed and given.packed:
        headers = {**headers, "Content-Encoding": "gzip"}
        return Response(given.packed, media_type=given.form.content_type, headers=dict(headers))
    return Response(given.content, media_type=given.form.content_type, headers=dict(headers))


def truncated(answer: Answer, limits: Limits) -> dict[str, str]:
    """The header of an answer that is known to be cut."""
    return {TRUNCATED: f"{answer.cut}={limits.most(answer.cut):.12g}"} if answer.cut else {}


class Streamed(Response):
    """A response whose answer is still being made. The query is ended when the client leaves.

    `on_cut` is told the limit that cut it.
    """

    def __init__(
        self, held: Held, limits: Limits, headers: Mapping[str, str], on_cut: Callable[[Limit], None], *, packed: bool
    ) -> None:
        super().__init__(media_type=held.answer.form.content_type, headers=dict(headers))
        del self.headers["content-length"]
        self._held = held
        self._limits = limits
        self._on_cut = on_cut
        self._packer = zlib.compressobj(LEVEL, wbits=31) if packed else None
        if packed:
            self.headers["Content-Encoding"] = "gzip"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See `Response`."""
        try:
            async with create_task_group() as group:
                group.start_soon(_watch, receive, group.cancel_scope)
                await self._send_all(send)
                group.cancel_scope.cancel()
        finally:
            with CancelScope(shield=True):
                await self._held.answer.aclose()

    async def _send_all(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        try:
            async for piece in self._pieces():
                if self._packer:
                    piece = await run_sync(_packed, self._packer, piece)
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except Unanswered:
            return  # without its end, so that nobody takes it for the whole
        if self._held.answer.cut and not says_so(self._held.answer.form.extension):
            return
        await send({"type": "http.response.body", "body": self._packer.flush() if self._packer else b""})

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield self._held.content
        async for chunk in self._held.answer.chunks:
            yield chunk
        if self._held.answer.cut:
            self._on_cut(self._held.answer.cut)
            yield _closing(self._held.answer, self._limits)


def _packed(packer: zlib._Compress, piece: bytes) -> bytes:
    return packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)


async def _gzipped(content: bytes) -> bytes:
    if len(content) < IN_A_THREAD:
        return gzip.compress(content, LEVEL, mtime=0)
    return await run_sync(lambda: gzip.compress(content, LEVEL, mtime=0))


async def _watch(receive: Receive, scope: CancelScope) -> None:
    """Cancel `scope` when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


def _closing(answer: Answer, limits: Limits) -> bytes:
    assert answer.cut is not None
    return closing(answer.form.extension, answer.cut, limits.most(answer.cut), SETTINGS[answer.cut])
