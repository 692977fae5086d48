"""A thing that can be found, with its words and what it is sorted and filtered by; and the words that say so.

Item(kind="act", name="Quyết định 1703/QĐ-TTg", text="Ban hành Kế hoạch …", facets={"level": ("…/level/central",)})
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

KINDS: Final = ("act", "task", "body", "unit")
"""In the order in which they stand where the words do not decide."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be found. "" where the graph says nothing."""

    kind: str
    iri: str
    name: str
    """What it is called: an act's label, a task's words, a body's or a unit's name."""
    text: str = ""
    """An act's title, a task's result, a body's other names, a unit's code."""
    by: str = ""
    """Who issues an act, who leads in a task, where a body or a place is."""
    near: str = ""
    """Other words that tell where it belongs; found like those of `by`, but not shown. Both count least."""
    act: str = ""
    """The IRI of the act that sets a task."""
    number: str = ""
    date: str = ""
    """ISO date of an act, whole or in part."""
    due: str = ""
    """A deadline as printed."""
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet -> the item's values: IRIs, or words of service/searching/facets.py."""
    rank: tuple[int, ...] = ()
    """The smaller comes first where words do not decide."""
