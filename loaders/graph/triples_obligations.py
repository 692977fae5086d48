"""What the act sets, as triples: tasks, duties, reports, with who answers for them and by when.

    <…/task/II.3> a cancu:Task ; cancu:leadAgency <agency/…/so-khoa-hoc-va-cong-nghe> ; …
    <…/task/II.3/lead/…-so-khoa-hoc-va-cong-nghe> a cancu:Assignment ; cancu:role <role/lead> ; …

Who must act in a duty or a report is its lead. Each shortcut on the obligation has one Assignment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from loaders.graph.body_identity import acting_unit
from loaders.graph.sheet import Sheet, concept
from loaders.graph.triples_acts import annex, group_row
from loaders.identity import key, text_path
from loaders.record import BodyName, Deadline, Duty, Place, Report, Task
from ontology.act_triples import date_literal
from ontology.names import ordinal, slug
from ontology.terms import TYPE, cancu, dcterms, node, rdfs, skos, typed

_SHORTCUTS: Final = {
    "lead": cancu("leadAgency"),
    "coordinating": cancu("coordinatingAgency"),
    "directing": cancu("directingAgency"),
}


def write_tasks(sheet: Sheet) -> dict[str, NamedNode]:
    """Every row of the task tables, every task of the running text; their nodes by number as printed."""
    nodes: dict[str, NamedNode] = {}
    for order, task in enumerate(sheet.record.tasks, 1):
        path = sheet.fresh(f"{sheet.path}/task/{ordinal(task.id) or slug(task.text)[:40]}")
        obligation = node(path)
        nodes.setdefault(task.id, obligation)
        _write_obligation(sheet, obligation, "Task", task.id, order)
        sheet.add(obligation, cancu("setIn"), _set_in(sheet, task))
        sheet.text(obligation, dcterms("description"), task.text)
        sheet.text(obligation, cancu("expectedResult"), task.result)
        sheet.text(obligation, cancu("note"), task.note)
        _assign(sheet, path, "lead", task.lead, task.source)
        _assign(sheet, path, "coordinating", task.coordinating, task.source)
        _assign(sheet, path, "directing", task.directing, task.source)
        if task.deadline:
            _write_deadline(sheet, path, task.deadline)
        if task.confidence is not None:
            sheet.add(obligation, cancu("confidence"), typed(f"{task.confidence:.2f}", "decimal"))
        for doubt in task.doubts:
            sheet.text(obligation, skos("editorialNote"), doubt)
        sheet.place(obligation, task.source)
    return nodes


def _set_in(sheet: Sheet, task: Task) -> NamedNode:
    """Its group row; the numbered part that it repeats, of a task in the running text; else the annex."""
    if task.section:
        return group_row(sheet, task.section, task.id)
    for part in sheet.record.structure:
        if part.text and _ends_in(part.path, task.id) and slug(task.text) in slug(part.text):
            return node(sheet.subdivisions[(part.in_text, part.path)])
    return annex(sheet)


def _ends_in(path: str, number: str) -> bool:
    ordinals = "/".join(level.split()[-1] for level in path.split("/") if level.split())
    return f"/{ordinals.replace('.', '/')}".endswith("/" + number.replace(".", "/"))


def write_duties(sheet: Sheet) -> None:
    """Every duty of "Tổ chức thực hiện": who must act, with whom, under whose lead."""
    for order, duty in enumerate(sheet.record.duties, 1):
        path = _stated_path(sheet, "duty", duty, duty.bearers)
        _write_stated(sheet, path, "Duty", duty, order)
        sheet.add(sheet.act, cancu("successionClause"), node(path) if duty.passes_on else None)
        _assign(sheet, path, "lead", _names(duty.bearers), duty.source)
        _assign(sheet, path, "coordinating", _names(duty.with_), duty.source)
        _assign(sheet, path, "directing", _names(duty.directed_by), duty.source)


def write_reports(sheet: Sheet) -> None:
    """Every periodic report: who reports, to whom, by which day of the year."""
    for order, report in enumerate(sheet.record.reporting, 1):
        path = _stated_path(sheet, "reporting", report, report.reporter)
        _write_stated(sheet, path, "ReportingDuty", report, order)
        _assign(sheet, path, "lead", _names(report.reporter), report.source)
        for name in report.to:
            sheet.add(node(path), cancu("reportTo"), node(sheet.body(name).path))
        _write_due(sheet, path, report)


def _names(names: Iterable[str]) -> list[BodyName]:
    return [BodyName(name=name) for name in names]


def _stated_path(sheet: Sheet, kind: str, stated: Duty | Report, bearers: list[str]) -> str:
    """{act}/{kind}/{path}/{key of the first bearer}."""
    parts = [sheet.path, kind, text_path(stated.path, stated.in_text)]
    if bearers:
        parts.append(key(sheet.body(bearers[0]).path))
    return sheet.fresh("/".join(part for part in parts if part))


def _write_stated(sheet: Sheet, path: str, kind: str, stated: Duty | Report, order: int) -> None:
    obligation = node(path)
    _write_obligation(sheet, obligation, kind, stated.path.replace("/", "."), order)
    place = sheet.subdivisions.get((stated.in_text, stated.path))
    sheet.add(obligation, cancu("setIn"), node(place) if place else None)
    sheet.text(obligation, dcterms("description"), stated.text or _text_at(sheet, stated))
    sheet.place(obligation, stated.source)


def _text_at(sheet: Sheet, stated: Duty | Report) -> str | None:
    texts = (part.text for part in sheet.record.structure if (part.in_text, part.path) == (stated.in_text, stated.path))
    return next(texts, None)


def _write_obligation(sheet: Sheet, obligation: NamedNode, kind: str, number: str, order: int) -> None:
    sheet.add(obligation, TYPE, cancu(kind))
    sheet.add(obligation, cancu("setBy"), sheet.act)
    sheet.add(obligation, cancu("ordinal"), Literal(number))
    sheet.add(obligation, cancu("order"), Literal(order))


# Who ------------------------------------------------------------------------------------------------------


def _assign(sheet: Sheet, path: str, role: str, names: Iterable[BodyName], fallback: Place | None) -> None:
    """The shortcuts of one role and an Assignment for each; a body named twice in it is assigned once."""
    assigned: set[str] = set()
    for name in names:
        body = sheet.body(name.name)
        assignment = node(f"{path}/{role}/{key(body.path)}")
        if name.unit:
            unit = acting_unit(name.unit, body, sheet.setting, sheet.path)
            sheet.add(assignment, cancu("actingUnit"), node(sheet.note(unit).path))
        if body.path in assigned:
            continue
        assigned.add(body.path)
        sheet.add(node(path), _SHORTCUTS[role], node(body.path))
        sheet.add(assignment, TYPE, cancu("Assignment"))
        sheet.add(assignment, cancu("assigns"), node(path))
        sheet.add(assignment, cancu("assignee"), node(body.path))
        sheet.add(assignment, cancu("role"), concept("role", role))
        sheet.add(assignment, cancu("order"), Literal(len(assigned)))
        sheet.place(assignment, name.source, fallback)


# By when --------------------------------------------------------------------------------------------------


def _write_deadline(sheet: Sheet, path: str, deadline: Deadline) -> None:
    when = _deadline(sheet, path, deadline.kind)
    sheet.text(when, rdfs("label"), deadline.text)
    sheet.add(when, cancu("startDate"), date_literal(deadline.start))
    sheet.add(when, cancu("endDate"), date_literal(deadline.end))
    recurrence = deadline.recurrence or ("P1Y" if deadline.kind == "annual" else None)
    sheet.add(when, cancu("recurrence"), typed(recurrence, "duration") if recurrence else None)
    sheet.add(when, cancu("dueMonthDay"), _month_day(deadline.month_day))
    sheet.text(when, cancu("condition"), deadline.condition)


def _write_due(sheet: Sheet, path: str, report: Report) -> None:
    """When a report is due: a day of the year, or each year; nothing where the text sets neither."""
    if report.due is None and report.recurrence != "yearly":
        return
    when = _deadline(sheet, path, "annual")
    sheet.add(when, cancu("recurrence"), typed("P1Y", "duration"))
    sheet.add(when, cancu("dueMonthDay"), _month_day(report.due))


def _deadline(sheet: Sheet, path: str, kind: str) -> NamedNode:
    when = node(f"{path}/deadline")
    sheet.add(node(path), cancu("hasDeadline"), when)
    sheet.add(when, TYPE, cancu("Deadline"))
    sheet.add(when, cancu("deadlineKind"), concept("deadline", kind))
    return when


def _month_day(text: str | None) -> Literal | None:
    """A day of the year, "--11-15", as xsd:gMonthDay."""
    return typed(text, "gMonthDay") if text else None
