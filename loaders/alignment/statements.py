"""Links and people's decisions as the triples of an act's lineage graph.

    <…/task/II.3/upstream/ttg-2024-1703-qd-ttg-task-II.2> a cancu:Alignment ; cancu:score 0.87 ; …
    <…/task/II.3> cancu:elaborates <…/1703-qd-ttg/task/II.2>

A person's decision overrules the machine: what was rejected stays as an alignment without `cancu:elaborates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import NamedNode, Quad

from loaders.alignment.items import Link
from loaders.identity import key
from ontology.namespaces import path_of
from ontology.terms import TYPE, cancu, graph_node, node, typed

Verdict = Literal["confirmed", "rejected", "added"]

_SIMILARITY: Final = "method/text-similarity"
_PERSON: Final = "method/person"
_SURE: Final = 1.0
_SURE_NOT: Final = 0.0
"""A person's scores, of a pair that the machine does not find."""


@dataclass(frozen=True)
class Decision:
    """The latest review of a pair, which holds."""

    obligation: str
    """IRI of the task."""
    target: str
    """IRI of the task or part."""
    verdict: Verdict
    review: str
    """IRI of the review."""


def lineage_quads(act: str, found: Iterable[Link], decisions: Iterable[Decision]) -> tuple[Quad, ...]:
    """All of the graph lineage/doc/… of the act of that IRI, sorted by pair: what was found, and what people decided.

    ValueError for an IRI that does not stand below the base of the data.
    """
    graph = graph_node(f"lineage/{path_of(act)}")
    links = {(link.obligation, link.target): link for link in found}
    decided = {(one.obligation, one.target): one for one in decisions}
    quads: dict[Quad, None] = {}
    for pair in sorted(links.keys() | decided.keys()):
        quads.update(dict.fromkeys(_alignment(*pair, links.get(pair), decided.get(pair), graph)))
    return tuple(quads)


def alignment_node(obligation: str, target: str) -> NamedNode:
    """The node that says that an obligation carries out a task or part: {obligation}/upstream/{key of the target}."""
    return node(f"{path_of(obligation)}/upstream/{key(path_of(target))}")


def _alignment(
    obligation: str, target: str, link: Link | None, decision: Decision | None, graph: NamedNode
) -> Iterator[Quad]:
    upstream = NamedNode(target)
    task = NamedNode(obligation)
    alignment = alignment_node(obligation, target)
    verdict = decision.verdict if decision else None
    machine = link.score if link and verdict != "added" else None
    yield Quad(alignment, TYPE, cancu("Alignment"), graph)
    yield Quad(alignment, cancu("aligns"), task, graph)
    yield Quad(alignment, cancu("alignedWith"), upstream, graph)
    score = machine if machine is not None else _SURE_NOT if verdict == "rejected" else _SURE
    yield Quad(alignment, cancu("score"), typed(f"{score:.2f}", "decimal"), graph)
    yield Quad(alignment, cancu("method"), node(_PERSON if machine is None else _SIMILARITY), graph)
    if decision:
        yield Quad(alignment, cancu("settledBy"), NamedNode(decision.review), graph)
    if verdict != "rejected":
        yield Quad(task, cancu("elaborates"), upstream, graph)
