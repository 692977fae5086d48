"""What the store's graph must become when an act is put into it, as one SPARQL update.

When Kế hoạch 239/KH-UBND is loaded again and no longer cites Chỉ thị 38-CT/TW, its own graph is replaced, and
the stub of 38-CT/TW is rebuilt from the next act that cites it, or goes when nobody does.

Each update here may run twice with the same result: it says what stands afterwards, not what to add.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from pyoxigraph import BlankNode, NamedNode, Quad
from pyoxigraph import Literal as Value

from ontology.namespaces import BASE, PROV, XSD, graph, path_of
from service.storage.ledger import Ledger, LoadedAct, Offer

Status = Literal["added", "replaced", "unchanged"]

SHARED: Final = str(graph("bodies"))
"""The graph to which both the reference data and the acts contribute, each other bodies."""
_ACT_GRAPHS: Final = str(graph("doc/"))
_GENERATED: Final = NamedNode(str(PROV.generatedAtTime))
_DATE_TIME: Final = NamedNode(str(XSD.dateTime))


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


@dataclass(frozen=True)
class Swap:
    """How the offers of one bearer change what the graph says about things outside acts."""

    drop: tuple[str, ...]
    """Stub graphs that are written anew, or go."""
    delete: tuple[Offer, ...]
    insert: tuple[Offer, ...]

    @property
    def sparql(self) -> str:
        """The update; empty where nothing changes."""
        return ";\n".join(
            [
                *(f"DROP SILENT GRAPH <{name}>" for name in self.drop),
                *data_update("DELETE", self.delete),
                *data_update("INSERT", self.insert),
            ]
        )


@dataclass(frozen=True)
class Change:
    """A change of one act, ready to be recorded and run."""

    status: Status
    act: LoadedAct
    offers: tuple[Offer, ...]
    sparql: str


def replace_act(reading: Reading, ledger: Ledger, now: datetime) -> Change | None:
    """The change that puts `reading` in the place of what stands of its act; None where it stands already."""
    before = ledger.act(reading.act)
    offers = offers_of(reading.offered)
    own, report = _lines(reading.quads), _lines(reading.report)
    act = LoadedAct(
        act=reading.act,
        reading=_digest([reading.graph, own, *(o.graph + o.triples for o in offers)]),
        report=_digest([report]),
        text=reading.text_digest,
        file=reading.file,
    )
    if before and (before.reading, before.report) == (act.reading, act.report):
        return None
    steps = _whole(_report_graph(reading.act), report)
    if before and before.reading == act.reading:
        return Change("unchanged", act, offers, ";\n".join(steps))
    stamp = Quad(NamedNode(reading.graph), _GENERATED, Value(_iso(now), datatype=_DATE_TIME))
    swap = exchange(ledger, reading.act, offers)
    steps = [*_whole(reading.graph, own + "\n" + _triple(stamp)), *filter(None, [swap.sparql]), *steps]
    return Change("replaced" if before else "added", act, offers, ";\n".join(steps))


def exchange(ledger: Ledger, bearer: str, offers: Iterable[Offer]) -> Swap:
    """What changes outside acts' own graphs when `bearer` offers these things instead of what it offered."""
    old, new = ledger.offers_by(bearer), {offer.thing: offer for offer in offers}
    drop: list[str] = []
    delete: list[Offer] = []
    insert: list[Offer] = []
    for thing in sorted({*old, *new}):
        if old.get(thing) == new.get(thing) or thing == bearer or ledger.act(thing) or ledger.is_told(thing):
            continue  # nothing new, or the act itself stands there and no stub, or the reference data tells of it
        if _is_stub(old.get(thing) or new[thing]):
            _exchange_stub(ledger, bearer, thing, new, drop, insert)
        else:
            _exchange_shared(ledger, bearer, thing, new, delete, insert)
    return Swap(tuple(drop), tuple(delete), tuple(insert))


def _exchange_stub(
    ledger: Ledger, bearer: str, thing: str, new: Mapping[str, Offer], drop: list[str], insert: list[Offer]
) -> None:
    """A cited act is described by one offer: that of the bearer that sorts first."""
    standing, other = ledger.first_offer(thing), ledger.first_offer(thing, without=bearer)
    mine = new.get(thing)
    wanted = mine if mine and (other is None or bearer < other[0]) else other and other[1]
    before = standing and standing[1]
    if before == wanted:
        return
    if before:
        drop.append(before.graph)
    if wanted:
        insert.append(wanted)


def _exchange_shared(
    ledger: Ledger,
    bearer: str,
    thing: str,
    new: Mapping[str, Offer],
    delete: list[Offer],
    insert: list[Offer],
) -> None:
    """A body bears all that is offered of it."""
    others = ledger.all_offers(thing, without=bearer)
    before = _union(ledger.all_offers(thing))
    after = _union([*others, new[thing]] if thing in new else others)
    for lines, changes in ((before - after, delete), (after - before, insert)):
        for name in sorted({name for name, _ in lines}):
            triples = "\n".join(sorted(triple for graph_name, triple in lines if graph_name == name))
            changes.append(Offer(thing, name, triples))


def _union(offers: Iterable[Offer]) -> set[tuple[str, str]]:
    return {(offer.graph, triple) for offer in offers for triple in offer.triples.split("\n")}


def offers_of(quads: Iterable[Quad]) -> tuple[Offer, ...]:
    """One offer a thing: a cited act with its whole stub graph, or a body (the subject)."""
    lines: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in quads:
        name = _graph_name(quad)
        if name.startswith(_ACT_GRAPHS):
            thing = BASE + name.removeprefix(str(graph("")))
        elif name == SHARED:
            thing = _iri(quad.subject)
        else:
            raise ValueError(f"{name} holds reference data; an act has nothing to say there")
        lines[thing, name].add(_triple(quad))
    if len({thing for thing, _ in lines}) != len(lines):
        raise ValueError("a thing is described in two graphs; a triple stands in the graph of its subject")
    return tuple(Offer(*key, "\n".join(sorted(triples))) for key, triples in sorted(lines.items()))


def _is_stub(offer: Offer) -> bool:
    return offer.graph.startswith(_ACT_GRAPHS)


def _whole(name: str, lines: str) -> list[str]:
    drop = f"DROP SILENT GRAPH <{name}>"
    return [drop, f"INSERT DATA {{ GRAPH <{name}> {{\n{lines}\n}} }}"] if lines else [drop]


def _report_graph(act: str) -> str:
    return str(graph("report/" + path_of(act)))


def data_update(verb: str, offers: Iterable[Offer]) -> list[str]:
    """One update that inserts or deletes these descriptions; none for none."""
    blocks = "\n".join(f"GRAPH <{offer.graph}> {{\n{offer.triples}\n}}" for offer in offers)
    return [f"{verb} DATA {{\n{blocks}\n}}"] if blocks else []


def _lines(quads: Iterable[Quad]) -> str:
    return "\n".join(sorted({_triple(quad) for quad in quads}))


def _triple(quad: Quad) -> str:
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        raise ValueError(f"a blank node in an act's data: {quad}")
    return f"{quad.subject} {quad.predicate} {quad.object} ."


def _graph_name(quad: Quad) -> str:
    return _iri(quad.graph_name)


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


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
