"""A province, district or commune: what it is, what it was before and became, its bodies, its acts and its parts."""

from __future__ import annotations

from queries.engine import Engine
from service.web.views.answers import answers
from service.web.views.asking import Link, Row, View, act_link, link, name_of, rows


class Step(View):
    """A change from one body or unit to another, by which act, after which day."""

    former: Link
    successor: Link
    until: str | None
    act: Link | None
    extent: str
    """As the question says it: "toàn bộ", "một phần"."""


class Above(View):
    """A unit above; one that ended has its last day."""

    unit: Link
    until: str | None


class UnitBody(View):
    body: Link
    duties: int
    """How many obligations name it itself."""


class UnitAct(View):
    act: Link
    title: str | None
    date: str | None
    known_only_by_citation: bool


class Part(View):
    """A unit below, and whether an act of it was read."""

    unit: Link
    read: bool


class UnitPage(View):
    """An administrative unit."""

    iri: str
    name: str
    code: str | None
    kind: str
    """ "province", "district" or "commune", the end of its level's IRI."""
    level: str | None
    valid_from: str | None
    valid_until: str | None
    above: tuple[Above, ...]
    succession: tuple[Step, ...]
    bodies: tuple[UnitBody, ...]
    acts: tuple[UnitAct, ...]
    parts: tuple[Part, ...]


def unit_page(engine: Engine, iri: str) -> UnitPage | None:
    """The unit of this IRI; None where the graph has no such unit."""
    found = rows(engine, "communes-unit", unit=iri)
    if not found:
        return None
    row = found[0]
    return UnitPage(
        iri=iri,
        name=row.get("name") or iri.rpartition("/")[2],
        code=row.get("code"),
        kind=row.get("levelConcept", "").rpartition("/")[2],
        level=row.get("level"),
        valid_from=row.get("from"),
        valid_until=row.get("until"),
        above=tuple(
            Above(unit=above, until=one.get("aboveUntil"))
            for one in found
            if (above := link(one, "above", "aboveName"))
        ),
        succession=succession(engine, iri),
        bodies=tuple(
            UnitBody(body=body, duties=int(one["number"]))
            for one in rows(engine, "communes-bodies", unit=iri)
            if (body := link(one, "body", "name"))
        ),
        acts=tuple(_act(one) for one in rows(engine, "communes-acts", unit=iri)),
        parts=tuple(
            Part(unit=part, read=one["read"] == "true")
            for one in rows(engine, "communes-parts", unit=iri)
            if (part := link(one, "part", "name"))
        ),
    )


def _act(row: Row) -> UnitAct:
    return UnitAct(
        act=act_link(row, "act") or Link(iri=row["act"], name=row["act"]),
        title=row.get("title"),
        date=row.get("date"),
        known_only_by_citation=row.get("cited") == "true",
    )


def succession(engine: Engine, iri: str) -> tuple[Step, ...]:
    """The changes by which a body or unit (an IRI) came about and ended, the oldest first."""
    found = answers(engine, "succession", agency=iri)
    return tuple(_step(engine, row) for row in sorted(found, key=lambda row: int(row["steps"])))


def _step(engine: Engine, row: Row) -> Step:
    return Step(
        former=Link(iri=row["former"], name=row["formerName"]),
        successor=Link(iri=row["successor"], name=row["successorName"]),
        until=row.get("until"),
        act=Link(iri=row["act"], name=name_of(engine, row["act"]) or row["act"]) if "act" in row else None,
        extent=row["extent"],
    )
