"""The reviewed list of findings that may stand: a CSV file that people keep.

    rule,document,place,reason,who,date
    task.lead,doc/bac-ninh/draft/ke-hoach-9834f009,II.3,Chủ trì chung nêu tại mục III,Nguyễn Văn A,2026-03-01

`document` is the act's IRI, its path below the base, or its number ("1169/QĐ-UBND"); `place` the number of the task
("II.3") or the path of the subdivision, empty for the act as a whole. An accepted finding is shown with its reason,
and is not counted; a line that no finding answers to is told, so that the list does not outlive its reasons.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ontology.namespaces import path_of
from shapes.report import Acceptance, AcceptedFinding, Finding, Report
from shapes.rules import rules

COLUMNS: Final = ("rule", "document", "place", "reason", "who", "date")


class UnreadableList(Exception):
    """The list of accepted findings cannot be used; the words name the file, the line and what to do."""


@dataclass(frozen=True)
class Line:
    """One line of the list; `number` is where it stands in the file, the head being line 1."""

    number: int
    rule: str
    document: str
    place: str
    acceptance: Acceptance = field(repr=False)

    def means(self, report: Report, finding: Finding) -> bool:
        """True where this line accepts this finding."""
        here = finding.place.id or finding.place.path or ""
        return self.answers(finding.rule, here) and self.names(report)

    def answers(self, rule_id: str, place: str) -> bool:
        """True where it is about this rule at this place: a task's number, a subdivision's path, "" for the act."""
        return self.rule == rule_id and self.place == place

    def names(self, report: Report) -> bool:
        """True where it is about this report's act."""
        return self.is_about(report.document, report.label)

    def is_about(self, act: str, label: str | None) -> bool:
        """True where it is about the act of this IRI, labelled "Quyết định 1169/QĐ-UBND"."""
        return self.document in (act, path_of(act), (label or "").rpartition(" ")[2])


def read_accepted(file: Path) -> tuple[Line, ...]:
    """The lines of the list. Raises UnreadableList."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        raise UnreadableList(f"{file}: the list of accepted findings cannot be read ({why}).") from error
    table = csv.DictReader(StringIO(text, newline=""))
    if tuple(table.fieldnames or ()) != COLUMNS:
        raise UnreadableList(f"{file}: the first line must name the columns {','.join(COLUMNS)}.")
    return tuple(_line(file, table.line_num, row) for row in table)


def _line(file: Path, number: int, row: dict[str, str | None]) -> Line:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    missing = [name for name in COLUMNS if name != "place" and not cells[name]]
    if missing:
        raise UnreadableList(f"{file}, line {number}: {missing[0]} is empty. Only place may be.")
    if cells["rule"] not in rules():
        raise UnreadableList(f'{file}, line {number}: there is no rule "{cells["rule"]}". docs/rules.md lists them.')
    try:
        acceptance = Acceptance.model_validate({name: cells[name] for name in ("reason", "who", "date")})
    except ValidationError as error:
        raise UnreadableList(f'{file}, line {number}: "{cells["date"]}" is no date in the form 2026-03-01.') from error
    return Line(number, cells["rule"], cells["document"], cells["place"], acceptance)


def accept(report: Report, lines: Sequence[Line]) -> Report:
    """The report with what the list accepts set apart from the findings that stand."""
    standing: list[Finding] = []
    accepted: list[AcceptedFinding] = []
    for finding in report.findings:
        line = next((line for line in lines if line.means(report, finding)), None)
        if line is None:
            standing.append(finding)
        else:
            accepted.append(AcceptedFinding(**dict(finding), accepted=line.acceptance))
    return report.model_copy(update={"findings": tuple(standing), "accepted": tuple(accepted)})


def unanswered(lines: Iterable[Line], reports: Sequence[Report]) -> Iterator[Line]:
    """The lines about one of these acts to which no finding in it answers any more."""
    for line in lines:
        about = [report for report in reports if line.names(report)]
        if about and not any(line.means(report, one) for report in about for one in report.accepted):
            yield line
