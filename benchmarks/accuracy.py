"""How well the links between tasks that the store holds fit the true ones, which the made country remembers.

    Scored(true=24000, found=23100, linked=23900, right=23300).precision

A task that carries out two rows of the plan above has two true links; one is found where the task is linked to that
row, or to the point of that plan's body that says the same. A link is right where it is a true one, leads to what
such a row carries out in its turn, or leads to the point of the own plan's body that says the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Store as Graph

from benchmarks.asked import path_of
from benchmarks.nation.whole import Country
from ontology.namespaces import BASE
from ontology.terms import cancu

_Ends = dict[str, set[str]]


@dataclass(frozen=True)
class Scored:
    """Counts of links."""

    true: int
    found: int
    linked: int
    """All that the store holds."""
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.linked if self.linked else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scored(country: Country, graph: Graph) -> Scored:
    """The store's links against the country's."""
    above, same = _truth(country)
    linked: _Ends = defaultdict(set)
    for quad in graph.quads_for_pattern(None, cancu("elaborates"), None, None):
        task, target = (_path(str(end)) for end in (quad.subject, quad.object))
        linked[task].add(same.get(target, target))
    right = sum(1 for task, targets in linked.items() for target in targets if target in _reached(task, above))
    return Scored(
        true=sum(map(len, above.values())),
        found=sum(len(targets & linked.get(task, set())) for task, targets in above.items()),
        linked=sum(map(len, linked.values())),
        right=right,
    )


def _truth(country: Country) -> tuple[_Ends, dict[str, str]]:
    """Task -> tasks above; point of a body -> the task that says the same."""
    above: _Ends = defaultdict(set)
    same: dict[str, str] = {}
    for made in country.made():
        act = path_of(made)
        for link in made.truth:
            above[f"{act}/task/{link.task}"].add(f"{link.act}/task/{link.target}")
        same.update((f"{act}/{point}", f"{act}/task/{task}") for task, point in made.points)
    return above, same


def _reached(task: str, above: _Ends) -> set[str]:
    """The task itself, which its own plan's point stands for, and all that it carries out, near or far."""
    found, edge = {task}, {task}
    while edge:
        edge = {target for one in edge for target in above.get(one, ())} - found
        found |= edge
    return found


def _path(term: str) -> str:
    return term.strip("<>").removeprefix(BASE)
