"""One act's triples, looked up by subject and property.

    found = Triples(act_graphs(record).quads)
    found.value("https://…/task/II.3", CANCU.ordinal)      "II.3" as a literal

What the rules' own Python asks of a graph is this little; a query engine would cost more than it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from rdflib.namespace import RDF
from rdflib.term import URIRef

from ontology.namespaces import CANCU

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Triples:
    """Quads by subject and property, graphs aside. IRIs are strings; objects are terms, in the order given."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._objects: dict[tuple[str, str], list[Term]] = {}
        self._owners: dict[str, str] = {}
        self._of_class: dict[str, list[str]] = {}
        self.own: set[str] = set()
        """Every subject."""
        for quad in quads:
            if isinstance(quad.subject, ox.Triple):
                raise ValueError("The act's graph holds a quoted triple, which no rule reads.")
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            self.own.add(subject)
            self._objects.setdefault((subject, predicate), []).append(value)
            if predicate == _TYPE and isinstance(value, ox.NamedNode):
                self._of_class.setdefault(value.value, []).append(subject)
            elif predicate == _DEADLINE and isinstance(value, ox.NamedNode):
                self._owners[value.value] = subject

    def values(self, subject: str, predicate: URIRef) -> Sequence[Term]:
        """All objects; empty where there is none."""
        return self._objects.get((subject, str(predicate)), ())

    def value(self, subject: str, predicate: URIRef) -> Term | None:
        """The first object."""
        return next(iter(self.values(subject, predicate)), None)

    def text(self, subject: str, predicate: URIRef) -> str | None:
        """The first object as a string: a literal's lexical form, an IRI."""
        found = self.value(subject, predicate)
        return found.value if isinstance(found, ox.Literal | ox.NamedNode) else None

    def obligation_of(self, deadline: str) -> str | None:
        """The obligation that has the deadline."""
        return self._owners.get(deadline)

    def of_class(self, kind: URIRef) -> Sequence[str]:
        """The instances of a class, in the order given."""
        return self._of_class.get(str(kind), ())

    def bears(self, predicate: URIRef) -> bool:
        """Whether any subject has the property."""
        return any(name == str(predicate) for _, name in self._objects)


_TYPE = str(RDF.type)
_DEADLINE = str(CANCU.hasDeadline)
