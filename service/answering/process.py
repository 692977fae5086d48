"""A process that answers, from the side of the service: it is started, asked, read from, and ended.

    process = await Process.start(snapshot, 512)
    await process.ask(query="SELECT …", table="json", …)
    kind, content = await process.told()        # BEGIN, DATA …, END; EOFError where it has died
    process.kill()

It is a program of its own, not a fork: the service has threads, and so has Oxigraph.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

from service.answering.frames import ASK, HEAD, OPEN, READY, frame_of, kind_and_length
from service.answering.interface import Limit, Unanswered

_NO_MEMORY: Final = (signal.SIGABRT, signal.SIGKILL)
"""How a process ends that cannot have more memory: by its own hand, or by the system's."""


class Process:
    """One process that answers; make it by `start`."""

    def __init__(self, child: subprocess.Popen[bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self._child = child
        self._reader = reader
        self._writer = writer
        self._ended: asyncio.Task[int] | None = None
        self.late = False
        """Whether it was ended because its time was over."""

    @classmethod
    async def start(cls, place: Path | None, megabytes: int, prefixes: Mapping[str, str]) -> Self:
        """A process with the snapshot at `place` open; an empty graph without one. Raises Unanswered."""
        ours, theirs = socket.socketpair()
        with theirs:
            child = await asyncio.to_thread(_started, theirs.fileno())
        process = cls(child, *await asyncio.open_unix_connection(sock=ours))
        try:
            await process._send(OPEN, place=str(place) if place else None, megabytes=megabytes, prefixes=dict(prefixes))
            kind, _ = await process.told()
            if kind != READY:
                raise EOFError
        except (EOFError, ConnectionError) as error:
            process.kill()
            raise Unanswered(f"{place}: the process that answers queries cannot open the store.") from error
        except BaseException:
            process.kill()
            raise
        return process

    @property
    def id(self) -> int:
        """Of the process, as the system knows it."""
        return self._child.pid

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._ended is None and not self._reader.at_eof() and self._child.poll() is None

    async def ask(self, **asked: Any) -> None:
        """Send a query. ConnectionError where the process has died."""
        await self._send(ASK, **asked)

    async def told(self) -> tuple[bytes, bytes]:
        """The next frame: its kind and what it holds. EOFError where the process has died."""
        try:
            kind, length = kind_and_length(await self._reader.readexactly(HEAD))
            return kind, await self._reader.readexactly(length)
        except ConnectionError as error:
            raise EOFError from error

    def kill(self, *, late: bool = False) -> None:
        """End it now, whatever it does."""
        if self._ended is None:
            self.late = late
            self._child.kill()
            self._writer.close()
            self._ended = asyncio.ensure_future(asyncio.to_thread(self._child.wait))

    async def gone(self) -> None:
        """Wait until nothing of it is left."""
        self.kill()
        assert self._ended is not None
        await asyncio.shield(self._ended)

    async def why(self) -> Limit | None:
        """By which limit a process came to its end that was not ended by us, or was late; None for another cause."""
        if self.late:
            return "seconds"
        code = await asyncio.to_thread(self._child.wait)
        if code == -signal.SIGXCPU:
            return "seconds"
        return "memory" if -code in _NO_MEMORY else None

    async def _send(self, kind: bytes, **content: Any) -> None:
        self._writer.write(frame_of(kind, **content))
        await self._writer.drain()


def _started(descriptor: int) -> subprocess.Popen[bytes]:
    """The program, with our modules where we have them; Ctrl-C in a terminal is for the service, not for it."""
    path = os.pathsep.join(part for part in sys.path if part)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "service.answering.worker", str(descriptor)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        pass_fds=[descriptor],
        start_new_session=True,
    )
