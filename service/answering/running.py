"""An answer while its process makes it.

    answer = await RunningAnswer.of(asked, wanted, limits, process, deadline, done)

Its process is killed when the time is over, whether or not anyone reads the answer just then.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any, Final, Self

from queries.engine import names_its_graphs, syntax_error
from queries.errors import BadQuery
from service.answering.frames import BEGIN, DATA, END, FAULT
from service.answering.interface import Asked, Limit, LimitReached, Limits, NoSuchForm, Unanswered, Wanted
from service.answering.process import Process
from service.web.negotiation import Form

GRACE: Final = 0.25
"""Seconds past the limit in which a process may end its answer by itself."""

_DIED: Final = "The process that answered the query died. A query nested less deeply may be answered."


class RunningAnswer:
    """See `service.answering.interface.Answer`; make it by `of`."""

    def __init__(self, limits: Limits, process: Process, deadline: float, done: Callable[[bool], None]) -> None:
        self._limits = limits
        self._process = process
        self._done: Callable[[bool], None] | None = done
        self._first: bytes | None = b""
        self._alarm = asyncio.get_running_loop().call_at(deadline + GRACE, self._end_late)
        self.form: Form
        self.chunks: Final = self._chunks()
        self.cut: Limit | None = None

    @classmethod
    async def of(
        cls,
        asked: Asked,
        wanted: Wanted,
        limits: Limits,
        process: Process,
        deadline: float,
        done: Callable[[bool], None],
    ) -> Self:
        """The answer, begun. `done` is called once, with whether the process can be asked again.

        Raises the errors of `Answering.answer`.
        """
        answer = cls(limits, process, deadline, done)
        try:
            await answer._begin(asked, wanted, deadline)
        except BaseException:
            answer._finish(usable=False)
            raise
        return answer

    async def aclose(self) -> None:
        """See `Answer.aclose`."""
        self._finish(usable=False)

    async def _begin(self, asked: Asked, wanted: Wanted, deadline: float) -> None:
        left = deadline - asyncio.get_running_loop().time()
        try:
            await self._process.ask(**_frame(asked, wanted, self._limits, left))
            kind, content = await self._process.told()
            if kind == FAULT:
                self._finish(usable=True)
                raise _error(json.loads(content))
            if kind != BEGIN:
                raise EOFError
            self.form = _form(content.decode(), wanted)
            self._first = await self._next()
        except (EOFError, ConnectionError) as error:
            raise await self._died() from error
        if self._first is None and self.cut:
            raise LimitReached(self.cut, self._limits)

    async def _chunks(self) -> AsyncIterator[bytes]:
        chunk = self._first
        while chunk is not None:
            yield chunk
            try:
                chunk = await self._next()
            except EOFError as error:
                self._finish(usable=False)
                self.cut = await self._process.why()
                if self.cut is None:
                    raise Unanswered(_DIED) from error
                return

    async def _next(self) -> bytes | None:
        """The next part of the answer; None at its end."""
        kind, content = await self._process.told()
        if kind == DATA:
            return content
        if kind == FAULT:
            self._finish(usable=True)
            raise Unanswered(json.loads(content)["detail"])
        if kind != END:
            raise EOFError
        told = json.loads(content)
        self.cut = told["cut"]
        self._finish(usable=not told["spent"])
        return None

    async def _died(self) -> Exception:
        limit = await self._process.why()
        if limit:
            return LimitReached(limit, self._limits)
        return Unanswered(_DIED)

    def _end_late(self) -> None:
        self._process.kill(late=True)
        self._finish(usable=False)

    def _finish(self, *, usable: bool) -> None:
        self._alarm.cancel()
        if self._done:
            done, self._done = self._done, None
            done(usable)


def _frame(asked: Asked, wanted: Wanted, limits: Limits, seconds: float) -> dict[str, Any]:
    own = bool(asked.default_graphs or asked.named_graphs)
    return {
        "query": asked.query,
        "default_graphs": asked.default_graphs,
        "named_graphs": asked.named_graphs,
        # The switch overrides FROM in Oxigraph, so a query that names its graphs goes without.
        "union": not own and not names_its_graphs(asked.query),
        "table": wanted.rows and wanted.rows.extension,
        "graph": wanted.graph and wanted.graph.extension,
        "seconds": seconds,
        "rows": limits.rows,
        "size": limits.megabytes * 2**20,
    }


def _form(extension: str, wanted: Wanted) -> Form:
    for form in (wanted.rows, wanted.graph):
        if form and form.extension == extension:
            return form
    raise EOFError


def _error(told: dict[str, str]) -> Exception:
    if told["fault"] == "form":
        return NoSuchForm(told["detail"] == "table")
    if told["fault"] == "syntax":
        return syntax_error(told["detail"])
    return BadQuery(f"The query cannot be answered: {told['detail']}.")
