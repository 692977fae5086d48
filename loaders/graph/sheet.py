"""The sheet that an act's triples are written on: its graph, its place and time, the names it has used.

sheet.add(task, cancu("leadAgency"), body)   one triple of the act's own graph
sheet.body("UBND tỉnh")                      the body, noted so that it is described
sheet.fresh("…/task/II.3")                   an IRI of its own; "…/task/II.3_2" for a second II.3

"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from loaders.graph.body_identity import resolve
from loaders.graph.setting import Setting
from loaders.record import Place, Record
from ontology.agencies import Body
from ontology.terms import cancu, graph_node, node, vi


@dataclass
class Sheet:
    """`path` is the act's, "doc/binh-duong/2025/1169-qd-ubnd"; quads keep the order of writing, each once."""

    record: Record
    path: str
    setting: Setting
    quads: dict[Quad, None] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    subdivisions: dict[tuple[str | None, str], str] = field(default_factory=dict)
    """(type of the attached text or None, path as printed) -> path of the subdivision's node."""
    group_rows: dict[tuple[str | None, str], str] = field(default_factory=dict)
    """(number, title) of a group row of the task tables -> path of its node."""
    _taken: set[str] = field(default_factory=set)

    @cached_property
    def act(self) -> NamedNode:
        return node(self.path)

    @cached_property
    def graph(self) -> NamedNode:
        return graph_node(self.path)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """One triple; none where the record leaves the value blank."""
        if value is not None:
            self.quads[Quad(subject, predicate, value, self.graph)] = None

    def text(self, subject: NamedNode, predicate: NamedNode, words: str | None) -> None:
        """Vietnamese words; none where blank."""
        if words and words.strip():
            self.add(subject, predicate, vi(words))

    def body(self, name: str) -> Body:
        """The body of that name in this act, noted for its description."""
        return self.note(resolve(name, self.setting, self.path))

    def note(self, body: Body) -> Body:
        return self.bodies.setdefault(body.path, body)

    def fresh(self, path: str) -> str:
        """The path, or with _2, _3, … behind it where this act has used it already."""
        free, count = path, 1
        while free in self._taken:
            count += 1
            free = f"{path}_{count}"
        self._taken.add(free)
        return free

    def place(self, subject: NamedNode, *places: Place | None) -> None:
        """The words in the source and where they stand: of the first place that is known."""
        place = next((found for found in places if found), None)
        if place is None:
            return
        self.add(subject, cancu("quote"), Literal(tidy_quote(place.quote)))
        self.add(subject, cancu("sourceStart"), Literal(place.start))
        self.add(subject, cancu("sourceEnd"), Literal(place.end))
        self.add(subject, cancu("page"), Literal(place.page))


def tidy_quote(words: str) -> str:
    """The words on one line, as they stand."""
    return " ".join(words.split())


def concept(scheme: str, name: str) -> NamedNode:
    """A concept of a scheme of the ontology: role/lead."""
    return node(f"{scheme}/{name}")
