"""Queries of strangers over an embedded store, each answered by a process of its own that is ended at its limit.

    workers = Workers(limits)
    answer = await workers.answer(asked, wanted, limits, reader)

A process answers one query at a time, and the next one when it ended well. It is killed when the time is over or the
client has left; one more than are at work stands ready. All that answer one generation of the store are a crew; when
a new generation is published, the next query gets a new crew, and the old one goes when it is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Final

from ontology.namespaces import PREFIXES
from service.answering.interface import Asked, Busy, Limits, Wanted
from service.answering.process import Process
from service.answering.running import RunningAnswer
from service.storage.snapshots import snapshot
from service.store import Reader

WAITING: Final = 16
"""How many queries may wait for each place."""
PATIENCE: Final = 0.5
"""The share of its time that a query may spend waiting."""


class Crew:
    """The processes that answer from one generation. It holds the reader, so that the snapshot is not removed."""

    def __init__(self, reader: Reader, megabytes: int, most: int) -> None:
        self.reader: Final = reader
        self._place = snapshot(reader.folder, reader.generation) if reader.generation else None
        self._megabytes = megabytes
        self._most = most
        self._ready: list[Process] = []
        self._all: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = 0
        self._dismissed = False

    @property
    def busy(self) -> bool:
        """Whether any of its processes is there still."""
        return bool(self._all)

    async def take(self) -> Process:
        """A process for one query, to be given back. Raises Unanswered where none can be started."""
        while True:
            while self._ready:
                process = self._ready.pop()
                if process.lives:
                    self._stand_ready()
                    return process
                self._let_go(process)
            # Who asks may leave meanwhile; the process is then for the next.
            await asyncio.shield(self._keep(self._start()))

    def give_back(self, process: Process, *, usable: bool) -> None:
        """The query is done. `usable`: the process came to the end of its answer."""
        if usable and process.lives and not self._dismissed:
            self._ready.append(process)
        else:
            self._let_go(process)
            self._stand_ready()

    def dismiss(self) -> None:
        """No query comes any more: the idle go now, the others when they are done."""
        self._dismissed = True
        while self._ready:
            self._let_go(self._ready.pop())

    async def aclose(self) -> None:
        """End all processes, at work or not, and wait until they are gone."""
        self.dismiss()
        for process in list(self._all):
            self._let_go(process)
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _start(self) -> None:
        self._starting += 1
        try:
            process = await Process.start(self._place, self._megabytes, PREFIXES)
        finally:
            self._starting -= 1
        self._all.add(process)
        self.give_back(process, usable=True)

    def _stand_ready(self) -> None:
        """Have one more process than are at work, up to one more than may be."""
        if not self._ready and not self._starting and not self._dismissed and len(self._all) <= self._most:
            self._keep(self._start())

    def _let_go(self, process: Process) -> None:
        if process in self._all:
            self._all.discard(process)
            process.kill()
            self._keep(process.gone())

    def _keep(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # a process that did not start: whoever asks next is told


class Workers:
    """See `service.answering.interface.Answering`. Make and use it in one event loop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._places = asyncio.Semaphore(limits.at_once)
        self._waiting = 0
        self._crew: Crew | None = None
        self._leaving: set[Crew] = set()

    def version(self, reader: Reader) -> str | None:
        """See `Answering.version`: the generation, and when its snapshot was made, since a store may begin anew."""
        if not reader.generation:
            return "0"
        made = snapshot(reader.folder, reader.generation).stat().st_mtime_ns
        return f"{reader.generation}-{made:x}"

    async def answer(self, asked: Asked, wanted: Wanted, limits: Limits, reader: Reader) -> RunningAnswer:
        """See `Answering.answer`. Memory and how many at once are those that the workers were made with."""
        deadline = asyncio.get_running_loop().time() + limits.seconds
        await self._place(limits)
        crew = self._crew_of(reader)
        limits = replace(limits, memory=self._limits.memory, at_once=self._limits.at_once)
        try:
            process = await crew.take()
        except BaseException:
            self._places.release()
            raise

        def done(usable: bool) -> None:
            self._places.release()
            crew.give_back(process, usable=usable)
            if not crew.busy:
                self._leaving.discard(crew)

        return await RunningAnswer.of(asked, wanted, limits, process, deadline, done)

    async def aclose(self) -> None:
        """See `Answering.aclose`."""
        crews = [*self._leaving, *([self._crew] if self._crew else [])]
        self._crew = None
        for crew in crews:
            await crew.aclose()

    async def _place(self, limits: Limits) -> None:
        if self._waiting >= WAITING * self._limits.at_once:
            raise Busy(self._limits)
        self._waiting += 1
        try:
            async with asyncio.timeout(limits.seconds * PATIENCE):
                await self._places.acquire()
        except TimeoutError:
            raise Busy(self._limits) from None
        finally:
            self._waiting -= 1

    def _crew_of(self, reader: Reader) -> Crew:
        if self._crew is None or self._crew.reader.generation != reader.generation:
            if self._crew:
                self._crew.dismiss()
                self._leaving.add(self._crew)
            self._crew = Crew(reader, self._limits.memory, self._limits.at_once)
        return self._crew
