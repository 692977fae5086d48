"""What the store knows of the acts around a draft: of its bases, of its sisters, of the tasks that it carries out.

    surroundings(".cancu/store", graphs)      quads for `check_act`; None without a store

Nothing is written: the draft's tasks are tied to those upstream as if it were loaded, and the links are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from loaders.lineage import act_items, lineage_quads, links
from loaders.triples import ActGraphs
from ontology.namespaces import CANCU, ELI, graph, path_of
from service.store import Reader, Store
from shapes.context import Around

_RESTS_ON = frozenset(NamedNode(str(relation)) for relation in (ELI.based_on, CANCU.implements))


def surroundings(location: str | Path | None, graphs: ActGraphs) -> list[Quad] | None:
    """The context of the draft in the store at `location`; None without a store, or where it is empty.

    Raises StoreError for a location that is no store.
    """
    reader = Store.open(location).reader() if location is not None else None
    if reader is None or not reader.generation:
        return None
    own = [*graphs.quads, *chain.from_iterable(graphs.stubs.values())]
    return Around(reader.engine).context_of(own, _lineage(reader, graphs))


def _lineage(reader: Reader, graphs: ActGraphs) -> tuple[Quad, ...]:
    """The links of the draft's tasks to those of the acts that it rests on, directly or through others."""
    items = act_items(graphs.act, graphs.quads)
    above = [act_items(act, list(_quads(reader, act))) for act in _upstream(reader, graphs)]
    return lineage_quads(graphs.act, links(items, above), ())


def _upstream(store: Reader, graphs: ActGraphs) -> Iterator[str]:
    seen: set[str] = {graphs.act}
    waiting = _bases(graphs.quads)
    while waiting:
        act = waiting.pop()
        if act not in seen:
            seen.add(act)
            yield act
            waiting += _bases(_quads(store, act))


def _bases(quads: Iterable[Quad]) -> list[str]:
    return [quad.object.value for quad in quads if quad.predicate in _RESTS_ON and isinstance(quad.object, NamedNode)]


def _quads(store: Reader, act: str) -> Iterator[Quad]:
    name = NamedNode(str(graph(path_of(act))))
    return (Quad(one.subject, one.predicate, one.object, name) for one in store.triples_in(name.value))
