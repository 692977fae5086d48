"""The way of an answer out of its process: what Oxigraph writes goes out in whole rows, and ends at a limit.

out = Outgoing(socket, "json", bounds)
solutions.serialize(out, format=QueryResultsFormat.JSON)
out.end(spent=False)
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Triple

from service.answering.cutting import Cutter
from service.answering.frames import BEGIN, DATA, END, frame, frame_of

CHUNK: Final = 64 * 1024
"""Bytes that are collected before they are sent."""
SLOWEST: Final = 0.25
"""Seconds after which what there is is sent: rows that come slowly are wanted too."""


class Full(OSError):
    """Raised through Oxigraph's writer: no more may be written."""


@dataclass(frozen=True)
class Bounds:
    """How much may go out, and until when (by the clock of `time.monotonic`)."""

    rows: int
    size: int
    until: float


class Outgoing:
    """A file that Oxigraph writes an answer to. `table`: rows of a table, not statements of a graph."""

    def __init__(self, to: socket.socket, extension: str, bounds: Bounds, *, table: bool) -> None:
        self._to = to
        self._table = table
        self._bounds = bounds
        self._cutter = Cutter(extension, bounds.rows if table else None)
        self._waiting = bytearray()
        self._packed = frame(BEGIN, extension.encode())
        self._sent = 0
        self._sent_at = time.monotonic()
        self._cut: str | None = None
        self._broken = False

    def write(self, data: bytes) -> int:
        """See io.RawIOBase. Raises Full at a limit."""
        self._waiting += data
        now = time.monotonic()
        if len(self._waiting) >= CHUNK or now - self._sent_at > SLOWEST:
            self._pass_on()
            if self._sent:
                self._send()
            self._sent_at = now
        if self._table and now > self._bounds.until:
            self._break_off("seconds")
        if self._broken:
            raise Full
        return len(data)

    def flush(self) -> None:
        """Oxigraph calls it; what is collected goes when it is enough."""

    def within(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """As many of the statements as may be, so that their document comes to its own end."""
        for count, triple in enumerate(triples):
            if count == self._bounds.rows:
                self._cut = "rows"
            elif time.monotonic() > self._bounds.until:
                self._cut = "seconds"
            if self._cut:
                return
            yield triple

    def end(self, *, spent: bool) -> None:
        """Send what is left, and that the answer is at its end. `spent`: the process takes no further query."""
        self._pass_on()
        if not self._broken:
            self._pack(self._cutter.last() if self._cut else self._cutter.rest())
        self._packed += frame_of(END, cut=self._cut, spent=spent)
        self._send()

    def _pass_on(self) -> None:
        if self._broken:
            return
        self._pack(self._cutter.whole(bytes(self._waiting)))
        self._waiting.clear()
        if self._cutter.full:
            self._break_off("rows")
        elif self._sent + self._cutter.held > self._bounds.size:
            self._break_off("megabytes")

    def _pack(self, data: bytes) -> None:
        if self._sent + len(data) > self._bounds.size:
            self._break_off("megabytes")
        elif data:
            self._sent += len(data)
            self._packed += frame(DATA, data)

    def _send(self) -> None:
        self._to.sendall(self._packed)
        self._packed = b""

    def _break_off(self, limit: str) -> None:
        """From here on nothing is passed on: what is held back may be half a row."""
        self._cut, self._broken = limit, True
