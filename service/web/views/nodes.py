"""The page of a thing that has none of its own kind: a place, a concept, an assignment, a named graph.

Of phường Ba Đình: its code, its province, since when it stands; the agencies in it; the graph that says so. A long
description comes in pages, as its data do (service/web/linked/descriptions.py), only shorter ones.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import BASE, CANCU, DCTERMS, FOAF, RDF, RDFS
from ontology.vocabulary import ontology_graph
from queries.engine import Engine
from service.web.language import language, say
from service.web.linked.asking import query
from service.web.linked.context import compacted
from service.web.linked.descriptions import SHOWN, describe
from service.web.views.asking import Link, View, names_of

_ACT: Final = re.compile(
    r"(?:(?:graph|lineage|report)/)*(doc/.+?)(?:/(?:text|task|duty|reporting|cite|signature|expr)/.+)?$"
)
"""What is said of an act or stands below it: "graph/doc/ttg/2024/1703-qd-ttg", "doc/ttg/2024/1703-qd-ttg/task/II.3"."""
NAMES: Final = Path(__file__).parents[1] / "linked" / "names.csv"
"""What terms of other vocabularies are called; our own have their names in the ontology."""
_NAMING: Final = frozenset(map(str, (DCTERMS.title, FOAF.name, RDFS.label)))


class Value(View):
    """What a property says: a text, with the IRI where it is that of a thing."""

    text: str
    iri: str | None = None
    language: str | None = None


class Fact(View):
    """A property with all of its values that stand on this page."""

    property: str
    short: str
    """With its prefix: "dcterms:title"."""
    name: str
    values: tuple[Value, ...]


class About(View):
    """What is said of one thing."""

    subject: Link
    facts: tuple[Fact, ...]


class Standing(View):
    """A graph in which the thing is described, and the file from which that was read."""

    graph: str
    file: str | None


class NodePage(View):
    iri: str
    name: str
    act: Link | None
    """The act that it is a part of."""
    kinds: tuple[Value, ...]
    """Its classes, most special first."""
    about: tuple[About, ...]
    """What is said of it; of a graph, what it says of each thing."""
    pointing: tuple[Fact, ...]
    """What points to it from elsewhere: for each property the things that do."""
    standing: tuple[Standing, ...]
    page: int
    pages: int
    own_total: int
    pointing_total: int


def node_page(engine: Engine, iri: str, page: int = 1) -> NodePage | None:
    """Page `page` of what is told of `iri`; None where nothing is, or not so many pages."""
    found = describe(engine, iri, page, SHOWN)
    if found is None:
        return None
    return _page(engine, iri, found.own, found.pointing, (page, found.pages, found.own_total, found.pointing_total))


def page_of_triples(engine: Engine, iri: str, triples: list[Triple]) -> NodePage:
    """The page of a description that does not stand in the graph."""
    return _page(engine, iri, triples, [], (1, 1, len(triples), 0))


def _page(
    engine: Engine, iri: str, own: list[Triple], pointing: list[Triple], figures: tuple[int, int, int, int]
) -> NodePage:
    act = _act_of(iri)
    names = _titles(own) | names_of(engine, {*_ours((*own, *pointing), iri), *((act,) if act else ())})
    facts = {subject: _facts(group, names) for subject, group in _by_subject(own, iri).items()}
    kinds = next((fact.values for fact in facts.get(iri, ()) if fact.property == str(RDF.type)), ())
    page, pages, own_total, pointing_total = figures
    return NodePage(
        iri=iri,
        name=names.get(iri) or iri.removeprefix(BASE),
        act=Link(iri=act, name=names[act]) if act and act in names else None,
        kinds=tuple(sorted(kinds, key=lambda kind: not (kind.iri or "").startswith(str(CANCU)))),
        about=tuple(About(subject=_link(one, names), facts=said) for one, said in facts.items()),
        pointing=_inverse(pointing, names),
        standing=_standing(engine, iri),
        page=page,
        pages=pages,
        own_total=own_total,
        pointing_total=pointing_total,
    )


def _act_of(iri: str) -> str | None:
    found = _ACT.match(iri.removeprefix(BASE))
    act = BASE + found[1] if found else None
    return act if act != iri else None


def _ours(triples: Iterable[Triple], iri: str) -> set[str]:
    terms = (term for triple in triples for term in (triple.subject, triple.object))
    return {iri, *(term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(BASE))}


def _titles(own: list[Triple]) -> dict[str, str]:
    """What the description itself calls its things, best in the visitor's language."""
    found = [
        (triple.object.language == language(), triple.subject.value, triple.object.value)
        for triple in own
        if triple.predicate.value in _NAMING
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    ]
    return {thing: name for _, thing, name in sorted(found)}


def _by_subject(triples: list[Triple], iri: str) -> dict[str, list[Triple]]:
    """Statements by what they are about; the thing of the page first."""
    found: dict[str, list[Triple]] = {}
    for triple in sorted(triples, key=lambda one: one.subject != NamedNode(iri)):
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject.value, []).append(triple)
    return found


def _facts(triples: list[Triple], names: dict[str, str]) -> tuple[Fact, ...]:
    found: dict[str, list[Value]] = {}
    for triple in triples:
        found.setdefault(triple.predicate.value, []).append(_value(triple.object, names))
    return _named(found)


def _inverse(triples: list[Triple], names: dict[str, str]) -> tuple[Fact, ...]:
    found: dict[str, list[Value]] = {}
    for triple in triples:
        found.setdefault(triple.predicate.value, []).append(_value(triple.subject, names))
    return _named(found)


def _named(found: dict[str, list[Value]]) -> tuple[Fact, ...]:
    ordered = sorted(found, key=lambda one: (one != str(RDF.type), compacted(one)))
    return tuple(
        Fact(property=one, short=_short(one), name=term_name(one), values=tuple(found[one])) for one in ordered
    )


def _value(term: object, names: dict[str, str]) -> Value:
    if isinstance(term, NamedNode):
        return Value(text=names.get(term.value) or term_name(term.value) or _short(term.value), iri=term.value)
    if isinstance(term, Literal):
        return Value(text=term.value, language=term.language)
    return Value(text=str(term))


def _link(iri: str, names: dict[str, str]) -> Link:
    return Link(iri=iri, name=names.get(iri) or _short(iri))


def _short(iri: str) -> str:
    return iri.removeprefix(BASE) if iri.startswith(BASE) else compacted(iri)


def _standing(engine: Engine, iri: str) -> tuple[Standing, ...]:
    found = engine.select(query("standing"), {"node": NamedNode(iri)}).rows
    return tuple(
        Standing(graph=graph.value, file=file.value if isinstance(file, NamedNode) else None)
        for graph, file in found
        if isinstance(graph, NamedNode)
    )


def term_name(iri: str) -> str:
    """What a class or a property is called in the language of the request; "" where nobody has named it."""
    known = _foreign_names().get(compacted(iri))
    return say(known) if known else _own_names().get((iri, language()), "")


@cache
def _own_names() -> dict[tuple[str, str], str]:
    labels = ontology_graph().subject_objects(RDFS.label)
    return {(str(term), str(getattr(label, "language", ""))): str(label) for term, label in labels}


@cache
def _foreign_names() -> dict[str, str]:
    with NAMES.open(encoding="utf-8", newline="") as lines:
        return {row["term"]: row["name"] for row in csv.DictReader(lines)}
