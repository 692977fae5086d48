"""The small country of data/country.trig as a store, and answers in a form that a test can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from ontology.names import search_keys
from ontology.namespaces import BASE
from ontology.terms import cancu, eli, graph_node, skos
from ontology.vocabulary import vocabulary_quads
from queries.binding import ask
from queries.engine import OxigraphEngine, Term
from queries.nearest import nearest_above

DATA = Path(__file__).parent / "data"

Row = dict[str, str | None]


def country() -> OxigraphEngine:
    """The country and the vocabulary, each in its own graphs."""
    store = Store()
    store.load((DATA / "country.trig").read_bytes(), format=RdfFormat.TRIG, base_iri=BASE)
    store.extend(vocabulary_quads())
    store.extend(list(_searchable(store)))
    store.extend(hanging(store))
    return OxigraphEngine(store)


def country_with_lineage() -> OxigraphEngine:
    """The country with its tasks tied to those upstream, and what people said of the links."""
    return with_more((DATA / "lineage.trig").read_text(encoding="utf-8"))


def hanging(store: Store) -> list[Quad]:
    """Which acts each act hangs on, in its lineage graph, as the store derives it."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for relation in (eli("based_on"), cancu("implements")):
        for quad in store.quads_for_pattern(None, relation, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                above[quad.subject.value].add(quad.object.value)
    return [
        Quad(NamedNode(act), cancu("hangsOn"), NamedNode(base), graph_node(f"lineage/{act.removeprefix(BASE)}"))
        for act, bases in nearest_above(above).items()
        for base in bases
    ]


def _searchable(store: Store) -> Iterator[Quad]:
    """The keys that bodies and units are looked up by, as the loaders write them."""
    labels = (skos("prefLabel"), skos("altLabel"))
    names: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for label in labels:
        for quad in store.quads_for_pattern(None, label, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                names[quad.subject].add(quad.object.value)
    for thing, said in names.items():
        places = [quad.object for quad in store.quads_for_pattern(thing, cancu("territory"), None, None)]
        around = [name for place in places if isinstance(place, NamedNode) for name in names[place]]
        for key in search_keys(said, around):
            yield Quad(thing, skos("hiddenLabel"), Literal(key), graph_node("bodies"))


def with_more(trig: str) -> OxigraphEngine:
    """The country with further graphs, written in TriG with the prefixes cancu, eli and dcterms."""
    engine = country()
    prefixes = """@prefix cancu: <https://w3id.org/cancu/ontology#> .
        @prefix eli: <http://data.europa.eu/eli/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."""
    engine.store.load((prefixes + trig).encode(), format=RdfFormat.TRIG, base_iri=BASE)
    engine.store.extend(list(_searchable(engine.store)))
    for quad in list(engine.store.quads_for_pattern(None, cancu("hangsOn"), None, None)):
        engine.store.remove(quad)
    engine.store.extend(hanging(engine.store))
    return engine


def rows(engine: OxigraphEngine, name: str, **parameters: str) -> list[Row]:
    """The answers as words: IRIs of ours as paths below the base, None where nothing is bound.

    A parameter that is a word of Python bears a line behind it: from_.
    """
    answer = ask(name, {key.rstrip("_"): text for key, text in parameters.items()}, engine)
    columns = [column.name for column in answer.columns]
    return [dict(zip(columns, map(_words, row), strict=True)) for row in answer.rows]


def column(found: list[Row], *names: str) -> list[str | None] | list[tuple[str | None, ...]]:
    """One column of the rows, or several as tuples."""
    if len(names) == 1:
        return [row[names[0]] for row in found]
    return [tuple(row[name] for name in names) for row in found]


def _words(term: Term | None) -> str | None:
    if isinstance(term, NamedNode):
        return term.value.removeprefix(BASE)
    return term.value if isinstance(term, Literal) else None
