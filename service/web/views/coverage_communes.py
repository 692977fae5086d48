"""Which communes of a province took up which task of an act above: "Hàm Rồng: 12 of 25".

A commune answers a task where one of its obligations leads up to it: directly, or through tasks and points of the
province's own acts (Kế hoạch 33/KH-UBND → Quyết định 2015/QĐ-UBND → Quyết định 1700/QĐ-TTg).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from queries.engine import Engine
from service.web.views.asking import Link, Row, View, act_link, rows
from service.web.views.coverage import points_of


class Commune(View):
    """A commune, its acts below the act in question, and the items (IRIs) that these take up."""

    iri: str
    name: str
    code: str
    latitude: float | None
    longitude: float | None
    acts: tuple[Link, ...]
    items: frozenset[str]


def communes(engine: Engine, act: str, province: str, items: Collection[str]) -> list[Commune]:
    """The communes of the province (an IRI) as they stand today, by their codes; `items` are the act's tasks."""
    reached = _reached(engine, act, province, items)
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(engine, "coverage-commune-ties", province=province):
        taken[row["unit"]] |= reached.get(row["above"], set())
    found: dict[str, list[Row]] = {}
    for row in rows(engine, "coverage-communes", province=province):
        found.setdefault(row["unit"], []).append(row)
    below = {row["lower"] for row in rows(engine, "coverage-below", act=act)}
    return [_commune(group, below, taken) for group in found.values()]


def _reached(engine: Engine, act: str, province: str, items: Collection[str]) -> dict[str, set[str]]:
    """The items that each task or point leads up to, of the act and of the province's own acts."""
    reached: defaultdict[str, set[str]] = defaultdict(set, {item: {item} for item in items})
    for item, points in points_of(engine, act).items():
        for point in points if item in items else ():
            reached[point].add(item)
    edges = [_edge(row) for row in rows(engine, "coverage-steps", province=province)]
    for _ in edges:  # a way up has no more steps than there are; a ring cannot go on for ever
        news = [(low, reached[high] - reached[low]) for low, high in edges if high in reached]
        if not any(new for _, new in news):
            break
        for low, new in news:
            reached[low] |= new
    return reached


def _edge(row: Row) -> tuple[str, str]:
    """From below to above: a task leads to what it carries out, a point to the task of its act that repeats it."""
    return (row["above"], row["by"]) if row["within"] == "true" else (row["by"], row["above"])


def _commune(group: list[Row], below: Collection[str], taken: Mapping[str, set[str]]) -> Commune:
    row = group[0]
    acts = {one["lower"]: act for one in group if one.get("lower") in below and (act := act_link(one, "lower"))}
    return Commune(
        iri=row["unit"],
        name=row.get("name") or row["unit"].rpartition("/")[2],
        code=row.get("code", ""),
        latitude=float(row["lat"]) if "lat" in row else None,
        longitude=float(row["long"]) if "long" in row else None,
        acts=tuple(acts.values()),
        items=frozenset(taken.get(row["unit"], ())),
    )
