"""The ontology as people read it: each term with what the files of `ontology/` say of it, and one example of the store.

cancu:Task   nhiệm vụ, task · subclass of cancu:Obligation · example: Quyết định 1703/QĐ-TTg, mục II.3
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode
from rdflib import Graph, Literal, URIRef

from ontology.namespaces import BASE, CANCU, DCTERMS, ONTOLOGY_IRI, OWL, PREFIXES, RDF, RDFS, SKOS, path_of
from ontology.vocabulary import concepts_graph, ontology_graph
from queries.catalogue import Bilingual
from queries.engine import Engine
from service.web.views.asking import View, names_of

_STATUS: Final = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_ASKED: Final = 50
_OPTIONAL: Final = 6
"""A class's query shows that many of its properties, plain values first: each one with several values multiplies the
rows."""


class Term(View):
    """A class or a property of the ontology; the IRIs of others in the order of the alphabet."""

    iri: str
    name: str
    """Without the namespace: "Task"."""
    kind: str
    """ "Class", "ObjectProperty", "DatatypeProperty" or "AnnotationProperty"."""
    label: Bilingual
    comment: Bilingual
    above: tuple[str, ...]
    """Classes or properties that it is a kind of."""
    below: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    near: tuple[str, ...]
    """Terms of other vocabularies that are only near (rdfs:seeAlso)."""
    disjoint: tuple[str, ...]
    subjects: tuple[str, ...]
    """Of a class: the properties that it is the domain of."""
    objects: tuple[str, ...]
    """Of a class: the properties that it is the range of."""
    reserved: bool
    """Named so that nobody takes the name; not written yet."""
    query: str
    """A SPARQL query that lists what is of this class or has this property."""


class Concept(View):
    iri: str
    label: Bilingual
    notations: tuple[str, ...]
    note: Bilingual | None
    shortcut: str | None
    """The IRI of the property that says the same directly."""


class Scheme(View):
    """A list of concepts: roles, kinds of acts, kinds of deadlines."""

    iri: str
    name: str
    title: Bilingual
    description: Bilingual
    concepts: tuple[Concept, ...]


class Example(View):
    """One thing of the store that bears a term, and the value where the term is a property."""

    iri: str
    name: str
    value: str | None
    value_iri: str | None


@cache
def terms() -> Mapping[str, Term]:
    """Every class and property of the ontology by its name, classes first, each kind in the order of the alphabet."""
    graph = ontology_graph()
    found = [(kind, iri) for kind in (OWL.Class, *_PROPERTIES) for iri in _iris(graph.subjects(RDF.type, kind))]
    return {_name(iri): _term(graph, kind, URIRef(iri)) for kind, iri in found if iri.startswith(str(CANCU))}


def _term(graph: Graph, kind: URIRef, iri: URIRef) -> Term:
    is_class = kind == OWL.Class
    order = RDFS.subClassOf if is_class else RDFS.subPropertyOf
    disjoint = {*graph.objects(iri, OWL.disjointWith), *graph.subjects(OWL.disjointWith, iri)}
    below = _iris(graph.subjects(order, iri))
    subjects = _iris(graph.subjects(RDFS.domain, iri)) if is_class else ()
    plain = [one for one in subjects if (URIRef(one), RDF.type, OWL.DatatypeProperty) in graph]
    asked = [*plain, *(one for one in subjects if one not in plain)][:_OPTIONAL]
    return Term(
        iri=str(iri),
        name=_name(str(iri)),
        kind=_name(str(kind)),
        label=_said(graph, iri, RDFS.label),
        comment=_said(graph, iri, RDFS.comment),
        above=_iris(graph.objects(iri, order)),
        below=below,
        domain=_iris(graph.objects(iri, RDFS.domain)),
        range=_iris(graph.objects(iri, RDFS.range)),
        near=_iris(graph.objects(iri, RDFS.seeAlso)),
        disjoint=_iris(disjoint),
        subjects=subjects,
        objects=_iris(graph.subjects(RDFS.range, iri)) if is_class else (),
        reserved=(iri, _STATUS, Literal("unstable")) in graph,
        query=_class_query(iri, below, asked) if is_class else _property_query(iri),
    )


def _iris(found: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted({str(one) for one in found if isinstance(one, URIRef)}))


def _said(graph: Graph, iri: URIRef, predicate: URIRef) -> Bilingual:
    words = {one.language: str(one) for one in graph.objects(iri, predicate) if isinstance(one, Literal)}
    return Bilingual(vi=words["vi"], en=words["en"])


def _name(iri: str) -> str:
    return iri.rpartition("#")[2]


def prefixed(iri: str) -> str:
    """A term as queries write it: "cancu:Task"; "<https://…>" where no prefix of ours stands for it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _class_query(iri: URIRef, below: Iterable[str], properties: Iterable[str]) -> str:
    """The store holds the most specific class only, so the query names those below too."""
    classes = " ".join(prefixed(one) for one in (str(iri), *below))
    shown = [_name(one) for one in properties]
    lines = [f"  OPTIONAL {{ ?node cancu:{name} ?{name} }}" for name in shown]
    head = " ".join(f"?{name}" for name in ("node", *shown))
    body = [f"  VALUES ?class {{ {classes} }}", "  ?node a ?class .", *lines]
    return "\n".join([f"SELECT {head} {{", *body, "}", f"LIMIT {_ASKED}", ""])


def _property_query(iri: URIRef) -> str:
    return f"SELECT ?node ?value {{\n  ?node {prefixed(str(iri))} ?value\n}}\nLIMIT {_ASKED}\n"


@cache
def about() -> dict[str, Bilingual | str]:
    """What the ontology says of itself: its title, its description and its version."""
    graph = ontology_graph()
    return {
        "title": _said(graph, ONTOLOGY_IRI, DCTERMS.title),
        "description": _said(graph, ONTOLOGY_IRI, DCTERMS.description),
        "version": str(graph.value(ONTOLOGY_IRI, OWL.versionInfo)),
        "license": str(graph.value(ONTOLOGY_IRI, DCTERMS.license)),
    }


@cache
def schemes() -> tuple[Scheme, ...]:
    """The lists of concepts, the shortest first; the concepts in the order of their names."""
    graph = concepts_graph()
    found = [_scheme(graph, URIRef(iri)) for iri in _iris(graph.subjects(RDF.type, SKOS.ConceptScheme))]
    return tuple(sorted(found, key=lambda scheme: len(scheme.concepts)))


def _scheme(graph: Graph, iri: URIRef) -> Scheme:
    concepts = [_concept(graph, URIRef(one)) for one in _iris(graph.subjects(SKOS.inScheme, iri))]
    return Scheme(
        iri=str(iri),
        name=path_of(str(iri)),
        title=_said(graph, iri, DCTERMS.title),
        description=_said(graph, iri, DCTERMS.description),
        concepts=tuple(sorted(concepts, key=lambda one: one.label.vi)),
    )


def _concept(graph: Graph, iri: URIRef) -> Concept:
    shortcuts = _iris(graph.objects(iri, CANCU.shortcut))
    return Concept(
        iri=str(iri),
        label=_said(graph, iri, SKOS.prefLabel),
        notations=tuple(sorted(str(one) for one in graph.objects(iri, SKOS.notation))),
        note=_said(graph, iri, SKOS.scopeNote) if (iri, SKOS.scopeNote, None) in graph else None,
        shortcut=shortcuts[0] if shortcuts else None,
    )


def examples(engine: Engine) -> dict[str, Example]:
    """One thing of the store for each term that anything bears, by the term's name; asked for in one query."""
    found = engine.select("SELECT ?term ?node ?value {\n" + " UNION\n".join(map(_pattern, terms().values())) + "\n}")
    rows = [row for row in found.rows if isinstance(row[0], NamedNode) and isinstance(row[1], NamedNode)]
    things = {one.value for row in rows for one in row[1:] if isinstance(one, NamedNode)}
    names = names_of(engine, sorted(things))
    return {_name(str(row[0].value)): _example(row[1].value, row[2], names) for row in rows}  # type: ignore[union-attr]


def _pattern(term: Term) -> str:
    one = f"<{term.iri}>"
    if term.kind != "Class":
        return f"{{ SELECT ({one} AS ?term) ?node ?value {{ ?node {one} ?value }} LIMIT 1 }}"
    classes = " ".join(f"<{iri}>" for iri in (term.iri, *term.below))
    return f"{{ SELECT ({one} AS ?term) ?node {{ VALUES ?class {{ {classes} }} ?node a ?class }} LIMIT 1 }}"


def _example(node: str, value: object, names: Mapping[str, str]) -> Example:
    iri = value.value if isinstance(value, NamedNode) else None
    text = value.value if isinstance(value, NamedNode | Value) else None
    return Example(
        iri=node,
        name=names.get(node) or _short(node),
        value=text if iri is None else names.get(iri) or _short(iri),
        value_iri=iri,
    )


def _short(iri: str) -> str:
    return iri.removeprefix(BASE) if iri.startswith(BASE) else prefixed(iri).strip("<>")
