"""The acts of the store held anew against the rules, also against each other, on all processors.

    found = recheck(".cancu/store", progress)

At the load of an act the acts around it may not be there yet, so the reports stored then hold the rules on the act
itself. Here each act is looked at with what the store knows now; what the reader noticed is taken from those reports.
Nothing is written.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from ontology.namespaces import graph, path_of
from service.findings import CorpusFinding, acts_of, corpus_findings, finding_in
from service.store import Reader, Store
from shapes.accepted import Line
from shapes.context import context_of
from shapes.report import Finding, noticed
from shapes.validate import check_act

Progress = Callable[[int, int, Path], None]
"""Called after each act: acts done, acts in all, the act's name."""

_CHUNK: Final = 8
"""Acts that a process takes at a time."""

_reader: Reader
"""The store in a process of its own; opened there, since no process may be forked off one that has it open."""


def recheck(location: str, accepted: Sequence[Line], progress: Progress) -> list[CorpusFinding]:
    """Every finding in the acts of the store, as `corpus_findings` gives them."""
    store = Store.open(location).reader().graph
    seen = [one for one in corpus_findings(store, accepted) if noticed(one.rule)]
    acts = acts_of(store)
    found: list[CorpusFinding] = []
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawning, initializer=_open, initargs=(location,)) as pool:
        answers = pool.map(findings_of, [act.act for act in acts], chunksize=_CHUNK)
        for done, (act, some) in enumerate(zip(acts, answers, strict=True), 1):
            found += [finding_in(act, one.rule, one.place.id or one.place.path or "", accepted) for one in some]
            progress(done, len(acts), Path(act.label))
    return sorted([*found, *seen], key=lambda one: (one.act, one.rule, one.place))


# --- in a process apart


def _open(location: str) -> None:
    global _reader
    _reader = Store.open(location).reader()


def findings_of(act: str) -> tuple[Finding, ...]:
    """What the shapes find in one act of the store that this process has open."""
    path = path_of(act)
    quads = _graph(path)
    own = {quad.subject for quad in quads}
    things = {quad.object for quad in quads if isinstance(quad.object, NamedNode)} - own
    around = [quad for thing in sorted(things, key=str) for quad in _bare(thing, None)]
    known = context_of(_reader.engine, [*quads, *around], _graph(f"lineage/{path}"))
    return check_act(path, act, quads, around, (), known).findings


def _graph(path: str) -> list[Quad]:
    return list(_bare(None, NamedNode(str(graph(path)))))


def _bare(subject: NamedNode | None, name: NamedNode | None) -> Iterator[Quad]:
    """Triples of the store in the default graph: in two graphs the same triple would count twice."""
    for quad in _reader.graph.quads_for_pattern(subject, None, None, name):
        yield Quad(quad.subject, quad.predicate, quad.object)
