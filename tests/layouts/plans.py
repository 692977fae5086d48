"""Task tables and their gold records: those of real plans, and others composed from real wording.

A plan is what its tables say; a layout (`layouts.py`) is how they are printed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from loaders.forms.numerals import roman_numeral
from tests.layouts import wording
from tests.layouts.columns import DEADLINES

GOLD: Final = Path(__file__).parents[1] / "gold"
ROLES: Final = ("task", "lead", "coordinating", "directing", "deadline", "result", "note")
_BODIES: Final = ("lead", "coordinating", "directing")
Body = dict[str, str | None]


@dataclass(frozen=True)
class PlanRow:
    """One printed row: a group's title, or a task with a cell for each role."""

    label: str
    cells: Mapping[str, str]
    title: str | None = None


@dataclass(frozen=True)
class PlanTable:
    """Rows in order, the roles of its columns, and what a right reading of it says."""

    roles: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    tasks: tuple[Mapping[str, Any], ...]
    numbered: bool = True

    def unnumbered(self, letter: str) -> PlanTable:
        """The same table without its number column: its tasks are counted in each group, `letter` before them."""
        counts: Counter[str] = Counter()
        tasks = []
        for task in self.tasks:
            group = task["section"]["number"] if task["section"] else ""
            counts[group] += 1
            ident = ".".join(part for part in (letter, group, str(counts[group])) if part)
            tasks.append({**task, "id": ident})
        return replace(self, tasks=tuple(tasks), numbered=False)


@dataclass(frozen=True)
class Plan:
    name: str
    tables: tuple[PlanTable, ...]

    def unnumbered(self) -> Plan:
        """The plan without the number columns of its tables."""
        return replace(self, tables=tuple(t.unnumbered(x) for t, x in zip(self.tables, ("", "B"), strict=False)))

    def gold(self) -> dict[str, Any]:
        """The gold record: of the task tables only, all else empty."""
        empty = ("legal_bases", "cited_numbers", "structure", "duties", "reporting")
        tasks = [dict(task) for table in self.tables for task in table.tasks]
        return {"document": {}, "tasks": tasks} | {name: [] for name in empty}


def plan(random: Random) -> Plan:
    """A real plan's tables, or composed ones."""
    if random.random() < 0.4:
        return real_plan(random.choice(gold_names()), random)
    composed = [_composed(random, "")]
    if random.random() < 0.15:
        composed.append(_composed(random, "B"))
    return Plan("composed", tuple(composed))


@cache
def gold_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in GOLD.glob("*.json")))


def real_plan(name: str, random: Random) -> Plan:
    """The tables of one gold record; bodies are listed with the marks that the random choice gives."""
    tasks = json.loads((GOLD / f"{name}.json").read_text("utf-8"))["tasks"]
    second = [task for task in tasks if _letter(task)]
    tables = [_table([task for task in tasks if not _letter(task)], random)]
    if second:
        tables.append(_table(second, random))
    return Plan(name, tuple(tables))


def _letter(task: Mapping[str, Any]) -> str:
    first = str(task["id"]).split(".")[0]
    return first if first in ("B", "C") else ""


def _table(tasks: Sequence[Mapping[str, Any]], random: Random) -> PlanTable:
    rows: list[PlanRow] = []
    separator = random.choice((", ", ", ", "; "))
    section = None
    for task in tasks:
        if task["section"] and task["section"] != section:
            section = task["section"]
            rows.append(PlanRow(section["number"], {}, section["title"]))
        rows.append(PlanRow(_label(task), _cells(task, separator, random)))
    used = {role for row in rows for role, cell in row.cells.items() if cell}
    return PlanTable(tuple(role for role in ROLES if role in used), tuple(rows), tuple(tasks))


def _label(task: Mapping[str, Any]) -> str:
    section = task["section"]
    ident = str(task["id"]).removeprefix(_letter(task) + "." if _letter(task) else "")
    return ident.removeprefix(f"{section['number']}.") if section and "IVX".find(ident[0]) >= 0 else ident


def _cells(task: Mapping[str, Any], separator: str, random: Random) -> dict[str, str]:
    cells = {role: _listed(task[role], separator, random) for role in _BODIES}
    deadline = task["deadline"]
    return cells | {
        "task": task["text"],
        "deadline": deadline["text"] if deadline else "",
        "result": task["result"] or "",
        "note": task["note"] or "",
    }


def _listed(bodies: Sequence[Mapping[str, Any]], separator: str, random: Random) -> str:
    """ "Sở Y tế, Sở Nội vụ và các đơn vị có liên quan": behind a comma, "các" is small."""
    names = [body["name"] + (f" ({body['unit']})" if body["unit"] else "") for body in bodies]
    text = ""
    for i, name in enumerate(names):
        mark = "" if i == 0 else " và " if i == len(names) - 1 and random.random() < 0.3 else separator
        small = mark in (", ", " và ") and name.startswith("Các ")
        text += mark + (name[0].lower() + name[1:] if small else name)
    return text


def _composed(random: Random, letter: str) -> PlanTable:
    """A table of 6 to 30 tasks whose numbers, columns and cells are drawn."""
    numbering = random.choice(("groups", "groups on", "plain", "dotted"))
    roles = _drawn_roles(random)
    tasks: list[dict[str, Any]] = []
    number = 0
    for group in range(1, 2 if numbering == "plain" else random.randint(2, 4) + 1):
        title = random.choice(wording.GROUPS)
        number = number if numbering == "groups on" else 0
        section = {
            "plain": None,
            "dotted": {"number": str(group), "title": title},
        }.get(numbering, {"number": roman_numeral(group), "title": title})
        for _ in range(random.randint(2, 8) if section else random.randint(6, 24)):
            number += 2 if random.random() < 0.03 and number else 1
            own = f"{group}.{number}" if numbering == "dotted" else str(number)
            group_number = section["number"] if section and numbering != "dotted" else ""
            ident = ".".join(part for part in (letter, group_number, own) if part)
            tasks.append(_drawn_task(random, roles) | {"id": ident, "section": section})
    return _table(tasks, random)


def _drawn_roles(random: Random) -> frozenset[str]:
    roles = {"task", "lead"}
    for role, chance in (("coordinating", 0.8), ("directing", 0.25), ("deadline", 0.9), ("result", 0.5), ("note", 0.3)):
        if random.random() < chance:
            roles.add(role)
    return frozenset(roles if "deadline" in roles or "coordinating" in roles else {*roles, "deadline"})


def _drawn_task(random: Random, roles: frozenset[str]) -> dict[str, Any]:
    def maybe(role: str, empty: float) -> bool:
        return role in roles and random.random() >= empty

    return {
        "text": random.choice(_task_texts()),
        "lead": _bodies(random, 0.75) if maybe("lead", 0.0) else [],
        "coordinating": _bodies(random, 0.35, 4) if maybe("coordinating", 0.08) else [],
        "directing": [_body(random, random.choice(wording.SUPERIORS))] if maybe("directing", 0.05) else [],
        "deadline": _deadline(random) if maybe("deadline", 0.05) else None,
        "result": random.choice(wording.RESULTS) if maybe("result", 0.2) else None,
        "note": random.choice(wording.NOTES) if maybe("note", 0.7) else None,
    }


def _bodies(random: Random, single: float, most: int = 2) -> list[Body]:
    """One agency, or a few that end in a collective; seldom one of a name that is seldom seen."""
    if random.random() < 0.01:
        return [_body(random, random.choice(wording.RARE))]
    if random.random() < single:
        return [_body(random, random.choice((*wording.AGENCIES, *wording.COLLECTIVES[:5])))]
    names = random.sample(wording.AGENCIES, random.randint(1, most - 1))
    return [_body(random, name) for name in [*names, random.choice(wording.COLLECTIVES)]]


def _body(random: Random, name: str) -> Body:
    return {"name": name, "unit": wording.UNITS.get(name) if random.random() < 0.15 else None}


@cache
def _task_texts() -> tuple[str, ...]:
    real = (json.loads((GOLD / f"{name}.json").read_text("utf-8")) for name in gold_names())
    return (*wording.TASKS, *(task["text"] for record in real for task in record["tasks"]))


def _deadline(random: Random) -> Mapping[str, str | None]:
    return dict(zip(("text", "kind", "start", "end"), random.choice(DEADLINES), strict=True))
