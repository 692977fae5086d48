"""What the data set is called, and what is told of it whatever it holds (dataset.ttl).

https://w3id.org/cancu/id/dataset            the data set
https://w3id.org/cancu/id/dataset/sparql     its SPARQL endpoint; dataset/catalog, dataset/dump/nq, …
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import BASE, XSD, data

DATASET: Final = NamedNode(str(data("dataset")))
DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
_TEXT: Final = Path(__file__).parent / "dataset.ttl"


def is_dataset(path: str) -> bool:
    """Whether a path below the base is that of the data set, of its graph, or of a part of its description."""
    return path in ("dataset", "graph/dataset") or path.startswith("dataset/")


def part(name: str) -> NamedNode:
    """A node of the description: "catalog", "sparql", "dump/nq"."""
    return NamedNode(f"{DATASET.value}/{name}")


def always(site: str) -> list[Triple]:
    """What dataset.ttl says, of the service at the address `site`."""
    text = f"@base <{BASE}> .\n@prefix site: <{site}> .\n{_TEXT.read_text(encoding='utf-8')}"
    return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]


def say(subject: NamedNode, predicate: str, *values: NamedNode | Literal | str) -> list[Triple]:
    """Statements about `subject`; a text stands for an IRI."""
    terms = (NamedNode(value) if isinstance(value, str) else value for value in values)
    return [Triple(subject, NamedNode(str(predicate)), term) for term in terms]


def number(value: int) -> Literal:
    """A whole number as a literal."""
    return Literal(str(value), datatype=NamedNode(str(XSD.integer)))


def time(value: str) -> Literal:
    """A time ("2026-11-21T16:25:34Z") as a literal."""
    return Literal(value, datatype=NamedNode(str(XSD.dateTime)))
