"""What people read in the five real plans: which task carries out what, and how much of it is found.

`lineage.json` was read for two plans, `lineage-own.json` for three more; in both a link is "primary" or "also" (a
reader may give it or not, so it counts neither for nor against).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from loaders.lineage import ActItems, act_items, links
from loaders.reading import read_record
from loaders.triples import act_graphs
from ontology.terms import cancu
from tests.corpus import plan

FOLDER = Path(__file__).parents[2] / "gold" / "links"
CENTRE = "003"
"""1703/QĐ-TTg, which the other plans carry out."""


@dataclass(frozen=True)
class Plan:
    """One real plan as read by the loader."""

    items: ActItems
    names: Mapping[str, str]
    """IRI -> the number of a task ("II.3") or the path of a part ("II/2/đ")."""


@dataclass(frozen=True)
class Found:
    """Links beside what a person read; each is (task, target) by number."""

    right: frozenset[tuple[str, str]]
    wrong: frozenset[tuple[str, str]]
    missed: frozenset[tuple[str, str]]


@cache
def read(number: str) -> Plan:
    """The plan whose file begins so: "000" is Bình Dương's."""
    graphs = act_graphs(read_record(plan(number)))
    named = (cancu("path"), cancu("ordinal"))
    here = (f"{graphs.act}/task/", f"{graphs.act}/text/")
    names = {
        quad.subject.value: quad.object.value
        for quad in graphs.quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        if quad.predicate in named and quad.subject.value.startswith(here)
    }
    return Plan(act_items(graphs.act, graphs.quads), names)


@cache
def gold(file: str) -> Mapping[str, Mapping[str, Mapping[str, list[Mapping[str, str]]]]]:
    """plan -> task -> "upstream" | "own_body" -> [{"to", "mark"}]."""
    content: Mapping[str, Mapping[str, Mapping[str, list[Mapping[str, str]]]]] = json.loads(
        (FOLDER / file).read_text("utf-8")
    )
    return content


def measured(file: str) -> Iterator[tuple[str, str, Found]]:
    """Each plan and kind of link of that gold file, and what is found of it."""
    for number, tasks in gold(file).items():
        for kind in ("upstream", "own_body"):
            if any(kind in task for task in tasks.values()):
                yield number, kind, compare(number, kind, file)


def compare(number: str, kind: str, file: str) -> Found:
    """What is found of one plan's links of one kind."""
    read_by_eye = {
        (task, link["to"]): link["mark"] for task, kinds in gold(file)[number].items() for link in kinds.get(kind, [])
    }
    primary = {pair for pair, mark in read_by_eye.items() if mark == "primary"}
    found = machine(number, kind)
    return Found(
        right=frozenset(found & primary),
        wrong=frozenset(found - read_by_eye.keys()),
        missed=frozenset(primary - found),
    )


def machine(number: str, kind: str) -> set[tuple[str, str]]:
    """The links found of one plan: to 1703/QĐ-TTg, or to the plan's own body."""
    mine, centre = read(number), read(CENTRE)
    to = mine if kind == "own_body" else centre
    return {
        (mine.names[link.obligation], to.names[link.target])
        for link in links(mine.items, [centre.items])
        if link.target.startswith(f"{to.items.act}/")
    }


def precision(found: list[Found]) -> float:
    right = sum(len(one.right) for one in found)
    return right / (right + sum(len(one.wrong) for one in found))


def recall(found: list[Found]) -> float:
    right = sum(len(one.right) for one in found)
    return right / (right + sum(len(one.missed) for one in found))
