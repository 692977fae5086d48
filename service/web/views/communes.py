"""What falls on a commune: each obligation with its deadline, who bears it in which role, through which group, and the
acts that it comes down from.

On Xã Quan Sơn: "Rà soát, đề xuất …", by 30/6/2026, led by its UBND through "UBND các xã, phường tỉnh Thanh Hóa", by
Quyết định 2015/QĐ-UBND ← Kế hoạch 159-KH/TU ← Quyết định 1703/QĐ-TTg ← Chỉ thị 38-CT/TW.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ontology.namespaces import CANCU
from queries.engine import Engine
from service.web.views.answers import answers
from service.web.views.asking import Link, Row, View, act_name, link, rows
from service.web.views.duties import STANDINGS, Line, Standing, lines, next_time, standing

ROLES: Final[Mapping[str, str]] = {
    str(CANCU.leadAgency): "lead",
    str(CANCU.coordinatingAgency): "coordinating",
    str(CANCU.directingAgency): "directing",
}


class Bearing(View):
    """Who of the commune bears a duty: in which role, through which group, and in whose place."""

    role: str
    """ "lead", "coordinating", "directing"; the role's own name for another."""
    bearer: str | None
    via: Link | None
    former: str | None
    change: str | None


class Falling(View):
    """An obligation that falls on the commune."""

    line: Line
    standing: Standing
    when: str | None
    """The day that it is sorted by: its last day, or the next time of a yearly one. ISO."""
    bearings: tuple[Bearing, ...]

    @property
    def role(self) -> str:
        """The weightiest of its roles."""
        roles = [bearing.role for bearing in self.bearings]
        return next((role for role in ROLES.values() if role in roles), roles[0])


class Source(View):
    """An act that gives the commune something to do, and the acts above it, the nearest first."""

    act: Link
    duties: int
    above: tuple[Link, ...]


class Sheet(View):
    """All that falls on a commune, as seen from a day."""

    falling: tuple[Falling, ...]
    sources: tuple[Source, ...]


def grouped_by_role(falling: Sequence[Falling]) -> dict[str, list[Falling]]:
    """The duties by the weightiest role; what the commune leads first."""
    found: dict[str, list[Falling]] = {role: [] for role in ROLES.values()}
    for one in falling:
        found.setdefault(one.role, []).append(one)
    return {role: some for role, some in found.items() if some}


def grouped_by_standing(falling: Sequence[Falling]) -> dict[str, list[Falling]]:
    """The duties by where their deadline lies: past, soon, later, recurring, undated."""
    found: dict[str, list[Falling]] = {name: [] for name in STANDINGS}
    for one in falling:
        found[one.standing].append(one)
    return {name: some for name, some in found.items() if some}


def sheet(engine: Engine, unit: str, today: date) -> Sheet:
    """What falls on the unit (an IRI), the nearest deadline first; empty where nothing does."""
    found: dict[str, list[Row]] = {}
    for row in answers(engine, "commune-duties", commune=unit):
        found.setdefault(row["task"], []).append(row)
    known = lines(engine, found)
    via = {
        (row["task"], row["name"]): Link(iri=row["group"], name=row["name"])
        for row in reversed(rows(engine, "communes-via", unit=unit))
    }
    roles = {row["role"]: ROLES[row["shortcut"]] for row in rows(engine, "communes-roles") if row["shortcut"] in ROLES}
    falling = [_falling(known[task], group, via, roles, today) for task, group in found.items() if task in known]
    falling.sort(key=lambda one: (one.when or "9", one.line.act.iri, one.line.iri))
    return Sheet(falling=tuple(falling), sources=_sources(engine, unit, falling))


def _falling(
    line: Line, group: list[Row], via: Mapping[tuple[str, str], Link], roles: Mapping[str, str], today: date
) -> Falling:
    bearings = dict.fromkeys(
        Bearing(
            role=roles.get(row["role"], row["role"]),
            bearer=row.get("bearer"),
            via=via.get((line.iri, row["via"]), Link(iri=line.iri, name=row["via"])) if "via" in row else None,
            former=row.get("former"),
            change=row.get("change"),
        )
        for row in group
    )
    due = line.due
    when = due.end if due and due.end else None
    if due and not due.end and due.month_day:
        when = next_time(due.month_day, today).isoformat()
    return Falling(line=line, standing=standing(due, today, recurs=line.recurs), when=when, bearings=tuple(bearings))


def _sources(engine: Engine, unit: str, falling: Sequence[Falling]) -> tuple[Source, ...]:
    above: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, Link] = {}
    dates: dict[str, str] = {}
    for row in rows(engine, "communes-above", unit=unit):
        above[row["act"]].add(row["above"])
        if found := link(row, "above", "aboveLabel"):
            names[found.iri] = Link(iri=found.iri, name=act_name(found.iri, found.name, row.get("aboveTitle")))
        dates[row["above"]] = row.get("aboveDate", "")
    counts: dict[str, int] = defaultdict(int)
    acts = {one.line.act.iri: one.line.act for one in falling}
    for one in falling:
        counts[one.line.act.iri] += 1
    return tuple(
        Source(act=act, duties=counts[iri], above=tuple(names[up] for up in _upwards(iri, above, dates)))
        for iri, act in sorted(acts.items(), key=lambda pair: -counts[pair[0]])
    )


def _upwards(act: str, above: Mapping[str, set[str]], dates: Mapping[str, str]) -> list[str]:
    """The acts above, the youngest first: an act rests on older ones only."""
    found: set[str] = set()
    waiting = [act]
    while waiting:
        news = above.get(waiting.pop(), set()) - found - {act}
        found |= news
        waiting.extend(news)
    return sorted(found, key=lambda iri: (dates.get(iri, ""), iri), reverse=True)
