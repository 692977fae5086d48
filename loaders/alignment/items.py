"""What is compared when tasks are tied: the task rows of an act and the numbered parts of its body.

    Item(".../task/II.3", "Tổ chức kết nối, triển khai …", ("Rà soát, xây dựng, …",), 7)

An act's items are all that tying needs to know of it, so they can be kept beside the store, as JSON.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Item:
    """A task row, or a numbered part of the body."""

    node: str
    """IRI."""
    text: str
    """The task; of a part its heading and its own running text."""
    headings: tuple[str, ...]
    """The titles above it, outermost first: of the group row, or of the parts that hold it."""
    order: int
    """Its place among the act's tasks, or among the act's parts, from 1."""


@dataclass(frozen=True)
class ActItems:
    """All of one act that tasks are tied by."""

    act: str
    """IRI."""
    tasks: tuple[Item, ...]
    parts: tuple[Item, ...]
    """The numbered parts that set work."""

    def to_json(self) -> str:
        """One line of JSON: [act, tasks, parts], an item as [node, text, headings, order]."""
        return json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> ActItems:
        """The items that `to_json` wrote; ValueError for another text."""
        try:
            act, tasks, parts = json.loads(text)
            return cls(act, _items(tasks), _items(parts))
        except (TypeError, ValueError) as error:
            raise ValueError(f"This is no JSON of an act's items, read the act again: {error}") from error


def _items(rows: list[tuple[str, str, list[str], int]]) -> tuple[Item, ...]:
    return tuple(Item(node, text, tuple(headings), order) for node, text, headings, order in rows)


@dataclass(frozen=True)
class Link:
    """A task and a task or part that it carries out or repeats."""

    obligation: str
    """IRI of the task."""
    target: str
    """IRI of the task or part."""
    score: float
    """How sure, from 0 to 0.99, two digits."""
