"""Which task carries out which, and which act hangs on which, in the graphs `lineage/doc/…`, as acts come and change.

When Quyết định 1703/QĐ-TTg is loaded after the provinces' plans, each plan that hangs on it (or on a Party plan that
is known only by citation and hangs on it) is held against it, and no other act is. An act is held against the nearest
acts above it that have tasks or points; what those carry out in turn stands in their own lineage.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders.lineage import ActItems, Decision, lineage_quads, links, rules_digest
from ontology.namespaces import graph, path_of
from ontology.terms import cancu
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
    above: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def digest(self) -> str:
        """ "" for an act that can have no lineage."""
        if not self.items and not self.hangs_on:
            return ""
        decided = (f"{one.obligation} {one.target} {one.verdict} {one.review}" for one in self.decisions)
        words = "\n\0".join((rules_digest(), *self.hangs_on, self.items, *self.above, *decided))
        return hashlib.sha256(words.encode("utf-8")).hexdigest()


def relate(ledger: Ledger, writing: Writing) -> int:
    """Make the lineage of each act anew for which something changed; the number of those."""
    if ledger.note(_RULES) != rules_digest():
        with ledger.writing():
            ledger.relations.mark(ledger.relations.with_items())
            ledger.set_note(_RULES, rules_digest())
    waiting = ledger.relations.unrelated()
    with _workers(len(waiting)) as pool:
        for start in range(0, len(waiting), TOGETHER):
            _relate(waiting[start : start + TOGETHER], ledger, writing, pool)
    return len(waiting)


def _relate(acts: Sequence[str], ledger: Ledger, writing: Writing, pool: ProcessPoolExecutor | None) -> None:
    relations = ledger.relations
    read = lru_cache(maxsize=TOGETHER)(relations.items)
    tasks = [_task(relations, act, read) for act in acts]
    changed = [task for task in tasks if task.digest != relations.inputs(task.act)]
    # Acts with the same acts above them one after the other: what is known of those is used again.
    changed.sort(key=lambda task: (task.above, task.act))
    made = dict(_made([task for task in changed if task.digest], pool))
    drop = tuple(_graph_of(task.act) for task in changed if relations.inputs(task.act))
    blocks = tuple(Block(_graph_of(act), made[act]) for act in sorted(made) if made[act])
    with ledger.writing():
        steps = writing.note(Work(drop=drop, insert=blocks))
        for task in tasks:
            relations.set_related(task.act, task.digest)
    writing.take(steps)


def _task(relations: Relations, act: str, read: Callable[[str], str]) -> _Task:
    items, hangs_on = read(act), tuple(hanging_on(relations, act))
    if not items:
        return _Task(act, hangs_on)
    latest = {(one.obligation, one.target): one for one in relations.reviews_of(act)}
    decisions = tuple(Decision(one.obligation, one.target, one.verdict, one.id) for one in latest.values())
    return _Task(act, hangs_on, items, tuple(read(above) for above in nearest_above(relations, act)), decisions)


def nearest_above(relations: Relations, act: str) -> list[str]:
    """The acts with tasks or points that `act` rests on or carries out, sorted.

    Directly, or through acts that have none to offer: known only by citation, or a cover letter.
    """
    found, seen, todo = set[str](), {act}, [act]
    while todo:
        for above in relations.above(todo.pop()):
            if above in seen:
                continue
            seen.add(above)
            if relations.items(above):
                found.add(above)
            else:
                todo.append(above)
    return sorted(found)


def hanging_on(relations: Relations, act: str) -> list[str]:
    """Of the acts that `act` rests on or carries out those that no other one of them rests on or carries out, sorted.

    The transitive reduction: whatever is above is reached by these steps alone, and the longest way up is made of them.
    Acts that lie above each other, in a ring, hide nothing from each other.
    """
    ties = relations.above(act)
    if len(ties) < 2:
        return ties
    over = {tie: _all_above(relations, tie) for tie in ties}
    hidden = {tie for other in ties for tie in over[other] if act not in over[other] and other not in over.get(tie, ())}
    return [tie for tie in ties if tie not in hidden]


def _all_above(relations: Relations, act: str) -> set[str]:
    seen, todo = set[str](), [act]
    while todo:
        new = set(relations.above(todo.pop())) - seen
        seen |= new
        todo += new
    return seen


def _made(tasks: Sequence[_Task], pool: ProcessPoolExecutor | None) -> Iterator[tuple[str, str]]:
    """Each act with the triples of its lineage, as N-Triples lines."""
    parts = [tasks[start : start + SHARED_FROM] for start in range(0, len(tasks), SHARED_FROM)]
    for made in pool.map(_lineages, parts) if pool else map(_lineages, parts):
        yield from made


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
    above = [_items(items) for items in task.above if items]
    here = {item.node for item in act.tasks}
    decisions = [one for one in task.decisions if one.obligation in here]
    quads = lineage_quads(task.act, links(act, above), decisions)
    return {f"{quad.triple} ." for quad in quads}


@lru_cache(maxsize=64)
def _items(text: str) -> ActItems:
    return ActItems.from_json(text)


def _graph_of(act: str) -> str:
    return str(graph("lineage/" + path_of(act)))
