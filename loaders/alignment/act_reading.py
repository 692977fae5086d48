"""The items of an act, read off its own graph: task rows, and the numbered parts that set work.

A part belongs to the items unless its heading, or one above it, says that it sets no work ("Mục đích, yêu cầu", "Tổ
chức thực hiện"), or a task of the running text is set in it: then the task stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.alignment.items import ActItems, Item
from loaders.alignment.settings import formal, no_work
from ontology.terms import TYPE, cancu, dcterms, eli, node

_NUMBERED: Final = tuple(node(f"subdivision/{kind}").value for kind in ("article", "part", "section", "point"))
_GROUP: Final = node("subdivision/task-group").value
_READ: Final = frozenset(
    (
        TYPE,
        *map(cancu, ("order", "setIn")),
        *map(dcterms, ("title", "description")),
        *map(eli, ("type_subdivision", "is_part_of")),
    )
)
"""The properties that are looked at."""


@dataclass
class _Sheet:
    """One value for each subject and predicate; what stands in the graph several times is of no use here."""

    values: dict[tuple[str, str], str] = field(default_factory=dict)
    tasks: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def get(self, subject: str, predicate: NamedNode) -> str:
        return self.values.get((subject, predicate.value), "")

    def order(self, subject: str) -> int:
        return int(self.get(subject, cancu("order")) or 0)


def act_items(act: str, quads: Iterable[Quad]) -> ActItems:
    """The items of the act of that IRI, from its own graph."""
    sheet = _sheet(quads)
    tasks = sorted(sheet.tasks, key=lambda task: (sheet.order(task), task))
    parts = sorted(sheet.parts, key=lambda part: (sheet.order(part), part))
    tasked = {sheet.get(task, cancu("setIn")) for task in tasks}
    working = (part for part in parts if part not in tasked and _text(sheet, part) and _sets_work(sheet, part))
    return ActItems(
        act,
        tuple(_task(sheet, task, order) for order, task in enumerate(tasks, 1)),
        tuple(_part(sheet, part, order) for order, part in enumerate(working, 1)),
    )


def _sheet(quads: Iterable[Quad]) -> _Sheet:
    sheet = _Sheet()
    task = cancu("Task")
    for subject, predicate, value, _ in quads:
        # Most of a graph is of no use here: whose each task is, and where its words stand.
        if predicate not in _READ or not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        sheet.values.setdefault((subject.value, predicate.value), value.value)
        if predicate == TYPE and value == task:
            sheet.tasks.append(subject.value)
        if predicate == eli("type_subdivision") and value.value in _NUMBERED:
            sheet.parts.append(subject.value)
    return sheet


def _task(sheet: _Sheet, task: str, order: int) -> Item:
    place = sheet.get(task, cancu("setIn"))
    group = sheet.get(place, eli("type_subdivision")) == _GROUP
    headings = (sheet.get(place, dcterms("title")),) if group else tuple(_headings_above(sheet, place))
    return Item(task, sheet.get(task, dcterms("description")), tuple(filter(None, headings)), order)


def _part(sheet: _Sheet, part: str, order: int) -> Item:
    return Item(part, _text(sheet, part), tuple(_headings_above(sheet, part)), order)


def _text(sheet: _Sheet, part: str) -> str:
    return " ".join(filter(None, (sheet.get(part, dcterms("title")), sheet.get(part, dcterms("description")))))


def _headings_above(sheet: _Sheet, place: str) -> list[str]:
    """Outermost first; of a numbered part without a title its own words, where they lead in others."""
    above = [sheet.get(one, dcterms("title")) for one in _above(sheet, place) if _is_numbered(sheet, one)]
    return [heading for heading in reversed(above) if heading]


def _above(sheet: _Sheet, place: str) -> Iterator[str]:
    seen = {place}
    while (place := sheet.get(place, eli("is_part_of"))) and place not in seen:
        seen.add(place)
        yield place


def _is_numbered(sheet: _Sheet, place: str) -> bool:
    return sheet.get(place, eli("type_subdivision")) in _NUMBERED


def _sets_work(sheet: _Sheet, part: str) -> bool:
    headings = [sheet.get(part, dcterms("title")), *_headings_above(sheet, part)]
    if any(no_work().fullmatch(heading.strip(" .:;")) for heading in headings):
        return False
    return not formal().search(sheet.get(part, dcterms("description")))
