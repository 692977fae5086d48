"""One task: who answers for it, in what role, with the members of the groups it names; and what was made of it below.

Of 1703/QĐ-TTg, mục II.3: Thủ tướng directs, Bộ Khoa học và Công nghệ leads, "Các bộ, ngành" work along, which are
Bộ Y tế, Bộ Công Thương, …; and 31 provinces have a task that carries it out.
"""

from __future__ import annotations

from queries.engine import Engine
from service.web.views.answers import answers
from service.web.views.asking import Link, Row, View, names_of
from service.web.views.duties import Line, lines


class Answerable(View):
    """A body that answers for the task."""

    body: Link
    superiors: str | None
    territory: str | None
    until: str | None
    """Until when it stood (ISO date, inclusive); None while it stands."""
    today: str | None
    """Who follows it, where it is gone."""


class Party(View):
    """A body that the act names in a role, with those it means: members of a group, or the unit in brackets."""

    named: Answerable
    members: tuple[Answerable, ...]


class Responsible(View):
    """All that the act names in one role."""

    role: str
    parties: tuple[Party, ...]


class Below(View):
    """A task below that carries this one out."""

    depth: int
    task: Link
    text: str | None
    act: Link
    issuer: str | None
    leads: str | None
    score: str | None
    review: str | None
    reviewer: str | None


class TaskPage(View):
    line: Line
    chain: tuple[Responsible, ...]
    """By role: who directs, who leads, who works along."""
    below: tuple[Below, ...]


def task_page(engine: Engine, iri: str) -> TaskPage | None:
    """The page of the obligation `iri`; None where the graph has no such obligation."""
    line = lines(engine, [iri]).get(iri)
    if line is None:
        return None
    # A task of the same act that repeats the same point of its body is no task below.
    below = [row for row in answers(engine, "task-lineage", resource=iri) if row.get("document") != line.act.iri]
    names = names_of(engine, {row["document"] for row in below if "document" in row})
    return TaskPage(
        line=line,
        chain=_chain(answers(engine, "responsibility-chain", task=iri)),
        below=tuple(_below(row, names) for row in below),
    )


def _chain(found: list[Row]) -> tuple[Responsible, ...]:
    roles: dict[str, dict[str, tuple[Row | None, list[Row]]]] = {}
    for row in found:
        parties = roles.setdefault(row["role"], {})
        name = row.get("through") or row["name"]
        named, members = parties.get(name, (None, []))
        if "through" in row:
            members.append(row)
        else:
            named = row
        parties[name] = named, members
    return tuple(
        Responsible(role=role, parties=tuple(_party(named, members) for named, members in parties.values()))
        for role, parties in roles.items()
    )


def _party(named: Row | None, members: list[Row]) -> Party:
    """A body that only its members tell of stands as the first of them."""
    if named is None:
        named, *members = members
    return Party(named=_answerable(named), members=tuple(map(_answerable, members)))


def _answerable(row: Row) -> Answerable:
    return Answerable(
        body=Link(iri=row["body"], name=row.get("name") or row["body"]),
        superiors=row.get("superiors"),
        territory=row.get("territory"),
        until=row.get("until"),
        today=row.get("today"),
    )


def _below(row: Row, names: dict[str, str]) -> Below:
    act = row.get("document", row["task"])
    return Below(
        depth=int(row["depth"]),
        task=Link(iri=row["task"], name=row.get("ordinal") or row["task"].rpartition("/")[2]),
        text=row.get("text"),
        act=Link(iri=act, name=names.get(act, act)),
        issuer=row.get("issuer"),
        leads=row.get("leads"),
        score=row.get("score"),
        review=row.get("review"),
        reviewer=row.get("reviewer"),
    )
