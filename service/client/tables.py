"""An answer as a table of Python's own values, each column of one kind.

    sparql_table(["act", "date"], [[NamedNode("https://…"), Literal("2024-12-31", datatype=xsd:date)]])
    Table(columns=(Column("act", "text"), Column("date", "date")), rows=[["https://…", date(2024, 12, 31)]])

A column is of dates where every value in it is a whole day; where one is only a month or a year ("2025-08"), all stay
as they are written, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from pyoxigraph import Literal as Words
from pyoxigraph import NamedNode, Triple

from ontology.namespaces import XSD
from queries.engine import Term

Kind = Literal["text", "integer", "number", "boolean", "date", "moment"]
Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column's name, and what its values are."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class Table:
    """Rows in the order of the columns; None where nothing is known."""

    columns: tuple[Column, ...]
    rows: list[list[Value]]

    def column(self, number: int) -> list[Value]:
        """The values of a column."""
        return [row[number] for row in self.rows]


_INTEGERS: Final = frozenset(
    str(XSD[name]) for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
_NUMBERS: Final = frozenset(str(XSD[name]) for name in ("decimal", "double", "float"))
_READERS: Final[Mapping[Kind, Callable[[str], Value]]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def question_table(columns: Iterable[tuple[str, str]], rows: Iterable[Sequence[str | int | None]]) -> Table:
    """The answer to a named question. `columns`: names, and types as the catalogue names them."""
    kinds: dict[str, Kind] = {"integer": "integer", "date": "date", "due": "date"}
    return _table([(name, kinds.get(kind, "text")) for name, kind in columns], rows)


def sparql_table(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> Table:
    """The answer to a query; a column's kind is that of its values."""
    found = [(name, _kind(row[number] for row in rows)) for number, name in enumerate(names)]
    return _table(found, [[_text(term) for term in row] for row in rows])


def graph_table(triples: Iterable[Triple]) -> Table:
    """The answer to a CONSTRUCT or DESCRIBE."""
    rows = [[one.subject, one.predicate, one.object] for one in triples]
    return _table(
        [(name, "text") for name in ("subject", "predicate", "object")], [list(map(_text, row)) for row in rows]
    )


def _table(columns: Sequence[tuple[str, Kind]], rows: Iterable[Sequence[str | int | None]]) -> Table:
    """The table; a column whose values are not all of its kind stays text."""
    whole = [list(row) for row in rows]
    read = [_column(kind, [row[number] for row in whole]) for number, (_, kind) in enumerate(columns)]
    return Table(
        tuple(Column(name, kind) for (name, _), (kind, _) in zip(columns, read, strict=True)),
        [[values[number] for _, values in read] for number in range(len(whole))],
    )


def _column(kind: Kind, values: Sequence[str | int | None]) -> tuple[Kind, list[Value]]:
    try:
        return kind, [None if value is None else _READERS[kind](str(value)) for value in values]
    except ValueError:
        return "text", [None if value is None else str(value) for value in values]


def _kind(terms: Iterable[Term | None]) -> Kind:
    types = {term.datatype.value if isinstance(term, Words) else "" for term in terms if term is not None}
    if types and types <= _INTEGERS:
        return "integer"
    if types and types <= _INTEGERS | _NUMBERS:
        return "number"
    kinds: dict[str, Kind] = {str(XSD.boolean): "boolean", str(XSD.date): "date", str(XSD.dateTime): "moment"}
    return kinds.get(next(iter(types)), "text") if len(types) == 1 else "text"


def _text(term: Term | None) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, NamedNode | Words) else str(term)
