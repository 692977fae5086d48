"""`cancu check`: drafts under the rules, nothing stored; and `cancu check --corpus`: what was found in the store.

$ cancu check draft.docx
$ cancu check draft.docx --format docx -o draft-checked.docx
$ cancu check drafts/ --severity violation --format html -o report.html
$ cancu check --corpus --store .cancu/store --format csv
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from itertools import count
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

import typer

from service.checking import Fault, find
from service.commands.findings import report_corpus
from service.commands.terminal import FINDINGS, WRONG_USE, progress_bar, say, write_result
from service.drafts import CheckedDraft, Wish, check_drafts, checked_name
from service.errors import UnwritableFile, WrongUse
from service.settings import ACCEPTED_VARIABLE, DEFAULT_STORE, STORE_VARIABLE
from service.storage.files import write_whole
from service.store import Store
from shapes.accepted import Line, UnreadableList, read_accepted, unanswered
from shapes.render import Language as Spoken
from shapes.render import as_html, as_json, as_text, as_turtle
from shapes.report import Report, has_violation
from shapes.rules import rules


class ReportFormat(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"
    ttl = "ttl"
    csv = "csv"


class Language(StrEnum):
    """The language of a report."""

    vi = "vi"
    en = "en"


class Least(StrEnum):
    """The mildest findings that are told."""

    violation = "violation"
    warning = "warning"
    hint = "hint"


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files, and folders of them.")] = None,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="docx: your Word file with comments. csv: with --corpus.")
    ] = ReportFormat.text,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file, else stdout; of several docx the folder.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of text, html and docx.")] = Language.vi,
    severity: Annotated[Least, typer.Option(help="The mildest findings to tell.")] = Least.hint,
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Only this rule; may be repeated.")] = None,
    accepted: Annotated[
        Path | None, typer.Option(envvar=ACCEPTED_VARIABLE, help="A CSV list of findings that may stand.")
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="With --corpus: check the acts again, by each other too.")
    ] = False,
    corpus: Annotated[bool, typer.Option("--corpus", help="Report what was found in the store's acts.")] = False,
    store: Annotated[
        str | None,
        typer.Option(
            "--store", envvar=STORE_VARIABLE, help="The store's folder: the acts that the drafts are held against."
        ),
    ] = None,
) -> None:
    """Report what is wrong in drafts before they are signed. Exit code 1 where a violation stands."""
    only, lines = _known(rule or []), _accepted_lines(accepted)
    if corpus:
        if paths or report_format not in (ReportFormat.text, ReportFormat.csv, ReportFormat.json):
            raise WrongUse("--corpus takes no files, and gives text, csv or json.")
        report_corpus(store or DEFAULT_STORE, report_format.value, output, severity.value, only, lines, anew)
        return
    if report_format is ReportFormat.csv:
        raise WrongUse("csv is the form of --corpus; a report on drafts comes as text, json, html, docx or ttl.")
    if not paths:
        raise WrongUse("No file was given. Give drafts (cancu check draft.docx), or --corpus for the store.")
    if store is not None:
        Store.open(store)  # here, where what is wrong with it is told once
    wish = Wish(
        least=severity.value,
        rules=only,
        accepted=lines,
        with_text=report_format is ReportFormat.html,
        commented=report_format is ReportFormat.docx,
        language=language.value,
        store=store,
    )
    reports, unread = _check_files(paths, wish, report_format, output)
    _tell_unanswered(lines, reports, accepted)
    if unread:
        raise typer.Exit(WRONG_USE)
    if any(has_violation(report) for report in reports):
        raise typer.Exit(FINDINGS)


def _check_files(
    paths: Sequence[Path], wish: Wish, report_format: ReportFormat, output: Path | None
) -> tuple[list[Report], int]:
    """Write what came of the files; the reports on those that could be read, and how many could not."""
    checked, unread = _checked(paths, wish)
    if not checked and not unread:
        raise WrongUse(f"No document was found in {', '.join(map(str, paths))}.")
    if report_format is ReportFormat.docx:
        _write_words(checked, output, several=len(checked) + unread > 1)
    elif checked or report_format is ReportFormat.json:
        write_result(_rendered(checked, report_format, wish.language, colour=output is None), output)
    return [one.draft.report for one in checked], unread


def _known(named: Sequence[str]) -> tuple[str, ...]:
    for one in named:
        if one not in rules():
            near = get_close_matches(one, rules(), 3)
            meant = f" Did you mean {' or '.join(near)}?" if near else " docs/rules.md lists them."
            raise WrongUse(f'There is no rule "{one}".{meant}')
    return tuple(named)


def _accepted_lines(file: Path | None) -> tuple[Line, ...]:
    try:
        return read_accepted(file) if file else ()
    except UnreadableList as error:
        raise WrongUse(str(error)) from error


def _tell_unanswered(lines: Sequence[Line], reports: Sequence[Report], file: Path | None) -> None:
    """Lines of the list that no finding answers to, among those about the acts that were checked."""
    for line in unanswered(lines, reports):
        place = f", {line.place}" if line.place else ""
        say(f"{file}, line {line.number}: {line.rule} is no longer found in {line.document}{place}. Take the line out.")
    if others := [line for line in lines if not any(line.names(report) for report in reports)]:
        numbers = ", ".join(str(line.number) for line in others[:10]) + (", …" if len(others) > 10 else "")
        say(f"{file}: {len(others)} lines are about acts that were not checked here (line {numbers}).")


def _checked(paths: Sequence[Path], wish: Wish) -> tuple[list[CheckedDraft], int]:
    """What came of the files that could be read, and how many could not."""
    found = list(find(paths))
    results = check_drafts([one.file for one in found if one.readable], wish)
    checked: list[CheckedDraft] = []
    unread = 0
    with progress_bar("Checking") as progress:
        for done, one in enumerate(found):
            progress(done, len(found), one.file)
            result = next(results) if one.readable else one
            if isinstance(result, CheckedDraft):
                checked.append(result)
            elif isinstance(result, Fault):
                unread += 1
                say(result.cause)
            else:
                say(str(result.left_out))
    return checked, unread


def _rendered(checked: Sequence[CheckedDraft], report_format: ReportFormat, language: Spoken, colour: bool) -> str:
    reports = [one.draft.report for one in checked]
    if report_format is ReportFormat.json:
        return as_json(reports)
    if report_format is ReportFormat.ttl:
        return as_turtle(reports)
    if report_format is ReportFormat.html:
        return as_html([one.draft for one in checked], language)
    return as_text(reports, language, get_terminal_size((100, 24)).columns, colour and sys.stdout.isatty())


def _write_words(checked: Sequence[CheckedDraft], output: Path | None, several: bool) -> None:
    """One file to -o or stdout; several, or -o an existing folder, into the folder, each under its draft's name."""
    if several or (output is not None and output.is_dir()):
        if output is None:
            raise WrongUse("Several commented Word files need a folder: give one with -o.")
        names: set[str] = set()
        for one in checked:
            _write(output / _free_name(Path(one.draft.report.file), names), one.word or b"")
        return
    for one in checked:
        if output is None and sys.stdout.isatty():
            raise WrongUse("A Word file cannot be shown on a terminal: give a file with -o.")
        if output is None:
            sys.stdout.buffer.write(one.word or b"")
        else:
            _write(output, one.word or b"")


def _free_name(draft: Path, names: set[str]) -> str:
    name = next(name for number in count(1) if (name := checked_name(draft, number)) not in names)
    names.add(name)
    return name


def _write(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
    except OSError as error:
        raise UnwritableFile(f"{file}: cannot be written ({error.strerror}).") from error
