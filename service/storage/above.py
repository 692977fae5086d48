"""What stands above an act, by the ties that the ledger keeps of loaded acts and stubs.

An act is held against what it rests on or carries out; what those rest on in turn is their own affair, unless they
have nothing to be held against.
"""

from __future__ import annotations

from queries.nearest import nearest_above
from service.storage.relations import Relations


def held_against(relations: Relations, act: str) -> tuple[tuple[str, ...], ...]:
    """The acts with tasks or points that `act` rests on or carries out, in layers, each sorted: the nearest first.

    Directly, or through acts that have none to offer: known only by citation, or a cover letter. An act stands in a
    farther layer where one of a nearer layer rests on it or carries it out in turn.
    """
    found, seen, todo = set[str](), {act}, [act]
    while todo:
        for above in set(relations.above(todo.pop())) - seen:
            seen.add(above)
            if relations.has_items(above):
                found.add(above)
            else:
                todo.append(above)
    layers: list[tuple[str, ...]] = []
    over = {one: _all_above(relations, one) for one in found}
    while found:
        nearest = {one for one in found if not any(one in over[other] and other not in over[one] for other in found)}
        layers.append(tuple(sorted(nearest)))
        found -= nearest
    return tuple(layers)


def hanging_on(relations: Relations, act: str) -> list[str]:
    """The acts that `act` hangs on (queries/nearest.py), sorted."""
    ties = relations.above(act)
    if len(ties) < 2:
        return ties
    known = {one: set(relations.above(one)) for one in _all_above(relations, act)}
    return sorted(nearest_above({**known, act: set(ties)})[act])


def _all_above(relations: Relations, act: str) -> set[str]:
    seen, todo = set[str](), [act]
    while todo:
        new = set(relations.above(todo.pop())) - seen
        seen |= new
        todo += new
    return seen
