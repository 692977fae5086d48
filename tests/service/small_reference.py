"""Reference data of a few provinces: a store of it is made in a moment, where all communes take seconds.

What the whole of it does in a store is tested in test_reference_data.py and by the commands run as processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from pyoxigraph import Quad

from ontology.agencies import central, provincial, rows
from ontology.body_triples import body_quads, change_quads, member_quads
from ontology.changes import changing_acts
from ontology.everywhere import provincial_kinds
from ontology.groups import listed_groups
from ontology.places import units
from ontology.terms import graph_node
from ontology.unit_triples import unit_quads
from ontology.vocabulary import vocabulary_quads
from service.storage.reference import ReferenceData

PROVINCES: Final = ("binh-duong", "ho-chi-minh", "thanh-hoa", "bac-ninh", "bac-ninh-2004", "an-giang", "an-giang-2004")


@cache
def small_reference() -> ReferenceData:
    """The vocabulary, all provinces, the bodies of the centre and of some provinces, without communes."""
    return ReferenceData.of(dict.fromkeys([*vocabulary_quads(), *_quads(), *changing_acts()]))


def _quads() -> Iterator[Quad]:
    for unit in units().values():
        yield from unit_quads(unit)
    graph = graph_node("bodies")
    bodies = [central(name) for name in rows("central")]
    bodies += [provincial(name, units()[unit]) for unit in PROVINCES for name in sorted(provincial_kinds())]
    for body in bodies:
        yield from (*body_quads(body, graph), *change_quads(body))
    known = {body.path for body in bodies}
    for group in listed_groups():
        if group.territory is None or group.territory.name in PROVINCES:
            yield from body_quads(group, graph)
            yield from member_quads(group, (body for body in group.members() if body.path in known))
