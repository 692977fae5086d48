"""The vocabularies and the base of the data's IRIs, in one place.

    CANCU.Task               https://w3id.org/cancu/ontology#Task
    data("doc/ttg/2024/1703-qd-ttg")   https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg

The base of the data is a setting (`CANCU_BASE`), so that a deployment's IRIs resolve at its own host;
the ontology's own namespace is fixed. See docs/linked-data.md.
"""

from __future__ import annotations

import os
from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

CANCU: Final = Namespace("https://w3id.org/cancu/ontology#")
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
GEO: Final = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
ONTOLOGY_IRI: Final = URIRef("https://w3id.org/cancu/ontology")
BASE: Final = os.environ.get("CANCU_BASE", "https://w3id.org/cancu/id/").rstrip("/") + "/"

# Prefixes for people: Turtle output, the catalogue's queries, the SPARQL editor.
PREFIXES: Final[dict[str, str]] = {
    "cancu": str(CANCU),
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "geo": str(GEO),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}


def data(path: str) -> URIRef:
    """The IRI of a thing: `path` is its path below the base, as "unit/thanh-hoa"."""
    return URIRef(BASE + path)


def graph(path: str) -> URIRef:
    """The IRI of a named graph: `path` is "doc/…" of an act, "lineage/doc/…", "bodies", "report/doc/…"."""
    return URIRef(f"{BASE}graph/{path}")


def path_of(iri: str) -> str:
    """The path below the base of one of our own IRIs; ValueError for a foreign one."""
    if not iri.startswith(BASE):
        raise ValueError(f"{iri} does not stand below {BASE}")
    return iri.removeprefix(BASE)


__all__ = [
    "BASE", "CANCU", "DCTERMS", "ELI", "FOAF", "GEO", "ONTOLOGY_IRI", "ORG", "OWL", "PREFIXES", "PROV", "RDF", "RDFS",
    "SKOS", "XSD", "data", "graph", "path_of",
]  # fmt: skip
