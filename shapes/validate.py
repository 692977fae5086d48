"""Holding one act against the rules.

    validate(act_graphs(record).quads)    -> (Finding(rule="document.number", …), …)

pyshacl runs over one act's triples at a time, in an rdflib graph of its own. (Over an Oxigraph store it is a
hundred times slower and, since Oxigraph types plain strings, wrong.) Bodies and labels may come along as
context: nothing in them is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import pyoxigraph as ox
import pyshacl
from rdflib import BNode, Graph
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node, URIRef

from ontology.namespaces import CANCU, data
from ontology.vocabulary import shortcuts
from shapes.report import Finding, NotChecked, Place, Report, finding_order, with_detail
from shapes.rules import Rule, Words, is_shape, owners, rules, shapes_graph

_OWNER_LINKS: Final = (CANCU.assigns, CANCU.setIn, CANCU.citing, CANCU.signatureOf)
"""From a node up to the one whose number and place it shares: an assignment stands at its task."""


def check_act(
    file: str,
    act: str,
    act_quads: Iterable[ox.Quad],
    context: Iterable[ox.Quad] = (),
    reading: Sequence[Finding] = (),
) -> Report:
    """The report on one file: what the shapes and the reader found, and what was not checked.

    `file` is its path as the user gave it, `act` the IRI of the act that it holds, `reading` what
    `reading_findings` gives.
    """
    graph = _graph(act_quads)
    label = graph.value(URIRef(act), RDFS.label)
    skipped = _not_checked(graph)
    findings = sorted((*_validate(graph, context), *reading), key=finding_order)
    return Report(
        file=file,
        document=act,
        findings=tuple(findings),
        not_checked=skipped,
        label=None if label is None else str(label),
    )


def validate(act_quads: Iterable[ox.Quad], context: Iterable[ox.Quad] = ()) -> tuple[Finding, ...]:
    """What the shapes find in one act, down the text.

    `act_quads` is the act's own graph; `context` what it refers to (bodies, concepts, cited acts), in which
    nothing is reported. Roles need not be passed: they are reference data.
    """
    return _validate(_graph(act_quads), context)


def not_checked(act_quads: Iterable[ox.Quad]) -> tuple[NotChecked, ...]:
    """The rules that had nothing to look at: an act in which no task was read has not passed "task.lead"."""
    return _not_checked(_graph(act_quads))


def _validate(graph: Graph, context: Iterable[ox.Quad]) -> tuple[Finding, ...]:
    """`graph` is the act's, and takes up the context too: one graph is built, not two."""
    own = {str(subject) for subject in graph.subjects()}
    targets = {rule.target for rule in rules().values()}
    for subject, predicate, value in (*_triples(context), *_roles()):
        # Without its class a cited act is no focus node; each would cost a query of its own.
        if not (predicate == RDF.type and value in targets):
            graph.add((subject, predicate, value))
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), inference="none", inplace=True)
    found = {_finding(results, result, graph) for result in results.subjects(RDF.type, SH.ValidationResult)}
    return tuple(sorted((finding for finding in found if finding.node in own), key=finding_order))


def _not_checked(act: Graph) -> tuple[NotChecked, ...]:
    return tuple(
        NotChecked(rule=rule.id, reason=_nothing_to_look_at(rule))
        for rule in rules().values()
        if is_shape(rule) and not rule.internal and not _has_target(act, rule)
    )


def _nothing_to_look_at(rule: Rule) -> Words:
    reasons = {
        CANCU.Task: Words(vi="Không đọc được nhiệm vụ nào trong văn bản này.", en="No task was read in this act."),
        CANCU.Deadline: Words(
            vi="Không đọc được thời hạn nào trong văn bản này.", en="No deadline was read in this act."
        ),
    }
    general = Words(
        vi="Văn bản này không có gì để áp dụng quy tắc.", en="This act has nothing that the rule applies to."
    )
    return general if rule.target is None else reasons.get(rule.target, general)


def _has_target(act: Graph, rule: Rule) -> bool:
    return (None, RDF.type, rule.target) in act or (None, rule.target, None) in act


# --- from a SHACL result to a finding ---


def _finding(results: Graph, result: Node, act: Graph) -> Finding:
    shape = results.value(result, SH.sourceShape)
    focus = results.value(result, SH.focusNode)
    if shape is None or focus is None:
        raise ValueError(f"pyshacl gave a result without a shape or a focus node: {result}")
    rule = owners()[shape]
    component = results.value(result, SH.sourceConstraintComponent)
    node = _about(results, result, act, focus)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=with_detail(rule.message, _detail(results, result) if rule.internal else None),
        place=_place(act, node),
        node=str(node),
        fix=rule.fix,
        component=None if component is None else str(component),
    )


def _about(results: Graph, result: Node, act: Graph, focus: Node) -> Node:
    """The node at fault: a SPARQL constraint looks at the whole act and names it in ?value."""
    value = results.value(result, SH.value)
    by_query = (result, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent) in results
    return value if by_query and value is not None and (value, RDF.type, None) in act else focus


def _detail(results: Graph, result: Node) -> str | None:
    """For the developers: "cancu:startDate "2025-13-01"" of a value that is malformed."""
    path = results.value(result, SH.resultPath)
    if not isinstance(path, URIRef):
        return None
    value = results.value(result, SH.value)
    name = path.n3(shapes_graph().namespace_manager)
    return name if value is None else f"{name} {value.n3()}"


def _place(act: Graph, node: Node) -> Place:
    chain = list(_chain(act, node))
    quoted = next((part for part in chain if act.value(part, CANCU.quote) is not None), node)
    return Place(
        id=_first(act, chain, CANCU.ordinal),
        path=_first(act, chain, CANCU.path),
        page=_number(act, quoted, CANCU.page),
        quote=_first(act, [quoted], CANCU.quote),
        start=_number(act, quoted, CANCU.sourceStart),
        end=_number(act, quoted, CANCU.sourceEnd),
    )


def _chain(act: Graph, node: Node) -> Iterator[Node]:
    """The node, then the nodes that it belongs to, innermost first, without the act as a whole."""
    while node is not None and (node, RDF.type, CANCU.Document) not in act:
        yield node
        above = act.value(None, CANCU.hasDeadline, node)
        for link in _OWNER_LINKS:
            above = above or act.value(node, link)
        if above is None:
            return
        node = above


def _first(act: Graph, nodes: Iterable[Node], predicate: URIRef) -> str | None:
    return next((str(value) for node in nodes if (value := act.value(node, predicate)) is not None), None)


def _number(act: Graph, node: Node, predicate: URIRef) -> int | None:
    value = act.value(node, predicate)
    return value.value if isinstance(value, RdfLiteral) and isinstance(value.value, int) else None


# --- from pyoxigraph to rdflib ---


def _graph(quads: Iterable[ox.Quad]) -> Graph:
    graph = Graph()
    for triple in _triples(quads):
        graph.add(triple)
    return graph


def _triples(quads: Iterable[ox.Quad]) -> Iterator[tuple[Node, Node, Node]]:
    for quad in quads:
        yield _term(quad.subject), URIRef(quad.predicate.value), _term(quad.object)


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


@cache
def _roles() -> tuple[tuple[Node, Node, Node], ...]:
    """Each role and its shortcut, from the reference data."""
    return tuple((data(path), CANCU.shortcut, term) for path, term in shortcuts().items() if path.startswith("role/"))
