"""`cancu check`: drafts under the rules, nothing stored.

$ cancu check draft.txt
$ cancu check drafts/ --format html -o report.html
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

import typer

from service.checking import Checked, Fault, check_all, find
from service.commands.terminal import FINDINGS, WRONG_USE, progress_bar, say, write_result
from service.errors import WrongUse
from shapes.render import as_html, as_json, as_text
from shapes.report import Report, has_violation


class ReportFormat(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    html = "html"


class Language(StrEnum):
    """The language of a report."""

    vi = "vi"
    en = "en"


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, and folders of them.")],
    report_format: Annotated[ReportFormat, typer.Option("--format")] = ReportFormat.text,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; else stdout.")] = None,
    language: Annotated[Language, typer.Option(help="Of text and html.")] = Language.vi,
) -> None:
    """Report what is wrong in drafts before they are signed. Exit code 1 where a violation stands."""
    reports, unread = _reports(paths)
    if not reports and not unread:
        raise WrongUse(f"No document was found in {', '.join(map(str, paths))}.")
    if reports or report_format is ReportFormat.json:
        write_result(_rendered(reports, report_format, language, colour=output is None), output)
    if unread:
        raise typer.Exit(WRONG_USE)
    if any(has_violation(report) for report in reports):
        raise typer.Exit(FINDINGS)


def _reports(paths: Sequence[Path]) -> tuple[list[Report], int]:
    """The reports on what could be read, and how many files could not."""
    found = list(find(paths))
    results = check_all([one.file for one in found if one.readable])
    reports: list[Report] = []
    unread = 0
    with progress_bar("Checking") as progress:
        for done, one in enumerate(found):
            progress(done, len(found), one.file)
            result = next(results) if one.readable else one
            if isinstance(result, Checked):
                reports.append(result.report)
            elif isinstance(result, Fault):
                unread += 1
                say(result.cause)
            else:
                say(str(result.left_out))
    return reports, unread


def _rendered(reports: Sequence[Report], report_format: ReportFormat, language: Language, colour: bool) -> str:
    if report_format is ReportFormat.json:
        return as_json(reports)
    if report_format is ReportFormat.html:
        return as_html(reports, language.value)
    return as_text(reports, language.value, get_terminal_size((100, 24)).columns, colour and sys.stdout.isatty())
