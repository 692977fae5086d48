"""Which pairs become links: for each task at most one row and one part of an act upstream, two of a task that merges
two, and one part of its own.

The row and the part are chosen together: where the upstream act's own row and part of one matter are tied with each
other, a task that comes near both is surer of both. A task with nothing near enough gets no link.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from loaders.alignment.evidence import Candidates, Evidence, compare, evidence, foreign_tasks
from loaders.alignment.items import ActItems, Link
from loaders.alignment.profile import Profile, profile
from loaders.alignment.settings import choice_settings

_KEPT = 24
_SUREST = 0.99
"""A machine is never wholly sure; 1.00 is a person's."""

Pairs = tuple[Evidence, ...]
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
        chosen = _best(*of_task, ties)
        tied = _tied(*chosen, ties)
        for found in chain(*chosen):
            yield _link(mine, theirs, found, choice_settings().tied if found.target in tied else 0.0)


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
        best = max(pairs.single, key=_preference, default=None)
        if best and best.odds + by.own > by.least:
            yield best


@lru_cache(maxsize=_KEPT)
def _ties(act: ActItems) -> Ties:
    """Rows of an act and the parts of its body that they repeat."""
    return frozenset((found.task, found.target) for found in _own(profile(act)))


def _best(rows: Candidates, parts: Candidates, ties: Ties) -> tuple[Pairs, Pairs]:
    """The rows and parts whose odds above the least, and the ties between them, add up to most; () for none."""
    by = choice_settings()
    best: tuple[Pairs, Pairs] = ((), ())
    most = 0.0
    options = _options(parts)
    for row in _options(rows):
        for part in options:
            value = sum(found.odds - by.least for found in chain(row, part)) + by.tied * len(_tied(row, part, ties)) / 2
            if value > most:
                best, most = (row, part), value
    return best


def _options(candidates: Candidates) -> list[Pairs]:
    """Nothing, each pair alone, and the two that hold together; without those that not even a tie makes a link."""
    options: list[Pairs] = [(pair,) for pair in sorted(candidates.single, key=_preference, reverse=True)]
    if candidates.both:
        options.append(tuple(candidates.both))
    by = choice_settings()
    return [(), *(option for option in options if all(pair.odds + by.tied > by.least for pair in option))]


def _tied(rows: Pairs, parts: Pairs, ties: Ties) -> set[int]:
    """The rows and parts among these of which one repeats the other."""
    pairs = {(row.target, part.target) for row in rows for part in parts} & ties
    return set(chain.from_iterable(pairs))


def _preference(found: Evidence) -> tuple[float, int]:
    """The surer one; of equals the one that stands first in its act."""
    return found.odds, -found.target


def _link(act: Profile, other: Profile, found: Evidence, more: float) -> Link:
    """`more` is what the choice itself adds to the odds."""
    sure = 1 / (1 + math.exp(-(found.odds + more)))
    return Link(act.items[found.task].node, other.items[found.target].node, min(round(sure, 2), _SUREST))
