"""A draft's Word file, read and checked as `cancu check` does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from loaders.reading import read_record
from loaders.record import Record
from loaders.triples import ActGraphs, act_graphs
from service.checking import noticed
from shapes.report import Finding
from tests.mutations.draft import Draft, as_docx


@dataclass(frozen=True)
class Read:
    """A draft as the reader gives it."""

    record: Record
    graphs: ActGraphs
    named: tuple[ox.Quad, ...]
    """Cited acts and bodies: what the act refers to."""
    noticed: tuple[Finding, ...]


@cache
def read(draft: Draft) -> Read:
    with TemporaryDirectory() as folder:
        file = Path(folder, "du-thao.docx")
        file.write_bytes(as_docx(draft))
        return of(read_record(file))


def of(record: Record) -> Read:
    graphs = act_graphs(record)
    stubs = [quad for stub in graphs.stubs.values() for quad in stub]
    return Read(record, graphs, (*stubs, *graphs.named), noticed(graphs.act, record))
