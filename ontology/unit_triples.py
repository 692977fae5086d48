"""The administrative units of the tables as triples, in the graph `units`.

    <unit/00004-2004> a cancu:AdministrativeUnit , skos:Concept ; skos:prefLabel "Phường Trúc Bạch"@vi ;
      cancu:unitCode "00004" ; cancu:partOf <unit/001> ; cancu:validUntil "2025-06-30"^^xsd:date ;
      cancu:succeededBy <unit/00004> .

A commune that was not rearranged in 2025 is part of its province, and of the district that ended: the dates of the
unit above tell which holds on a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ontology.localities import localities
from ontology.names import search_keys, tidy
from ontology.namespaces import GEO
from ontology.places import Unit, units
from ontology.terms import TYPE, cancu, day_literal, graph_node, node, skos, typed, vi

_LATITUDE: Final = NamedNode(GEO + "lat")
_LONGITUDE: Final = NamedNode(GEO + "long")


def all_unit_quads() -> Iterator[Quad]:
    """The descriptions of all provinces, districts and communes of both lists."""
    for unit in (*units().values(), *localities().values()):
        yield from unit_quads(unit)


def unit_quads(unit: Unit) -> Iterator[Quad]:
    """The description of a unit of any level, in the graph `units`; units that it points to are only named."""
    subject, graph = node(f"unit/{unit.name}"), graph_node("units")
    for predicate, value in _statements(unit):
        yield Quad(subject, predicate, value, graph)


def _statements(unit: Unit) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield TYPE, cancu("AdministrativeUnit")
    yield TYPE, skos("Concept")
    yield skos("prefLabel"), vi(tidy(unit.full))
    if not unit.label.isdigit():  # "1" alone names no ward to anyone
        yield skos("altLabel"), vi(unit.label)
    for alias in unit.aliases:
        yield skos("altLabel"), vi(alias)
    for key in search_keys((unit.full, unit.label, *unit.aliases)):
        yield skos("hiddenLabel"), Literal(key)
    yield cancu("unitCode"), Literal(unit.code)
    yield cancu("level"), node(f"level/{unit.level}")
    for above in (unit.part_of, unit.district):
        if above:
            yield cancu("partOf"), node(f"unit/{above}")
    yield from _times(unit)
    if unit.latitude is not None and unit.longitude is not None:
        yield _LATITUDE, _degrees(unit.latitude)
        yield _LONGITUDE, _degrees(unit.longitude)


def _times(unit: Unit) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    if unit.valid_from:
        yield cancu("validFrom"), day_literal(unit.valid_from)
    if unit.valid_until:
        yield cancu("validUntil"), day_literal(unit.valid_until)
    for heir in unit.succeeded_by:
        yield cancu("succeededBy"), node(f"unit/{heir}")


def _degrees(value: float) -> Literal:
    """Without zeros at the end: the store writes decimals so, and what goes in must come out."""
    return typed(f"{value:.4f}".rstrip("0").rstrip("."), "decimal")
