"""What can be wrong with a question, said so that the person who asks can act.

QueryError
  CatalogueError        a .rq file is no question: its front matter or its query is wrong
  UnknownQuestion       no question has that name
  BadQuery              the query itself is wrong; `line` and `column` where they are known
  ParameterError        a parameter; `parameter` is its name
    BadParameter        missing, of no such name, or not of its type's form
    UnknownParameter    nothing in the graph is meant by it; `near`: what comes close
    AmbiguousParameter  it means several things; `candidates`: all of them
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ontology.namespaces import BASE

_LISTED: Final = 10
"""How many candidates a message lists; the error itself carries all of them."""


@dataclass(frozen=True, order=True)
class Candidate:
    """Something in the graph that a parameter may mean: its name and its IRI."""

    label: str
    iri: str

    def __str__(self) -> str:
        return f"{self.label} ({self.iri.removeprefix(BASE)})"


class QueryError(Exception):
    """`str(error)` is one or two plain sentences: what is wrong and what to do."""


class CatalogueError(QueryError):
    """A .rq file that is no question."""


class UnknownQuestion(QueryError):
    """No question of that name is in the catalogue."""


class BadQuery(QueryError):
    """A query that the engine refuses. Lines and columns count from 1."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class ParameterError(QueryError):
    """A parameter that cannot be used."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(f"{parameter}: {message}")
        self.parameter = parameter


class BadParameter(ParameterError):
    """A parameter that is missing, that the question does not have, or that is not of its type's form."""


class UnknownParameter(ParameterError):
    """Nothing in the graph is meant by the text given."""

    def __init__(self, parameter: str, text: str, kind: str, near: Sequence[Candidate] = ()) -> None:
        close = f" Near it: {listed(near)}." if near else ""
        super().__init__(parameter, f'the graph has no {kind} "{text}".{close}')
        self.near = tuple(near)


class AmbiguousParameter(ParameterError):
    """The text given means several things in the graph."""

    def __init__(self, parameter: str, text: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(
            parameter,
            f'"{text}" can mean {len(candidates)} things: {listed(candidates)}. '
            'Add the place behind "@", as in "1169/QĐ-UBND@Bình Dương", or give the IRI in brackets.',
        )
        self.candidates = tuple(candidates)


def listed(candidates: Sequence[Candidate]) -> str:
    """The first candidates as words, and how many more there are."""
    shown = "; ".join(str(candidate) for candidate in candidates[:_LISTED])
    more = len(candidates) - _LISTED
    return f"{shown}; and {more} more" if more > 0 else shown
