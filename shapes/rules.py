"""The rules that an act is held against: SHACL shapes in shapes/*.ttl, and what each says of itself.

    rule("task.lead").message.vi    "Nhiệm vụ chưa nêu cơ quan chủ trì."
    rule("task.lead").severity      "violation"
    rule("task.lead").target        IRI of cancu:Task

One file a theme. A rule's words (name, message, what to write, source) stand beside its constraint, so that a
reader of the law can check both without reading Python. shapes/rules_page.py writes docs/rules.md from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from pydantic import BaseModel, ConfigDict
from rdflib import Graph, Namespace
from rdflib import Literal as RdfLiteral
from rdflib.namespace import DCTERMS, RDF, SH
from rdflib.term import Node, URIRef

from ontology.namespaces import BASE

SHAPES: Final = Namespace("https://w3id.org/cancu/shapes#")
FOLDER: Final = Path(__file__).parent

Severity = Literal["violation", "warning", "hint"]
Need = Literal["store", "lineage"]

_SEVERITIES: Final[dict[Node, Severity]] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "hint"}
_NEEDS: Final = ("store", "lineage")
SEVERITY_IRIS: Final[dict[Severity, URIRef]] = {
    "violation": URIRef(SH.Violation),
    "warning": URIRef(SH.Warning),
    "hint": URIRef(SH.Info),
}


class Words(BaseModel):
    """One text in Vietnamese and in English."""

    model_config = ConfigDict(frozen=True)

    vi: str
    en: str


@dataclass(frozen=True)
class Rule:
    """What a rule says of itself."""

    id: str
    iri: URIRef
    theme: str
    severity: Severity
    name: Words
    description: Words
    message: Words
    fix: Words
    source: Words
    internal: bool
    """True where a finding is a fault of our loader, not of the act."""
    target: URIRef | None
    """The class, or the property, whose nodes it looks at; None for what the reader notices."""
    needs: Need | None
    """What it must know beyond the act: a store's other acts, or the links of its tasks to what they carry out."""


@cache
def themes() -> dict[str, Graph]:
    """The shapes of each file by its name; concepts in them are resolved against the base of the data."""
    return {path.stem: Graph().parse(path, format="turtle", publicID=BASE) for path in sorted(FOLDER.glob("*.ttl"))}


@cache
def shapes_graph() -> Graph:
    """All shapes, as one graph."""
    graph = Graph()
    for part in themes().values():
        for prefix, namespace in part.namespaces():
            graph.bind(prefix, namespace)
        for triple in part:
            graph.add(triple)
    return graph


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, sorted by id. ValueError for a rule that lacks a part, naming rule and part."""
    found = [
        _rule(part, node, theme)
        for theme, part in themes().items()
        for node in part.subjects(DCTERMS.identifier)
        if isinstance(node, URIRef)
    ]
    return {rule.id: rule for rule in sorted(found, key=lambda rule: rule.id)}


def rule(rule_id: str) -> Rule:
    """The rule "task.lead", …; KeyError where there is none."""
    return rules()[rule_id]


@cache
def owners() -> dict[Node, Rule]:
    """Each shape that can stand in a result as its source, and the rule that it belongs to.

    A result of a nested sh:property names that, a blank node; the rule is the named shape around it.
    """
    graph = shapes_graph()
    owned: dict[Node, Rule] = {}
    for found in rules().values():
        owned[found.iri] = found
        owned.update(dict.fromkeys(graph.objects(found.iri, SH.property), found))
    return owned


def _rule(graph: Graph, node: URIRef, theme: str) -> Rule:
    target = graph.value(node, SH.targetClass) or graph.value(node, SH.targetSubjectsOf)
    return Rule(
        id=str(graph.value(node, DCTERMS.identifier)),
        iri=node,
        theme=theme,
        severity=_severity(graph, node),
        name=_words(graph, node, URIRef(SH.name)),
        description=_words(graph, node, URIRef(SH.description)),
        message=_words(graph, node, URIRef(SH.message)),
        fix=_words(graph, node, SHAPES.fix),
        source=_words(graph, node, DCTERMS.source),
        internal=(node, SHAPES.internal, RdfLiteral(True)) in graph,
        target=cast("URIRef | None", target),
        needs=_need(graph, node),
    )


def _need(graph: Graph, node: URIRef) -> Need | None:
    value = graph.value(node, SHAPES.needs)
    if value is None:
        return None
    if str(value) not in _NEEDS:
        raise ValueError(f"The rule {node} needs {value}, which is none of {', '.join(_NEEDS)}.")
    return cast("Need", str(value))


def _severity(graph: Graph, node: URIRef) -> Severity:
    value = graph.value(node, SH.severity)
    if value not in _SEVERITIES:
        raise ValueError(f"The rule {node} has no sh:severity: give it sh:Violation, sh:Warning or sh:Info.")
    return _SEVERITIES[value]


def _words(graph: Graph, node: URIRef, part: URIRef) -> Words:
    by_language = {
        value.language: str(value)
        for value in graph.objects(node, part)
        if isinstance(value, RdfLiteral) and value.language
    }
    if set(by_language) != {"vi", "en"}:
        raise ValueError(f"The rule {node} needs <{part}> once in vi and once in en.")
    return Words(vi=by_language["vi"], en=by_language["en"])


def is_shape(found: Rule) -> bool:
    """True where SHACL runs the rule; false for what only the reader notices."""
    return (found.iri, RDF.type, SHAPES.ReaderRule) not in shapes_graph()
