"""What of a draft a store is asked about: its issuer, its bases, the tasks above that its own carry out.

    draft_of(quads, links).roots      ("https://…/doc/ttg/2024/1703-qd-ttg", "https://…/doc/tw/2024/38-ct-tw")

Laws and decrees are bases too, but no roots: acts on all sorts of matters rest on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import RDF

from ontology.namespaces import CANCU, ELI
from shapes.triples import Triples

_NORMATIVE: Final = ("hien-phap", "bo-luat", "luat", "phap-lenh", "lenh", "nghi-dinh", "thong-tu")
"""Types of acts on competence that all sorts of acts rest on: no root of a chain of tasks."""
_READ: Final = frozenset(
    ox.NamedNode(str(term))
    for term in (
        RDF.type,
        CANCU.knownOnlyByCitation,
        ELI.based_on,
        CANCU.implements,
        ELI.passed_by,
        ELI.type_document,
    )
)
_ELABORATES: Final = ox.NamedNode(str(CANCU.elaborates))


@dataclass(frozen=True)
class Draft:
    """IRIs; None for what the draft does not say."""

    act: str | None
    issuer: str | None
    bases: Sequence[str]
    """All acts that it rests on or carries out."""
    roots: Sequence[str]
    """Those of them that set tasks."""
    targets: Sequence[str]
    """What its tasks carry out."""


def draft_of(act_quads: Iterable[ox.Quad], links: Iterable[ox.Quad]) -> Draft:
    """`act_quads`: the act's own graph and the stubs of the acts that it cites; `links`: its lineage graph."""
    found = Triples(quad for quad in act_quads if quad.predicate in _READ)
    acts = [act for act in found.of_class(CANCU.Document) if found.value(act, CANCU.knownOnlyByCitation) is None]
    bases = [
        term.value
        for act in acts
        for relation in (ELI.based_on, CANCU.implements)
        for term in found.values(act, relation)
        if isinstance(term, ox.NamedNode)
    ]
    return Draft(
        act=next(iter(acts), None),
        issuer=next((issuer for act in acts[:1] if (issuer := found.text(act, ELI.passed_by))), None),
        bases=tuple(dict.fromkeys(bases)),
        roots=tuple(base for base in dict.fromkeys(bases) if not _normative(found, base)),
        targets=sorted({term for quad in links if (term := _target(quad))}),
    )


def _normative(found: Triples, act: str) -> bool:
    return (found.text(act, ELI.type_document) or "").rpartition("/")[2] in _NORMATIVE


def _target(quad: ox.Quad) -> str | None:
    if quad.predicate != _ELABORATES:
        return None
    return quad.object.value if isinstance(quad.object, ox.NamedNode) else None
