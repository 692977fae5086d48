"""Statements as compacted JSON-LD: one object a subject, with the part of the context that they use.

    {"@context": {"cancu": …, "cancu:leadAgency": {"@type": "@id"}},
     "@graph": [{"@id": "https://w3id.org/cancu/id/doc/…/task/II.3", "@type": "cancu:Task", …}]}

Oxigraph writes JSON-LD without a context of kinds, and rdflib changes the spelling of times on the way ("Z" becomes
"+00:00"); this context is flat, so each value has one form and needs no general algorithm
(docs/decisions/0014-linked-data.md). Read back, the statements are the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.namespaces import RDF, XSD
from service.web.linked.context import compacted, context, definitions, prefixes

_TYPE: Final = str(RDF.type)
_STRING: Final = str(XSD.string)


def as_json_ld(triples: Iterable[Triple]) -> bytes:
    """The statements as a JSON-LD document in UTF-8, subjects and properties in the order of their names.

    Raises ValueError for a statement about a statement, which JSON-LD cannot say.
    """
    triples = list(triples)
    if any(map(_looks_prefixed, triples)):
        return serialize(triples, format=RdfFormat.JSON_LD) or b""
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    used: set[str] = set()
    for triple in triples:
        if not isinstance(triple.subject, NamedNode | BlankNode):
            raise ValueError("JSON-LD cannot say a statement about a statement.")
        name, value = _member(triple)
        used |= {name, *_names_in(value)}
        nodes[_identifier(triple.subject)][name].append(value)
    graph = [{"@id": node, **_members(nodes[node])} for node in sorted(nodes)]
    document = {"@context": context(used), "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _looks_prefixed(triple: Triple) -> bool:
    """Whether an IRI of the statement has one of our prefixes as its scheme ("geo:21.03,105.85" is one)."""
    terms = (triple.subject, triple.predicate, triple.object)
    return any(isinstance(term, NamedNode) and term.value.partition(":")[0] in prefixes() for term in terms)


def _member(triple: Triple) -> tuple[str, Any]:
    """The key and the value of one statement."""
    term = triple.object
    if triple.predicate.value == _TYPE and isinstance(term, NamedNode):
        return "@type", compacted(term.value)
    name = compacted(triple.predicate.value)
    kind = definitions().get(name, {}).get("@type")
    if isinstance(term, NamedNode | BlankNode):
        return name, _identifier(term) if kind == "@id" else {"@id": _identifier(term)}
    if not isinstance(term, Literal):
        raise ValueError("JSON-LD cannot say a statement about a statement.")
    return name, _literal(term, kind)


def _literal(term: Literal, kind: str | None) -> Any:
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = compacted(term.datatype.value)
    if datatype == kind:
        return term.value
    if term.datatype.value == _STRING:
        return {"@value": term.value} if kind else term.value
    return {"@value": term.value, "@type": datatype}


def _identifier(node: NamedNode | BlankNode) -> str:
    """Things are named in full: only words of vocabularies have prefixes."""
    return node.value if isinstance(node, NamedNode) else f"_:{node.value}"


def _names_in(value: Any) -> set[str]:
    """What of a value needs the context: the kind of a thing, the datatype of a literal."""
    if isinstance(value, dict):
        return {value["@type"]} if "@type" in value else set()
    return {value}


def _members(properties: dict[str, list[Any]]) -> dict[str, Any]:
    return {name: _one_or_all(properties[name]) for name in sorted(properties)}


def _one_or_all(values: list[Any]) -> Any:
    ordered = sorted(values, key=lambda value: json.dumps(value, sort_keys=True))
    return ordered[0] if len(ordered) == 1 else ordered
