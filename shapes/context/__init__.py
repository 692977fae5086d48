"""What a store knows that the rules need: of the acts that a draft cites, of its sisters, of the tasks above it.

    store = context_of(engine, graphs.quads, links)
    check_act(file, graphs.act, graphs.quads, named, noticed, store)

Each .rq file beside this one asks one thing and answers in triples (?subject ?predicate ?object). The values of the
draft come in where the text has "@bases", "@roots", "@issuer", "@bodies", "@targets", "@act", as IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from ontology.namespaces import CANCU, ELI
from shapes.triples import Term, Triples

_HERE: Final = Path(__file__).parent
_NORMATIVE: Final = ("hien-phap", "bo-luat", "luat", "phap-lenh", "lenh", "nghi-dinh", "thong-tu")
"""Types of acts on competence that all sorts of acts rest on: no root of a chain of tasks."""


class Answer(Protocol):
    """A table of terms."""

    @property
    def rows(self) -> Iterable[tuple[Term | None, ...]]: ...


class Engine(Protocol):
    """Anything that answers a SELECT over all graphs of a store."""

    def select(self, query: str) -> Answer:
        """The answer, complete."""
        ...


def context_of(engine: Engine, act_quads: Iterable[ox.Quad], links: Iterable[ox.Quad] = ()) -> list[ox.Quad]:
    """What the rules need beyond the act, as quads of the default graph.

    `act_quads`: the act's own graph and the stubs of the acts that it cites. `links`: the draft's lineage graph
    (alignments and `cancu:elaborates`), given back with the rest; without it the rules on lineage are not run.
    """
    draft, tied = Triples(act_quads), tuple(links)
    values = _values(draft, tied)
    values["bodies"] = _bodies(engine, values["issuer"])
    found = dict.fromkeys(tied)
    for query, needed in _queries():
        if all(values[name] for name in needed):
            for row in engine.select(_filled(query, values)).rows:
                found.update(dict.fromkeys(_quad(row)))
    return list(found)


def _bodies(engine: Engine, issuers: Sequence[str]) -> list[str]:
    """The issuer, those that it followed, and the groups that one of them is in: whose tasks are the issuer's."""
    if not issuers:
        return []
    query = _filled((_HERE / "issuer" / "bodies.rq").read_text(encoding="utf-8"), {"issuer": list(issuers)})
    rows = engine.select(query).rows
    return [*issuers, *(body.value for (body,) in rows if isinstance(body, ox.NamedNode))]


def _values(draft: Triples, links: Sequence[ox.Quad]) -> dict[str, list[str]]:
    acts = [act for act in draft.of_class(CANCU.Document) if draft.value(act, CANCU.knownOnlyByCitation) is None]
    bases = [
        term.value
        for act in acts
        for relation in (ELI.based_on, CANCU.implements)
        for term in draft.values(act, relation)
        if isinstance(term, ox.NamedNode)
    ]
    return {
        "act": acts[:1],
        "issuer": [issuer for act in acts[:1] if (issuer := draft.text(act, ELI.passed_by))],
        "bases": list(dict.fromkeys(bases)),
        "roots": [base for base in dict.fromkeys(bases) if not _normative(draft, base)],
        "targets": sorted({term for quad in links if (term := _target(quad))}),
    }


def _normative(draft: Triples, act: str) -> bool:
    return (draft.text(act, ELI.type_document) or "").rpartition("/")[2] in _NORMATIVE


def _target(quad: ox.Quad) -> str | None:
    elaborates = quad.predicate.value == str(CANCU.elaborates)
    return quad.object.value if elaborates and isinstance(quad.object, ox.NamedNode) else None


@cache
def _queries() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each query with the values that it cannot do without."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_HERE.glob("*.rq"))]
    names = ("act", "issuer", "bases", "roots", "targets")
    return tuple((text, tuple(name for name in names if f'"@{name}"' in text)) for text in texts)


def _filled(query: str, values: dict[str, list[str]]) -> str:
    for name, iris in values.items():
        query = query.replace(f'"@{name}"', " ".join(str(ox.NamedNode(iri)) for iri in iris))
    return query


def _quad(row: tuple[Term | None, ...]) -> Iterable[ox.Quad]:
    subject, predicate, value = row
    if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and value is not None:
        yield ox.Quad(subject, predicate, value)
