"""The report as people and programs read it: text for the console, JSON, and one printable HTML page.

    LỖI  Nhiệm vụ chưa nêu cơ quan chủ trì. (1 chỗ) [task.lead]
         Cần viết: Ghi tên đầy đủ của cơ quan, đơn vị chủ trì …
           • nhiệm vụ II.3, mục II, trang 9: “Xây dựng cơ sở dữ liệu …”

Findings of one rule stand together, with what to write said once: a plan whose table lacks a column of
deadlines gives one entry with forty places, not forty entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from shapes.report import Finding, NotChecked, Report
from shapes.rules import Rule, Severity, Words, rule

Language = Literal["vi", "en"]

QUOTE_LENGTH: Final = 120
"""A longer quote is cut at a word and ends in "…" in text and HTML; JSON gives it whole."""

_SEVERITIES: Final[dict[Severity, Words]] = {
    "violation": Words(vi="LỖI", en="VIOLATION"),
    "warning": Words(vi="CẢNH BÁO", en="WARNING"),
    "hint": Words(vi="LƯU Ý", en="HINT"),
}
_STYLES: Final[dict[Severity, str]] = {"violation": "bold red", "warning": "bold yellow", "hint": "bold cyan"}
_COUNTS: Final[dict[Severity, Words]] = {
    "violation": Words(vi="lỗi", en="violations"),
    "warning": Words(vi="cảnh báo", en="warnings"),
    "hint": Words(vi="lưu ý", en="hints"),
}
_TERMS: Final[dict[str, Words]] = {
    "title": Words(vi="Báo cáo kiểm tra văn bản", en="Report on the checked acts"),
    "fix": Words(vi="Cần viết", en="Write"),
    "source": Words(vi="Nguồn", en="Source"),
    "nothing": Words(vi="Không có gì phải sửa.", en="Nothing to mend."),
    "not_checked": Words(vi="Chưa kiểm tra được", en="Could not be checked"),
    "task": Words(vi="nhiệm vụ", en="task"),
    "path": Words(vi="mục", en="at"),
    "page": Words(vi="trang", en="page"),
    "whole": Words(vi="cả văn bản", en="the act as a whole"),
    "places": Words(vi="chỗ", en="×"),
    "acts": Words(vi="văn bản", en="acts"),
    "internal": Words(vi="lỗi của phần mềm", en="fault of the program"),
}


@dataclass(frozen=True)
class Group:
    """All findings of one rule in one act."""

    rule: Rule
    findings: tuple[Finding, ...]


def grouped(report: Report) -> tuple[Group, ...]:
    """The findings by rule: violations first, then warnings, then hints; each down the text."""
    severities: list[Severity] = list(_SEVERITIES)
    by_rule: dict[str, list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda finding: severities.index(finding.severity)):
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(Group(rule(rule_id), tuple(findings)) for rule_id, findings in by_rule.items())


def as_json(reports: Iterable[Report]) -> str:
    """A JSON array, one object a file, letters as they are."""
    return json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False, indent=2) + "\n"


def as_text(reports: Sequence[Report], language: Language = "vi", width: int = 100, colour: bool = False) -> str:
    """The reports for a console `width` columns wide, with counts at the end; `colour` adds ANSI codes."""
    page = StringIO()
    console = Console(file=page, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    for report in reports:
        _write(console, report, language)
    console.print(Text(summary(reports, language), style="bold"))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def as_html(reports: Sequence[Report], language: Language = "vi") -> str:
    """One page that needs no other file, for the screen and for paper."""
    return _template().render(
        reports=[(report, grouped(report)) for report in reports],
        summary=summary(reports, language),
        language=language,
        term=lambda name: said(_TERMS[name], language),
        said=lambda words: said(words, language),
        severity=lambda name: said(_SEVERITIES[name], language),
        place=lambda finding: place_of(finding, language),
        quote=quote_of,
        detail=lambda finding: detail_of(finding, language),
        counts=lambda report: counts([report], language),
        by_reason=by_reason,
    )


def summary(reports: Sequence[Report], language: Language = "vi") -> str:
    """ "5 văn bản: 3 lỗi, 2 cảnh báo, 14 lưu ý"."""
    return f"{len(reports)} {said(_TERMS['acts'], language)}: {counts(reports, language)}"


def counts(reports: Sequence[Report], language: Language) -> str:
    """ "3 lỗi, 2 cảnh báo, 14 lưu ý", zeros too."""
    return ", ".join(
        f"{sum(report.count(severity) for report in reports)} {said(words, language)}"
        for severity, words in _COUNTS.items()
    )


def said(words: Words, language: Language) -> str:
    return words.vi if language == "vi" else words.en


def place_of(finding: Finding, language: Language) -> str:
    """ "nhiệm vụ II.3, mục II, trang 9", as far as the finding knows."""
    known = [
        (term, value)
        for term, value in (
            ("task", finding.place.id),
            ("path", finding.place.path),
            ("page", finding.place.page),
        )
        if value is not None
    ]
    if not known:
        return said(_TERMS["whole"], language)
    return ", ".join(f"{said(_TERMS[term], language)} {value}" for term, value in known)


def quote_of(finding: Finding) -> str:
    """The source's words in marks, cut at QUOTE_LENGTH; "" where there are none."""
    quote = finding.place.quote
    if not quote:
        return ""
    if len(quote) > QUOTE_LENGTH:
        quote = quote[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
    return f"“{quote}”"


def detail_of(finding: Finding, language: Language) -> str:
    """What the finding says beyond its rule's message; "" where that is all."""
    general, own = said(rule(finding.rule).message, language), said(finding.message, language)
    return "" if own == general else own.removeprefix(f"{general.rstrip('.')}: ")


def by_reason(report: Report) -> list[tuple[Words, list[str]]]:
    """What could not be checked: each reason once, with the rules that it stands for."""
    reasons: dict[str, list[NotChecked]] = {}
    for skipped in report.not_checked:
        reasons.setdefault(skipped.reason.vi, []).append(skipped)
    return [(items[0].reason, [item.rule for item in items]) for items in reasons.values()]


def _write(console: Console, report: Report, language: Language) -> None:
    console.print(Text(report.file, style="bold"))
    if report.label:
        console.print(Text(report.label))
    console.print()
    if not report.findings:
        console.print(Padding(Text(said(_TERMS["nothing"], language)), (0, 0, 1, 2)))
    for group in grouped(report):
        _write_group(console, group, language)
    for reason, skipped in by_reason(report):
        line = f"{said(_TERMS['not_checked'], language)}: {', '.join(skipped)}. {said(reason, language)}"
        console.print(Padding(Text(line, style="dim"), (0, 0, 1, 2)))


def _write_group(console: Console, group: Group, language: Language) -> None:
    severity = group.rule.severity
    head = Text.assemble(
        (said(_SEVERITIES[severity], language), _STYLES[severity]),
        "  ",
        said(group.rule.message, language),
        (f" [{group.rule.id}]", "dim"),
    )
    console.print(Padding(head, (0, 0, 0, 2)))
    for term, words in (("fix", group.rule.fix), ("source", group.rule.source)):
        console.print(Padding(Text(f"{said(_TERMS[term], language)}: {said(words, language)}"), (0, 0, 0, 4)))
    for finding in group.findings:
        console.print(Padding(Text(_line(finding, language)), (0, 0, 0, 6)))
    console.print()


def _line(finding: Finding, language: Language) -> str:
    told = [text for text in (detail_of(finding, language), quote_of(finding)) if text]
    return f"• {': '.join([place_of(finding, language), *told])}"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
