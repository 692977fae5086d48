"""Answers as people and programs read them: a table, CSV, JSON. One row an answer, complete.

as_csv(("document", "depth"), rows)      document,depth
                                         https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg,1
as_json(…)                               [{"document": "https://…", "depth": 1}]
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.namespaces import BASE, XSD

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]
Value = str | int | float | bool | None

_BOOLEAN: Final = str(XSD.boolean)
_INTEGER: Final = str(XSD.integer)
_NUMBERS: Final = frozenset(str(datatype) for datatype in (XSD.decimal, XSD.double, XSD.float))


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """CSV with the columns' names as its first line; nothing stands for what is not known."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_text(term) for term in row] for row in rows)
    return page.getvalue()


def as_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A JSON array of objects; numbers are numbers, null stands for what is not known."""
    answers = [{name: plain(term) for name, term in zip(columns, row, strict=True)} for row in rows]
    return json.dumps(answers, ensure_ascii=False, indent=2) + "\n"


def as_cells(row: Row) -> list[str]:
    """A row for a table: our own IRIs as their path below the base."""
    return [_text(term).removeprefix(BASE) if isinstance(term, NamedNode) else _text(term) for term in row]


def plain(term: Term | None) -> Value:
    """A term as JSON has it: IRIs and texts as strings, numbers and truth values as such, dates in ISO form."""
    if not isinstance(term, Literal):
        return _text(term) or None
    datatype = term.datatype.value
    try:
        if datatype == _INTEGER:
            return int(term.value)
        if datatype in _NUMBERS:
            return float(term.value)
    except ValueError:  # "many"^^xsd:integer is what the graph says; show it as it stands
        return term.value
    return term.value in ("true", "1") if datatype == _BOOLEAN else term.value


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode | Triple) else term.value
