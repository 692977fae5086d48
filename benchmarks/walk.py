"""The questions answered by walking dictionaries in memory: how fast could it be, were the graph made for them alone.

    Walk(store).answers["lineage-down"](document="doc/tw/2025/40-ct-tw")     a row for each act below

Not all columns are made, but every row is found, and what is looked up for a row in most of its columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode
from pyoxigraph import Store as Graph

from ontology.terms import TYPE, cancu, dcterms, eli, node, org, rdfs, skos

Row = tuple[object, ...]
_Links = Mapping[str, list[str]]

_ROLES: Final = ("leadAgency", "coordinatingAgency", "directingAgency")


class Walk:
    """The links and values of a store that the questions need, by subject and by object."""

    def __init__(self, graph: Graph) -> None:
        based, carried_out = _links(graph, eli("based_on")), _links(graph, cancu("implements"))
        self._above = _joined(based, carried_out)
        self._below = _turned(self._above)
        self._set_by = _links(graph, cancu("setBy"))
        self._elaborates = _links(graph, cancu("elaborates"))
        self._part_of = _links(graph, eli("is_part_of"))
        classes = _turned(_links(graph, TYPE))
        self._acts, self._tasks = set(classes[cancu("Document").value]), classes[cancu("Task").value]
        self._task_set = set(self._tasks)
        self._bodies_in = _turned(_links(graph, cancu("territory")))
        self._former = _turned(_links(graph, cancu("succeededBy")))
        self._posts = _joined(self._former, _turned(_links(graph, org("postIn"))))
        self._groups = _turned(_links(graph, cancu("hasMember")))
        self._roles = {role: _turned(_links(graph, cancu(role))) for role in _ROLES}
        self._lines = _turned(_links(graph, cancu("citing")))
        self._cited = _links(graph, cancu("cited"))
        self._tasks_of, self._taken_up = _turned(self._set_by), _turned(self._elaborates)
        self._parts = _turned(self._part_of)
        self._place = _links(graph, eli("jurisdiction"))
        self._has_deadline = _links(graph, cancu("hasDeadline"))
        self._lead = _links(graph, cancu("leadAgency"))
        self._text = _values(graph, dcterms("description"))
        self._number, self._title = _values(graph, eli("number")), _values(graph, dcterms("title"))
        self._label = _values(graph, rdfs("label"))
        self._issuer = _links(graph, eli("passed_by"))
        self._name = _values(graph, skos("prefLabel"))
        self._date, self._order = _values(graph, eli("date_document")), _values(graph, cancu("order"))
        self._from, self._until = _values(graph, cancu("validFrom")), _values(graph, cancu("validUntil"))
        self._provinces = self._standing_provinces(graph)
        self.answers: Mapping[str, Callable[..., list[Row]]] = {
            "lineage-down": self.lineage_down,
            "lineage-up": self.lineage_up,
            "commune-duties": self.commune_duties,
            "legal-bases": self.legal_bases,
            "coverage": self.coverage,
            "incomplete-tasks": self.incomplete_tasks,
            "agency-duties": self.agency_duties,
        }

    def lineage_down(self, document: str) -> list[Row]:
        root = node(document).value
        depths = _longest(root, self._below)
        return [
            (act, self._number.get(act), self._title.get(act), self._issued(act), depth)
            for act, depth in sorted(depths.items(), key=lambda each: each[1])
        ]

    def lineage_up(self, resource: str) -> list[Row]:
        depths: dict[str, int] = {}
        edge, depth = [node(resource).value], 0
        while edge:
            depths.update((each, depth) for each in edge)
            depth += 1
            found = dict.fromkeys(above for each in edge for above in self._upward(each))
            edge = [each for each in found if each not in depths]
        return [(each, depth, self._label.get(each) or self._text.get(each)) for each, depth in depths.items()]

    def _upward(self, thing: str) -> Iterable[str]:
        for links in (self._above, self._set_by, self._elaborates):
            yield from links.get(thing, ())
        part = self._part_of.get(thing)
        while part:
            if part[0] in self._acts:
                yield part[0]
            part = self._part_of.get(part[0])

    def commune_duties(self, commune: str) -> list[Row]:
        own = self._bodies_in.get(node(commune).value, [])
        return [row for body in own for row in self._owed(body, _closure(body, self._former))]

    def agency_duties(self, agency: str) -> list[Row]:
        body = node(agency).value
        return self._owed(body, _closure(body, self._posts))

    def _owed(self, own: str, holders: Iterable[str]) -> list[Row]:
        rows: dict[Row, None] = {}
        for holder in holders:
            rows.update(dict.fromkeys(self._given(holder, own, None)))
            for group in _closure(holder, self._groups):
                if group != holder:
                    given = self._given(group, own, self._name.get(group))
                    rows.update(dict.fromkeys(row for row in given if self._stood(holder, str(row[3]))))
        return list(rows)

    def _given(self, bearer: str, own: str, via: str | None) -> Iterable[Row]:
        for role, tasks in self._roles.items():
            for task in tasks.get(bearer, ()):
                act = self._set_by[task][0]
                yield task, self._text.get(task), role, act, via, own

    def _stood(self, body: str, act: str) -> bool:
        day = self._date.get(act)
        if day is None:
            return True
        return self._from.get(body, "") <= day <= self._until.get(body, "9999")

    def legal_bases(self, document: str) -> list[Row]:
        rows = []
        for line in self._lines.get(node(document).value, ()):
            cited = self._cited.get(line, [""])[0]
            rows.append((self._order.get(line), cited, self._number.get(cited), self._title.get(cited)))
        return sorted(rows, key=str)

    def coverage(self, document: str) -> list[Row]:
        act = node(document).value
        wanted = [task for task in self._tasks_of.get(act, ()) if task in self._task_set]
        answers: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for target in [*wanted, *_closure(act, self._parts)[1:]]:
            takers = self._taken_up.get(target, ())
            # A row of the act's own table stands for the point that it repeats.
            own = next((task for task in takers if self._set_by[task] == [act]), target)
            wanted += [target] if takers and own == target and target not in self._task_set else []
            for task in takers:
                for place in self._place.get(self._set_by[task][0], ()):
                    answers[own, place].append(task)
        return [(task, place, tuple(answers.get((task, place), ()))) for task in wanted for place in self._provinces]

    def _standing_provinces(self, graph: Graph) -> list[str]:
        of_level = _turned(_links(graph, cancu("level"))).get(node("level/province").value, ())
        units = _turned(_links(graph, cancu("partOf")))
        return [unit for unit in of_level if unit in units and unit not in self._until]

    def incomplete_tasks(self) -> list[Row]:
        return [
            (task, self._text.get(task))
            for task in self._tasks
            if task not in self._lead or task not in self._has_deadline or not self._text.get(task, "").strip()
        ]

    def _issued(self, act: str) -> str | None:
        return next((self._name.get(body) for body in self._issuer.get(act, ())), None)


def _links(graph: Graph, predicate: NamedNode) -> _Links:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quad in graph.quads_for_pattern(None, predicate, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject.value].append(quad.object.value)
    return dict(found)


def _values(graph: Graph, predicate: NamedNode) -> Mapping[str, str]:
    return {subject: values[0] for subject, values in _links(graph, predicate).items()}


def _joined(*several: _Links) -> _Links:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for links in several:
        for subject, values in links.items():
            found[subject] += values
    return {subject: list(dict.fromkeys(values)) for subject, values in found.items()}


def _turned(links: _Links) -> _Links:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, values in links.items():
        for value in values:
            found[value].append(subject)
    return dict(found)


def _closure(start: str, links: _Links) -> list[str]:
    """`start` and all that is reached from it."""
    found, edge = {start: None}, [start]
    while edge:
        edge = [each for one in edge for each in links.get(one, ()) if each not in found]
        found.update(dict.fromkeys(edge))
    return list(found)


def _longest(root: str, below: _Links) -> dict[str, int]:
    """Each act below with the length of the longest chain up to the root, of at most six steps."""
    depths: dict[str, int] = {}
    edge = {root}
    for depth in range(1, 7):
        edge = {act for one in edge for act in below.get(one, ()) if act != root}
        depths.update(dict.fromkeys(edge, depth))
    return depths
