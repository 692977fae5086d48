"""Which pairs become links: for each task at most one row and one part of an act upstream, and one part of its own.

The row and the part are chosen together: where the upstream act's own row and part of one matter are tied with each
other, a task that comes near both is surer of both. A task with nothing near enough gets no link.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from loaders.alignment.evidence import Evidence, compare, evidence, foreign_tasks
from loaders.alignment.items import ActItems, Link
from loaders.alignment.profile import Profile, profile
from loaders.alignment.settings import choice_settings

_KEPT = 24
_SUREST = 0.99
"""A machine is never wholly sure; 1.00 is a person's."""

Ties = frozenset[tuple[int, int]]


def own_links(act: ActItems) -> Iterator[Link]:
    """To the parts of the act's own body that its tasks repeat."""
    own = profile(act)
    for found in _own(own):
        yield _link(own, own, found, choice_settings().own)


def upstream_links(act: ActItems, upstream: ActItems) -> Iterator[Link]:
    """To the rows and parts of an act upstream that the tasks carry out."""
    mine, theirs = profile(act), profile(upstream)
    if not mine.tasks or not theirs.items:
        return
    ties = _ties(upstream)
    compared = compare(mine, theirs)
    rows = evidence(compared, _rows(theirs))
    parts = evidence(compared, _parts(theirs))
    foreign = foreign_tasks(compared)
    for task, of_task in enumerate(zip(rows, parts, strict=True)):
        if task in foreign:
            continue
        row, part = _best(*of_task, ties)
        tied = choice_settings().tied if row and part and (row.target, part.target) in ties else 0.0
        for found in (row, part):
            if found:
                yield _link(mine, theirs, found, tied)


def forget() -> None:
    """Drops what is kept of acts seen before."""
    profile.cache_clear()
    _ties.cache_clear()


def _rows(act: Profile) -> range:
    return range(act.tasks)


def _parts(act: Profile) -> range:
    return range(act.tasks, len(act.items))


def _own(act: Profile) -> Iterator[Evidence]:
    parts, by = _parts(act), choice_settings()
    if not parts:
        return
    for pairs in evidence(compare(act, act), parts):
        best = max(pairs, key=_preference, default=None)
        if best and best.odds + by.own > by.least:
            yield best


@lru_cache(maxsize=_KEPT)
def _ties(act: ActItems) -> Ties:
    """Rows of an act and the parts of its body that they repeat."""
    return frozenset((found.task, found.target) for found in _own(profile(act)))


def _best(rows: Sequence[Evidence], parts: Sequence[Evidence], ties: Ties) -> tuple[Evidence | None, Evidence | None]:
    """The row and part whose odds above the least, and the tie between them, add up to most; None for none."""
    by = choice_settings()
    best: tuple[Evidence | None, Evidence | None] = (None, None)
    most = 0.0
    for row in (None, *sorted(rows, key=_preference, reverse=True)):
        for part in (None, *sorted(parts, key=_preference, reverse=True)):
            value = (row.odds - by.least if row else 0.0) + (part.odds - by.least if part else 0.0)
            if row and part and (row.target, part.target) in ties:
                value += by.tied
            if value > most:
                best, most = (row, part), value
    return best


def _preference(found: Evidence) -> tuple[float, int]:
    """The surer one; of equals the one that stands first in its act."""
    return found.odds, -found.target


def _link(act: Profile, other: Profile, found: Evidence, more: float) -> Link:
    """`more` is what the choice itself adds to the odds."""
    sure = 1 / (1 + math.exp(-(found.odds + more)))
    return Link(act.items[found.task].node, other.items[found.target].node, min(round(sure, 2), _SUREST))
