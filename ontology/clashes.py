"""Says in plain words why a graph contradicts the ontology.

The reasoner answers only yes or no. Most contradictions come from one thing being taken for two that exclude
each other, and that can be read off directly:

    <…/task/II.3> a cancu:Task ; eli:is_part_of <…/text/ke-hoach/II> .
    doc/…/task/II.3 is taken for cancu:Obligation (its type is cancu:Task)
    and for eli:Work (it has eli:is_part_of); nothing can be both.

What follows only from several steps is left to the reasoner: no clash found here does not mean consistent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.namespaces import BASE, OWL, PREFIXES, RDF, RDFS, XSD

_INTEGERS: Final = frozenset(
    XSD[name]
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "unsignedInt",
    )
)
# What may stand where a property's range names a datatype: its own literals and those that it includes.
_LITERALS_OF: Final[Mapping[Node, frozenset[URIRef]]] = {
    XSD.string: frozenset({XSD.string}),
    XSD.boolean: frozenset({XSD.boolean}),
    XSD.integer: _INTEGERS,
    XSD.decimal: _INTEGERS | {XSD.decimal},
    XSD.dateTime: frozenset({XSD.dateTime, XSD.dateTimeStamp}),
}

Triple = tuple[Node, Node, Node]
Classes = tuple[URIRef, ...]
"""One class, or the alternatives of a union."""


@dataclass(frozen=True)
class Evidence:
    """Why a node is of a class: `reason` reads on from "… is taken for X (…)"."""

    classes: Classes
    reason: str


class Axioms:
    """Superclasses, disjoint pairs, domains and ranges of an ontology, ready to look up."""

    def __init__(self, ontology: Graph) -> None:
        self._ontology = ontology
        self._supers: dict[URIRef, frozenset[URIRef]] = {}
        self._disjoint = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
        self._of_subject: dict[URIRef, list[Classes]] = defaultdict(list)
        self._of_value: dict[URIRef, list[Classes]] = defaultdict(list)
        for prop in _named(ontology.subjects(RDF.type, OWL.ObjectProperty)):
            self._read(prop)
        for prop in _named(ontology.subjects(RDF.type, OWL.DatatypeProperty)):
            self._read(prop)

    def subject_classes(self, prop: URIRef) -> list[Classes]:
        """What having `prop` makes of a node."""
        return self._of_subject.get(prop, [])

    def value_classes(self, prop: URIRef) -> list[Classes]:
        """What being the value of `prop` makes of a node."""
        return self._of_value.get(prop, [])

    def datatypes(self, prop: URIRef) -> frozenset[URIRef] | None:
        """The datatypes that literals of `prop` may have; None where none is set that is judged here."""
        return _LITERALS_OF.get(self._ontology.value(prop, RDFS.range) or prop)

    def excluded(self, one: Classes, other: Classes) -> tuple[Classes, Classes] | None:
        """The classes by which two pieces of evidence exclude each other; None where they do not."""
        found = [self._excluded(a, b) for a, b in product(one, other)]
        pairs = [pair for pair in found if pair is not None]
        if not pairs or len(pairs) < len(found):
            return None
        return (pairs[0][0],) if len(one) == 1 else one, (pairs[0][1],) if len(other) == 1 else other

    def _excluded(self, one: URIRef, other: URIRef) -> tuple[URIRef, URIRef] | None:
        pairs = product(sorted(self._superclasses(one)), sorted(self._superclasses(other)))
        return next(((a, b) for a, b in pairs if frozenset((a, b)) in self._disjoint), None)

    def _superclasses(self, cls: URIRef) -> frozenset[URIRef]:
        if cls not in self._supers:
            above = self._ontology.transitive_objects(cls, RDFS.subClassOf)
            same = (s for c in list(above) for s in (c, *self._ontology.objects(c, OWL.equivalentClass)))
            self._supers[cls] = frozenset(_named(same))
        return self._supers[cls]

    def _read(self, prop: URIRef) -> None:
        for general in list(self._ontology.transitive_objects(prop, RDFS.subPropertyOf)):
            self._of_subject[prop] += self._classes(general, RDFS.domain)
            self._of_value[prop] += self._classes(general, RDFS.range)
            inverses = [
                *self._ontology.objects(general, OWL.inverseOf),
                *self._ontology.subjects(OWL.inverseOf, general),
            ]
            for inverse in inverses:
                self._of_subject[prop] += self._classes(inverse, RDFS.range)
                self._of_value[prop] += self._classes(inverse, RDFS.domain)

    def _classes(self, prop: Node | None, side: URIRef) -> Iterator[Classes]:
        for cls in self._ontology.objects(prop, side):
            union = self._ontology.value(cls, OWL.unionOf)
            members = (cls,) if union is None else Collection(self._ontology, union)
            yield tuple(_named(members))


def clashes(ontology: Graph, data: Graph) -> Iterator[str]:
    """One sentence for each node of `data` that the ontology cannot allow, in the order of their IRIs."""
    axioms = Axioms(ontology)
    evidence = _evidence(axioms, data)
    for node in sorted(evidence, key=str):
        sentence = _contradiction(axioms, node, evidence[node])
        if sentence:
            yield sentence
    for subject, prop, value in in_order(data):
        if isinstance(prop, URIRef) and isinstance(value, Literal):
            allowed = axioms.datatypes(prop)
            if allowed is not None and _datatype(value) not in allowed:
                should = f"which should be a plain {_kind(allowed)}"
                yield f"{short(subject)} has {short(prop)} {value.n3()}, {should}."


def short(term: Node) -> str:
    """A term for people: `cancu:Task`, or the path of one of our own IRIs below the base."""
    text = str(term)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text.removeprefix(BASE)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """The triples in the order of their words, the same each time."""
    return sorted(triples, key=lambda triple: tuple(map(str, triple)))


def _evidence(axioms: Axioms, data: Graph) -> dict[Node, list[Evidence]]:
    """All that makes a node of a class, what its types say first."""
    found: dict[Node, list[Evidence]] = defaultdict(list)
    for node, _, cls in in_order(data.triples((None, RDF.type, None))):
        if isinstance(cls, URIRef):
            found[node].append(Evidence((cls,), f"its type is {short(cls)}"))
    for subject, prop, value in in_order(data):
        if not isinstance(prop, URIRef):
            continue
        found[subject] += [Evidence(c, f"it has {short(prop)}") for c in axioms.subject_classes(prop)]
        if not isinstance(value, Literal):
            reason = f"it is the {short(prop)} of {short(subject)}"
            found[value] += [Evidence(c, reason) for c in axioms.value_classes(prop)]
    return found


def _contradiction(axioms: Axioms, node: Node, evidence: list[Evidence]) -> str | None:
    for one, other in combinations(evidence, 2):
        excluded = axioms.excluded(one.classes, other.classes)
        if excluded:
            first, second = (" or ".join(short(cls) for cls in classes) for classes in excluded)
            return (
                f"{short(node)} is taken for {first} ({one.reason}) "
                f"and for {second} ({other.reason}); nothing can be both."
            )
    return None


def _named(terms: Iterable[Node | None]) -> Iterator[URIRef]:
    return (term for term in terms if isinstance(term, URIRef))


def _datatype(value: Literal) -> Node:
    if value.language:
        return RDF.langString
    return value.datatype or XSD.string


def _kind(allowed: frozenset[URIRef]) -> str:
    names = {XSD.string: "string", XSD.boolean: "boolean", XSD.dateTime: "dateTime", XSD.decimal: "decimal"}
    return next((name for datatype, name in names.items() if datatype in allowed), "integer")


__all__ = ["clashes", "in_order", "short"]
