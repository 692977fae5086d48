"""Which acts an act hangs on: of those that it rests on or carries out, the nearest ones above it.

A plan of Bình Dương names Chỉ thị 38-CT/TW and Quyết định 1703/QĐ-TTg, which itself carries out the directive: it hangs
on the decision alone. `cancu:hangsOn` is the transitive reduction of eli:based_on and cancu:implements taken together,
written once so that `lineage-down` need not find the longest of many chains. The store derives it; no text says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set


def nearest_above(above: Mapping[str, Set[str]]) -> dict[str, set[str]]:
    """Act -> the acts that it hangs on.

    `above`: act -> every act that it rests on or carries out, as the graph says (IRIs). One of them falls away where it
    stands above another of them. Acts that name each other in a circle stand above one another, so neither falls away;
    an act never hangs on itself. Whatever lies above an act by `above` lies above it by the result, and nothing else.
    """
    reach = {base: _reached(base, above) for bases in above.values() for base in bases}
    return {act: set(_nearest(act, bases - {act}, reach)) for act, bases in above.items()}


def _nearest(act: str, bases: Set[str], reach: Mapping[str, Set[str]]) -> Iterable[str]:
    # What leads back to the act itself hides nothing: the way by it would be a way round the circle.
    hiding = [base for base in bases if act not in reach[base]]
    return (
        base
        for base in bases
        if not any(base in reach[other] and other not in reach[base] for other in hiding if other != base)
    )


def _reached(start: str, above: Mapping[str, Set[str]]) -> Set[str]:
    """Every act above that one, by one step or more."""
    reached: set[str] = set()
    open_ends = [start]
    while open_ends:
        for base in above.get(open_ends.pop(), frozenset()):
            if base not in reached:
                reached.add(base)
                open_ends.append(base)
    return reached
