"""The JSON-LD context of the data: the prefixes, and of what kind the values of each property are.

    {"cancu": "https://w3id.org/cancu/ontology#", …,
     "cancu:leadAgency": {"@type": "@id"}, "eli:date_document": {"@type": "xsd:date"}}

With it a task reads {"@id": "…/task/II.3", "@type": "cancu:Task", "cancu:leadAgency": "…/bo-khoa-hoc-va-cong-nghe"}.
It is made from the ontology: an object property's values are IRIs, a datatype property's have the one datatype that
is its range. What is published at /context.jsonld is the whole; data carry the part that they use themselves, so that
they can be read without asking this server again (docs/linked-data.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from rdflib import Graph, URIRef

from ontology.namespaces import CANCU, DCTERMS, ELI, OWL, PREFIXES, PROV, RDF, RDFS, SKOS, XSD
from ontology.vocabulary import external_graph, ontology_graph

Definition = dict[str, str]

MORE_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
}
"""Of what is in the data besides: findings of the checks, pages of descriptions, the description of the data set."""

_ALSO_IRIS: Final = (
    DCTERMS.isReplacedBy,
    DCTERMS.isPartOf,
    SKOS.topConceptOf,
    SKOS.inScheme,
    PROV.wasDerivedFrom,
    ELI.type_document,
    RDFS.isDefinedBy,
    RDFS.seeAlso,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    CANCU.shortcut,
)
_ALSO_DATES: Final = {ELI.date_document: XSD.date, PROV.generatedAtTime: XSD.dateTime}
"""What the vocabularies that we keep for the reasoner do not state: it knows no dates, and DCTERMS has no kinds."""


@cache
def prefixes() -> dict[str, str]:
    """All prefixes of the context, and their namespaces."""
    return dict(sorted({**PREFIXES, **MORE_PREFIXES}.items()))


@cache
def definitions() -> dict[str, Definition]:
    """The terms whose values have one form, by their prefixed name: {"cancu:leadAgency": {"@type": "@id"}}."""
    found: dict[URIRef, str] = {}
    for graph in (external_graph(), ontology_graph()):
        found |= dict.fromkeys(_named(graph, OWL.ObjectProperty), "@id")
        found |= {term: range_ for term in _named(graph, OWL.DatatypeProperty) if (range_ := _datatype(graph, term))}
    found |= dict.fromkeys(_ALSO_IRIS, "@id") | {term: compacted(str(kind)) for term, kind in _ALSO_DATES.items()}
    named = ((compacted(str(term)), kind) for term, kind in found.items())
    return {name: {"@type": kind} for name, kind in sorted(named) if ":" in name and "//" not in name}


def _named(graph: Graph, kind: URIRef) -> list[URIRef]:
    return [term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)]


def _datatype(graph: Graph, term: URIRef) -> str | None:
    """The one XSD datatype that a property's values have. A plain string needs none, rdfs:Literal has many."""
    ranges = {str(one) for one in graph.objects(term, RDFS.range)}
    if len(ranges) != 1:
        return None
    (only,) = ranges
    return compacted(only) if only.startswith(str(XSD)) and only != str(XSD.string) else None


@cache
def compacted(iri: str) -> str:
    """An IRI by its prefix ("cancu:Task"), where the rest is a plain name; else as it is."""
    for prefix, namespace in prefixes().items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.replace("_", "").replace("-", "").isalnum() and rest.isascii():
            return f"{prefix}:{rest}"
    return iri


def context(used: Iterable[str] | None = None) -> dict[str, str | Definition]:
    """The context, or the part of it that the names in `used` ("cancu:leadAgency", "xsd:date") need."""
    if used is None:
        return {**prefixes(), **definitions()}
    names = set(used)
    terms = {name: kind for name, kind in definitions().items() if name in names}
    names |= {kind["@type"] for kind in terms.values()}
    wanted = {name.partition(":")[0] for name in names}
    return {**{prefix: iri for prefix, iri in prefixes().items() if prefix in wanted}, **terms}
