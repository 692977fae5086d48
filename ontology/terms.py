"""Terms of RDF as pyoxigraph has them, made once: what the loader writes by the thousand.

    node("unit/thanh-hoa")      <https://w3id.org/cancu/id/unit/thanh-hoa>
    cancu("leadAgency")         <https://w3id.org/cancu/ontology#leadAgency>
    vi("chủ trì")               "chủ trì"@vi

Graphs that people read as rdflib use the namespaces of `ontology.namespaces`; the terms are the same.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DefinedNamespace, Namespace

from ontology.namespaces import BASE, CANCU, DCTERMS, ELI, FOAF, ORG, PROV, RDF, RDFS, SKOS, XSD


@lru_cache(maxsize=4096)
def node(path: str) -> NamedNode:
    """The IRI of a thing of our own, by its path below the base."""
    return NamedNode(BASE + path)


def graph_node(path: str) -> NamedNode:
    """The IRI of a named graph, by its path below `graph/`: "bodies", "doc/…"."""
    return node(f"graph/{path}")


def _term(namespace: str, name: str) -> NamedNode:
    return NamedNode(namespace + name)


@cache
def cancu(name: str) -> NamedNode:
    return _term(str(CANCU), name)


@cache
def eli(name: str) -> NamedNode:
    return _term(str(ELI), name)


@cache
def dcterms(name: str) -> NamedNode:
    return _term(_iri(DCTERMS), name)


@cache
def foaf(name: str) -> NamedNode:
    return _term(_iri(FOAF), name)


@cache
def org(name: str) -> NamedNode:
    return _term(_iri(ORG), name)


@cache
def prov(name: str) -> NamedNode:
    return _term(_iri(PROV), name)


@cache
def rdfs(name: str) -> NamedNode:
    return _term(_iri(RDFS), name)


@cache
def skos(name: str) -> NamedNode:
    return _term(_iri(SKOS), name)


def _iri(namespace: Namespace | type[DefinedNamespace]) -> str:
    return str(namespace)


TYPE = _term(_iri(RDF), "type")


def vi(text: str) -> Literal:
    """Words of Vietnamese."""
    return Literal(text, language="vi")


def day_literal(day: date) -> Literal:
    """A day as xsd:date."""
    return typed(day.isoformat(), "date")


def typed(value: str, datatype: str) -> Literal:
    """A literal of an XML Schema type by its name: typed("2025-04-28", "date")."""
    return Literal(value, datatype=_term(_iri(XSD), datatype))
