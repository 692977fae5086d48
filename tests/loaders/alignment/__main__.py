"""Prints how well tasks are tied: on the links read by eye, on derived plans, and how long it takes.

python -m tests.loaders.alignment
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from timeit import repeat

from loaders.alignment.choice import forget
from loaders.lineage import ActItems, links
from tests.loaders.alignment.derived import chain, derived, score
from tests.loaders.alignment.gold import CENTRE, Found, measured, precision, read, recall


def _line(name: str, found: list[Found]) -> str:
    right, wrong, missed = (sum(len(getattr(one, part)) for one in found) for part in ("right", "wrong", "missed"))
    return (
        f"{name:34} precision {precision(found):.3f}  recall {recall(found):.3f}"
        f"  ({right} right, {wrong} wrong, {missed} missed)\n"
    )


def _gold() -> None:
    for file in ("lineage.json", "lineage-own.json"):
        figures = list(measured(file))
        for number, kind, found in figures:
            sys.stdout.write(_line(f"{file} {number} {kind}", [found]))
        sys.stdout.write(_line(file, [found for _, _, found in figures]))


def _derived() -> None:
    for name, make in (("one derivation", derived_from), ("a chain of two", chain)):
        counts = []
        for number in ("000", "001", "002", "003", "004"):
            source = read(number).items
            for seed in range(20):
                act, origins = make(source, seed)
                counts.append(score(act, source, origins))
        right, found, all_ = (sum(column) for column in zip(*counts, strict=True))
        sys.stdout.write(f"{name:34} precision {right / found:.3f}  recall {right / all_:.3f}\n")


def derived_from(source: ActItems, seed: int) -> tuple[ActItems, dict[str, str | None]]:
    act, origins = derived(source, f"{source.act}-province", seed)
    return act, dict(origins)


def _times() -> None:
    province, centre = read("000").items, read(CENTRE).items

    def cold() -> None:
        forget()
        links(province, [centre])

    communes = [derived(province, f"{province.act}-{seed}", seed)[0] for seed in range(100)]
    short = iter([ActItems(act.act, act.tasks[:12], ()) for act in communes])
    _time(f"{len(province.tasks)} tasks, upstream not yet seen", cold, 10)
    _time("12 tasks, upstream kept", lambda: links(next(short), [province]), 100)


def _time(name: str, work: Callable[[], object], times: int) -> None:
    taken = sorted(repeat(work, number=1, repeat=times))
    sys.stdout.write(f"{name:34} median {taken[times // 2] * 1000:.1f} ms, best {taken[0] * 1000:.1f} ms\n")


if __name__ == "__main__":
    _gold()
    _derived()
    _times()
