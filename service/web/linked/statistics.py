"""How much the graph holds, counted once for each generation and then remembered.

    statistics(reader).classes["https://w3id.org/cancu/ontology#Task"]      41556

Over a whole country counting takes seconds, for whoever asks first after a load; the others are answered from memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from queries.engine import Engine, Table
from service.store import Reader
from service.web.linked.asking import query


@dataclass(frozen=True)
class Statistics:
    """Figures of one generation."""

    triples: int
    things: int
    """Of how many things anything is said."""
    classes: dict[str, int]
    """Things of each class, by its IRI."""
    properties: dict[str, int]
    """Statements with each property, by its IRI."""
    links: dict[str, int]
    """Statements that lead to things of other data sets, by property."""
    latest: str | None
    """When the last of the acts was read; an xsd:dateTime."""
    first: str | None
    examples: tuple[str, ...]
    """IRIs of some acts."""


_COUNTED: WeakKeyDictionary[Reader, Statistics] = WeakKeyDictionary()
_LOCK = Lock()


def statistics(reader: Reader) -> Statistics:
    """The figures of what `reader` sees; who asks meanwhile waits for the one who counts."""
    with _LOCK:
        if reader not in _COUNTED:
            _COUNTED[reader] = _count(reader.engine)
        return _COUNTED[reader]


def _count(engine: Engine) -> Statistics:
    properties = _figures(engine.select(query("properties")))
    times = engine.select(query("latest")).rows[0]
    latest, first = (term.value if isinstance(term, Literal) else None for term in times)
    return Statistics(
        triples=sum(properties.values()),
        things=_number(engine.select(query("things")).rows[0][0]),
        classes=_figures(engine.select(query("classes"))),
        properties=properties,
        links=_figures(engine.select(query("links"))),
        latest=latest,
        first=first,
        examples=tuple(term.value for (term,) in engine.select(query("examples")).rows if isinstance(term, NamedNode)),
    )


def _figures(table: Table) -> dict[str, int]:
    return {name.value: _number(count) for name, count in table.rows if isinstance(name, NamedNode)}


def _number(term: object) -> int:
    return int(term.value) if isinstance(term, Literal) else 0
