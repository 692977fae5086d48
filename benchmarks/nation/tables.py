"""From rows to the tasks of a record: numbers, who leads and works along, by when; and the points of a plan's body.

table(rows, field, home, 2026, random).tasks[0].id       I.1
points(table)[0].path                                    II/1/a, which says what row I.1 says
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import Final

from benchmarks.nation.deadlines import deadline
from benchmarks.nation.orders import subdivision
from benchmarks.nation.places import Home
from benchmarks.nation.rows import Row
from benchmarks.nation.words import Field, wording
from loaders.record import BodyName, Section, Subdivision, Task

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI")
_LETTERS: Final = "abcdđeghiklmnopqrst"
PART: Final = "II"
"""The part of a plan's body that lists the tasks."""
_DIRECTED: Final = (0.6, 0.5, 0.1)
"""How often a row names who directs it, at the centre, in a province, in a commune."""
_MOST_BESIDE: Final = (3, 2, 1)
"""How many of a frame's bodies that work along a row names there."""


@dataclass(frozen=True)
class Table:
    """The tasks of a plan, and the rows that they were made from, in one order."""

    tasks: tuple[Task, ...]
    rows: tuple[Row, ...]


def table(rows: Sequence[Row], field: Field, home: Home, first_year: int, random: Random) -> Table:
    """The rows numbered within their groups, a group without rows left out."""
    tasks: list[Task] = []
    for place, (group, members) in enumerate(groupby(rows, key=lambda row: row.group)):
        section = Section(number=_ROMAN[place], title=wording().groups[group].format(subject=field.subject))
        for number, row in enumerate(members, 1):
            tasks.append(_task(f"{section.number}.{number}", section, row, field, home, first_year, random))
    return Table(tuple(tasks), tuple(rows))


def _task(number: str, section: Section, row: Row, field: Field, home: Home, year: int, random: Random) -> Task:
    form = row.matters[0].form
    lead = [_body(form.lead, field, home)]
    beside = [_body(role, field, home) for role in form.beside[: _MOST_BESIDE[home.level]]]
    if home.level < 2 and random.random() < 0.3:
        central, provincial = random.choice(field.beside)
        beside.append(home.name(provincial if home.level else central))
    if home.level == 1 and random.random() < 0.25:
        lead.append(wording().bodies["local"][1])
    directing = random.random() < _DIRECTED[home.level]
    return Task(
        id=number,
        section=section,
        text=f"{row.text}{random.choice(('', '.', ';'))}",
        lead=_names(lead),
        coordinating=_names(name for name in beside if name not in lead),
        directing=_names([home.name(wording().superiors[home.level])]) if directing else [],
        deadline=deadline(year, random),
        result=form.result if random.random() < 0.5 else None,
    )


def _body(role: str, field: Field, home: Home) -> str:
    own = (field.ministry, field.department, field.office)
    return home.name(own[home.level] if role == "main" else wording().bodies[role][home.level])


def _names(names: Sequence[str] | Iterator[str]) -> list[BodyName]:
    return [BodyName(name=name) for name in dict.fromkeys(names)]


def points(made: Table, in_text: str) -> Iterator[tuple[str, Subdivision]]:
    """The number of each task, and the point of the plan's body that says the same; headings under ""."""
    by_title = groupby(made.tasks, key=lambda task: task.section.title if task.section else None)
    for place, (title, tasks) in enumerate(by_title, 1):
        path = f"{PART}/{place}"
        yield "", subdivision(path, "section", None, in_text, heading=title)
        for letter, task in zip(_LETTERS, tasks, strict=False):
            yield task.id, subdivision(f"{path}/{letter}", "point", f"{task.text.rstrip('.;')}.", in_text)
