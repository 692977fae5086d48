"""What speaks for each pair of a task and a target: wording, kind of work, group, place, and the pairs beside it.

A pair is weighed within the whole pair of acts: a group of rows looks for the group that answers to it, and a target
that is the nearest one of a task may be nearer still to another task.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from statistics import median
from typing import NamedTuple

from loaders.alignment.index import Near
from loaders.alignment.profile import Profile
from loaders.alignment.settings import merge_settings, odds_weights, strength

Table = Sequence[Sequence[float]]
"""A figure for each task, and for each target."""
Answers = Mapping[tuple[int, int], float]
"""A figure for each group of tasks and each group of targets."""


class Evidence(NamedTuple):
    """What speaks for a pair, each from 0 to 1; `language/lineage.yaml` tells what each is."""

    odds: float
    """The log odds that the task carries out the target, by all the rest."""
    task: int
    target: int
    wording: float
    cover: float
    held: float
    matter: float
    group: float
    place: float
    lead: float
    rival: float
    whole: float


@dataclass(frozen=True)
class Candidates:
    """What one task may carry out among the rows, or among the parts, of an act."""

    single: Sequence[Evidence] = ()
    """The strongest pairs, strongest first."""
    both: Sequence[Evidence] = ()
    """Two pairs that hold together, where the task merges two targets; else none."""


@dataclass(frozen=True)
class Comparison:
    """How near the tasks of one act are to the items of another, before anything is weighed."""

    act: Profile
    other: Profile
    wording: Sequence[Near]
    """Of each task, beside the items."""
    matter: Table
    """Of each task's kinds of work, beside those of the items."""
    works: Sequence[Sequence[tuple[Near, Sequence[float]]]]
    """Of each task, the works that it sets: their wording and their kinds, beside the items."""
    titles: Mapping[int, Sequence[float]]
    """Of the title of each group of tasks, beside those of the other act's groups."""


def compare(act: Profile, other: Profile) -> Comparison:
    """The tasks of an act beside the items of another one, or of its own."""
    tasks = slice(act.tasks)
    return Comparison(
        act,
        other,
        wording=[other.wording.near(vector) for vector in act.wording.vectors[tasks]],
        matter=[other.matters.near(vector).cosines for vector in act.matters.vectors[tasks]],
        works=[
            [(other.wording.near(work.wording), other.matters.near(work.matters).cosines) for work in works]
            for works in act.works
        ],
        titles={
            group: other.titles.near(act.titles.vectors[group]).cosines for group in dict.fromkeys(act.group_of[tasks])
        },
    )


def foreign_tasks(compared: Comparison) -> set[int]:
    """Tasks of another field, of whose wording too little stands anywhere in the other act.

    How much is enough hangs on the other tasks: an act that copies its upstream shows what is not from there, and of
    an act of another field only a task that is itself near can be meant.
    """
    if not compared.wording:
        return set()
    by = strength()
    known = [near.known for near in compared.wording]
    middle = median(known)
    least = by.foreign * middle if middle >= by.related else by.alone
    nearest = [max(near.cosines, default=0.0) for near in compared.wording]
    apart = by.apart * min(median(nearest), by.copied)
    return {task for task in range(len(known)) if known[task] < least or nearest[task] < apart}


def evidence(compared: Comparison, targets: range) -> list[Candidates]:
    """What each task may carry out among those items of the other act."""
    act = compared.act
    if not targets or not act.tasks:
        return [Candidates()] * act.tasks
    wording = [near.cosines[targets.start : targets.stop] for near in compared.wording]
    groups = _answers(compared, targets, wording)
    shares = _shares(compared, targets, groups)
    readings = [
        _read(task, near, matter, targets, shares[act.group_of[task]])
        for task, (near, matter) in enumerate(zip(compared.wording, compared.matter, strict=True))
    ]
    rivals = [_two_best(column) for column in zip(*(reading.strong for reading in readings), strict=True)]
    weighing = _Weighing(compared, targets, groups, shares, readings, rivals)
    return [weighing.candidates(reading) for reading in readings]


@dataclass(frozen=True)
class _Reading:
    """A task, or one of the works that it sets, beside the targets; `strong`: how strong each pair looks."""

    task: int
    wording: Sequence[float]
    covers: Sequence[float]
    known: float
    matter: Sequence[float]
    strong: Sequence[float]


def _read(task: int, near: Near, matter: Sequence[float], targets: range, shares: Sequence[float]) -> _Reading:
    by, side = strength(), slice(targets.start, targets.stop)
    wording, matter = near.cosines[side], matter[side]
    strong = [
        (by.wording * math.sqrt(words) + by.matter * kinds) * share
        for words, kinds, share in zip(wording, matter, shares, strict=True)
    ]
    return _Reading(task, wording, near.covers[side], near.known, matter, strong)


@dataclass(frozen=True)
class _Weighing:
    """All that the pairs of two acts are weighed by."""

    compared: Comparison
    targets: range
    groups: Answers
    shares: Mapping[int, Sequence[float]]
    readings: Sequence[_Reading]
    """Of each task as a whole."""
    rivals: Sequence[tuple[float, float]]
    """Of each target, the strength of its best two tasks."""

    def candidates(self, reading: _Reading) -> Candidates:
        row, best = reading.strong, _two_best(reading.strong)
        kept = [at for at in nlargest(strength().kept, range(len(row)), key=row.__getitem__) if row[at] > 0]
        return Candidates([self._weighed(reading, at, best) for at in kept], self._both(reading.task))

    def _both(self, task: int) -> Sequence[Evidence]:
        """The two pairs of a task that merges two of these targets: each is the best one of some of its works."""
        best: dict[int, Evidence] = {}
        other = self.compared.other
        for near, matter in self.compared.works[task]:
            found = self._best_of(near, matter, task)
            if found and (found.target not in best or found.odds > best[found.target].odds):
                best[found.target] = found
        if any(other.several[target] for target in best):
            return ()
        two = nlargest(2, best.values(), key=lambda found: found.odds)
        return two if len(two) == 2 and two[1].odds >= merge_settings().sure else ()

    def _best_of(self, near: Near, matter: Sequence[float], task: int) -> Evidence | None:
        """What one work of a task is nearest to."""
        reading = _read(task, near, matter, self.targets, self.shares[self.compared.act.group_of[task]])
        best = _two_best(reading.strong)
        return self._weighed(reading, reading.strong.index(best[0]), best) if best[0] else None

    def _weighed(self, reading: _Reading, at: int, best: tuple[float, float]) -> Evidence:
        """`best`: the strength of the task's best two targets."""
        act, other = self.compared.act, self.compared.other
        task, target, strong, cover = reading.task, self.targets[at], reading.strong[at], reading.covers[at]
        wording = math.sqrt(reading.wording[at])
        held = cover / reading.known if reading.known else 0.0
        matter = reading.matter[at]
        group = self.groups[act.group_of[task], other.group_of[target]]
        place = 1 - abs(act.places[task] - other.places[target])
        lead = _ahead(strong, _other(strong, best))
        rival = _ahead(strong, _other(self.readings[task].strong[at], self.rivals[at]))
        whole = float(other.whole[target])
        weight = odds_weights()
        odds = (
            weight.base
            + weight.wording * wording
            + weight.cover * cover
            + weight.held * held
            + weight.matter * matter
            + weight.group * group
            + weight.place * place
            + weight.lead * lead
            + weight.rival * rival
            + weight.whole * whole
        )
        return Evidence(odds, task, target, wording, cover, held, matter, group, place, lead, rival, whole)


def _answers(compared: Comparison, targets: range, wording: Table) -> Answers:
    """How well each group of targets answers to each group of tasks: 1 where each is the other's best."""
    act, other, titles = compared.act, compared.other, compared.titles
    votes = _votes(act, other, targets, wording)
    sizes = Counter(act.group_of[: act.tasks])
    theirs = sorted({other.group_of[item] for item in targets})
    near = {(one, two): titles[one][two] + math.sqrt(votes[one, two] / sizes[one]) for one in sizes for two in theirs}
    best_of_mine = {one: max(near[one, two] for two in theirs) for one in sizes}
    best_of_theirs = {two: max(near[one, two] for one in sizes) for two in theirs}
    answers = {}
    for (one, two), value in near.items():
        titled = act.titled(one), other.titled(two)
        if all(titled):
            answers[one, two] = _answer(value, best_of_mine[one], best_of_theirs[two])
        else:
            answers[one, two] = strength().untitled if any(titled) else 1.0
    return answers


def _answer(value: float, best_of_mine: float, best_of_theirs: float) -> float:
    """1 for the best of both; it counts more that the group of tasks has no nearer one."""
    return (value / best_of_mine) ** 2 * value / best_of_theirs if value else 0.0


def _votes(act: Profile, other: Profile, targets: range, wording: Table) -> Answers:
    """Each task votes for each group, by the square of its nearest wording there."""
    votes: defaultdict[tuple[int, int], float] = defaultdict(float)
    voted = [(at, other.group_of[item]) for at, item in enumerate(targets) if not other.whole[item]]
    for task, row in enumerate(wording):
        nearest: dict[int, float] = {}
        for at, group in voted:
            if row[at] > nearest.get(group, 0.0):
                nearest[group] = row[at]
        for group, value in nearest.items():
            votes[act.group_of[task], group] += value * value
    return votes


def _shares(compared: Comparison, targets: range, groups: Answers) -> Mapping[int, Sequence[float]]:
    """Of each group of tasks, what is left of the strength of a pair with each target."""
    act, other, by = compared.act, compared.other, strength()
    columns = [other.group_of[item] for item in targets]
    wholes = [by.whole if other.whole[item] else 1.0 for item in targets]
    return {
        one: [
            (by.outside + (1 - by.outside) * groups[one, two]) * whole
            for two, whole in zip(columns, wholes, strict=True)
        ]
        for one in set(act.group_of[: act.tasks])
    }


def _two_best(values: Sequence[float]) -> tuple[float, float]:
    best, next_best = 0.0, 0.0
    for value in values:
        if value > best:
            best, next_best = value, best
        elif value > next_best:
            next_best = value
    return best, next_best


def _other(value: float, best: tuple[float, float]) -> float:
    """The best beside one of the values that these two are the best of."""
    return best[1] if value == best[0] else best[0]


def _ahead(value: float, other: float) -> float:
    """0.5 beside an equal; a pair without a rival has chance for one."""
    return value / (value + max(other, strength().chance))
