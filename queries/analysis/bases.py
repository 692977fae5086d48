"""The graph of legal bases: which act rests on which (eli:based_on, cancu:implements), its cycles, its foundations.

    Kế hoạch 45/KH-UBND -> Quyết định 1169/QĐ-UBND -> Quyết định 1703/QĐ-TTg -> Chỉ thị 38-CT/TW

An act cannot rest on one that rests on it, so each cycle is an error: of an act, of its reading or of a name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

from queries.analysis.facts import Facts

RESTING: Final = frozenset({"based_on", "implements"})

STEPS: Final = 2_000_000
"""How many acts and bases the search for a shortest cycle may visit in one knot of acts; most knots have three acts."""

BLOCK: Final = 4096
"""Acts that are followed at once. One bit each: 34,000 acts take 17 MB, and nine rounds over the graph."""


@dataclass(frozen=True)
class Cycle:
    """Acts of which each rests on each other, directly or through others: a strongly connected component.

    `shortest`: a shortest cycle among them, its first act the first by IRI. `exact` is False where the acts are too
    many to search from all of them (STEPS); then it is the shortest of those that were met.
    """

    acts: tuple[str, ...]
    shortest: tuple[str, ...]
    exact: bool


def bases_graph(facts: Facts) -> nx.DiGraph[str]:
    """An edge from each act to each act that it rests on or carries out; all acts are nodes."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(facts.acts)
    graph.add_edges_from(pair for pair, relations in facts.relations.items() if RESTING.intersection(relations))
    return graph


def cycles(graph: nx.DiGraph[str]) -> list[Cycle]:
    """All knots of acts that rest on each other, the largest first; an act that rests on itself is one, too."""
    knots = (sorted(knot) for knot in nx.strongly_connected_components(graph))
    found = [knot for knot in knots if len(knot) > 1 or graph.has_edge(knot[0], knot[0])]
    return [_cycle(graph, knot) for knot in sorted(found, key=lambda knot: (-len(knot), knot))]


def _cycle(graph: nx.DiGraph[str], acts: Sequence[str]) -> Cycle:
    inside = frozenset(acts)
    within = {act: sorted(inside.intersection(graph.successors(act))) for act in acts}
    size = len(acts) + sum(map(len, within.values()))
    starts = acts[: max(1, STEPS // size)]
    shortest: list[str] = []
    for start in starts:
        found = _shortest_through(start, within, len(shortest) - 1 if shortest else len(acts))
        shortest = found or shortest
    least = shortest.index(min(shortest))
    return Cycle(tuple(acts), (*shortest[least:], *shortest[:least]), exact=len(starts) == len(acts))


def _shortest_through(start: str, within: Mapping[str, Sequence[str]], limit: int) -> list[str]:
    """A shortest cycle through an act, of at most `limit` acts; else nothing. Breadth first, by the order of IRIs."""
    came: dict[str, str] = {}
    far = {start: 1}
    waiting = deque([start])
    while waiting:
        act = waiting.popleft()
        if far[act] > limit:
            break
        for other in within[act]:
            if other == start:
                return _way(start, act, came)
            if other not in far:
                far[other], came[other] = far[act] + 1, act
                waiting.append(other)
    return []


def _way(start: str, last: str, came: Mapping[str, str]) -> list[str]:
    way = [last]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def resting(graph: nx.DiGraph[str]) -> dict[str, int]:
    """How many other acts rest on each, directly or through others.

    Exact. Knots become one node, and along a topological order each node hands the set of acts that rest on it to its
    bases, as the bits of one number; BLOCK acts at a time, so memory grows with the acts and not with their square.
    Time is acts / BLOCK rounds over the graph.
    """
    whole = nx.condensation(graph)
    order = list(nx.topological_sort(whole))
    knots: Mapping[int, set[str]] = nx.get_node_attributes(whole, "members")
    bases = {knot: list(whole.successors(knot)) for knot in order}
    upward = [knot for knot in order for _ in knots[knot]]  # one entry an act, those on which nothing rests first
    totals = {knot: len(knots[knot]) - 1 for knot in order}
    for first in range(0, len(upward), BLOCK):
        _hand_on(upward[first : first + BLOCK], order, bases, totals)
    return {act: totals[knot] for knot in order for act in knots[knot]}


def _hand_on(
    block: Sequence[int], order: Sequence[int], bases: Mapping[int, Sequence[int]], totals: dict[int, int]
) -> None:
    """Add to the totals how many acts of the block rest on each knot from outside of it."""
    own: dict[int, int] = {}
    for bit, knot in enumerate(block):
        own[knot] = own.get(knot, 0) | 1 << bit
    handed: dict[int, int] = {}
    for knot in order:
        from_below = handed.pop(knot, 0)
        totals[knot] += from_below.bit_count()
        carried = from_below | own.get(knot, 0)
        if carried:
            for base in bases[knot]:
                handed[base] = handed.get(base, 0) | carried
