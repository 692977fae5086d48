"""The home page: how much the graph holds, the acts at its roots, and the tree below one of them.

Chỉ thị 38-CT/TW
  Quyết định 1703/QĐ-TTg
    Quyết định 1169/QĐ-UBND     (rests on 38-CT/TW and 191-KH/TU, too)
  Kế hoạch 191-KH/TU
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from queries.engine import Engine
from service.web.views.acts import Act, from_rows
from service.web.views.asking import Link, View, act_link, rows


class Root(View):
    """An act that rests on no other, and on which others rest."""

    act: Link
    title: str | None
    date: str | None
    below: int
    """How many acts come down from it, in however many steps."""
    carried_out: bool
    """Whether an act says that it carries it out; else it is only invoked, as a law is."""


class Branch(View):
    """An act in the tree. It stands below the lowest of the acts that it rests on; `also` are the others."""

    act: Act
    also: tuple[Link, ...] = ()
    below: tuple[Branch, ...] = ()


def counts(engine: Engine) -> dict[str, int]:
    """How many acts, cited acts, tasks, duties, reports, bodies and deadlines there are."""
    return {row["what"]: int(row["number"]) for row in rows(engine, "counts")}


def roots(engine: Engine) -> list[Root]:
    """The roots of the graph, those that are carried out first, and of them the one with the most acts below it."""
    found = {row["root"]: row for row in reversed(rows(engine, "roots"))}
    return [
        Root(
            act=act,
            title=row.get("title"),
            date=row.get("date"),
            below=int(row["below"]),
            carried_out=row["carriedOut"] == "true",
        )
        for row in reversed(found.values())
        if (act := act_link(row, "root"))
    ]


def tree(engine: Engine, root: str) -> Branch | None:
    """The tree below the act `root` (an IRI); None where there is no such act."""
    family = {act.iri: act for act in from_rows(rows(engine, "family", root=root))}
    if root not in family:
        return None
    bases: dict[str, set[str]] = defaultdict(set)
    for row in rows(engine, "branches", root=root):
        if row["base"] in family and row["act"] != root:
            bases[row["act"]].add(row["base"])
    return _branch(root, family, bases, _parents(root, bases))


def _parents(root: str, bases: Mapping[str, set[str]]) -> dict[str, str]:
    """For each act the one of its bases that stands lowest, so that the tree shows the longest way down."""
    depth = {root: 0}
    for _ in range(len(bases)):  # a longest way has no more steps than acts; a ring of acts cannot go on for ever
        deeper = {
            act: 1 + max(depth[base] for base in above if base in depth)
            for act, above in bases.items()
            if any(base in depth for base in above)
        }
        if {root: 0, **deeper} == depth:
            break
        depth = {root: 0, **deeper}
    parents: dict[str, str] = {}
    for act in sorted(depth, key=lambda one: (depth[one], one)):
        above = [base for base in bases.get(act, ()) if base == root or base in parents]
        if above:
            parents[act] = max(above, key=lambda base: (depth[base], base))
    return parents


def _branch(iri: str, family: Mapping[str, Act], bases: Mapping[str, set[str]], parents: Mapping[str, str]) -> Branch:
    also = sorted(bases.get(iri, set()) - {parents.get(iri, ""), iri})
    children = sorted(
        (act for act, parent in parents.items() if parent == iri),
        key=lambda act: (family[act].date or "9", family[act].label),
    )
    return Branch(
        act=family[iri],
        also=tuple(Link(iri=base, name=family[base].name) for base in also),
        below=tuple(_branch(child, family, bases, parents) for child in children),
    )
