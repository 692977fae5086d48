"""What is written to a file, handed on in pieces while it is still being written.

    for piece in streamed(lambda out: write_dump(reader, scope, RdfFormat.N_QUADS, out)):
        …

The writer runs in a thread of its own and waits while nobody takes the pieces, so the whole country goes through a
few hundred kilobytes of memory. When the taker stops early (a client that hangs up), the writer stops too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import IO, Final, cast

PIECE: Final = 64 * 1024
"""Bytes of a piece."""
_AHEAD: Final = 4
"""Pieces that wait."""


class _Stopped(Exception):
    """Nobody takes the pieces any more."""


class _Pieces(io.RawIOBase):
    """A file to write to, whose content goes into a queue."""

    def __init__(self, queue: Queue[bytes | BaseException | None], stopped: Event) -> None:
        self._queue = queue
        self._stopped = stopped
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(cast("bytes", data))
        self._waiting += piece
        if len(self._waiting) >= PIECE:
            self.flush_piece()
        return len(piece)

    def flush_piece(self) -> None:
        if self._waiting:
            self.put(bytes(self._waiting))
            self._waiting.clear()

    def put(self, piece: bytes | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                self._queue.put(piece, timeout=0.5)
            except Full:
                continue
            return
        raise _Stopped


def streamed(write: Callable[[IO[bytes]], object]) -> Iterator[bytes]:
    """The bytes that `write` writes to the file that it is given. What it raises is raised here."""
    queue: Queue[bytes | BaseException | None] = Queue(_AHEAD)
    stopped = Event()
    pieces = _Pieces(queue, stopped)

    def run() -> None:
        try:
            try:
                write(cast("IO[bytes]", pieces))
                pieces.flush_piece()
                pieces.put(None)
            except _Stopped:
                raise
            except BaseException as error:
                pieces.put(error)
        except _Stopped:
            return

    Thread(target=run, name="export", daemon=True).start()
    try:
        while (piece := queue.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        stopped.set()
