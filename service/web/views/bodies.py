"""An agency's page: where it stands, and what falls on it.

Of Sở Khoa học và Công nghệ tỉnh Bình Dương: the body above it, the groups it belongs to, the tasks that it leads,
works along in or directs, with deadline and act, and those that fall on it as a member of a group.
"""

from __future__ import annotations

from typing import Final

from ontology.namespaces import CANCU
from queries.engine import Engine
from service.web.views.act_page import Due
from service.web.views.asking import Link, Row, View, act_link, link, rows

ROLES: Final = ("lead", "coordinating", "directing")
_KINDS: Final = {str(CANCU.Task): "task", str(CANCU.Duty): "duty", str(CANCU.ReportingDuty): "report"}


class Duty(View):
    """An obligation as it falls on a body; `via` is the group through which it does."""

    iri: str
    kind: str
    act: Link
    ordinal: str | None
    text: str | None
    due: Due | None
    via: Link | None


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
    valid_from: str | None
    valid_until: str | None
    successors: tuple[Link, ...]
    groups: tuple[Link, ...]
    members: tuple[Link, ...]
    below: tuple[Link, ...]
    duties: dict[str, tuple[Duty, ...]]
    """By role: lead, coordinating, directing."""
    issued: tuple[IssuedAct, ...]


def body_page(engine: Engine, iri: str) -> BodyPage | None:
    """The page of the body `iri`; None where the graph has no such body."""
    found = rows(engine, "body", body=iri)
    if not found:
        return None
    row = found[0]
    around = rows(engine, "body-relations", body=iri)
    kinds = {one["kind"] for one in found}
    return BodyPage(
        iri=iri,
        name=row.get("name") or iri.rpartition("/")[2],
        other_names=tuple(sorted({one["otherName"] for one in found if "otherName" in one})),
        kind=_kind(kinds),
        open_membership=row.get("open") == "true",
        level=row.get("level"),
        place=link(row, "place", "placeName"),
        above=_links(found, "above", "aboveName"),
        valid_from=row.get("from"),
        valid_until=row.get("until"),
        successors=_links(found, "successor", "successorName"),
        groups=_related(around, "group"),
        members=_related(around, "member"),
        below=_related(around, "below"),
        duties=_duties(engine, iri),
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


def _duties(engine: Engine, iri: str) -> dict[str, tuple[Duty, ...]]:
    by_role: dict[str, dict[str, Duty]] = {role: {} for role in ROLES}
    for row in rows(engine, "body-duties", body=iri):
        by_role[row["role"]].setdefault(row["obligation"], _duty(row))
    return {role: tuple(duties.values()) for role, duties in by_role.items()}


def _duty(row: Row) -> Duty:
    due = Due(text=row.get("due"), start=row.get("start"), end=row.get("end"), month_day=row.get("monthDay"))
    return Duty(
        iri=row["obligation"],
        kind=_KINDS[row["kind"]],
        act=link(row, "act", "actLabel") or Link(iri=row["act"], name=row["act"]),
        ordinal=row.get("ordinal"),
        text=row.get("text"),
        due=due if due != Due() else None,
        via=link(row, "via", "viaName"),
    )


def _issued(engine: Engine, iri: str) -> tuple[IssuedAct, ...]:
    found = {row["act"]: row for row in reversed(rows(engine, "body-acts", body=iri))}
    return tuple(
        IssuedAct(act=act, title=row.get("title"), date=row.get("date"))
        for row in reversed(found.values())
        if (act := act_link(row, "act"))
    )
