"""The graph as the index is made from it: one property at a time, asked of the engine.

    labels = Sources(engine).texts(RDFS.label)
    labels["https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg"]      "Quyết định 1703/QĐ-TTg"

A pattern with one property is read straight off an index by any SPARQL server; joining tens of thousands of tasks
with ten optional properties there takes many times as long as joining them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode
from rdflib import URIRef

from queries.engine import Engine

HERE: Final = Path(__file__).parent


@cache
def query(name: str) -> str:
    """The text of a query file beside this module."""
    return (HERE / f"{name}.rq").read_text(encoding="utf-8")


class Sources:
    """What an engine says of its things, by property."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine

    def instances(self, of_class: URIRef) -> list[str]:
        """The IRIs of the things of a class, sorted."""
        table = self._engine.select(query("instances"), {"_class": NamedNode(str(of_class))})
        return sorted({thing.value for (thing,) in table.rows if isinstance(thing, NamedNode)})

    def bearing(self, role: URIRef) -> frozenset[str]:
        """The IRIs of the obligations that name somebody by this property."""
        table = self._engine.select(query("bearers"), {"_property": NamedNode(str(role))})
        return frozenset(thing.value for (thing,) in table.rows if isinstance(thing, NamedNode))

    def texts(self, of_property: URIRef) -> dict[str, str]:
        """IRI -> a literal; the Vietnamese one where there are several."""
        found: dict[str, str] = {}
        other: dict[str, str] = {}
        for thing, value in self._literals(of_property):
            kept = other if value.language not in (None, "vi") else found
            kept[thing] = min(value.value, kept.get(thing, value.value))
        return other | found

    def english(self, of_property: URIRef) -> dict[str, str]:
        """IRI -> its English literal."""
        return {thing: value.value for thing, value in self._literals(of_property) if value.language == "en"}

    def every_text(self, of_property: URIRef) -> dict[str, list[str]]:
        """IRI -> all of its literals, sorted."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for thing, value in self._literals(of_property):
            found[thing].add(value.value)
        return {thing: sorted(values) for thing, values in found.items()}

    def links(self, of_property: URIRef) -> dict[str, list[str]]:
        """IRI -> the IRIs that it is tied to by the property, sorted."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for thing, value in self._rows(of_property):
            if isinstance(value, NamedNode):
                found[thing].add(value.value)
        return {thing: sorted(values) for thing, values in found.items()}

    def findings(self) -> dict[str, set[str]]:
        """IRI of an act or of a node in it -> the local names of its findings' severities: {"Violation"}."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._engine.select(query("findings"), {}).rows:
            act, node, severity = (cell.value if isinstance(cell, NamedNode) else "" for cell in row)
            for thing in (act, node):
                found[thing].add(severity.rpartition("#")[2])
        return dict(found)

    def _literals(self, of_property: URIRef) -> Iterator[tuple[str, Literal]]:
        return ((thing, value) for thing, value in self._rows(of_property) if isinstance(value, Literal))

    def _rows(self, of_property: URIRef) -> Iterator[tuple[str, object]]:
        table = self._engine.select(query("values"), {"_property": NamedNode(str(of_property))})
        for thing, value in table.rows:
            if isinstance(thing, NamedNode):
                yield thing.value, value
