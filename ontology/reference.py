"""The reference data that every store holds: all units, and the bodies of the tables with their groups.

    reference_quads()        graphs `units` and `bodies`
    reference_digest()       changes with the tables and with what makes triples of them
    described(bodies, …)     the bodies that an act names: those of the tables, posts, names that no table has

A body of the reference data is described nowhere else, so that a store can renew the one without the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from ontology.agencies import Body, central, local, provincial, rows
from ontology.body_triples import body_quads, change_quads, member_quads
from ontology.changes import change_of_unit, changes
from ontology.everywhere import local_kinds, provincial_kinds
from ontology.groups import listed_groups
from ontology.localities import localities
from ontology.names import HERE
from ontology.places import units
from ontology.posts import is_post
from ontology.terms import cancu, graph_node, node
from ontology.unit_triples import all_unit_quads, unit_quads

_SOURCES: Final = ("*.py", "*.csv", "*.ttl")


def reference_quads() -> Iterator[Quad]:
    """All units (graph `units`), all bodies and groups of the tables with their members (graph `bodies`)."""
    yield from all_unit_quads()
    yield from _ends()
    graph = graph_node("bodies")
    events: set[Quad] = set()  # an event that ended several bodies is told by each
    for body in _listed():
        yield from body_quads(body, graph)
        events.update(change_quads(body))
    yield from events
    posts: dict[str, Body] = {}
    for group in listed_groups():
        members = list(group.members())
        yield from body_quads(group, graph)
        yield from member_quads(group, members)
        posts.update((member.path, member) for member in members if is_post(member))
    for body in posts.values():
        yield from body_quads(body, graph)


def _ends() -> Iterator[Quad]:
    """The acts that ended the units of the older list."""
    graph, abolished_by = graph_node("units"), cancu("abolishedBy")
    for unit in (*units().values(), *localities().values()):
        change = change_of_unit(unit)
        if change:
            yield Quad(node(f"unit/{unit.name}"), abolished_by, node(changes()[change].path), graph)


def _listed() -> Iterator[Body]:
    """Every agency and office of the tables: of the centre, each province, each commune and former district."""
    yield from (central(name) for name in rows("central"))
    found = (provincial(name, unit) for unit in units().values() for name in sorted(provincial_kinds()))
    yield from {body.path: body for body in found if body.listed}.values()
    yield from (local(name, unit) for unit in localities().values() for name in local_kinds(unit.level))


@cache
def reference_digest() -> str:
    """A digest of the tables and the code of this room: while it stays, `reference_quads` gives the same."""
    digest = hashlib.sha256()
    files = (file for pattern in _SOURCES for file in Path(HERE).glob(pattern))
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def described(bodies: Iterable[Body], *, listed: bool) -> list[Quad]:
    """The descriptions of bodies that acts share, and of those above and after them; each once.

    `listed`: also of those that are reference data, with their units, for a check without a store.
    """
    found: dict[str, Body] = {}
    waiting = [body for body in bodies if body.act is None]
    while waiting:
        body = waiting.pop()
        if body.path not in found and (listed or not body.listed):
            found[body.path] = body
            waiting += [*((body.parent,) if body.parent else ()), *body.successors]
            waiting += body.members() if not body.listed else ()
    quads = dict.fromkeys(quad for body in found.values() for quad in _whole(body))
    if listed:
        places = {body.territory.name: body.territory for body in found.values() if body.territory}
        quads.update(dict.fromkeys(quad for unit in places.values() for quad in unit_quads(unit)))
    return list(quads)


def _whole(body: Body) -> Iterator[Quad]:
    """All that is said of a body: itself, its end, its members."""
    yield from body_quads(body, graph_node("bodies"))
    yield from change_quads(body)
    yield from member_quads(body, body.members() if not body.listed else ())
