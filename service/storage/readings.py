"""What one file gives to the store, and the same as text, ready to be written.

    prepare(reading).own      "<…/1169-qd-ubnd> <…#number> \"1169/QĐ-UBND\" .\\n…"

Making the text of a thousand acts costs more than writing it, so it is done where the files are read: in other
processes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, serialize

from loaders.lineage import ActItems
from ontology.namespaces import BASE, CANCU, ELI, graph
from service.storage.kept import kept_of
from service.storage.ledger import LoadedAct, Offer

SHARED: Final = str(graph("bodies"))
"""The graph to which both the reference data and the acts contribute, each other bodies."""
ACT_GRAPHS: Final = str(graph("doc/"))
TIES: Final = (str(ELI.based_on), str(CANCU.implements))
"""By these an act hangs on another one."""


@dataclass(frozen=True)
class Reading:
    """All that one file gives to the store."""

    act: str
    """The act's IRI."""
    graph: str
    """The IRI of the act's named graph."""
    quads: tuple[Quad, ...]
    """The act's graph, without the time of the load."""
    offered: tuple[Quad, ...]
    """Stubs of the acts that it cites and bodies that it names, each quad in the graph that it belongs to."""
    report: tuple[Quad, ...]
    """The findings, all to stand in the act's report graph."""
    text_digest: str
    """ "sha256:…" of `text`, as UTF-8."""
    text: str
    file: str
    """The file's name, for messages."""
    items: ActItems | None = None
    """What other acts' tasks, and its own, are held against; None for an act without tasks and points."""


@dataclass(frozen=True)
class Prepared:
    """A reading as text; triples are N-Triples lines, sorted, in one string."""

    standing: LoadedAct
    """What the ledger keeps of it."""
    graph: str
    own: str
    """The act's graph."""
    offers: tuple[Offer, ...]
    report: str
    above: tuple[str, ...]
    """IRIs of the acts on which it hangs."""
    items: str
    """`ActItems.to_json()`; empty for none."""
    kept: Mapping[str, str]
    """Question -> the rows that it finds in the act (service/storage/kept.py)."""
    text: str

    @property
    def act(self) -> str:
        """The act's IRI."""
        return self.standing.act


def prepare(reading: Reading) -> Prepared:
    """The reading as text. ValueError for data that no act may bring: blank nodes, other graphs than its own."""
    offers = offers_of(reading.offered)
    own, report = _lines(reading.quads), _lines(reading.report)
    items = reading.items.to_json() if reading.items else ""
    return Prepared(
        standing=LoadedAct(
            act=reading.act,
            reading=_digest([reading.graph, own, items, *(offer.graph + offer.triples for offer in offers)]),
            report=_digest([report]),
            text=reading.text_digest,
            file=reading.file,
        ),
        graph=reading.graph,
        own=own,
        offers=offers,
        report=report,
        above=ties_in(reading.act, own),
        items=items,
        kept=kept_of(reading.quads),
        text=reading.text,
    )


def ties_in(act: str, lines: str) -> tuple[str, ...]:
    """The acts on which `act` hangs, as its triples say it, sorted."""
    starts = tuple(f"<{act}> <{tie}> <" for tie in TIES)
    found = (line.split(" ")[2] for line in lines.split("\n") if line.startswith(starts))
    return tuple(sorted({iri[1:-1] for iri in found} - {act}))


def offers_of(quads: Iterable[Quad]) -> tuple[Offer, ...]:
    """One offer a thing: a cited act with its whole stub graph, or a body (the subject)."""
    told: dict[tuple[str, str], list[Quad]] = defaultdict(list)
    for quad in quads:
        name = _iri(quad.graph_name)
        if name.startswith(ACT_GRAPHS):
            thing = BASE + name.removeprefix(str(graph("")))
        elif name == SHARED:
            thing = _iri(quad.subject)
        else:
            raise ValueError(f"{name} holds reference data; an act has nothing to say there")
        told[thing, name].append(quad)
    if len({thing for thing, _ in told}) != len(told):
        raise ValueError("a thing is described in two graphs; a triple stands in the graph of its subject")
    return tuple(Offer(*key, _lines(quads)) for key, quads in sorted(told.items()))


def _lines(quads: Iterable[Quad]) -> str:
    """The triples as canonical N-Triples lines, sorted, each once."""
    triples = [quad.triple for quad in quads]
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            raise ValueError(f"a blank node in an act's data: {triple}")
    text = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")
    return "\n".join(sorted({*text.split("\n")} - {""}))


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise ValueError(f"an IRI is wanted, not {term}")
    return term.value


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8"))
        digest.update(b"\n\0")
    return digest.hexdigest()
