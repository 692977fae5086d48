"""The report on the console.

    LỖI  Nhiệm vụ chưa nêu cơ quan chủ trì. [task.lead]
      Cần viết: Ghi tên đầy đủ của cơ quan, đơn vị chủ trì …
        • nhiệm vụ II.3, mục II, trang 9: “Xây dựng cơ sở dữ liệu …”

Findings of one rule stand together, with what to write said once: a plan whose table lacks a column of
deadlines gives one entry with forty places, not forty entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from shapes.rendering.words import (
    SEVERITIES,
    Group,
    Language,
    acceptance_of,
    by_reason,
    detail_of,
    grouped,
    place_of,
    quote_of,
    said,
    summary,
    term,
)
from shapes.report import AcceptedFinding, Finding, Report
from shapes.rules import Severity

_STYLES: Final[dict[Severity, str]] = {"violation": "bold red", "warning": "bold yellow", "hint": "bold cyan"}


def as_text(reports: Sequence[Report], language: Language = "vi", width: int = 100, colour: bool = False) -> str:
    """The reports for a console `width` columns wide, with counts at the end; `colour` adds ANSI codes."""
    page = StringIO()
    console = Console(file=page, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    for report in reports:
        _write(console, report, language)
    console.print(Text(summary(reports, language), style="bold"))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def _write(console: Console, report: Report, language: Language) -> None:
    console.print(Text(report.file, style="bold"))
    if report.label:
        console.print(Text(report.label))
    console.print()
    if not report.findings:
        console.print(Padding(Text(term("nothing", language)), (0, 0, 1, 2)))
    for group in grouped(report.findings):
        _write_group(console, group, language)
    if report.accepted:
        console.print(Padding(Text(term("accepted", language), style="bold"), (0, 0, 0, 2)))
    for group in grouped(report.accepted):
        _write_group(console, group, language)
    for reason, skipped in by_reason(report):
        line = f"{term('not_checked', language)}: {', '.join(skipped)}. {said(reason, language)}"
        console.print(Padding(Text(line, style="dim"), (0, 0, 1, 2)))


def _write_group(console: Console, group: Group, language: Language) -> None:
    severity = group.rule.severity
    head = Text.assemble(
        (said(SEVERITIES[severity], language), _STYLES[severity]),
        "  ",
        said(group.rule.message, language),
        (f" [{group.rule.id}]", "dim"),
    )
    console.print(Padding(head, (0, 0, 0, 2)))
    for name, words in (("fix", group.rule.fix), ("source", group.rule.source)):
        console.print(Padding(Text(f"{term(name, language)}: {said(words, language)}"), (0, 0, 0, 4)))
    for finding in group.findings:
        console.print(Padding(Text(_line(finding, language)), (0, 0, 0, 6)))
    console.print()


def _line(finding: Finding, language: Language) -> str:
    told = [text for text in (detail_of(finding, language), quote_of(finding)) if text]
    if isinstance(finding, AcceptedFinding):
        told.append(acceptance_of(finding, language))
    return f"• {': '.join([place_of(finding, language), *told])}"
