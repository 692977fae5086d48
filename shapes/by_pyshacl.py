"""The rules, run by pyshacl: the measure that the quick way (`engine`) is held against.

pyshacl runs over one act at a time, in an rdflib graph of its own: over an Oxigraph store it is a hundred times
slower and, since Oxigraph types plain strings, wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox
import pyshacl
from rdflib import BNode, Graph
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node, URIRef

from shapes.results import Result
from shapes.rules import owners, shapes_graph


def results(quads: Iterable[ox.Quad], own: Collection[str]) -> set[Result]:
    """See `engine.results`."""
    graph = Graph()
    for quad in quads:
        graph.add((_term(quad.subject), URIRef(quad.predicate.value), _term(quad.object)))
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), inference="none", inplace=True)
    if not isinstance(report, Graph):
        raise ValueError("pyshacl gave no report.")
    found = {_result(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)}
    return {result for result in found if result.focus in own}


def _result(report: Graph, node: Node) -> Result:
    shape = report.value(node, SH.sourceShape)
    focus = report.value(node, SH.focusNode)
    if shape is None or focus is None:
        raise ValueError(f"pyshacl gave a result without a shape or a focus node: {node}")
    component = report.value(node, SH.sourceConstraintComponent)
    value = report.value(node, SH.value)
    path = report.value(node, SH.resultPath)
    by_query = component == SH.SPARQLConstraintComponent
    return Result(
        rule=owners()[shape].id,
        component=str(component),
        focus=str(focus),
        value=None if value is None or (by_query and value == focus) else _back(value),
        detail=_detail(report, node, shape) if by_query else None,
        path=str(path) if isinstance(path, URIRef) else None,
    )


def _detail(report: Graph, node: Node, shape: Node) -> str | None:
    """A query with a message of its own has only the detail in it ("{?detail}")."""
    query = shapes_graph().value(shape, SH.sparql)
    if query is None or shapes_graph().value(query, SH.message) is None:
        return None
    return str(report.value(node, SH.resultMessage))


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise ValueError("The act's graph holds a quoted triple, which no rule reads.")
    if term.language:
        return RdfLiteral(term.value, lang=term.language)
    # Oxigraph gives every plain string the datatype xsd:string; for rdflib that is another value.
    datatype = None if term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
    return RdfLiteral(term.value, datatype=datatype, normalize=False)


def _back(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, RdfLiteral):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))
    return ox.BlankNode(str(term))
