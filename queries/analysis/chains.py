"""Chains of tasks along cancu:elaborates: from what carries out nothing above it down to what nothing carries out.

    1703/QĐ-TTg, điểm II/2/đ  <-  1169/QĐ-UBND, nhiệm vụ II.3  <-  45/KH-UBND, nhiệm vụ I.1

Chains are counted, never listed: their number is the product of what branches above and below, and can be huge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx


class Chains:
    """The chains over pairs of a task and the task or point above that it carries out.

    Tasks that carry out each other in a ring count as one link of a chain; `rings` is how many such rings there are.
    `roots`, `leaves`: where chains begin and end; `total`: how many there are; `longest`: the links of the longest.
    """

    def __init__(self, links: Sequence[tuple[str, str]]) -> None:
        graph: nx.DiGraph[str] = nx.DiGraph(links)
        graph.remove_edges_from(list(nx.selfloop_edges(graph)))
        straight, whose = _without_rings(graph)
        place = {node: number for number, node in enumerate(nx.topological_sort(straight))}
        self._place = {name: place[node] for name, node in whose.items()}
        # By place in a topological order, tasks below first.
        self._above: list[list[int]] = [[] for _ in place]
        below = [0] * len(place)
        for task, target in straight.edges:
            self._above[place[task]].append(place[target])
            below[place[target]] += 1
        self._ways = self._counted(below)
        self.rings = sum(1 for ring in nx.strongly_connected_components(graph) if len(ring) > 1)
        self.roots = sum(1 for above in self._above if not above)
        self.leaves = below.count(0)
        self.total = sum(ways for ways, above in zip(self._ways, self._above, strict=True) if not above)
        self.longest = int(nx.dag_longest_path_length(straight)) if place else 0

    def __contains__(self, task: str) -> bool:
        """Whether a task or point stands in any chain."""
        return task in self._place

    def through(self, tasks: Iterable[str]) -> int:
        """How many chains hold at least one of the tasks; a chain that holds several counts once.

        Goes up from the tasks only, so the work for all bodies together is that of their tasks and what lies above.
        """
        mine = {self._place[task] for task in tasks if task in self._place}
        ways = {number: self._ways[number] for number in mine}
        total = 0
        for number in sorted(self._upward(mine)):
            total += ways[number] if not self._above[number] else 0
            for above in self._above[number]:
                if above not in mine:
                    ways[above] = ways.get(above, 0) + ways[number]
        return total

    def _upward(self, numbers: Iterable[int]) -> set[int]:
        reached = set(numbers)
        waiting = list(reached)
        while waiting:
            for above in self._above[waiting.pop()]:
                if above not in reached:
                    reached.add(above)
                    waiting.append(above)
        return reached

    def _counted(self, below: Sequence[int]) -> list[int]:
        """How many ways lead up to each from a task that nothing carries out."""
        ways = [0 if count else 1 for count in below]
        for number, above in enumerate(self._above):
            for target in above:
                ways[target] += ways[number]
        return ways


def _without_rings(graph: nx.DiGraph[str]) -> tuple[nx.DiGraph[Any], dict[str, Any]]:
    """The graph with each ring as one node, and the node of each name. A graph that has no ring stays as it is."""
    if nx.is_directed_acyclic_graph(graph):
        return graph, {name: name for name in graph}
    whole = nx.condensation(graph)
    return whole, dict(whole.graph["mapping"])
