"""The bodies of the tables, and those first met in a text, as triples.

<agency/binh-duong/ubnd> a cancu:Agency , org:Organization ; cancu:territory <unit/binh-duong> ;
  skos:prefLabel "Ủy ban nhân dân tỉnh Bình Dương"@vi ; cancu:validUntil "2025-06-30"^^xsd:date ; …
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ontology.agencies import Body, Kind
from ontology.changes import changes
from ontology.names import search_keys
from ontology.terms import TYPE, cancu, day_literal, foaf, graph_node, node, org, prov, rdfs, skos, typed, vi
from ontology.territory import above_of

UNRECOGNISED: Final = "chưa có trong bảng tên cơ quan"
"""The remark on a body that no table of names has."""

_CLASSES: Final[dict[Kind, tuple[NamedNode, NamedNode]]] = {
    "agency": (cancu("Agency"), org("Organization")),
    "office": (cancu("Office"), org("Post")),
    "group": (cancu("AgencyGroup"), foaf("Group")),
}


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
    for key in _keys(body):
        yield quad(skos("hiddenLabel"), Literal(key))
    for predicate, path in _links(body):
        yield quad(predicate, node(path))
    if body.open:
        yield quad(cancu("openMembership"), typed("true", "boolean"))
    if not body.known:
        yield quad(skos("editorialNote"), vi(UNRECOGNISED))
    yield from _time_quads(body, graph)


def _keys(body: Body) -> list[str]:
    """What it is looked up by: its names, with its own place and without; of a commune's not with the province's."""
    unit = body.territory
    if unit is None:
        return search_keys((body.label, *body.aliases))
    label = body.label.removesuffix(f", {above_of(unit)}")
    return search_keys((label, *body.aliases), (unit.full, unit.label))


def _links(body: Body) -> Iterator[tuple[NamedNode, str]]:
    """What it is tied to, by its path: its level, kind and place, the body above it, the one that it resembles."""
    if body.level:
        yield cancu("level"), f"level/{body.level}"
    if body.territory:
        yield cancu("territory"), f"unit/{body.territory.name}"
    if body.parent:
        yield org("postIn" if body.kind == "office" else "subOrganizationOf"), body.parent.path
    if body.resembles:
        yield rdfs("seeAlso"), body.resembles.path


def _time_quads(body: Body, graph: NamedNode) -> Iterator[Quad]:
    subject = node(body.path)
    if body.valid_from:
        yield Quad(subject, cancu("validFrom"), day_literal(body.valid_from), graph)
    if body.valid_until:
        yield Quad(subject, cancu("validUntil"), day_literal(body.valid_until), graph)
    for term, key in (("establishedBy", body.established_by), ("abolishedBy", body.abolished_by)):
        if key:
            yield Quad(subject, cancu(term), node(changes()[key].path), graph)
    for heir in body.successors:
        yield Quad(subject, cancu("succeededBy"), node(heir.path), graph)
    event = _change(body)
    if event:
        yield Quad(subject, org("changedBy"), event, graph)


def member_quads(group: Body, members: Iterable[Body]) -> Iterator[Quad]:
    """Who belongs to a group, in the graph `bodies`."""
    graph, subject, has_member = graph_node("bodies"), node(group.path), cancu("hasMember")
    for member in members:
        yield Quad(subject, has_member, node(member.path), graph)


def change_quads(body: Body) -> Iterator[Quad]:
    """The event that ended an agency and set up its successors (org:ChangeEvent); none for another body."""
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
    """change/{first day of the heir}/{heir}: a merger is the heir's, one event for all that it took in.

    A split is the event of the body that was split, and the end of a body that is no reference data its own. None for
    an office, which is no organization.
    """
    if body.kind != "agency" or not body.successors or body.valid_until is None:
        return None
    whose = body.successors[0] if len(body.successors) == 1 and body.listed else body
    key = whose.path.partition("/")[2].replace("/", "-")
    return node(f"change/{body.valid_until + timedelta(days=1)}/{key}")
