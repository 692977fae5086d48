"""The vocabulary and the reference data of a store: written whole, renewed whole, beside what the acts say.

    renew(target, ledger, writing, ReferenceData(digest, quads))     True where anything changed

Hundreds of thousands of triples that only the tables change: they do not pass through the ledger's offers. What acts
offer of a thing that the reference data tells of is not shown, so that it is told in one place only.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from service.storage.changes import Block, Work, put_offers
from service.storage.ledger import REFERENCE, Ledger
from service.storage.readings import ACT_GRAPHS, SHARED, offers_of
from service.storage.target import Target
from service.storage.writing import Writing


@dataclass(frozen=True)
class ReferenceData:
    """What every store holds."""

    digest: str
    """Stays for as long as `quads` gives the same."""
    quads: Callable[[], Iterable[Quad]]
    """Quads in graphs of their own, in the graph of the bodies, and stubs in the graphs of acts."""

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> ReferenceData:
        """These quads, by a digest of their own."""
        kept = tuple(quads)
        digest = hashlib.sha256("\n".join(sorted(map(str, kept))).encode("utf-8")).hexdigest()
        return cls(digest, lambda: kept)


def renew(target: Target, ledger: Ledger, writing: Writing, data: ReferenceData) -> bool:
    """Bring the store after the reference data; False where it stands already.

    What it wrote before is dropped first, also what a writer that died on the way had written.
    """
    if ledger.note("reference") == data.digest:
        return False
    target.drop({*ledger.note("reference graphs").split(), SHARED})
    sorter = _Sorter(ledger)
    target.extend(sorter.sorted(data.quads()))
    target.flush()
    with ledger.writing():
        stubs = put_offers(REFERENCE, offers_of(sorter.stubs), ledger)
        ledger.tell(sorter.bodies)
        offered = tuple(Block(offer.graph, offer.triples) for offer in ledger.offers_in(SHARED))
        steps = writing.note(Work(stubs.drop, stubs.delete, (*stubs.insert, *offered)))
        ledger.set_note("reference", data.digest)
        ledger.set_note("reference graphs", " ".join(sorted(sorter.graphs)))
        ledger.count_change()
    writing.take(steps)
    return True


class _Sorter:
    """Passes on what stands in graphs of its own, and keeps aside what it needs to know of the rest."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.graphs: set[str] = set()
        self.bodies: set[str] = set()
        self.stubs: list[Quad] = []

    def sorted(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """All but the stubs; a graph with blank nodes comes last, its nodes with labels that do not vary."""
        blank: defaultdict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            subject, _, value, graph = quad
            name = graph.value if isinstance(graph, NamedNode) else ""
            if name.startswith(ACT_GRAPHS):
                self.stubs.append(quad)
                continue
            if name == SHARED and isinstance(subject, NamedNode):
                self.bodies.add(subject.value)
            self._note(name)
            if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
                blank[name].append(quad)
            else:
                yield quad
        for name in sorted(blank):
            yield from _labelled(blank[name], name)

    def _note(self, name: str) -> None:
        """Remember a graph before anything is written to it, so that the next writer can drop it."""
        if name not in self.graphs:
            self.graphs.add(name)
            known = {*self._ledger.note("reference graphs").split(), name}
            self._ledger.set_note("reference graphs", " ".join(sorted(known)))


def _labelled(quads: list[Quad], name: str) -> list[Quad]:
    """The quads of one graph that have blank nodes, these named after the graph and their place in it."""
    data = Dataset(quads)
    data.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]

    def renamed(quad: Quad) -> Quad:
        subject, value = quad.subject, quad.object
        if isinstance(subject, BlankNode):
            subject = BlankNode(mark + subject.value)
        if isinstance(value, BlankNode):
            value = BlankNode(mark + value.value)
        return Quad(subject, quad.predicate, value, quad.graph_name)

    return [renamed(quad) for quad in data]
