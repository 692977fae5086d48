"""A sample of a large graph that stands for all of it before a reasoner.

    representatives(quads of `bodies` and `units`)      some hundred quads for hundreds of thousands

What the ontology says is about classes and properties, so that two things with the same classes, the same
properties out of them and into them are alike to it: if one contradicts the ontology the other does too. One of each
kind is taken, the first by IRI. A thing with a literal that its datatype does not allow is a kind of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import XSD
from ontology.terms import TYPE

_Shape = tuple[frozenset[str], frozenset[str]]
_LANGUAGE: Final = "@"
_FAULTY: Final = " ill-typed"


def representatives(quads: Sequence[Quad]) -> list[Quad]:
    """All quads of the first thing of each kind, and the classes of what those point to."""
    chosen = set(_first_of_each(quads).values())
    kept = [quad for quad in quads if quad.subject in chosen]
    named = {quad.object for quad in kept if isinstance(quad.object, NamedNode)} - chosen
    kept += [quad for quad in quads if quad.predicate == TYPE and quad.subject in named]
    return kept


def _first_of_each(quads: Iterable[Quad]) -> Mapping[_Shape, NamedNode]:
    leaving: defaultdict[NamedNode, set[str]] = defaultdict(set)
    arriving: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        leaving[quad.subject].add(f"{quad.predicate.value} {_kind(quad)}")
        if isinstance(quad.object, NamedNode) and quad.predicate != TYPE:
            arriving[quad.object].add(quad.predicate.value)
    first: dict[_Shape, NamedNode] = {}
    for thing in sorted(leaving, key=lambda node: node.value):
        first.setdefault((frozenset(leaving[thing]), frozenset(arriving[thing])), thing)
    return first


@lru_cache(maxsize=65536)
def _allowed(value: str, datatype: str) -> bool:
    return datatype == str(XSD.string) or not rdflib.Literal(value, datatype=rdflib.URIRef(datatype)).ill_typed


def _kind(quad: Quad) -> str:
    """What an object is as far as the ontology can tell: a class itself, a literal's datatype, any node."""
    if isinstance(quad.object, Literal):
        datatype = quad.object.datatype.value
        allowed = quad.object.language is not None or _allowed(quad.object.value, datatype)
        return (_LANGUAGE if quad.object.language else datatype) + ("" if allowed else _FAULTY)
    return quad.object.value if quad.predicate == TYPE and isinstance(quad.object, NamedNode) else ""
