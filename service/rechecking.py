"""The acts of the store held anew against the rules, also against each other, on all processors.

    told = recheck(".cancu/store", (), progress)
    told.found, told.faults

At the load of an act the acts around it may not be there yet, so the reports stored then hold the rules on the act
itself. Here each act is looked at with what the store knows now; what the reader noticed is taken from those reports.
Nothing is written. An act on which the check fails is told, and the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from ontology.namespaces import graph, path_of
from service.findings import CorpusFinding, acts_of, corpus_findings, finding_in
from service.store import Reader, Store
from shapes.accepted import Line
from shapes.context import Around
from shapes.report import Finding, noticed
from shapes.validate import check_act

Progress = Callable[[int, int, Path], None]
"""Called after each act: acts done, acts in all, the act's name."""

_CHUNK: Final = 24
"""Acts that a process takes at a time. In the order of IRIs those of one province follow each other, and what they
have in common (the province's decision, its departments and groups) is asked of the store once for all of them."""
_KEPT: Final = 20_000
"""Descriptions of bodies, concepts and cited acts that a process keeps."""


@dataclass(frozen=True)
class Rechecked:
    """What came of all acts."""

    found: Sequence[CorpusFinding]
    """As `corpus_findings` gives them."""
    faults: Sequence[str]
    """Acts on which the check failed, each with the cause, in a sentence."""


class Recheck:
    """Acts of one generation of the store, one after another."""

    def __init__(self, reader: Reader) -> None:
        self._reader: Final = reader
        self._around: Final = Around(reader.engine)
        self._described: Final = lru_cache(_KEPT)(self._description)

    def findings_of(self, act: str) -> tuple[Finding, ...]:
        """What the shapes find in one act; `act` is its IRI."""
        path = path_of(act)
        quads = _bare(self._reader.triples_in(str(graph(path))))
        links = _bare(self._reader.triples_in(str(graph(f"lineage/{path}"))))
        own = {quad.subject for quad in quads}
        things = dict.fromkeys(quad.object for quad in quads if isinstance(quad.object, NamedNode))
        around = [quad for thing in things if thing not in own for quad in self._described(thing)]
        return check_act(path, act, quads, around, (), self._around.context_of([*quads, *around], links)).findings

    def _description(self, thing: NamedNode) -> tuple[Quad, ...]:
        return tuple(_bare(self._reader.about(thing.value)))


def _bare(triples: Iterable[Triple]) -> list[Quad]:
    """Triples of the store in the default graph: in two graphs the same triple would count twice."""
    return [Quad(one.subject, one.predicate, one.object) for one in triples]


def recheck(
    location: str | Path, accepted: Sequence[Line], progress: Progress, processes: int | None = None
) -> Rechecked:
    """Every finding in the acts of the store; `processes`: how many, one for each processor where none is said."""
    engine = Store.open(location).reader().engine
    acts = acts_of(engine)
    found = [one for one in corpus_findings(engine, accepted) if noticed(one.rule)]
    faults: list[str] = []
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes or os.cpu_count(), spawning, initializer=_open, initargs=(location,)) as pool:
        answers = pool.map(_checked, [act.act for act in acts], chunksize=_CHUNK)
        for done, (act, answer) in enumerate(zip(acts, answers, strict=True), 1):
            if isinstance(answer, str):
                faults.append(f"{act.label} ({act.act}) could not be checked: {answer}. Please report it.")
            else:
                found += [finding_in(act, rule, place, accepted) for rule, place in answer]
            progress(done, len(acts), Path(act.label))
    return Rechecked(sorted(found, key=lambda one: (one.act, one.rule, one.place)), faults)


# --- in a process apart


_checker: Recheck
"""Opened in each process: none may be forked off one that has the store open."""


def _open(location: str | Path) -> None:
    global _checker
    _checker = Recheck(Store.open(location).reader())


def _checked(act: str) -> list[tuple[str, str]] | str:
    """Rule and place of each finding, or what went wrong: one act keeps none of the others out."""
    try:
        return [(one.rule, one.place.id or one.place.path or "") for one in _checker.findings_of(act)]
    except Exception as error:
        return f"{type(error).__name__}: {error}"
