"""Which properties a rule looks at, read off its shape: so that a rendering knows where in the draft to point.

properties_of("task.lead")        {cancu:leadAgency}
properties_of("document.date")    {eli:date_document, dcterms:date}
"""

from __future__ import annotations

from functools import cache

from rdflib.namespace import RDF, SH
from rdflib.term import BNode, Node

from shapes.rules import rule, shapes_graph


@cache
def properties_of(rule_id: str) -> frozenset[Node]:
    """The properties that the rule's shape constrains; none for a rule of a query or of the reader.

    Members of lists come along, since the properties of an alternative stand in one.
    """
    found: set[Node] = set()
    graph = shapes_graph()
    waiting: list[Node] = [rule(rule_id).iri]
    while waiting:
        for predicate, value in graph.predicate_objects(waiting.pop()):
            if isinstance(value, BNode):
                waiting.append(value)
            elif predicate in (SH.path, RDF.first):
                found.add(value)
    return frozenset(found)
