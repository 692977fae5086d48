"""A task that merges two tasks of the act above: one target holds what the other does not.

merged({"thanh": .7, "tra": .2, "dao": .6, "tao": .3}, {0: {"thanh": …, "tra": …}, 4: {"dao": …, "tao": …}}, 0.98)
    Two(targets=(0, 4), cover=0.98)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from loaders.alignment.index import Vector
from loaders.alignment.settings import merge_settings


@dataclass(frozen=True)
class Two:
    """The places of two targets, and how much of the task's weight stands in one or the other."""

    targets: tuple[int, int]
    cover: float


def merged(task: Vector, targets: Mapping[int, Vector], known: float) -> Two | None:
    """The two targets that together hold most of the task, each a good share that the other has not.

    `known`: how much of the task's weight stands anywhere in the act above; at least so much of it must stand in the
    two as the settings say.
    """
    by = merge_settings()
    held = {at: task.keys() & vector.keys() for at, vector in targets.items()}
    best = None
    for one, two in combinations(held, 2):
        only = (held[one] - held[two], held[two] - held[one])
        first, second = (sum(task[term] ** 2 for term in terms) for terms in only)
        cover = first + second + sum(task[term] ** 2 for term in held[one] & held[two])
        fits = 0 < by.each * cover <= min(first, second) and cover >= by.known * known
        if fits and (best is None or cover > best.cover):
            best = Two((one, two), cover)
    return best
