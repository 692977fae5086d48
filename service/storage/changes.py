"""What the store's graph must become when acts are put into it.

When Kế hoạch 239/KH-UBND is loaded again and no longer cites Chỉ thị 38-CT/TW, its own graph is replaced, and
the stub of 38-CT/TW is rebuilt from the next act that cites it, or goes when nobody does.

All acts of a call are put at once: what the graph shows of a thing (a stub, a body) is looked up before and after
the ledger takes them in, and the difference is the work. The work may be done twice with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from ontology.namespaces import PROV, XSD, graph, path_of
from service.storage.ledger import Ledger, LoadedAct, Offer
from service.storage.readings import ACT_GRAPHS, Prepared, ties_in

Status = Literal["added", "replaced", "unchanged"]

Shown = Mapping[str, str]
"""What the graph shows of a thing outside acts' own graphs: graph -> N-Triples lines, sorted."""
_NOTHING: Final[Shown] = {}


@dataclass(frozen=True)
class Block:
    """Triples of one graph, N-Triples lines in one string."""

    graph: str
    triples: str


@dataclass(frozen=True)
class Work:
    """What is to be done to the graph: first what goes, then what comes."""

    drop: tuple[str, ...] = ()
    """Graphs that go."""
    delete: tuple[Block, ...] = ()
    insert: tuple[Block, ...] = ()


def put_acts(acts: Sequence[Prepared], ledger: Ledger, now: datetime) -> tuple[list[Status], Work]:
    """Write the acts, each another one, into the ledger, and say what the graph must become.

    Call it inside `ledger.writing()`.
    """
    before = {act.act: ledger.act(act.act) for act in acts}
    statuses = [_status(act, before[act.act]) for act in acts]
    changed = [act for act in acts if not _stands(act, before[act.act])]
    whole = [act for act, status in zip(acts, statuses, strict=True) if status != "unchanged"]
    outside = _exchange(whole, ledger)
    for act in changed:
        ledger.put_act(act.standing)
    stamp = _stamp(now)
    own = [Block(act.graph, f"{act.own}\n<{act.graph}> {stamp}".strip()) for act in whole]
    reports = [Block(_report_graph(act.act), act.report) for act in changed if act.report]
    drop = (
        *(act.graph for act in whole if before[act.act]),
        *(_report_graph(act.act) for act in changed if before[act.act]),
        *outside.drop,
    )
    return statuses, Work(drop, outside.delete, (*own, *reports, *outside.insert))


def remove_acts(acts: Iterable[str], ledger: Ledger) -> tuple[list[str], Work]:
    """Take loaded acts out of the ledger; those that were loaded, and what the graph must become.

    An act that others cite is again what they say of it. Reviews stay, for the day on which it is loaded again. Call it
    inside `ledger.writing()`.
    """
    gone = [act for act in dict.fromkeys(acts) if ledger.act(act)]
    things = _things(ledger, gone, ()) | set(gone)
    before = {thing: _shown(ledger, thing) for thing in things}
    relations = ledger.relations
    for act in gone:
        relations.put_items(act, "")
        ledger.remove_act(act)
        ledger.put_offers(act, ())
        ledger.keep(act, {})
    outside = _difference(before, ledger)
    relations.mark(gone, changed=gone, moved={*gone, *_stubs_moved(things, ledger)})
    drop = tuple(name for act in gone for name in (_act_graph(act), _report_graph(act)))
    return gone, Work((*drop, *outside.drop), outside.delete, outside.insert)


def put_offers(bearer: str, offers: Sequence[Offer], ledger: Ledger) -> Work:
    """Let `bearer`, which is no act, offer these things instead of what it offered. Inside `ledger.writing()`."""
    things = _things(ledger, [bearer], offers)
    before = {thing: _shown(ledger, thing) for thing in things}
    ledger.put_offers(bearer, offers)
    work = _difference(before, ledger)
    ledger.relations.mark((), moved=_stubs_moved(things, ledger))
    return work


def _status(act: Prepared, before: LoadedAct | None) -> Status:
    if before is None:
        return "added"
    return "unchanged" if before.reading == act.standing.reading else "replaced"


def _stands(act: Prepared, before: LoadedAct | None) -> bool:
    return before is not None and (before.reading, before.report) == (act.standing.reading, act.standing.report)


def _exchange(acts: Sequence[Prepared], ledger: Ledger) -> Work:
    """Take in what the acts offer and what hangs on what; the work outside their own graphs."""
    bearers = [act.act for act in acts]
    things = _things(ledger, bearers, (offer for act in acts for offer in act.offers)) | set(bearers)
    before = {thing: _shown(ledger, thing) for thing in things}
    relations = ledger.relations
    changed: set[str] = set()
    moved: set[str] = set()
    for act in acts:
        if relations.put_items(act.act, act.items):
            changed.add(act.act)
        if relations.put_ties(act.act, act.above):
            moved.add(act.act)
        ledger.put_act(act.standing)
        ledger.put_offers(act.act, act.offers)
        ledger.keep(act.act, act.kept)
    work = _difference(before, ledger)
    moved |= _stubs_moved(things, ledger)
    relations.mark(bearers, changed=changed, moved=moved)
    return work


def _stubs_moved(things: Iterable[str], ledger: Ledger) -> set[str]:
    """Take in what the stubs among these things hang on; those that hang on other acts than before."""
    stubs = (thing for thing in things if _is_act(thing) and not ledger.act(thing))
    return {thing for thing in stubs if ledger.relations.put_ties(thing, _ties(ledger, thing))}


def _ties(ledger: Ledger, stub: str) -> tuple[str, ...]:
    return tuple(above for triples in _shown(ledger, stub).values() for above in ties_in(stub, triples))


def _is_act(thing: str) -> bool:
    return path_of(thing).startswith("doc/")


def _things(ledger: Ledger, bearers: Iterable[str], offers: Iterable[Offer]) -> set[str]:
    """What these bearers offer now, and what they will."""
    offered = {thing for bearer in bearers for thing in ledger.things_offered(bearer)}
    return offered | {offer.thing for offer in offers}


def _shown(ledger: Ledger, thing: str) -> Shown:
    """Of a cited act the offer of the bearer that sorts first, until it is loaded; of a body all that is offered.

    Nothing where the reference data tells of the thing.
    """
    if ledger.is_told(thing):
        return _NOTHING
    if _is_act(thing):
        if ledger.act(thing):
            return _NOTHING
        first = ledger.first_offer(thing)
        return {first.graph: first.triples} if first else _NOTHING
    lines: dict[str, set[str]] = {}
    for offer in ledger.all_offers(thing):
        lines.setdefault(offer.graph, set()).update(offer.triples.split("\n"))
    return {name: "\n".join(sorted(triples)) for name, triples in lines.items()}


def _difference(before: Mapping[str, Shown], ledger: Ledger) -> Work:
    """From what was shown of each thing to what the ledger shows of it now."""
    drop: list[str] = []
    delete: list[Block] = []
    insert: list[Block] = []
    for thing in sorted(before):
        old, new = before[thing], _shown(ledger, thing)
        for name in sorted({*old, *new}):
            gone, come = _changed(old.get(name, ""), new.get(name, ""))
            if name.startswith(ACT_GRAPHS) and (gone or come):
                drop += [name] if old.get(name) else []
                insert += [Block(name, new[name])] if new.get(name) else []
                continue
            delete += [Block(name, gone)] if gone else []
            insert += [Block(name, come)] if come else []
    return Work(tuple(drop), tuple(delete), tuple(insert))


def _changed(old: str, new: str) -> tuple[str, str]:
    """The lines that go and those that come."""
    if old == new:
        return "", ""
    before, after = ({*lines.split("\n")} - {""} for lines in (old, new))
    return "\n".join(sorted(before - after)), "\n".join(sorted(after - before))


def _act_graph(act: str) -> str:
    return str(graph(path_of(act)))


def _report_graph(act: str) -> str:
    return str(graph("report/" + path_of(act)))


def _stamp(moment: datetime) -> str:
    """Predicate and object of the time of a load."""
    iso = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return f'<{PROV.generatedAtTime}> "{iso}"^^<{XSD.dateTime}> .'
