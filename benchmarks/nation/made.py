"""An act of the made country, with what is known of it because it was made: its true links and its faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from loaders.record import Record

FaultKind = Literal["lead", "deadline", "text", "number", "date", "order"]
"""What is missing; "order": the plan is dated before the decision that it carries out."""


class Link(NamedTuple):
    """A task carries out a task of another act."""

    task: str
    """Its number, "I.3"."""
    act: str
    """Path of the act above, "doc/ttg/2025/1700-qd-ttg"."""
    target: str
    """The number of the task there."""


@dataclass(frozen=True)
class Made:
    """A record with its truth. What is faulty in it is told as (kind, number of the task or "")."""

    record: Record
    truth: tuple[Link, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    """Number of a task, and the path in its act of the point of the body that says the same: "text/ke-hoach/II/1/a"."""
    faults: tuple[tuple[FaultKind, str], ...] = ()
