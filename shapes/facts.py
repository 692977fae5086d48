"""What the rules need of an act and no graph says: reckoned once, added as triples before the rules run.

    <…/task/IV.6> shapes:number 6 ; shapes:printed "IV.6" ; shapes:follows <…/task/IV.4> .
    <…/345-kh-ubnd> shapes:earliest "2025-03-28"^^xsd:date ; shapes:latest "2025-03-28"^^xsd:date .
    <agency/an-giang/ubnd> shapes:symbol "UBND" ; shapes:signs "collective" .

The words are declared in rules.ttl. Both ways of running the rules read the same facts.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import SKOS, XSD

from ontology.names import table
from ontology.namespaces import BASE, CANCU, DCTERMS, ELI, path_of
from ontology.vocabulary import concepts_graph
from shapes.mentions import Conflict, date_conflicts, mentions, number_conflicts
from shapes.numbering import numbered
from shapes.rules import SHAPES
from shapes.triples import Triples

_HERE: Final = Path(__file__).parent


def facts_of(act: Triples) -> Iterator[ox.Quad]:
    """The facts of an act's own graph, in the default graph."""
    for document in act.of_class(CANCU.Document):
        if act.value(document, CANCU.knownOnlyByCitation) is None:
            yield from _dates(act, document)
            yield from _forms(act, document)
    yield from _bearers(act)
    yield from _numbers(act)
    found = mentions(act)
    yield from _conflicts(date_conflicts(found), "otherDate")
    yield from _conflicts(number_conflicts(found), "otherNumber")
    yield from _oppositions()


def _numbers(act: Triples) -> Iterator[ox.Quad]:
    for item in numbered(act):
        yield _quad(item.node, "printed", ox.Literal(item.printed))
        if item.number is not None:
            yield _quad(item.node, "number", _typed(str(item.number), str(XSD.integer)))
        if item.before is not None:
            yield _quad(item.node, "follows", ox.NamedNode(item.before))


def _dates(act: Triples, document: str) -> Iterator[ox.Quad]:
    """The first and the last day that the act can bear: of "2025-08" 1 and 31 August."""
    printed = act.text(document, ELI.date_document) or act.text(document, DCTERMS.date)
    if printed is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", printed):
        return
    year, month = int(printed[:4]), int(printed[5:7] or 12)
    last = f"{year}-{month:02}-{monthrange(year, month)[1]:02}"
    yield _quad(document, "earliest", _typed(printed + "-01" * (2 - printed.count("-")), str(XSD.date)))
    yield _quad(document, "latest", _typed(printed if printed.count("-") == 2 else last, str(XSD.date)))


def _forms(act: Triples, document: str) -> Iterator[ox.Quad]:
    """The codes that the act's type has in a number, and what the form asks of its issuer."""
    kind = act.text(document, ELI.type_document)
    for code in _codes().get(kind or "", ()):
        yield ox.Quad(ox.NamedNode(str(kind)), ox.NamedNode(str(SKOS.notation)), ox.Literal(code))
    issuer = act.text(document, ELI.passed_by)
    if issuer is None or not issuer.startswith(BASE):
        return
    name = path_of(issuer).rpartition("/")[2]
    for symbol in _central_symbols().get(name, ()):
        yield _quad(issuer, "symbol", ox.Literal(symbol.replace("#", "[0-9]+")))
    for pattern, symbols, signs in _issuers():
        if re.fullmatch(pattern, name):
            yield from (_quad(issuer, "symbol", ox.Literal(symbol)) for symbol in symbols)
            if signs:
                yield _quad(issuer, "signs", ox.Literal(signs))


def _bearers(act: Triples) -> Iterator[ox.Quad]:
    """Who is named in the act's tasks, and who in its duties, each once."""
    found: dict[ox.Quad, None] = {}
    for kind, predicate in ((CANCU.Task, "taskOf"), (CANCU.Duty, "dutyOf")):
        for obligation in act.of_class(kind):
            document = act.text(obligation, CANCU.setBy)
            for role in (CANCU.leadAgency, CANCU.coordinatingAgency, CANCU.directingAgency):
                for body in act.values(obligation, role):
                    if document and isinstance(body, ox.NamedNode):
                        found[_quad(document, predicate, body)] = None
    yield from found


def _conflicts(found: Iterator[Conflict], predicate: str) -> Iterator[ox.Quad]:
    for conflict in found:
        mention = conflict.mention
        told = f"{mention.number}, {_day(mention.date)}" if predicate == "otherDate" else mention.number
        other = _day(conflict.other) if predicate == "otherDate" else conflict.other
        yield _quad(mention.node, predicate, ox.Literal(f"{told} ≠ {other}"))


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


@cache
def _oppositions() -> tuple[ox.Quad, ...]:
    quads: list[ox.Quad] = []
    for at, row in enumerate(_table("oppositions.csv")):
        node = str(SHAPES[f"opposition/{at}"])
        quads += [_quad(node, "one", ox.Literal(row["one"])), _quad(node, "other", ox.Literal(row["other"]))]
    return tuple(quads)


@cache
def _issuers() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    rows = _table("issuers.csv")
    return tuple((row["name"], tuple(filter(None, row["symbols"].split("|"))), row["signs"]) for row in rows)


@cache
def _central_symbols() -> dict[str, tuple[str, ...]]:
    """Name of a central body -> the symbols of its acts, "#" for the digits of a term."""
    symbols: dict[str, list[str]] = {}
    for row in table("symbols.csv"):
        if row["issuer"]:
            symbols.setdefault(row["issuer"], []).append(row["symbol"])
    return {issuer: tuple(found) for issuer, found in symbols.items()}


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """IRI of a type -> the codes that stand for it in a number."""
    codes: dict[str, list[str]] = {}
    for kind, code in concepts_graph().subject_objects(SKOS.notation):
        codes.setdefault(str(kind), []).append(str(code))
    return {kind: tuple(sorted(found)) for kind, found in codes.items()}


def _table(name: str) -> list[dict[str, str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(str(SHAPES[predicate])), value)


def _typed(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype))
