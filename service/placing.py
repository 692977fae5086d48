"""Where in the draft a finding stands that is about no task, deadline or citation with a place of its own.

    document.number     "Số:         /KH-UBND": the blank line in the head
    document.date-…     "ngày    tháng 8 năm 2025"
    reading.remark      id "6": the row that is numbered so; path "II/2": where that subdivision begins

and the lines of a source as the report's renderings want them, each cell with what its column is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from loaders.flow import one_line
from loaders.layout.zones import find_zones
from loaders.record import Place as RecordPlace
from loaders.record import Record
from loaders.source import Line, Source
from loaders.tables.heads import role_of
from ontology.namespaces import ELI
from shapes.properties import properties_of
from shapes.rendering.draft import TextCell, TextLine
from shapes.report import Finding, Place, Report

_FIELDS: Final[Mapping[Node, str]] = {
    ELI.number: "number",
    ELI.date_document: "date",
    DCTERMS.date: "date",
    ELI.passed_by: "issuer",
    ELI.type_document: "type",
    DCTERMS.title: "title",
}
"""The field of a record's head that says what a property of the act says."""

_HEAD_ROLES: Final = 3
"""Columns of a row that must bear known heads for it to be a table's head."""


def located(report: Report, source: Source, record: Record) -> Report:
    """The report with a place for each finding that lacks one and has one."""
    spots = _Spots(source, record)
    return report.model_copy(update={"findings": tuple(spots.placed(finding) for finding in report.findings)})


def text_lines(source: Source) -> tuple[TextLine, ...]:
    """The lines of a source for the renderings; running heads and page numbers are left out."""
    return tuple(_text_lines(line for line in source.lines if not line.furniture))


def _text_lines(lines: Iterator[Line]) -> Iterator[TextLine]:
    heads: list[str | None] = []
    for line in lines:
        known = [role_of(one_line(cell).text) for cell in line.cells]
        if sum(role is not None for role in known) >= _HEAD_ROLES:
            heads = known
        roles = heads if len(heads) == len(line.cells) else [None] * len(line.cells)
        cells = [
            TextCell(cell.start, cell.end, role, cell.paragraph) for cell, role in zip(line.cells, roles, strict=True)
        ]
        yield TextLine(line.start, line.end, line.page, tuple(cells), line.paragraph)


class _Spots:
    """The places of one source by what names them."""

    def __init__(self, source: Source, record: Record) -> None:
        self._lines = source.lines
        self._record = record
        self._head = find_zones(source)

    def placed(self, finding: Finding) -> Finding:
        place = finding.place
        if place.start is not None:
            return finding
        spot = self._of_words(place) or self._of_head(finding)
        if spot is None:
            return finding
        words = {"page": spot.page, "quote": spot.quote, "start": spot.start, "end": spot.end}
        return finding.model_copy(update={"place": place.model_copy(update=words)})

    def _of_words(self, place: Place) -> RecordPlace | None:
        if place.id is not None:
            return self._task(place.id) or self._row(place.id)
        if place.path is not None:
            return next((one.source for one in self._record.structure if one.path == place.path), None)
        return None

    def _task(self, number: str) -> RecordPlace | None:
        return next((task.source for task in self._record.tasks if task.id == number), None)

    def _row(self, number: str) -> RecordPlace | None:
        """The table's row, or the task, that alone bears this number; None where several do."""
        rows = [line for line in self._lines if line.cells and _number(line) == number]
        if len(rows) == 1:
            return _place(rows[0])
        tasks = [task.source for task in self._record.tasks if task.id.endswith(f".{number}")]
        return tasks[0] if len(tasks) == 1 and not rows else None

    def _of_head(self, finding: Finding) -> RecordPlace | None:
        fields = {_FIELDS[one] for one in properties_of(finding.rule) if one in _FIELDS}
        if len(fields) != 1:
            return None
        field = fields.pop()
        return self._record.document.sources.get(field) or self._blank(field)

    def _blank(self, field: str) -> RecordPlace | None:
        """The line of the head in which the field is to be written, or else the one below which it would stand."""
        head = [self._lines[i] for i in self._head.head if not self._lines[i].blank and not self._lines[i].furniture]
        for pattern in _blanks().get(field, ()):
            for line in head:
                if pattern.search(line.text):
                    return _place(line)
        type_line = self._head.type_line
        if type_line is not None and field in ("title", "type"):
            return _place(self._lines[type_line])
        return _place(head[0]) if head else None


def _number(line: Line) -> str:
    first = next((cell for cell in line.cells if not cell.blank), None)
    return first.text.strip().rstrip(".") if first else ""


def _place(line: Line) -> RecordPlace:
    return RecordPlace.of(one_line(line).span())


@cache
def _blanks() -> Mapping[str, Sequence[re.Pattern[str]]]:
    table = yaml.safe_load((Path(__file__).parent / "blanks.yaml").read_text(encoding="utf-8"))
    return {field: [re.compile(form, re.IGNORECASE) for form in forms] for field, forms in table.items()}
