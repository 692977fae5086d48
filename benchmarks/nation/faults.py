"""Faults put into the made acts on purpose, so that a check of them has something to find.

Of tasks: 2 % lack a lead, 3 % a deadline, 0.5 % a text. Of communes' plans, which no act cites: 0.5 % lack a number,
0.5 % a date, and 0.5 % are dated before the decision that they carry out.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

from benchmarks.nation.made import FaultKind
from loaders.record import DocumentHead, Task

_TASKS: Final[dict[FaultKind, tuple[float, dict[str, object]]]] = {
    "lead": (0.02, {"lead": []}),
    "deadline": (0.03, {"deadline": None}),
    "text": (0.005, {"text": ""}),
}
_ACTS: Final[dict[FaultKind, float]] = {"number": 0.005, "date": 0.005, "order": 0.005}

Faults = tuple[tuple[FaultKind, str], ...]


def faulty_tasks(tasks: Iterable[Task], random: Random, *, blank: bool) -> tuple[list[Task], Faults]:
    """The tasks, some with what they lack; `blank`: also without a text, for acts from which none is made."""
    made: list[Task] = []
    faults: list[tuple[FaultKind, str]] = []
    for task in tasks:
        changes: dict[str, object] = {}
        for kind, (share, change) in _TASKS.items():
            if random.random() < share and (blank or kind != "text"):
                changes.update(change)
                faults.append((kind, task.id))
        made.append(task.model_copy(update=changes) if changes else task)
    return made, tuple(faults)


def fault_of_act(random: Random) -> FaultKind | None:
    """One fault of a commune's plan, or mostly none."""
    drawn = random.random()
    for kind, share in _ACTS.items():
        if drawn < share:
            return kind
        drawn -= share
    return None


def blanked(head: DocumentHead, fault: FaultKind | None) -> DocumentHead:
    """The head without what it lacks."""
    return head.model_copy(update={fault: None}) if fault in ("number", "date") else head
