"""A record as triples: the act's own graph, the stubs of the acts that it cites, the bodies that it names.

    act_graphs(record).act      https://w3id.org/cancu/id/doc/binh-duong/2025/1169-qd-ubnd
    act_graphs(record).graph    https://w3id.org/cancu/id/graph/doc/binh-duong/2025/1169-qd-ubnd

A triple stands in one graph only, that of its subject. The same record gives the same triples, in one order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, serialize

from loaders.graph.setting import setting_of
from loaders.graph.sheet import Sheet
from loaders.graph.stubs import stub_graphs
from loaders.graph.triples_acts import write_citations, write_document, write_remarks, write_subdivisions
from loaders.graph.triples_obligations import write_duties, write_reports, write_tasks
from loaders.identity import CitedActs, own_path
from loaders.record import Record
from ontology.agencies import Body
from ontology.body_triples import body_quads
from ontology.reference import described


@dataclass(frozen=True)
class ActGraphs:
    """What one record says, graph by graph."""

    act: str
    """IRI of the act."""
    graph: str
    """IRI of its named graph."""
    quads: tuple[Quad, ...]
    """All of the act's own graph; prov:generatedAtTime is the store's to add."""
    stubs: Mapping[str, tuple[Quad, ...]]
    """IRI of each cited act -> its stub, in that act's graph, for as long as the act itself is not loaded."""
    shared: tuple[Quad, ...]
    """Graph `bodies`: what the act or a stub names that is no reference data."""
    bodies: tuple[Body, ...]
    """Those that the act or a stub names."""

    @property
    def named(self) -> tuple[Quad, ...]:
        """Graphs `bodies` and `units`: all that the act or a stub names, for a check without a store."""
        return tuple(described(self.bodies, listed=True))


def act_graphs(record: Record, known: Collection[str] = ()) -> ActGraphs:
    """The triples of a record. `known`: paths of acts of the store, for citations that give no year."""
    setting = setting_of(record.document)
    sheet = Sheet(record, own_path(record.document, setting), setting)
    cited = CitedActs(record, sheet.path, setting, known)
    write_document(sheet)
    write_subdivisions(sheet)
    write_citations(sheet, cited)
    tasks = write_tasks(sheet)
    write_duties(sheet)
    write_reports(sheet)
    write_remarks(sheet, tasks)
    for body in sheet.bodies.values():
        if body.act:
            sheet.quads.update(dict.fromkeys(body_quads(body, sheet.graph)))
    stubs, issuers = stub_graphs(sheet, cited)
    bodies = (*sheet.bodies.values(), *issuers)
    return ActGraphs(
        act=sheet.act.value,
        graph=sheet.graph.value,
        quads=tuple(sheet.quads),
        stubs=stubs,
        shared=tuple(described(bodies, listed=False)),
        bodies=bodies,
    )


def canonical(quads: Iterable[Quad]) -> str:
    """Canonical N-Quads: one line a quad, sorted, each once. There are no blank nodes to name."""
    text = (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode()
    return "".join(f"{line}\n" for line in sorted({*text.split("\n")} - {""}))
