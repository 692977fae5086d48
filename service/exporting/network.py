"""A scope as a network for Gephi, yEd, Cytoscape or networkx: acts, obligations and bodies, and what ties them.

    act -> act               based_on, implements, cites
    obligation -> act        set_by
    obligation -> body       lead, coordinating, directing
    obligation -> obligation or part of an act above      elaborates

One edge for each pair, its `relations` are all that tie the two. What an act of the scope only points at (a cited act,
a body, a task above) is a node too. The figures of the whole country are in `cancu analyse`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import networkx as nx

from ontology.namespaces import CANCU, DCTERMS, ELI, RDFS
from queries.analysis.files import as_gexf, as_graphml
from service.exporting.obligations import KINDS
from service.exporting.said import Names, Said, act_said, lineage_said
from service.exporting.scope import Scope, acts_of
from service.store import Reader

_BETWEEN_ACTS: Final = {"based_on": ELI.based_on, "implements": CANCU.implements, "cites": ELI.cites}
_TO_BODIES: Final = {
    "lead": CANCU.leadAgency,
    "coordinating": CANCU.coordinatingAgency,
    "directing": CANCU.directingAgency,
}
Edges = dict[tuple[str, str], set[str]]


def graphml(reader: Reader, scope: Scope) -> bytes:
    """GraphML; the nodes' ids are their IRIs."""
    return as_graphml(network(reader, scope))


def gexf(reader: Reader, scope: Scope) -> bytes:
    """GEXF 1.2."""
    return as_gexf(network(reader, scope))


def network(reader: Reader, scope: Scope) -> nx.DiGraph[str]:
    """The network of a scope; nodes and edges in the order of their IRIs."""
    nodes: dict[str, dict[str, str]] = {}
    edges: Edges = defaultdict(set)
    for act in acts_of(scope, reader.engine):
        _take(act, act_said(act, reader), nodes, edges)
        for obligation, target in _elaborated(lineage_said(act, reader), nodes):
            edges[obligation, target].add("elaborates")
    names = Names(reader.engine)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for node in sorted({*nodes, *(end for edge in edges for end in edge)}):
        graph.add_node(node, **(nodes.get(node) or {"label": names.of(node), "kind": _kind(node)}))
    for (source, target), relations in sorted(edges.items()):
        graph.add_edge(source, target, relations="; ".join(sorted(relations)))
    return graph


def _take(act: str, said: Said, nodes: dict[str, dict[str, str]], edges: Edges) -> None:
    nodes[act] = _known(
        label=said.text(act, RDFS.label) or act,
        kind="act",
        title=said.text(act, DCTERMS.title),
        date=said.text(act, ELI.date_document),
        known_only_by_citation="true" if said.text(act, CANCU.knownOnlyByCitation) == "true" else "",
    )
    for relation, predicate in _BETWEEN_ACTS.items():
        for other in said.texts(act, predicate):
            edges[act, other].add(relation)
    for kind in KINDS:
        for node in said.of_class(kind):
            _take_obligation(node, kind, act, said, nodes, edges)


def _take_obligation(
    node: str, kind: str, act: str, said: Said, nodes: dict[str, dict[str, str]], edges: Edges
) -> None:
    limit = said.text(node, CANCU.hasDeadline)
    nodes[node] = _known(
        label=said.text(node, CANCU.ordinal) or node,
        kind=kind,
        title=said.text(node, DCTERMS.description),
        due=said.text(limit, CANCU.endDate) or said.text(limit, CANCU.dueMonthDay),
    )
    edges[node, act].add("set_by")
    for role, predicate in _TO_BODIES.items():
        for body in said.texts(node, predicate):
            edges[node, body].add(role)


def _elaborated(said: Said, nodes: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    return [(node, target) for node in nodes for target in said.texts(node, CANCU.elaborates)] if said else []


def _kind(iri: str) -> str:
    """What a node is that no act of the scope describes, by its IRI."""
    parts = set(iri.split("/"))
    if parts & {"agency", "group"}:
        return "body"
    return "part" if parts & {"task", "duty", "reporting", "text"} else "act"


def _known(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
