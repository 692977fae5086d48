"""How well tasks of the made country are tied, without a store: the first communes of each province.

    python -m tests.loaders.alignment.country --communes 15

Counted as `benchmarks.accuracy` counts: a point stands for the row that says the same, and a link is right, too, where
it leads to what such a row carries out in its turn.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.nation import CENTRE, Made, acts
from benchmarks.nation.places import provinces
from loaders.lineage import ActItems, act_items, nearest_links
from loaders.triples import act_graphs
from ontology.namespaces import BASE


@dataclass
class Tally:
    """Counts of links."""

    true: int = 0
    found: int = 0
    linked: int = 0
    right: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / self.linked, self.found / self.true
        return f"precision {precision:.3f}  recall {recall:.3f}  ({self.linked} links, {self.true} true)"


@dataclass
class _Known:
    """What is true of the acts so far."""

    above: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Task -> tasks that it carries out."""
    same: dict[str, str] = field(default_factory=dict)
    """Point -> the task that says the same."""

    def reached(self, task: str) -> set[str]:
        """The task itself, and all that it carries out, near or far."""
        return {task}.union(*(self.reached(above) for above in self.above[task]))


def tally(directive: int, places: Sequence[str], communes: int) -> Tally:
    """The links of the plans of some provinces and of their first communes."""
    known, counted = _Known(), Tally()
    centre = list(_taken_in(acts(directive, CENTRE), known))
    for place in places:
        upper = list(centre)
        for made, items in _taken_in(acts(directive, place, most_communes=communes), known):
            _count(items, [[above] for above in _cited(made, upper)], known, counted)
            if len(upper) < len(centre) + 2:
                upper.append((made, items))
    return counted


def _taken_in(plans: Iterator[Made], known: _Known) -> Iterator[tuple[Made, ActItems]]:
    for made in plans:
        graphs = act_graphs(made.record)
        act = graphs.act.removeprefix(BASE)
        for link in made.truth:
            known.above[f"{act}/task/{link.task}"].add(f"{link.act}/task/{link.target}")
        known.same.update((f"{act}/{point}", f"{act}/task/{task}") for task, point in made.points)
        yield made, act_items(graphs.act, graphs.quads)


def _cited(made: Made, upper: Sequence[tuple[Made, ActItems]]) -> list[ActItems]:
    """The acts that a plan names in its preamble, the nearest first."""
    numbers = {basis.number for basis in made.record.legal_bases}
    return [items for above, items in reversed(upper) if above.record.document.number in numbers]


def _count(act: ActItems, layers: Sequence[Sequence[ActItems]], known: _Known, counted: Tally) -> None:
    linked: Mapping[str, set[str]] = {item.node.removeprefix(BASE): set() for item in act.tasks}
    for link in nearest_links(act, layers):
        target = link.target.removeprefix(BASE)
        linked[link.obligation.removeprefix(BASE)].add(known.same.get(target, target))
    for task, targets in linked.items():
        counted.true += len(known.above[task])
        counted.found += len(known.above[task] & targets)
        counted.linked += len(targets)
        counted.right += len(known.reached(task) & targets)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.loaders.alignment.country", description=__doc__)
    parser.add_argument("--directive", type=int, default=0, help="which of the ten, from 0")
    parser.add_argument("--communes", type=int, default=15, help="of each province, the first ones")
    options = parser.parse_args()
    counted = tally(options.directive, [unit.name for unit in provinces()], options.communes)
    sys.stdout.write(f"{counted}\n")


if __name__ == "__main__":
    main()
