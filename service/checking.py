"""From files and folders to acts, read and held against the rules, on all processors; nothing is stored.

    for checked in check_all([Path("corpus/000_ec071d2f4d4eea3c.txt"), …]):
        checked.label, checked.tasks, checked.report        # "Quyết định 1169/QĐ-UBND", 25, …

A file that cannot be read gives a `Fault` with its cause, and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from loaders.lineage import act_items
from loaders.reading import SUFFIXES, printable, read_source, record_of
from loaders.record import Record, Remark
from loaders.source import Source
from loaders.triples import ActGraphs, act_graphs
from service.apart import all_apart
from service.storage.readings import Prepared, Reading, prepare
from service.store import is_store
from service.surroundings import surroundings
from shapes.report import Finding, Place, Report, reading_findings, report_quads
from shapes.validate import check_act


@dataclass(frozen=True)
class Found:
    """A file on the way in, or one that is left out, and why."""

    file: Path
    left_out: str | None = None

    @property
    def readable(self) -> bool:
        return self.left_out is None


@dataclass(frozen=True)
class Checked:
    """An act read and held against the rules."""

    label: str
    """ "Quyết định 1169/QĐ-UBND", for people."""
    tasks: int
    sha256: str
    """Of the file's bytes."""
    reading: Prepared
    report: Report


@dataclass(frozen=True)
class Held:
    """An act as it was read and held against the rules, with all that the reading gave."""

    source: Source
    record: Record
    graphs: ActGraphs
    offered: tuple[Quad, ...]
    """What it says of acts and bodies outside its own graph."""
    report: Report


@dataclass(frozen=True)
class Fault:
    """A file that gives no act, and why, in one or two plain sentences."""

    file: Path
    cause: str

    @property
    def readable(self) -> bool:
        return False


def find(paths: Iterable[Path]) -> Iterator[Found | Fault]:
    """The files that `paths` name, each once: files as they are, folders walked in the order of names.

    In a folder, what is hidden or a store is left out silently, and what bears no document's suffix with a note; a
    folder that cannot be opened is a fault.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else [Found(path)]:
            place = found.file.resolve()
            if place not in seen:
                seen.add(place)
                yield found


def check(file: Path) -> Checked:
    """Read one act and hold it against the rules. Raises the errors of `loaders.errors`."""
    held = hold(file)
    record, graphs = held.record, held.graphs
    return Checked(
        label=label_of(record),
        tasks=len(record.tasks),
        sha256=held.source.sha256,
        reading=prepare(_reading(file, held.source.text, record, graphs, held.offered, held.report)),
        report=held.report,
    )


def hold(file: Path, store: str | Path | None = None) -> Held:
    """Read the act in a file and hold it against the rules; with a store also against the acts that it knows.

    Raises the errors of `loaders.errors`, and StoreError.
    """
    source = read_source(file)
    record = record_of(source)
    graphs = act_graphs(record)
    stubs = [quad for stub in graphs.stubs.values() for quad in stub]
    known = surroundings(store, graphs)
    report = check_act(
        printable(file), graphs.act, graphs.quads, (*stubs, *graphs.named), noticed(graphs.act, record), known
    )
    return Held(source, record, graphs, (*stubs, *graphs.shared), report)


def noticed(act: str, record: Record) -> tuple[Finding, ...]:
    """What the reader itself noticed in an act, as findings."""
    return reading_findings(
        act,
        [(line.page, line.quote, line.start, line.end) for line in record.unread],
        [(_place(remark), remark.remark) for remark in record.remarks],
    )


def _place(remark: Remark) -> Place:
    stands = remark.source.model_dump() if remark.source else {}
    return Place(path=remark.path, id=remark.id, **stands)


def check_all(files: Sequence[Path]) -> Iterator[Checked | Fault]:
    """Each file's act or fault, in the order of `files`; each is read apart, several at once where that pays.

    A file that takes too long, too much memory, or meets a fault of ours keeps none of the others out.
    """
    for file, answer in zip(files, all_apart(check, files), strict=True):
        yield answer if isinstance(answer, Checked) else Fault(file, str(answer))


def label_of(record: Record) -> str:
    """The act for people: "Quyết định 1169/QĐ-UBND"; "Kế hoạch (no number)" for a draft."""
    head = record.document
    return f"{head.type or 'Văn bản'} {head.number or '(no number)'}"


def _reading(
    file: Path, text: str, record: Record, graphs: ActGraphs, offered: tuple[Quad, ...], report: Report
) -> Reading:
    if record.reader is None:
        raise ValueError("the record does not say which text it was read from")
    return Reading(
        act=graphs.act,
        graph=graphs.graph,
        quads=tuple(graphs.quads),
        offered=offered,
        report=report_quads(graphs.act, report.findings),
        text_digest=record.reader.text_digest,
        text=text,
        file=printable(file),
        items=act_items(graphs.act, graphs.quads),
    )


def _walk(folder: Path) -> Iterator[Found | Fault]:
    unreadable: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unreadable.append):
        if is_store(Path(place)):
            folders.clear()  # the texts in a store are no new files
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            file = Path(place, name)
            known = file.suffix.lower() in SUFFIXES
            yield Found(
                file, None if known else f"{printable(file)}: left out, only {', '.join(SUFFIXES)} files are read."
            )
    for error in unreadable:
        place = str(error.filename)
        yield Fault(Path(place), f"{printable(place)}: the folder cannot be opened ({error.strerror}).")
