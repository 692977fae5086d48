"""Running the .rq files beside this module.

    rows(graph, "bases", act="https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg")
    [{"citation": "https://…", "quote": "Căn cứ Chỉ thị số 38-CT/TW …", "page": "1"}, …]

A query's parameters are IRIs; they come into it as VALUES at its "# @bind" markers (queries/markers.py).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict
from pyoxigraph import Literal, NamedNode, QuerySolutions
from pyoxigraph import Store as Graph

from ontology.namespaces import BASE, CANCU, PREFIXES, RDFS, SKOS
from queries.markers import bind

HERE: Final = Path(__file__).parent
_PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())

Row = dict[str, str]
"""The values of one answer by the variable's name; an unbound one is missing."""


class View(BaseModel):
    """A thing as it is shown: immutable."""

    model_config = ConfigDict(frozen=True)


class Link(View):
    """Something that has a page of its own: its IRI and its name."""

    iri: str
    name: str


@cache
def _text(name: str) -> str:
    return _PROLOGUE + (HERE / f"{name}.rq").read_text(encoding="utf-8")


def rows(graph: Graph, name: str, /, **given: str) -> list[Row]:
    """The answers to the query `name`.rq over all graphs, with the IRIs in `given` at its "# @bind" markers."""
    text = bind(_text(name), {variable: NamedNode(iri) for variable, iri in given.items()})
    answer = graph.query(text, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"{name}.rq is no SELECT")
    names = [variable.value for variable in answer.variables]
    return [
        {name: term.value for name in names if (term := solution[name]) is not None and _has_value(term)}
        for solution in answer
    ]


def _has_value(term: object) -> bool:
    return hasattr(term, "value")


def link(row: Row, iri: str, *names: str) -> Link | None:
    """The link to row[iri], named by the first of `names` that is bound, else by the end of its IRI."""
    if iri not in row:
        return None
    name = next((row[name] for name in names if row.get(name)), None)
    return Link(iri=row[iri], name=name or row[iri].removeprefix(BASE))


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


def exists(graph: Graph, iri: str) -> bool:
    """True where anything is said of `iri`."""
    return next(iter(graph.quads_for_pattern(NamedNode(iri), None, None)), None) is not None


def name_of(graph: Graph, iri: str) -> str | None:
    """What people call the thing of this IRI: "Quyết định 1703/QĐ-TTg", "… mục II.3"; None where nothing says."""
    node = NamedNode(iri)
    names = [*_values(graph, node, RDFS.label), *_values(graph, node, SKOS.prefLabel)]
    found = sorted(
        (name for name in names if isinstance(name, Literal)), key=lambda name: (name.language != "vi", name.value)
    )
    if found:
        return found[0].value
    acts, ordinals = _values(graph, node, CANCU.setBy), _values(graph, node, CANCU.ordinal)
    if acts and ordinals and isinstance(acts[0], NamedNode) and isinstance(ordinals[0], Literal):
        return f"{name_of(graph, acts[0].value) or acts[0].value}, mục {ordinals[0].value}"
    return None


def _values(graph: Graph, node: NamedNode, predicate: str) -> list[object]:
    return [quad.object for quad in graph.quads_for_pattern(node, NamedNode(str(predicate)), None)]
