"""What is told of an IRI, in pages of a bounded size.

    describe(engine, "https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg")
    Description(own=[… the 2,301 statements of the act's graph], pointing=[… acts that cite it], page=1, pages=1)

Of an act, a report and every other thing with a graph of its own: that graph. Of a graph: what it holds. Of anything
else: the statements with it as subject. To these come the statements that point to it from elsewhere, since the store
keeps no inverse: whoever follows links from an act wants to know who rests on it. Both parts are cut into pages; where
there is more than one, the data say which one they are, and which comes next (Hydra, PartialCollectionView).

The pages follow the engine's own order, which holds for as long as nothing is loaded: a graph of half a million
statements would else be sorted anew for each page (docs/decisions/0014-linked-data.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import FOAF, RDF, RDFS, XSD, path_of
from ontology.namespaces import graph as graph_iri
from queries.engine import Engine
from queries.markers import Value
from service.web.linked.asking import query


@dataclass(frozen=True)
class Sizes:
    """How much stands on a page: statements of the thing's own, and of others that point to it."""

    own: int
    pointing: int


OF_DATA: Final = Sizes(5_000, 500)
"""The acts of the corpus have up to 2,700 statements, and fit."""
SHOWN: Final = Sizes(200, 50)
"""On a page for people."""

HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
_NOWHERE: Final = NamedNode("urn:cancu:no-graph")


@dataclass(frozen=True)
class Description:
    """One page of what is told of a thing."""

    iri: str
    page: int
    own: list[Triple]
    """What its graph says, or what is said of it."""
    pointing: list[Triple]
    """What points to it from elsewhere."""
    own_total: int
    pointing_total: int
    sizes: Sizes

    @property
    def pages(self) -> int:
        """How many pages there are: the longer part decides."""
        return max(1, -(-self.own_total // self.sizes.own), -(-self.pointing_total // self.sizes.pointing))

    @property
    def neighbours(self) -> dict[str, int]:
        """The pages to go on to, by their link relation (RFC 8288): first, prev, next, last. None where it is one."""
        found = {"first": 1, "prev": self.page - 1, "next": self.page + 1, "last": self.pages}
        return {name: page for name, page in found.items() if 1 <= page <= self.pages} if self.pages > 1 else {}

    @property
    def triples(self) -> list[Triple]:
        """All of the page, each statement once; where it is one of several, it says so."""
        return list(dict.fromkeys([*self.own, *self.pointing, *_told_of_page(self)]))


def describe(engine: Engine, iri: str, page: int = 1, sizes: Sizes = OF_DATA) -> Description | None:
    """Page `page` (from 1) of what is told of `iri`; None where nothing is, or not so many pages.

    `iri`: one of our own, valid. Raises ValueError for a foreign one.
    """
    node, graph = NamedNode(iri), own_graph(engine, iri)
    part = "graph" if graph else "node"
    about: dict[str, Value] = {part: graph or node}
    outside: dict[str, Value] = {"node": node, "graph": graph or _NOWHERE}
    own_total = _size(engine, part, about)
    pointing_total = _size(engine, "pointing", outside)
    own = _slice(engine, part, about, page, sizes.own, own_total)
    pointing = _slice(engine, "pointing", outside, page, sizes.pointing, pointing_total)
    found = Description(iri, page, own, pointing, own_total, pointing_total, sizes)
    return found if found.own or found.pointing else None


def own_graph(engine: Engine, iri: str) -> NamedNode | None:
    """The graph that `iri` names, or the one that describes it ("graph/doc/…" of "doc/…"); None where it has none."""
    candidates = (NamedNode(iri), NamedNode(str(graph_iri(path_of(iri)))))
    return next((name for name in candidates if engine.select(query("named"), {"graph": name}).rows), None)


def is_known(engine: Engine, iri: str) -> bool:
    """Whether anything is told of `iri`, by itself or by what points to it."""
    if own_graph(engine, iri):
        return True
    node = NamedNode(iri)
    return any(
        engine.select(f"{query(name)} LIMIT 1", given).rows
        for name, given in (("some", {"node": node}), ("some-pointing", {"node": node}))
    )


def _size(engine: Engine, part: str, given: dict[str, Value]) -> int:
    found = engine.select(query(f"{part}-size"), given).rows[0][0]
    return int(found.value) if isinstance(found, Literal) else 0


def _slice(engine: Engine, part: str, given: dict[str, Value], page: int, size: int, total: int) -> list[Triple]:
    first = (page - 1) * size
    if first >= total:
        return []
    return sorted(engine.triples(f"{query(part)} LIMIT {size} OFFSET {first}", given), key=str)


def page_iri(iri: str, page: int) -> str:
    """The IRI of a page of the description of `iri`; it leads to data in any form, as that of the thing does."""
    return f"{iri}?page={page}"


def _told_of_page(described: Description) -> list[Triple]:
    """Which page this is, and where the others are."""
    if described.pages == 1:
        return []
    view = NamedNode(page_iri(described.iri, described.page))
    words = f"Page {described.page} of {described.pages}: the statements of the other pages are left out here."
    told = [
        Triple(view, NamedNode(str(RDF.type)), NamedNode(f"{HYDRA}PartialCollectionView")),
        Triple(view, NamedNode(str(FOAF.primaryTopic)), NamedNode(described.iri)),
        Triple(view, NamedNode(str(RDFS.comment)), Literal(words, language="en")),
        Triple(
            view,
            NamedNode(f"{HYDRA}totalItems"),
            Literal(str(described.own_total + described.pointing_total), datatype=NamedNode(str(XSD.integer))),
        ),
    ]
    relations = {"first": "first", "prev": "previous", "next": "next", "last": "last"}
    links = {relations[name]: page_iri(described.iri, page) for name, page in described.neighbours.items()}
    return [*told, *(Triple(view, NamedNode(HYDRA + name), NamedNode(iri)) for name, iri in links.items())]
