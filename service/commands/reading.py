"""`cancu read`: the record of one act, or what became of each line of its source.

$ cancu read ke-hoach.docx
$ cancu read --audit ke-hoach.docx
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from loaders.audit import LineFate
from loaders.reading import audit_of, printable, read_record, read_source
from loaders.source import LeftOut
from service.apart import apart
from service.commands.auditing import audit_summary, print_audit
from service.commands.terminal import say, write_result


def read(
    file: Annotated[Path, typer.Argument(help="One act: Word, PDF, a web page, text or Markdown.")],
    audit: Annotated[bool, typer.Option("--audit", help="Print the source, with what became of each line.")] = False,
) -> None:
    """Print the record of an act as JSON."""
    if audit:
        fates, left_out = apart(_audit, file)
        print_audit(fates, sys.stdout, left_out)
        say(f"{printable(file)}: {audit_summary(fates, left_out)}")
        return
    write_result(apart(_record, file), None)


def _record(file: Path) -> str:
    return read_record(file).to_json()


def _audit(file: Path) -> tuple[list[LineFate], tuple[LeftOut, ...]]:
    source = read_source(file)
    return audit_of(source), source.left_out
