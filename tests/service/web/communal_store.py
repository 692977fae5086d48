"""A store with a few communes: the small reference data, some communes of Bắc Ninh with their bodies, three plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from ontology.agencies import local
from ontology.body_triples import body_quads, member_quads
from ontology.everywhere import local_kinds
from ontology.groups import listed_groups
from ontology.localities import localities
from ontology.terms import graph_node
from ontology.unit_triples import unit_quads
from service.storage.reference import ReferenceData
from service.store import Store
from tests.service.gold_store import gold_reading
from tests.service.small_reference import small_reference

COMMUNES: Final = ("07210", "07228", "07246")
"""Phường Bắc Giang, phường Đa Mai, xã Xuân Lương."""


def reference_with_communes() -> ReferenceData:
    """The small reference data, and the communes with their bodies, as members of the groups of their province."""
    return ReferenceData.of(dict.fromkeys([*small_reference().quads(), *_quads()]))


def _quads() -> Iterator[Quad]:
    graph = graph_node("bodies")
    bodies = [local(name, localities()[code]) for code in COMMUNES for name in sorted(local_kinds("commune"))]
    for code in COMMUNES:
        yield from unit_quads(localities()[code])
    for body in bodies:
        yield from body_quads(body, graph)
    known = {body.path for body in bodies}
    for group in listed_groups():
        if group.territory is not None and group.territory.name == "bac-ninh":
            yield from member_quads(group, (member for member in group.members() if member.path in known))


def fill_with_communes(folder: Path) -> None:
    """1703/QĐ-TTg, Bình Dương's 1169/QĐ-UBND and Bắc Ninh's plan, in a store that knows some communes of Bắc Ninh."""
    with Store.open(folder, writable=True) as store:
        store.put_reference(reference_with_communes())
        for name in ("000", "002", "003"):
            store.put(gold_reading(name), now=datetime(2026, 11, 20, 8, tzinfo=UTC))
        store.publish()
