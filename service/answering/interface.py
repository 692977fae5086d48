"""What stands behind /sparql: something that answers a query in pieces, within limits.

    answer = await answering.answer(Asked("SELECT …"), Wanted(JSON, TURTLE), limits, reader)
    answer.form                              # in which form the answer comes
    async for chunk in answer.chunks: ...    # whole rows, or whole statements of a graph
    answer.cut                               # which limit ended it before its end; None for a whole answer
    await answer.aclose()                    # also in the middle: whoever asked has left

The embedded store is asked by `service.answering.workers.Workers`, a SPARQL server elsewhere by `service.remote`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol, Self

from service.settings import (
    QUERY_AT_ONCE_VARIABLE,
    QUERY_MEGABYTES_VARIABLE,
    QUERY_MEMORY_VARIABLE,
    QUERY_ROWS_VARIABLE,
    QUERY_SECONDS_VARIABLE,
    queries_at_once,
    query_megabytes,
    query_memory,
    query_rows,
    query_seconds,
)
from service.store import Reader
from service.web.negotiation import Form

Limit = Literal["seconds", "rows", "megabytes", "memory"]

SETTINGS: Final[dict[Limit, str]] = {
    "seconds": QUERY_SECONDS_VARIABLE,
    "rows": QUERY_ROWS_VARIABLE,
    "megabytes": QUERY_MEGABYTES_VARIABLE,
    "memory": QUERY_MEMORY_VARIABLE,
}
"""The setting of each limit, to be named where it bites."""


@dataclass(frozen=True)
class Limits:
    """What one query may take, and how many are answered at once."""

    seconds: float
    """From the arrival of the query to the last byte of its answer."""
    rows: int
    """Of a SELECT; statements of a CONSTRUCT or DESCRIBE."""
    megabytes: int
    """Of the answer, before it is packed."""
    memory: int
    """Megabytes that answering may take in its process, beside what the open store takes."""
    at_once: int

    @classmethod
    def of_settings(cls) -> Self:
        """The limits that the settings say. Raises WrongUse for one that makes no sense."""
        return cls(query_seconds(), query_rows(), query_megabytes(), query_memory(), queries_at_once())

    def most(self, limit: Limit) -> float:
        """The bound of one of the limits."""
        return float(getattr(self, limit))


@dataclass(frozen=True)
class Asked:
    """A query as it came, and the data set of the request (SPARQL 1.1 Protocol, section 2.1.4), as IRIs.

    Without graphs of the request or the query's own FROM, the default graph is the union of all graphs.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """The forms that the client takes; the query decides which of the two is needed."""

    rows: Form | None
    """For SELECT and ASK; None where the client takes no form of them."""
    graph: Form | None
    """For CONSTRUCT and DESCRIBE."""


class Answer(Protocol):
    """An answer on its way."""

    @property
    def form(self) -> Form:
        """The form that it comes in, one of the two wanted."""
        ...

    @property
    def chunks(self) -> AsyncIterator[bytes]:
        """Its bytes; each chunk ends behind a whole row or statement, so that a cut answer can still be closed.

        Raises Unanswered where it fails in the middle.
        """
        ...

    @property
    def cut(self) -> Limit | None:
        """The limit that ended it early; known when `chunks` has come to its end."""
        ...

    async def aclose(self) -> None:
        """End the query if it still runs, and let go of all that it holds. May be called twice."""
        ...


class Answering(Protocol):
    """Something that answers queries."""

    def version(self, reader: Reader) -> str | None:
        """Stands for the data that `reader` sees: equal while every query gives the same. None where nobody knows."""
        ...

    async def answer(self, asked: Asked, wanted: Wanted, limits: Limits, reader: Reader) -> Answer:
        """The answer of a query that is no update and has no SERVICE, from the data that `reader` sees.

        Comes back when the first bytes are there, or it is known that there are none. Raises queries.errors.BadQuery
        (with line and column where they are known), and the errors below.
        """
        ...

    async def aclose(self) -> None:
        """End all that still runs."""
        ...


class AnsweringError(Exception):
    """`str(error)` is one or two plain sentences: what is wrong and what to do."""


class NoSuchForm(AnsweringError):
    """The client takes no form in which this query can be answered; `rows` says which kind it is."""

    def __init__(self, rows: bool) -> None:
        super().__init__("The answer cannot be given in the form that was asked for.")
        self.rows: Final = rows


class LimitReached(AnsweringError):
    """A limit ended the query before its first row."""

    def __init__(self, limit: Limit, limits: Limits) -> None:
        super().__init__(f"{_WHAT[limit].format(limits.most(limit))} ({SETTINGS[limit]}). {_ADVICE}")
        self.limit: Final[Limit] = limit


class Busy(AnsweringError):
    """As many queries as may are being answered, and enough others wait."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(
            f"{limits.at_once} queries are being answered just now ({QUERY_AT_ONCE_VARIABLE}) and others wait. "
            "Ask again in some seconds."
        )


class Unanswered(AnsweringError):
    """The one who answers failed: its process died, or its store cannot be read."""


class Unreachable(Unanswered):
    """The server that was to answer cannot be reached, or gives no answer of SPARQL."""


_ADVICE: Final = "Ask for less: name an act or a place, add a LIMIT, or take the whole data set (cancu export)."
_WHAT: Final[dict[Limit, str]] = {
    "seconds": "The query was not answered within {:g} seconds",
    "rows": "The answer has more than {:.0f} rows",
    "megabytes": "The answer has more than {:g} MB",
    "memory": "Answering the query takes more than {:g} MB of memory",
}
