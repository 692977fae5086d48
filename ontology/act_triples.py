"""An act as triples as far as others tell of it: what a citing act says, or the table of changes.

    <doc/tw/2024/38-ct-tw> a cancu:Document ; cancu:knownOnlyByCitation true ; eli:number "38-CT/TW" ; …

The small forms of an act's values (date, kind, short title) are the same where the act itself is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ontology.names import tidy
from ontology.terms import TYPE, cancu, dcterms, eli, graph_node, node, rdfs, typed, vi
from ontology.vocabulary import type_concept


@dataclass(frozen=True)
class ActWords:
    """What is said of an act: the kind in words, number and title as printed, an ISO date or a part of one."""

    type: str | None
    number: str | None
    date: str | None
    title: str | None
    issuer: str | None = None
    """Path of the body that passed it, "agency/tw/ban-bi-thu"."""
    jurisdiction: str | None = None
    """Path of the unit that it is of."""


def known_by_citation(path: str, words: ActWords) -> Iterator[Quad]:
    """The stub of an act: its description in its own graph, until the act itself is loaded."""
    act, graph = node(path), graph_node(path)

    def quad(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(act, predicate, value, graph)

    number = "".join(words.number.split()) if words.number else None
    yield quad(TYPE, cancu("Document"))
    yield quad(TYPE, eli("LegalResource"))
    yield quad(cancu("knownOnlyByCitation"), typed("true", "boolean"))
    yield quad(rdfs("label"), vi(short_title(words.type, number, words.title)))
    type_ = type_node(words.type)
    if type_:
        yield quad(eli("type_document"), type_)
    if number:
        yield quad(eli("number"), Literal(number))
    for predicate, date in date_triples(words.date):
        yield quad(predicate, date)
    if words.title:
        yield quad(dcterms("title"), vi(words.title))
    if words.issuer:
        yield quad(eli("passed_by"), node(words.issuer))
    if words.jurisdiction:
        yield quad(eli("jurisdiction"), node(words.jurisdiction))


def date_literal(text: str | None) -> Literal | None:
    """An ISO date as xsd:date, xsd:gYearMonth or xsd:gYear, by how much of it is given."""
    if not text:
        return None
    return typed(text, ("gYear", "gYearMonth", "date")[text.count("-")])


def date_triples(text: str | None) -> Iterator[tuple[NamedNode, Literal]]:
    """An act's date: a whole one as eli:date_document, one of month or year alone as dcterms:date."""
    literal = date_literal(text)
    if literal and text:
        yield eli("date_document") if text.count("-") == 2 else dcterms("date"), literal


def type_node(name: str | None) -> NamedNode | None:
    """The concept of a kind of act by its name; None for a name that no list of kinds has."""
    path = type_concept(name) if name else None
    return node(path) if path else None


def short_title(type_: str | None, number: str | None, title: str | None) -> str:
    """How an act is called: "Quyết định 1169/QĐ-UBND"; by its title where it has no number."""
    return tidy(" ".join(part for part in (type_, number or title) if part) or "Văn bản")
