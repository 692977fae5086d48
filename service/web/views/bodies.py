"""An agency's page: where it stands, what falls on it and when, and what it came from.

Of Sở Khoa học và Công nghệ tỉnh Bình Dương: the bodies above it, the groups it belongs to, the tasks that it leads,
works along in or directs, with deadline and act, those that fall on it as a member of a group or in the place of a body
that it follows, and how many fall due in each quarter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from ontology.namespaces import CANCU
from queries.engine import Engine
from service.web.views.act_page import Due
from service.web.views.answers import answers
from service.web.views.asking import Link, Row, View, act_link, link, rows
from service.web.views.communes_unit import Step, succession
from service.web.views.duties import KINDS, Line, Standing, due_of, lines, quarter, standing, today_in_vietnam
from service.web.views.paging import Paging

ROLES: Final = ("lead", "coordinating", "directing")
DUTIES: Final = 40
"""Of a role on one page."""


class Duty(View):
    """An obligation as it falls on a body; `via` is the group through which it does."""

    iri: str
    kind: str
    act: Link
    ordinal: str | None
    text: str | None
    due: Due | None
    standing: Standing
    via: Link | None


class Inherited(View):
    """An obligation that another body bore when the act was issued, and that came to this one."""

    line: Line
    role: str
    former: str
    change: str | None


class Quarter(View):
    """How many obligations have their last day in a quarter; `past` where the quarter is over."""

    year: int
    number: int
    duties: int
    past: bool


class IssuedAct(View):
    act: Link
    title: str | None
    date: str | None


class BodyPage(View):
    iri: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    """ "agency", "office", "group" or "body"."""
    open_membership: bool
    level: str | None
    place: Link | None
    above: tuple[Link, ...]
    """Step by step, the nearest first."""
    valid_from: str | None
    valid_until: str | None
    succession: tuple[Step, ...]
    groups: tuple[Link, ...]
    members: tuple[Link, ...]
    below: tuple[Link, ...]
    today: date
    duties: dict[str, Paging]
    """By role: lead, coordinating, directing; only the role that was asked for, or all."""
    load: tuple[Quarter, ...]
    inherited: tuple[Inherited, ...]
    issued: tuple[IssuedAct, ...]


def body_page(
    engine: Engine, iri: str, today: date | None = None, role: str | None = None, number: int = 1
) -> BodyPage | None:
    """The page of the body `iri` as seen from a day; None where the graph has no such body.

    Of the duties in `role`, or in each role, page `number`.
    """
    found = rows(engine, "body", body=iri)
    if not found:
        return None
    today = today or today_in_vietnam()
    row = found[0]
    around = rows(engine, "body-relations", body=iri)
    duties = _duties(engine, iri, today)
    return BodyPage(
        iri=iri,
        name=row.get("name") or iri.rpartition("/")[2],
        other_names=tuple(sorted({one["otherName"] for one in found if "otherName" in one})),
        kind=_kind({one["kind"] for one in found}),
        open_membership=row.get("open") == "true",
        level=row.get("level"),
        place=link(row, "place", "placeName"),
        above=_above(engine, iri),
        valid_from=row.get("from"),
        valid_until=row.get("until"),
        succession=succession(engine, iri),
        groups=_related(around, "group"),
        members=_related(around, "member"),
        below=_related(around, "below"),
        today=today,
        duties={
            name: Paging.of(some, number if role else 1, DUTIES)
            for name, some in duties.items()
            if some and role in (None, name)
        },
        load=_load((duty for some in duties.values() for duty in some), today),
        inherited=_inherited(engine, iri),
        issued=_issued(engine, iri),
    )


def _kind(kinds: set[str]) -> str:
    names = {str(CANCU.AgencyGroup): "group", str(CANCU.Office): "office", str(CANCU.Agency): "agency"}
    return next((name for kind, name in names.items() if kind in kinds), "body")


def _links(found: list[Row], iri: str, name: str) -> tuple[Link, ...]:
    by_iri = {row[iri]: one for row in found if (one := link(row, iri, name))}
    return tuple(by_iri.values())


def _related(found: list[Row], relation: str) -> tuple[Link, ...]:
    return _links([row for row in found if row["relation"] == relation], "other", "name")


def _above(engine: Engine, iri: str) -> tuple[Link, ...]:
    steps = rows(engine, "body-above", body=iri)
    found: dict[str, Link] = {}
    level = {iri}
    while level:
        news = [row for row in steps if row["low"] in level and row["high"] not in found and row["high"] != iri]
        found.update({row["high"]: one for row in news if (one := link(row, "high", "name"))})
        level = {row["high"] for row in news}
    return tuple(found.values())


def _duties(engine: Engine, iri: str, today: date) -> dict[str, tuple[Duty, ...]]:
    by_role: dict[str, dict[str, Duty]] = {role: {} for role in ROLES}
    for row in rows(engine, "body-duties", body=iri):
        by_role[row["role"]].setdefault(row["obligation"], _duty(row, today))
    return {role: tuple(duties.values()) for role, duties in by_role.items()}


def _duty(row: Row, today: date) -> Duty:
    due = due_of(row)
    return Duty(
        iri=row["obligation"],
        kind=KINDS[row["kind"]],
        act=link(row, "act", "actLabel") or Link(iri=row["act"], name=row["act"]),
        ordinal=row.get("ordinal"),
        text=row.get("text"),
        due=due,
        standing=standing(due, today, recurs="recurrence" in row),
        via=link(row, "via", "viaName"),
    )


def _load(duties: Iterable[Duty], today: date) -> tuple[Quarter, ...]:
    """The quarters from the first to the last in which a duty ends; each duty counts once, whatever its roles."""
    ends = {duty.iri: quarter(date.fromisoformat(duty.due.end[:10])) for duty in duties if duty.due and duty.due.end}
    counts = Counter(ends.values())
    now = quarter(today)
    return tuple(
        Quarter(year=year, number=number, duties=counts[year, number], past=(year, number) < now)
        for year, number in sorted(counts)
    )


def _inherited(engine: Engine, iri: str) -> tuple[Inherited, ...]:
    found = {row["task"]: row for row in answers(engine, "agency-duties", agency=iri) if "former" in row}
    known = lines(engine, found)
    return tuple(
        Inherited(line=known[task], role=row["role"], former=row["former"], change=row.get("change"))
        for task, row in found.items()
        if task in known
    )


def _issued(engine: Engine, iri: str) -> tuple[IssuedAct, ...]:
    found = {row["act"]: row for row in reversed(rows(engine, "body-acts", body=iri))}
    return tuple(
        IssuedAct(act=act, title=row.get("title"), date=row.get("date"))
        for row in reversed(found.values())
        if (act := act_link(row, "act"))
    )
