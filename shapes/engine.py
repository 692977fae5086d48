"""The rules, run by Oxigraph in memory over one act: the way that a whole country can be checked in.

    results(store, own)      Result(rule=task.lead, focus=<…/task/II.3>, value=None, detail=None, …)

`by_pyshacl.results` gives the same from pyshacl; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

import pyoxigraph as ox
from rdflib.namespace import RDF
from rdflib.term import URIRef

from shapes.compiled import Check, checks, gates
from shapes.results import Result
from shapes.rules import rules

_THIS = ox.Variable("this")
_TYPE = ox.NamedNode(str(RDF.type))


def results(quads: Iterable[ox.Quad], own: Collection[str]) -> set[Result]:
    """What is broken at the act's own nodes; `quads` is the act with its context and facts, in whatever graphs."""
    store = ox.Store()
    store.extend(quads)
    present = _present(store)
    lacking = frozenset(term for term in _needed() if not _occurs(store, term))
    kept = {rule for rule, gate in gates().items() if not store.query(gate, use_default_graph_as_union=True)}
    return {
        result
        for check in checks()
        if check.rule.target in present and check.rule.id not in kept and not check.needed & lacking
        for result in _run(store, check)
        if result.focus in own
    }


def _present(store: ox.Store) -> set[URIRef | None]:
    """The targets of rules that any node has; the others need not be asked for."""
    return {target for target in {rule.target for rule in rules().values()} - {None} if _occurs(store, str(target))}


def _occurs(store: ox.Store, term: str) -> bool:
    """Whether any node has it, as its class or as a property."""
    node = ox.NamedNode(term)
    as_class = store.quads_for_pattern(None, _TYPE, node, None)
    as_property = store.quads_for_pattern(None, node, None, None)
    return bool(next(as_class, None) or next(as_property, None))


@cache
def _needed() -> frozenset[str]:
    return frozenset().union(*(check.needed for check in checks()))


def _run(store: ox.Store, check: Check) -> Iterator[Result]:
    if not check.own_query:
        yield from (_result(check, row) for row in _rows(store, check.query))
        return
    target = ox.NamedNode(str(check.rule.target))
    for quad in store.quads_for_pattern(None, _TYPE, target, None):
        if isinstance(quad.subject, ox.NamedNode):
            yield from (_result(check, row, quad.subject.value) for row in _rows(store, check.query, quad.subject))


def _rows(store: ox.Store, query: str, this: ox.NamedNode | None = None) -> ox.QuerySolutions:
    given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] | None
    given = {_THIS: this} if this is not None else None
    found = store.query(query, substitutions=given, use_default_graph_as_union=True)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError("A rule's query is no SELECT.")
    return found


def _result(check: Check, row: ox.QuerySolution, this: str | None = None) -> Result:
    value, detail = _bound(row, "value"), _bound(row, "detail")
    focus = this or str(getattr(_bound(row, "this"), "value", ""))
    if value == ox.NamedNode(focus) and check.own_query:
        value = None
    path = None if check.path is None else str(check.path)
    return Result(check.rule.id, check.component, focus, value, getattr(detail, "value", None), path)


def _bound(row: ox.QuerySolution, name: str) -> object:
    try:
        return row[name]
    except KeyError:
        return None
