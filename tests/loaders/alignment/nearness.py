"""How near a plan's own tasks, which carry out nothing above, come to what stands above: in real and in made plans.

    python -m tests.loaders.alignment.nearness

The made country is fit to measure by only where its own tasks are as hard to tell from the others as real ones are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles

from benchmarks.nation import CENTRE as TOP
from benchmarks.nation import Made, acts
from benchmarks.nation.places import Level, provinces
from loaders.alignment.evidence import compare
from loaders.alignment.profile import profile
from loaders.alignment.terms import words_of
from loaders.lineage import ActItems, act_items
from loaders.triples import act_graphs
from tests.loaders.alignment.gold import CENTRE, gold, read

REAL = (("lineage.json", "000"), ("lineage.json", "002"), ("lineage-own.json", "001"))
"""The plans that carry out 1703/QĐ-TTg."""


@dataclass(frozen=True)
class Nearness:
    """Of one task, to the task or part above that comes nearest; both from 0 to 1."""

    words: float
    """What the two share of all their words."""
    cosine: float
    """What they share of their weighted wording."""
    cover: float
    """How much of the task's weighted wording stands in the one above."""


def real() -> list[Nearness]:
    """Of the tasks of the real plans for which people found nothing above."""
    found: list[Nearness] = []
    for file, number in REAL:
        plan = read(number)
        own = {task for task, kinds in gold(file)[number].items() if not kinds.get("upstream")}
        found += _nearest(plan.items, read(CENTRE).items, {iri for iri, name in plan.names.items() if name in own})
    return found


def made(level: Level, places: int = 34, communes: int = 5) -> list[Nearness]:
    """Of the own tasks of provinces (1), or of the first communes of each (2), of the first directive."""
    found: list[Nearness] = []
    top = _items(next(one for one in acts(0, TOP) if one.record.tasks))
    for province in provinces()[:places]:
        plans = [(one, _items(one)) for one in acts(0, province.name, most_communes=communes) if one.record.tasks]
        (decision, above), *below = plans
        for plan, items in [(decision, above)] if level == 1 else below:
            bound = {f"{items.act}/task/{link.task}" for link in plan.truth}
            own = {task.node for task in items.tasks if task.text} - bound
            found += _nearest(items, top if level == 1 else above, own)
    return found


def _items(one: Made) -> ActItems:
    graphs = act_graphs(one.record)
    return act_items(graphs.act, graphs.quads)


def _nearest(act: ActItems, above: ActItems, own: set[str]) -> Iterator[Nearness]:
    near = compare(profile(act), profile(above)).wording
    said = [set(words_of(item.text)) for item in (*above.tasks, *above.parts)]
    for task, covers in zip(act.tasks, near, strict=True):
        if task.node in own:
            words = set(words_of(task.text))
            shared = max(len(words & each) / len(words | each) for each in said)
            yield Nearness(shared, max(covers.cosines), max(covers.covers))


def told(values: Sequence[float]) -> tuple[float, float, float]:
    """The median, and what a quarter and a tenth of the values lie above."""
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[14], cuts[17]


def main() -> None:
    for name, tasks in (("real plans", real()), ("made provinces", made(1)), ("made communes", made(2))):
        sys.stdout.write(f"{name}: {len(tasks)} tasks of their own\n")
        for kind in ("words", "cosine", "cover"):
            half, quarter, tenth = told([getattr(task, kind) for task in tasks])
            sys.stdout.write(f"  {kind:8} median {half:.2f}  p75 {quarter:.2f}  p90 {tenth:.2f}\n")


if __name__ == "__main__":
    main()
