"""What stands above an act, by the ties that the ledger keeps of loaded acts and stubs.

An act is held against what it rests on or carries out; what those rest on in turn is their own affair, unless they
have nothing to be held against.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from queries.nearest import nearest_above
from service.storage.relations import Relations


class Above:
    """The ties of the ledger as they stand, for many acts: what is asked of one act is read once."""

    def __init__(self, relations: Relations) -> None:
        self.of: Final[Callable[[str], frozenset[str]]] = cache(lambda act: frozenset(relations.above(act)))
        """The acts on which an act hangs directly."""
        self.has_items: Final[Callable[[str], bool]] = cache(relations.has_items)
        """Whether an act has tasks or points."""
        self.whole: Final[Callable[[str], frozenset[str]]] = cache(self._whole)
        """All acts above an act."""

    def _whole(self, act: str) -> frozenset[str]:
        seen, todo = set[str](), [act]
        while todo:
            new = self.of(todo.pop()) - seen
            seen |= new
            todo += new
        return frozenset(seen)


def held_against(ties: Above, act: str) -> tuple[tuple[str, ...], ...]:
    """The acts with tasks or points that `act` rests on or carries out, in layers, each sorted: the nearest first.

    Directly, or through acts that have none to offer: known only by citation, or a cover letter. An act stands in a
    farther layer where one of a nearer layer rests on it or carries it out in turn.
    """
    found, seen, todo = set[str](), {act}, [act]
    while todo:
        for above in ties.of(todo.pop()) - seen:
            seen.add(above)
            if ties.has_items(above):
                found.add(above)
            else:
                todo.append(above)
    layers: list[tuple[str, ...]] = []
    over = {one: ties.whole(one) for one in found}
    while found:
        nearest = {one for one in found if not any(one in over[other] and other not in over[one] for other in found)}
        layers.append(tuple(sorted(nearest)))
        found -= nearest
    return tuple(layers)


def hanging_on(ties: Above, act: str) -> list[str]:
    """The acts that `act` hangs on (queries/nearest.py), sorted."""
    direct = ties.of(act)
    if len(direct) < 2:
        return sorted(direct)
    known = {one: ties.of(one) for one in ties.whole(act)}
    return sorted(nearest_above({**known, act: direct})[act])
