"""Running the .rq files beside this module.

    rows(engine, "bases", act="https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg")
    [{"citation": "https://…", "quote": "Căn cứ Chỉ thị số 38-CT/TW …", "page": "1"}, …]

A query's parameters are IRIs; they come into it as VALUES at its "# @bind" markers (queries/markers.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeGuard

from pydantic import BaseModel, ConfigDict
from pyoxigraph import Literal, NamedNode

from ontology.namespaces import BASE
from queries.beside import asked_beside, query_text
from queries.engine import Engine, Table

HERE: Final = Path(__file__).parent

Row = dict[str, str]
"""The values of one answer by the variable's name; an unbound one is missing."""


class View(BaseModel):
    """A thing as it is shown: immutable."""

    model_config = ConfigDict(frozen=True)


class Link(View):
    """Something that has a page of its own: its IRI and its name."""

    iri: str
    name: str


_ANYTHING: Final = """SELECT ?property {
  # @bind node
  ?node ?property ?value
} LIMIT 1"""
TOGETHER: Final = 500
"""Things that are asked for at once."""
_NODES: Final = re.compile(r"# @nodes$", re.MULTILINE)
"""Where a query takes many IRIs: at the end of a line."""


def rows(engine: Engine, name: str, /, **given: str) -> list[Row]:
    """The answers to the query `name`.rq over all graphs, with the IRIs in `given` at its "# @bind" markers."""
    return _read(asked_beside(engine, HERE, name, **given))


def _read(table: Table) -> list[Row]:
    return [
        {column: term.value for column, term in zip(table.columns, row, strict=True) if _has_value(term)}
        for row in table.rows
    ]


def _has_value(term: object) -> TypeGuard[NamedNode | Literal]:
    return isinstance(term, NamedNode | Literal)


def link(row: Row, iri: str, *names: str) -> Link | None:
    """The link to row[iri], named by the first of `names` that is bound, else by the end of its IRI."""
    if iri not in row:
        return None
    name = next((row[name] for name in names if row.get(name)), None)
    return Link(iri=row[iri], name=name or row[iri].removeprefix(BASE))


def number(row: Row, name: str) -> int | None:
    """The whole number in row[name]; None where there is none."""
    return int(row[name]) if row.get(name, "").isdigit() else None


UNNUMBERED: Final = "{type} (chưa có số)"
_DRAFT: Final = re.compile(r"/doc/(?:[^/]+/)+draft/[^/]+$")
"""The IRI of an act whose own number, or date, is blank."""


def act_name(iri: str, label: str, title: str | None) -> str:
    """An act's label as a name. An act without a number is labelled with its whole title: "Kế hoạch Đẩy mạnh công
    tác tiêu chuẩn, đo lường, …" is then "Kế hoạch (chưa có số)"."""
    kind = label.removesuffix(title).strip() if title and label.endswith(title) else ""
    return UNNUMBERED.format(type=kind) if kind and _DRAFT.search(iri) else label


def act_link(row: Row, iri: str) -> Link | None:
    """The link to the act row[iri], named by row["label"] and row["title"]."""
    found = link(row, iri, "label")
    return found and Link(iri=found.iri, name=act_name(found.iri, found.name, row.get("title")))


def exists(engine: Engine, iri: str) -> bool:
    """True where anything is said of `iri`."""
    return bool(engine.select(_ANYTHING, {"node": NamedNode(iri)}).rows)


def name_of(engine: Engine, iri: str) -> str | None:
    """What people call the thing of this IRI: "Quyết định 1703/QĐ-TTg", "… mục II.3"; None where nothing says."""
    return names_of(engine, [iri]).get(iri)


def rows_about(engine: Engine, name: str, iris: Iterable[str]) -> list[Row]:
    """The answers to the query `name`.rq, with these IRIs at its "# @nodes"; in the order of the IRIs' hundreds."""
    wanted = list(dict.fromkeys(iris))
    found: list[Row] = []
    for start in range(0, len(wanted), TOGETHER):
        nodes = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + TOGETHER])
        # An IRI holds no backslash, so it stands for itself in what is put in.
        found += _read(engine.select(_NODES.sub(nodes, query_text(HERE, name))))
    return found


def names_of(engine: Engine, iris: Iterable[str]) -> dict[str, str]:
    """What people call each of these things, by its IRI; one of which nothing says a name is missing."""
    found: dict[str, str] = {}
    for row in rows_about(engine, "names", sorted(set(iris))):
        name = act_name(row["node"], row["name"], row.get("title"))
        found.setdefault(row["node"], f"{name}, mục {row['ordinal']}" if "ordinal" in row else name)
    return found
