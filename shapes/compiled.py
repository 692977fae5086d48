"""SHACL shapes as SPARQL, so that a whole country's acts can be checked in a minute.

    sh:path cancu:leadAgency ; sh:disjoint cancu:coordinatingAgency
    SELECT DISTINCT ?this ?value { ?this a cancu:Task . ?this cancu:leadAgency ?value .
      FILTER(!(NOT EXISTS { ?this cancu:coordinatingAgency ?value })) }

Each component is written as the SHACL recommendation defines it (W3C, 20 July 2017, section 4); a component that no
rule uses yet is refused rather than guessed. pyshacl is the measure: a test holds the verdicts of both together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, pairwise
from typing import Final

from rdflib import Graph
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import BNode, Node, URIRef

from shapes.rules import Rule, is_shape, rules, shapes_graph

_ASIDE: Final = frozenset(
    map(str, (SH.path, SH.targetClass, SH.targetSubjectsOf, SH.name, SH.description, SH.message, SH.severity))
)
_CASTS: Final = frozenset(map(str, (XSD.date, XSD.integer, XSD.boolean)))
"""Datatypes whose lexical form the engine can try."""
_fresh = count()


@dataclass(frozen=True)
class Check:
    """One component of one rule, ready to run."""

    rule: Rule
    component: str
    """IRI of the SHACL constraint component."""
    path: URIRef | None
    """The property that a malformed value stands in."""
    query: str
    """SELECT ?this ?value ?detail; a SHACL-SPARQL query is run with ?this given."""
    own_query: bool
    """True for the rule's own SPARQL, whose ?value is the node at fault."""
    needed: frozenset[str] = frozenset()
    """Properties and classes without which its own SPARQL has no answer."""


@cache
def checks() -> tuple[Check, ...]:
    """Every component of every shape, rules in their order."""
    return tuple(check for rule in rules().values() if is_shape(rule) for check in _of_shape(rule, rule.iri))


@cache
def gates() -> dict[str, str]:
    """For a rule of several components by its id: an ASK that is false where no node breaks any of them.

    The rules on the loader's own work have fifty components and are hardly ever broken: one question does for all.
    """
    by_rule = Counter(check.rule.id for check in checks() if not check.own_query)
    return {rule.id: _gate(rule) for rule in rules().values() if by_rule[rule.id] > 1}


def _gate(rule: Rule) -> str:
    return f"{_prefixes()}ASK {{ {_focus(rule)} FILTER(!({_conforms(shapes_graph(), rule.iri, '?this')})) }}"


def _focus(rule: Rule) -> str:
    target = shapes_graph().value(rule.iri, SH.targetClass)
    return f"?this a <{target}> ." if target else f"?this <{shapes_graph().value(rule.iri, SH.targetSubjectsOf)}> [] ."


def _of_shape(rule: Rule, shape: Node) -> Iterator[Check]:
    graph = shapes_graph()
    path = graph.value(shape, SH.path)
    for predicate, value in sorted(graph.predicate_objects(shape)):
        if predicate == SH.property:
            yield from _of_shape(rule, value)
        elif predicate == SH.sparql:
            text = str(graph.value(value, SH.select))
            yield Check(rule, str(SH.SPARQLConstraintComponent), None, _prefixes() + text, True, _needed(text))
        elif predicate in _ON_VALUES or predicate in _ON_FOCUS:
            yield Check(rule, _component(predicate), _named(path), _query(rule, shape, predicate, value), False)
        elif str(predicate).startswith(str(SH)) and str(predicate) not in _ASIDE | _COMPANIONS:
            raise ValueError(f"The rule {rule.id} uses {predicate}, which compiled.py cannot write as SPARQL yet.")


def _query(rule: Rule, shape: Node, predicate: Node, value: Node) -> str:
    graph = shapes_graph()
    focus = _focus(rule)
    path = graph.value(shape, SH.path)
    if predicate in _ON_VALUES:
        reached = f"?this {_path(graph, path)} ?value ." if path else "BIND(?this AS ?value)"
        broken = _ON_VALUES[predicate](graph, shape, "?value", value)
        return f"{_prefixes()}SELECT DISTINCT ?this ?value {{ {focus} {reached} FILTER(!({broken})) }}"
    holds = _ON_FOCUS[predicate](graph, shape, "?this", value)
    return f"{_prefixes()}SELECT DISTINCT ?this {{ {focus} FILTER(!({holds})) }}"


# --- conditions: a SPARQL expression that is true where a node conforms ---


def _conforms(graph: Graph, shape: Node, focus: str) -> str:
    """The expression for a nested shape at a node."""
    parts = []
    path = graph.value(shape, SH.path)
    for predicate, value in sorted(graph.predicate_objects(shape)):
        if predicate == SH.property:
            parts.append(_conforms(graph, value, focus))
        elif predicate in _ON_FOCUS:
            parts.append(_ON_FOCUS[predicate](graph, shape, focus, value))
        elif predicate in _ON_VALUES:
            name = f"?v{next(_fresh)}"
            if path is None:
                parts.append(_ON_VALUES[predicate](graph, shape, focus, value))
                continue
            ok = _ON_VALUES[predicate](graph, shape, name, value)
            parts.append(f"NOT EXISTS {{ {focus} {_path(graph, path)} {name} . FILTER(!({ok})) }}")
    return " && ".join(f"({part})" for part in parts) or "true"


def _min_count(graph: Graph, shape: Node, focus: str, value: Node) -> str:
    if int(str(value)) != 1:
        raise ValueError("Only sh:minCount 1 can be written as SPARQL yet.")
    return f"EXISTS {{ {focus} {_path(graph, graph.value(shape, SH.path))} ?v{next(_fresh)} }}"


def _max_count(graph: Graph, shape: Node, focus: str, value: Node) -> str:
    """No n + 1 values of which no two are one."""
    names = [f"?v{next(_fresh)}" for _ in range(int(str(value)) + 1)]
    path = _path(graph, graph.value(shape, SH.path))
    values = " ".join(f"{focus} {path} {name} ." for name in names)
    # Each after the last, so that a set of values is met in one order only.
    apart = "".join(f"FILTER(STR({a}) < STR({b})) " for a, b in pairwise(names))
    return f"NOT EXISTS {{ {values} {apart}}}"


def _has_value(graph: Graph, shape: Node, focus: str, value: Node) -> str:
    return f"EXISTS {{ {focus} {_path(graph, graph.value(shape, SH.path))} {_term(value)} }}"


def _qualified(graph: Graph, shape: Node, focus: str, value: Node) -> str:
    if int(str(graph.value(shape, SH.qualifiedMinCount))) != 1:
        raise ValueError("Only sh:qualifiedMinCount 1 can be written as SPARQL yet.")
    name = f"?v{next(_fresh)}"
    path = _path(graph, graph.value(shape, SH.path))
    return f"EXISTS {{ {focus} {path} {name} . FILTER({_conforms(graph, value, name)}) }}"


def _disjoint(graph: Graph, shape: Node, name: str, value: Node) -> str:
    return f"NOT EXISTS {{ ?this {_term(value)} {name} }}"


def _less(sign: str) -> Callable[[Graph, Node, str, Node], str]:
    def less(graph: Graph, shape: Node, name: str, value: Node) -> str:
        other = f"?v{next(_fresh)}"
        return f"NOT EXISTS {{ ?this {_term(value)} {other} . FILTER(!COALESCE({name} {sign} {other}, false)) }}"

    return less


def _pattern(graph: Graph, shape: Node, name: str, value: Node) -> str:
    flags = graph.value(shape, SH.flags)
    return f"REGEX(STR({name}), {_term(value)}{f', {_term(flags)}' if flags else ''})"


def _datatype(graph: Graph, shape: Node, name: str, value: Node) -> str:
    right = f"(isLiteral({name}) && COALESCE(DATATYPE({name}) = {_term(value)}, false))"
    if str(value) not in _CASTS:
        return right
    return f"({right} && COALESCE({_term(value)}(STR({name})) = {_term(value)}(STR({name})), false))"


def _node_kind(graph: Graph, shape: Node, name: str, value: Node) -> str:
    if value != SH.IRI:
        raise ValueError("Only sh:nodeKind sh:IRI can be written as SPARQL yet.")
    return f"isIRI({name})"


def _min_inclusive(graph: Graph, shape: Node, name: str, value: Node) -> str:
    return f"COALESCE({name} >= {_term(value)}, false)"


def _in(graph: Graph, shape: Node, name: str, value: Node) -> str:
    return f"{name} IN ({', '.join(_term(item) for item in Collection(graph, value))})"


def _or(graph: Graph, shape: Node, name: str, value: Node) -> str:
    return " || ".join(f"({_conforms(graph, item, name)})" for item in Collection(graph, value))


def _not(graph: Graph, shape: Node, name: str, value: Node) -> str:
    return f"!({_conforms(graph, value, name)})"


Writer = Callable[[Graph, Node, str, Node], str]

_ON_FOCUS: Final[dict[Node, Writer]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.hasValue: _has_value,
    SH.qualifiedValueShape: _qualified,
}
_ON_VALUES: Final[dict[Node, Writer]] = {
    SH.disjoint: _disjoint,
    SH.lessThan: _less("<"),
    SH.lessThanOrEquals: _less("<="),
    SH.pattern: _pattern,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minInclusive: _min_inclusive,
    URIRef(str(SH) + "in"): _in,
    URIRef(str(SH) + "or"): _or,
    URIRef(str(SH) + "not"): _not,
}
_COMPANIONS: Final = frozenset(map(str, (SH.flags, SH.qualifiedMinCount)))
"""Said beside another component, which reads them."""
_COMPONENTS: Final[dict[Node, URIRef]] = {SH.qualifiedValueShape: URIRef(str(SH.QualifiedMinCountConstraintComponent))}


def _component(predicate: Node) -> str:
    name = str(predicate).removeprefix(str(SH))
    return str(_COMPONENTS.get(predicate, f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"))


# --- terms and paths ---


def _path(graph: Graph, path: Node | None) -> str:
    if isinstance(path, URIRef):
        return _term(path)
    if not isinstance(path, BNode):
        raise ValueError("A property shape has no sh:path.")
    inverse, either = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    if either is not None:
        return f"({'|'.join(_path(graph, item) for item in Collection(graph, either))})"
    if graph.value(path, RDF.first) is not None:
        return f"({'/'.join(_path(graph, item) for item in Collection(graph, path))})"
    raise ValueError("A path is neither a property, its inverse, a choice nor a sequence.")


def _named(path: Node | None) -> URIRef | None:
    return path if isinstance(path, URIRef) else None


def _term(term: Node) -> str:
    if isinstance(term, URIRef | RdfLiteral):
        return term.n3()
    raise ValueError(f"A blank node ({term}) cannot stand as a value.")


_NAME: Final = re.compile(r"(?<![\w|^:?$])(?:(?<=\ba )(\w+):(\w+)|(\w+):([a-z]\w*))(?![\w|*?])")


def _needed(query: str) -> frozenset[str]:
    """The names in the query's basic pattern: what stands in inner braces or brackets, or in a choice, may lack."""
    basic = re.sub(r'"[^"]*"', "", query[query.index("{") + 1 : query.rindex("}")])
    for inner in (r"\{[^{}]*\}", r"\([^()]*\)"):
        while re.search(inner, basic):
            basic = re.sub(inner, " ", basic)
    known = {prefix: str(namespace) for prefix, namespace in shapes_graph().namespaces()}
    found = (name[1:3] if name[1] else name[3:5] for name in (("", *match) for match in _NAME.findall(basic)))
    return frozenset(known[prefix] + local for prefix, local in found)


@cache
def _prefixes() -> str:
    graph = shapes_graph()
    declared = graph.objects(None, SH.declare)
    pairs = sorted((str(graph.value(one, SH.prefix)), str(graph.value(one, SH.namespace))) for one in declared)
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)
