"""The bodies and the administrative units of the tables, as triples.

    <agency/binh-duong/ubnd> a cancu:Agency , org:Organization ; cancu:territory <unit/binh-duong> ;
      skos:prefLabel "Ủy ban nhân dân tỉnh Bình Dương"@vi ; cancu:validUntil "2025-06-30"^^xsd:date ; …

`reference_quads` is the reference data that every store holds: all units, the bodies of the centre. The bodies
of provinces number thousands; each is described when a text first names it, always from the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ontology.agencies import Body, Kind, central, rows
from ontology.groups import central_groups
from ontology.names import tidy
from ontology.places import Unit, units
from ontology.terms import TYPE, cancu, foaf, graph_node, node, org, prov, skos, typed, vi

UNRECOGNISED: Final = "chưa có trong bảng tên cơ quan"
"""The remark on a body that no table of names has."""

_CLASSES: Final[dict[Kind, tuple[NamedNode, NamedNode]]] = {
    "agency": (cancu("Agency"), org("Organization")),
    "office": (cancu("Office"), org("Post")),
    "group": (cancu("AgencyGroup"), foaf("Group")),
}


def reference_quads() -> Iterator[Quad]:
    """All units (graph `units`); the centre's bodies and groups, with members (graph `bodies`); each once."""
    groups = list(central_groups())
    members = [member for group in groups for member in group.members]
    bodies = [*(central(name) for name in rows("central")), *groups, *members]
    of_units = (quad for unit in units().values() for quad in unit_quads(unit))
    yield from dict.fromkeys((*of_units, *described(bodies)))


def unit_quads(unit: Unit) -> Iterator[Quad]:
    """The description of a province, in the graph `units`."""
    subject, graph = node(f"unit/{unit.name}"), graph_node("units")

    def quad(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, graph)

    yield quad(TYPE, cancu("AdministrativeUnit"))
    yield quad(TYPE, skos("Concept"))
    yield quad(skos("prefLabel"), vi(tidy(unit.full)))
    yield quad(skos("altLabel"), vi(unit.label))
    for alias in unit.aliases:
        yield quad(skos("altLabel"), vi(alias))
    yield quad(cancu("unitCode"), Literal(unit.code))
    yield quad(cancu("level"), node(f"level/{unit.level}"))
    if unit.valid_from:
        yield quad(cancu("validFrom"), _date(unit.valid_from))
    if unit.valid_until:
        yield quad(cancu("validUntil"), _date(unit.valid_until))
    for heir in unit.succeeded_by:
        yield quad(cancu("succeededBy"), node(f"unit/{heir}"))


def described(bodies: Iterable[Body]) -> list[Quad]:
    """The descriptions of bodies that acts share, of those above and after them, of their units; each once.

    A group's members are named, not described: those are reference data.
    """
    quads: dict[Quad, None] = {}
    for body in _reachable(bodies):
        quads.update(dict.fromkeys(body_quads(body, graph_node("bodies"))))
        quads.update(dict.fromkeys(_change_quads(body)))
        if body.territory:
            quads.update(dict.fromkeys(unit_quads(body.territory)))
    return list(quads)


def _reachable(bodies: Iterable[Body]) -> list[Body]:
    found: dict[str, Body] = {}
    waiting = [body for body in bodies if body.act is None]
    while waiting:
        body = waiting.pop()
        if body.path not in found:
            found[body.path] = body
            waiting += [*((body.parent,) if body.parent else ()), *body.successors]
    return list(found.values())


def body_quads(body: Body, graph: NamedNode) -> Iterator[Quad]:
    """What is said of the body itself, in that graph: `bodies`, or the act's own for an open group of it."""
    subject = node(body.path)

    def quad(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, graph)

    for kind in _CLASSES[body.kind]:
        yield quad(TYPE, kind)
    yield quad(skos("prefLabel"), vi(body.label))
    for alias in body.aliases:
        yield quad(skos("altLabel"), vi(alias))
    if body.level:
        yield quad(cancu("level"), node(f"level/{body.level}"))
    if body.territory:
        yield quad(cancu("territory"), node(f"unit/{body.territory.name}"))
    if body.parent:
        yield quad(org("postIn" if body.kind == "office" else "subOrganizationOf"), node(body.parent.path))
    yield from _time_quads(body, graph)
    for member in body.members:
        yield quad(cancu("hasMember"), node(member.path))
    if body.kind == "group" and body.act:
        yield quad(cancu("openMembership"), typed("true", "boolean"))
    if not body.known:
        yield quad(skos("editorialNote"), vi(UNRECOGNISED))


def _time_quads(body: Body, graph: NamedNode) -> Iterator[Quad]:
    subject = node(body.path)
    if body.valid_from:
        yield Quad(subject, cancu("validFrom"), _date(body.valid_from), graph)
    if body.valid_until:
        yield Quad(subject, cancu("validUntil"), _date(body.valid_until), graph)
    for heir in body.successors:
        yield Quad(subject, cancu("succeededBy"), node(heir.path), graph)
    event = _change(body)
    if event:
        yield Quad(subject, org("changedBy"), event, graph)


def _change_quads(body: Body) -> Iterator[Quad]:
    """The event that ended an agency and set up its successor (org:ChangeEvent)."""
    event = _change(body)
    if event is None or body.valid_until is None:
        return
    graph = graph_node("bodies")
    first = body.valid_until + timedelta(days=1)
    yield Quad(event, TYPE, org("ChangeEvent"), graph)
    yield Quad(event, org("originalOrganization"), node(body.path), graph)
    for heir in body.successors:
        yield Quad(event, org("resultingOrganization"), node(heir.path), graph)
    yield Quad(event, prov("startedAtTime"), typed(f"{first}T00:00:00+07:00", "dateTime"), graph)


def _change(body: Body) -> NamedNode | None:
    """change/{first day of the successor}/{its province, or its name}; none for an office."""
    if body.kind != "agency" or not body.successors or body.valid_until is None:
        return None
    heir = body.successors[0]
    name = heir.territory.name if heir.territory else heir.name
    return node(f"change/{body.valid_until + timedelta(days=1)}/{name}")


def _date(day: date) -> Literal:
    return typed(day.isoformat(), "date")
