"""Which task carries out which, and which act hangs on which, in the graphs `lineage/doc/…`, as acts come and change.

When Quyết định 1703/QĐ-TTg is loaded after the provinces' plans, each plan that hangs on it (or on a Party plan that
is known only by citation and hangs on it) is held against it, and no other act is. A task is tied to the nearest of
the acts above in which it has a counterpart; what that one carries out in turn stands in its own lineage.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from loaders.lineage import ActItems, Decision, lineage_quads, nearest_links, rules_digest
from ontology.namespaces import graph, path_of
from ontology.terms import cancu
from service.storage.above import Above, hanging_on, held_against
from service.storage.changes import Block, Work
from service.storage.ledger import Ledger
from service.storage.relations import Relations
from service.storage.writing import Writing

TOGETHER: Final = 512
"""Acts whose lineage is written in one transaction."""
SHARED_FROM: Final = 64
"""Acts from which on several processes share the work; they are passed on so many at a time."""
_RULES: Final = "lineage rules"
"""The ledger's note of the rules by which all lineage in the graph was made."""


@dataclass(frozen=True)
class _Task:
    """What the lineage of one act is made from; items are `ActItems` as JSON."""

    act: str
    hangs_on: tuple[str, ...] = ()
    items: str = ""
    layers: tuple[tuple[str, ...], ...] = ()
    """Items of the acts above, the nearest first."""
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def digest(self) -> str:
        """ "" for an act that can have no lineage."""
        if not self.items and not self.hangs_on:
            return ""
        decided = (f"{one.obligation} {one.target} {one.verdict} {one.review}" for one in self.decisions)
        words = "\n\0".join((rules_digest(), *self.hangs_on, self.items, *map("\n".join, self.layers), *decided))
        return hashlib.sha256(words.encode("utf-8")).hexdigest()


def relate(ledger: Ledger, writing: Writing) -> int:
    """Make the lineage of each act anew for which something changed; the number of those."""
    if ledger.note(_RULES) != rules_digest():
        with ledger.writing():
            ledger.relations.mark(ledger.relations.with_items())
            ledger.set_note(_RULES, rules_digest())
    waiting = ledger.relations.unrelated()
    with _workers(len(waiting)) as pool:
        batches = (waiting[start : start + TOGETHER] for start in range(0, len(waiting), TOGETHER))
        # The workers are given the next batch before this process writes what they made of the last one.
        ahead: deque[_Batch] = deque()
        for acts in batches:
            ahead.append(_begun(acts, ledger.relations, pool))
            if len(ahead) > 1:
                _write(ahead.popleft(), ledger, writing)
        for batch in ahead:
            _write(batch, ledger, writing)
    return len(waiting)


@dataclass(frozen=True)
class _Batch:
    """Acts whose lineage is being made, all together written in one transaction."""

    tasks: Sequence[_Task]
    changed: Sequence[_Task]
    """Those for which anything changed since it was made last."""
    made: Iterable[tuple[str, str]]
    """Act -> the triples of its lineage, as N-Triples lines; made in other processes while it is not asked for."""


def _begun(acts: Sequence[str], relations: Relations, pool: ProcessPoolExecutor | None) -> _Batch:
    read = lru_cache(maxsize=TOGETHER)(relations.items)
    ties = Above(relations)
    tasks = [_task(relations, act, ties, read) for act in acts]
    changed = [task for task in tasks if task.digest != relations.inputs(task.act)]
    # Acts with the same acts above them one after the other: what is known of those is used again.
    changed.sort(key=lambda task: (task.layers, task.act))
    wanted = [task for task in changed if task.digest]
    parts = [wanted[start : start + SHARED_FROM] for start in range(0, len(wanted), SHARED_FROM)]
    made = pool.map(_lineages, parts) if pool else map(_lineages, parts)
    return _Batch(tasks, changed, chain.from_iterable(made))


def _write(batch: _Batch, ledger: Ledger, writing: Writing) -> None:
    relations = ledger.relations
    made = dict(batch.made)
    drop = tuple(_graph_of(task.act) for task in batch.changed if relations.inputs(task.act))
    blocks = tuple(Block(_graph_of(act), made[act]) for act in sorted(made) if made[act])
    with ledger.writing():
        steps = writing.note(Work(drop=drop, insert=blocks))
        for task in batch.tasks:
            relations.set_related(task.act, task.digest)
    writing.take(steps)


def _task(relations: Relations, act: str, ties: Above, read: Callable[[str], str]) -> _Task:
    items, hangs_on = read(act), tuple(hanging_on(ties, act))
    if not items:
        return _Task(act, hangs_on)
    latest = {(one.obligation, one.target): one for one in relations.reviews_of(act)}
    decisions = tuple(Decision(one.obligation, one.target, one.verdict, one.id) for one in latest.values())
    layers = tuple(tuple(read(above) for above in layer) for layer in held_against(ties, act))
    return _Task(act, hangs_on, items, layers, decisions)


def _workers(acts: int) -> ProcessPoolExecutor | nullcontext[None]:
    cores = os.cpu_count() or 1
    if acts < SHARED_FROM or cores == 1:
        return nullcontext()
    # A fork has all modules loaded. It touches nothing of the store, whose threads it lacks.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(cores, mp_context=context)


def _lineages(tasks: Sequence[_Task]) -> list[tuple[str, str]]:
    return [(task.act, _lineage(task)) for task in tasks]


def _lineage(task: _Task) -> str:
    steps = [f"<{task.act}> {cancu('hangsOn')} <{above}> ." for above in task.hangs_on]
    return "\n".join(sorted([*steps, *_links(task)]))


def _links(task: _Task) -> set[str]:
    if not task.items:
        return set()
    act = ActItems.from_json(task.items)
    here = {item.node for item in act.tasks}
    decisions = [one for one in task.decisions if one.obligation in here]
    found = nearest_links(act, (map(_items, layer) for layer in task.layers))
    quads = lineage_quads(task.act, found, decisions)
    return {f"{quad.triple} ." for quad in quads}


@lru_cache(maxsize=64)
def _items(text: str) -> ActItems:
    return ActItems.from_json(text)


def _graph_of(act: str) -> str:
    return str(graph("lineage/" + path_of(act)))
