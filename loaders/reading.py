"""A file becomes a record: the way through the stages, in the order in which the text meets them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from loaders.audit import LineFate, audit, unread_of
from loaders.citations import cited_numbers, misprints, read_bases, read_cited
from loaders.deadlines import year_of
from loaders.duties import read_duties
from loaders.errors import NoAct, UnreadableFile
from loaders.header import read_head, unnamed_annexes
from loaders.layout.zones import find_zones
from loaders.read.files import read_file
from loaders.read.formats import SUFFIXES
from loaders.read.limits import check_size
from loaders.record import DocumentHead, Reader, Record, Unread
from loaders.reporting import read_reports
from loaders.running import read_running_tasks
from loaders.source import Passage, Source
from loaders.stages import Stages
from loaders.structure import find_structure, read_structure, structure_remarks
from loaders.tables import read_tables
from loaders.tasks import tasks_of

__all__ = ["SUFFIXES", "WHOLE_PAGE", "audit_of", "printable", "read_record", "read_source", "record_of"]

WHOLE_PAGE: Final = "(cả trang)"
"""Quoted for a page of which nothing could be read."""


def read_record(path: Path) -> Record:
    """The record of the act in a file. Raises the errors of `loaders.errors`."""
    return record_of(read_source(path))


def read_source(path: Path) -> Source:
    """The text of a file with its lines and pages. Raises the errors of `loaders.errors`."""
    name = printable(path)
    try:
        check_size(path.stat().st_size, name)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{name}: cannot be opened ({error.strerror}).") from error
    file = read_file(data, name)
    digest = hashlib.sha256(data).hexdigest()
    return Source(printable(path.name), digest, file.media_type, file.text, file.lines, file.ocr, file.left_out)


def printable(path: Path | str) -> str:
    """A file's name for people: bytes that are no UTF-8, line breaks and the terminal's own codes become "\ufffd"."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))


def record_of(source: Source) -> Record:
    """What the source says. Raises NoAct for a text that bears none of an act's marks."""
    return _record(_stages(source))


def audit_of(source: Source) -> list[LineFate]:
    """What became of each line of the source. Raises NoAct like `record_of`."""
    return audit(_stages(source))


def _stages(source: Source) -> Stages:
    zones = find_zones(source)
    head = read_head(source, zones)
    bases = read_bases(source, zones, head)
    tables = read_tables(source)
    rows = tasks_of(tables, year_of(head))
    if not _is_act(head, bool(bases), bool(rows.tasks)):
        raise NoAct(
            f"{source.name}: no official act was found in the text (no type of act with a number, a legal basis or "
            "tasks). Check that the file is the act itself."
        )
    structure = find_structure(source, zones)
    running = read_running_tasks(source, zones, head, structure, tabled=bool(rows.tasks))
    return Stages(source, zones, head, tuple(bases), tuple(tables), rows, structure, running)


def _record(stages: Stages) -> Record:
    source, head = stages.source, stages.head
    cited = read_cited(source, head)
    odd = (*stages.rows.unread, *stages.running.unread)
    return Record(
        document=head,
        legal_bases=list(stages.bases),
        cited_numbers=cited_numbers(cited, head),
        citations=cited,
        structure=read_structure(stages.structure),
        tasks=[*stages.rows.tasks, *stages.running.tasks],
        duties=read_duties(stages.running.left),
        reporting=read_reports(stages.running.clauses),
        remarks=[
            *misprints(source, head),
            *unnamed_annexes(source, stages.zones),
            *structure_remarks(stages.structure),
            *stages.rows.remarks,
        ],
        unread=sorted(
            [*_unread(odd), *unread_of(audit(stages), source), *_left_out(source)], key=lambda one: one.start
        ),
        reader=_reader(source),
    )


def _is_act(head: DocumentHead, has_bases: bool, has_tasks: bool) -> bool:
    """A type alone is a word; with a number, an issuer and a date, bases or tasks it is an act, be it a draft."""
    issued = head.issuer is not None and head.date is not None
    return head.type is not None and (head.number is not None or issued or has_bases or has_tasks)


def _unread(passages: Iterable[Passage]) -> Iterable[Unread]:
    for passage in passages:
        span = passage.span()
        yield Unread(page=span.page, quote=span.quote, start=span.start, end=span.end)


def _left_out(source: Source) -> Iterable[Unread]:
    """What stands on a page and not in the text; its place is the page's first line."""
    starts = {line.page: line.start for line in reversed(source.lines)}
    for left in source.left_out:
        start = starts.get(left.page, 0)
        yield Unread(page=left.page, quote=left.words or WHOLE_PAGE, start=start, end=start)


def _reader(source: Source) -> Reader:
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    return Reader(
        version=version("cancu"),
        file=source.name,
        sha256=source.sha256,
        media_type=source.media_type,
        text_digest=f"sha256:{digest}",
        ocr=source.ocr,
    )
