"""`cancu check --corpus`: what was found in the store's acts, by province, office and rule."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, astuple
from io import StringIO
from pathlib import Path

import typer

from service.commands.tables import print_table
from service.commands.terminal import FINDINGS, WRONG_USE, filled, progress_bar, say, write_result
from service.findings import COLUMNS, Row, chosen, corpus_findings, tally
from service.rechecking import recheck
from shapes.accepted import Line
from shapes.rules import Severity


def report_corpus(
    store: str,
    form: str,
    output: Path | None,
    least: Severity,
    only: Sequence[str],
    accepted: Sequence[Line],
    anew: bool,
) -> None:
    """Write the table as text, csv or json. Exit code 1 where a violation stands that nobody accepted, 2
    where acts could not be checked."""
    reader = filled(store)
    faults: Sequence[str] = ()
    if anew:
        with progress_bar("Checking") as progress:
            told = recheck(store, accepted, progress)
        every, faults = told.found, told.faults
    else:
        every = corpus_findings(reader.engine, accepted)
    found = chosen(every, least, only)
    rows = tally(found)
    write_result(_written(rows, form, to_file=output is not None), output)
    for fault in faults:
        say(fault)
    if faults:
        raise typer.Exit(WRONG_USE)
    if any(one.severity == "violation" and not one.accepted for one in found):
        raise typer.Exit(FINDINGS)


def _written(rows: Sequence[Row], form: str, to_file: bool) -> str:
    if form == "json":
        return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    page = StringIO()
    if form == "csv":
        writer = csv.writer(page, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(row) for row in rows)
        return page.getvalue()
    out = page if to_file else sys.stdout
    cells = [[str(cell) for cell in astuple(row)] for row in rows]
    print_table(COLUMNS, cells, out, right=("acts", "findings", "accepted"))
    return page.getvalue()
