"""A file becomes a record: the way through the stages, in the order in which the text meets them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from loaders.citations import cited_numbers, misprints, read_bases, read_cited
from loaders.duties import read_duties
from loaders.errors import EmptyFile, NoAct, UnreadableFile
from loaders.header import read_head
from loaders.layout.zones import find_zones
from loaders.read.markdown import is_markdown, read_markdown
from loaders.read.text import decode, read_text
from loaders.record import DocumentHead, Reader, Record, Unread
from loaders.reporting import read_reports
from loaders.source import Passage, Source
from loaders.structure import read_structure, structure_remarks
from loaders.tables import read_tables
from loaders.tasks import tasks_of

MARKDOWN_SUFFIXES: Final = (".md", ".markdown")
SUFFIXES: Final = (".txt", *MARKDOWN_SUFFIXES)
"""Endings of the files that a folder is searched for."""


def read_record(path: Path) -> Record:
    """The record of the act in a file. Raises the errors of `loaders.errors`."""
    return record_of(read_source(path))


def read_source(path: Path) -> Source:
    """The text of a file with its lines and pages. Raises the errors of `loaders.errors`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be opened ({error.strerror}).") from error
    if not data.strip():
        raise EmptyFile(f"{path}: the file is empty.")
    name = str(path)
    markdown = path.suffix.lower() in MARKDOWN_SUFFIXES or is_markdown(decode(data, name))
    text, lines = read_markdown(data, name) if markdown else read_text(data, name)
    if not text.strip():
        raise EmptyFile(f"{path}: the file holds no words.")
    media_type = "text/markdown" if markdown else "text/plain"
    return Source(path.name, hashlib.sha256(data).hexdigest(), media_type, text, lines)


def record_of(source: Source) -> Record:
    """What the source says. Raises NoAct for a text that bears none of an act's marks."""
    zones = find_zones(source)
    head = read_head(source, zones)
    bases = read_bases(source, zones, head)
    structure = read_structure(source, zones)
    tables = read_tables(source)
    rows = tasks_of(tables)
    if not _is_act(head, bool(bases), bool(rows.tasks)):
        raise NoAct(
            f"{source.name}: no official act was found in the text (no type of act with a number, a legal basis or "
            "tasks). Check that the file is the act itself."
        )
    cited = read_cited(source, head)
    return Record(
        document=head,
        legal_bases=bases,
        cited_numbers=cited_numbers(cited, head),
        citations=cited,
        structure=structure,
        tasks=list(rows.tasks),
        duties=read_duties(source, structure, zones),
        reporting=read_reports(source, structure, zones),
        remarks=[*misprints(source, head), *structure_remarks(source, zones), *rows.remarks],
        unread=list(_unread(rows.unread)),
        reader=_reader(source),
    )


def _is_act(head: DocumentHead, has_bases: bool, has_tasks: bool) -> bool:
    return head.type is not None and (head.number is not None or has_bases or has_tasks)


def _unread(passages: Iterable[Passage]) -> Iterable[Unread]:
    for passage in passages:
        span = passage.span()
        yield Unread(page=span.page, quote=span.quote, start=span.start, end=span.end)


def _reader(source: Source) -> Reader:
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    return Reader(
        version=version("cancu"),
        file=source.name,
        sha256=source.sha256,
        media_type=source.media_type,
        text_digest=f"sha256:{digest}",
    )
