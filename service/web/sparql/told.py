"""What a client is told where a query is not answered, by what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from queries.errors import BadQuery
from service.answering.interface import (
    SETTINGS,
    AnsweringError,
    Busy,
    LimitReached,
    NoSuchForm,
    Unreachable,
)
from service.web.negotiation import GRAPHS, RESULTS
from service.web.problems import Problem

WAIT: Final = "2"
"""Seconds after which whoever came when all were busy may come again."""


@contextmanager
def told() -> Iterator[None]:
    """Errors of answering as Problems.

    SPARQL 1.1 Protocol, section 2.1.7: 400 for a query that is wrong, 5xx where the service does not carry it out.
    """
    try:
        yield
    except BadQuery as error:
        place: dict[str, Any] = {"line": error.line, "column": error.column} if error.line else {}
        title = "The query has a syntax error" if error.line else "The query cannot be answered"
        raise Problem(400, title, str(error), **place) from error
    except AnsweringError as error:
        raise _problem(error) from error


def no_such_form(rows: bool | None) -> Problem:
    """406, with the forms that there are: of a table (True), of a graph (False), of both."""
    offered = [form for fits, forms in ((True, RESULTS), (False, GRAPHS)) if rows in (fits, None) for form in forms]
    types = ", ".join(dict.fromkeys(form.media_type for form in offered))
    return Problem(406, "No such form", f"The answer can be given as {types}.")


def _problem(error: AnsweringError) -> Problem:
    match error:
        case NoSuchForm():
            return no_such_form(error.rows)
        case LimitReached():
            return Problem(
                503, "The query takes too much", str(error), limit=error.limit, setting=SETTINGS[error.limit]
            )
        case Busy():
            return Problem(503, "Too busy", str(error), headers={"Retry-After": WAIT})
        case Unreachable():
            return Problem(502, "The store cannot be asked", str(error))
        case _:
            return Problem(500, "The query was not answered", str(error))
