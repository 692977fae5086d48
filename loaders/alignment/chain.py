"""Links along a chain of acts: a commune's task carries out a row of its province's plan, which carries out one of the
centre's. So the centre's plan tells whether the commune's task is tied to the right row of its province's.

    II.3 of the commune -> III.2 of the province, 0.87      and III.2 of the province -> IV.1 of the centre
    II.3 of the commune -> IV.1 of the centre, 0.91         bears the link out
    II.3 of the commune -> nothing of the centre            does not: the two share only what the province put in
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.alignment.choice import upstream_links
from loaders.alignment.items import ActItems, Link
from loaders.alignment.settings import chain_settings

_KEPT = 64
"""Pairs of acts whose links are kept: those of a province and the centre, for its communes."""


@dataclass(frozen=True)
class Chain:
    """What the rows of some acts carry out in the acts farther up."""

    rows: frozenset[str]
    """Of the nearer acts."""
    carried: Mapping[str, Mapping[str, float]]
    """Row -> row or part farther up -> how sure that is."""
    carriers: Mapping[str, Sequence[str]]
    """Row or part farther up -> rows."""


def chain(nearer: Sequence[ActItems], farther: Sequence[ActItems]) -> Chain:
    """The links between the acts of two layers."""
    carried: defaultdict[str, dict[str, float]] = defaultdict(dict)
    carriers: defaultdict[str, list[str]] = defaultdict(list)
    for act in nearer:
        for link in (link for above in farther for link in _between(act, above)):
            carried[link.obligation][link.target] = link.score
            carriers[link.target].append(link.obligation)
    return Chain(frozenset(item.node for act in nearer for item in act.tasks), dict(carried), dict(carriers))


def settled(near: Iterable[Link], far: Iterable[Link], between: Chain) -> list[Link]:
    """The links of an act to nearer acts, as the links to the acts farther up confirm, correct and complete them.

    A link farther up leads to the nearer row that carries out the same, where there is one such row.
    """
    nearby, beyond = _by_task(near), _by_task(far)
    tasks = dict.fromkeys((*nearby, *beyond))
    return [link for task in tasks for link in _settled(nearby.get(task, []), beyond.get(task, []), between)]


@lru_cache(maxsize=_KEPT)
def _between(act: ActItems, above: ActItems) -> tuple[Link, ...]:
    return tuple(upstream_links(act, above))


def _by_task(links: Iterable[Link]) -> Mapping[str, list[Link]]:
    by_task: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_task[link.obligation].append(link)
    return by_task


def _settled(near: list[Link], far: list[Link], between: Chain) -> list[Link]:
    """Of one task."""
    by = chain_settings()
    through = {row for link in far for row in between.carriers.get(link.target, ())}
    led = [Link(far[0].obligation, row, _surest(far)) for row in through] if len(through) == 1 else []
    if not near:
        return [] if between.carried and _surest(far) < by.sure else led or far
    carried = _carried(near, between)
    if not carried or _surest(near) >= by.sure or _surest(near) > max(carried.values()):
        return near
    borne_out = [link for link in far if link.target in carried]
    if borne_out:
        return near if max(_surest(near), _surest(borne_out)) >= by.either else []
    return led if _surest(far) > _surest(near) else []


def _carried(near: list[Link], between: Chain) -> Mapping[str, float]:
    """What the row that a task is tied to carries out farther up; nothing to tell by, where a task is tied to two."""
    rows = [link.target for link in near if link.target in between.rows]
    return between.carried.get(rows[0], {}) if len(rows) == 1 else {}


def _surest(links: list[Link]) -> float:
    return max((link.score for link in links), default=0.0)
