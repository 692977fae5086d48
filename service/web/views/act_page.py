"""All that an act's page shows.

Of Quyết định 1703/QĐ-TTg: its head, the lines "Căn cứ …", the provinces' plans that rest on it, the 28 rows of its
table with who leads, who works along and by when, its duties and reports, and what the check found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal

from pydantic import Field

from ontology.namespaces import CANCU, data, path_of
from ontology.namespaces import graph as graph_iri
from queries.engine import Engine
from service.web.views.act_relations import BASES, Basis, Follower, citations, followers, following_acts
from service.web.views.acts import Act, act
from service.web.views.asking import Link, Row, View, exists, link, number, rows
from shapes.rules import rules

Severity = Literal["violation", "warning", "hint"]

_ROLES: Final = {
    str(CANCU.leadAgency): "lead",
    str(CANCU.coordinatingAgency): "coordinating",
    str(CANCU.directingAgency): "directing",
    str(CANCU.reportTo): "report_to",
}
_KINDS: Final = {str(CANCU.Task): "task", str(CANCU.Duty): "duty", str(CANCU.ReportingDuty): "report"}
_SEVERITIES: Final[dict[str, Severity]] = {
    "http://www.w3.org/ns/shacl#Violation": "violation",
    "http://www.w3.org/ns/shacl#Warning": "warning",
    "http://www.w3.org/ns/shacl#Info": "hint",
}


class Bearer(View):
    """A body in a role; `unit` is the part of it in brackets that acts."""

    body: Link
    unit: Link | None = None


class Due(View):
    """A deadline: as printed, and what it comes to."""

    text: str | None = None
    start: str | None = Field(default=None, description="ISO date, inclusive.")
    end: str | None = Field(default=None, description="ISO date, inclusive.")
    month_day: str | None = Field(default=None, description='Day of each year: "--11-15".')
    condition: str | None = None


class Obligation(View):
    """A task, a duty or a report that the act sets."""

    iri: str
    kind: str
    ordinal: str | None
    text: str | None
    section: str | None = Field(default=None, description="Number of the subdivision it stands in, as printed.")
    section_title: str | None = None
    lead: tuple[Bearer, ...] = ()
    coordinating: tuple[Bearer, ...] = ()
    directing: tuple[Bearer, ...] = ()
    report_to: tuple[Bearer, ...] = ()
    due: Due | None = None
    result: str | None = None
    note: str | None = None
    quote: str | None = None
    page: int | None = None


class Section(View):
    """Tasks that stand under one heading of the table."""

    number: str | None
    title: str | None
    tasks: tuple[Obligation, ...]


class Signer(View):
    name: str | None
    position: str | None
    capacity: str | None


class Origin(View):
    """The file that the act was read from."""

    sha256: str | None
    media_type: str | None
    address: str | None
    reader: str | None
    loaded: str | None


class Finding(View):
    """What the check found. `node` is the task, or the act, that it is about."""

    severity: Severity
    message: str
    fix: str | None
    """What to write instead."""
    node: str
    ordinal: str | None
    quote: str | None
    page: int | None


class ActPage(View):
    act: Act
    bases: tuple[Basis, ...]
    """What it is based on, carries out, or was proposed by."""
    references: tuple[Basis, ...]
    """What else it cites."""
    proposers: tuple[Link, ...]
    followers: tuple[Follower, ...]
    followers_in_all: int
    """How many acts rest on it, also where only the first are told."""
    sections: tuple[Section, ...]
    duties: tuple[Obligation, ...]
    reports: tuple[Obligation, ...]
    signers: tuple[Signer, ...]
    origin: Origin | None
    checked: bool
    """Whether it was held against the rules; then no findings means that nothing was found."""
    findings: tuple[Finding, ...]


def act_page(engine: Engine, iri: str, most_followers: int | None = None) -> ActPage | None:
    """The page of the act `iri`; None where the graph has no such act.

    `most_followers`: of the acts that rest on it, so many of the oldest are told; None tells all.
    """
    head = act(engine, iri)
    if head is None:
        return None
    following = following_acts(engine, iri)
    found = obligations(engine, iri)
    cited = citations(engine, iri)
    report = str(data(f"report/{path_of(iri)}"))
    return ActPage(
        act=head,
        bases=tuple(one for relation in BASES for one in cited if one.relation == relation),
        references=tuple(one for one in cited if one.relation not in BASES),
        proposers=tuple(one for row in rows(engine, "proposers", act=iri) if (one := link(row, "body", "name"))),
        followers=followers(engine, following[:most_followers]),
        followers_in_all=len(following),
        sections=_sections(one for one in found if one.kind == "task"),
        duties=tuple(one for one in found if one.kind == "duty"),
        reports=tuple(one for one in found if one.kind == "report"),
        signers=_signers(engine, iri),
        origin=_origin(engine, iri),
        checked=exists(engine, report),
        findings=_findings(engine, report),
    )


def obligations(engine: Engine, iri: str) -> list[Obligation]:
    """What the act `iri` sets, each obligation once, down the text."""
    roles = _roles(rows(engine, "roles", act=iri))
    found: dict[str, Obligation] = {}
    for row in rows(engine, "obligations", act=iri):
        found.setdefault(row["obligation"], _obligation(row, roles[row["obligation"]]))
    return list(found.values())


def _roles(found: Iterable[Row]) -> dict[str, dict[str, tuple[Bearer, ...]]]:
    roles: dict[str, dict[str, tuple[Bearer, ...]]] = defaultdict(dict)
    for row in found:
        role, body = _ROLES.get(row["role"]), link(row, "body", "name")
        if role and body:
            bearer = Bearer(body=body, unit=link(row, "unit", "unitName"))
            before = roles[row["obligation"]].get(role, ())
            roles[row["obligation"]][role] = before if bearer in before else (*before, bearer)
    return roles


def _obligation(row: Row, roles: dict[str, tuple[Bearer, ...]]) -> Obligation:
    due = Due(
        text=row.get("due"),
        start=row.get("start"),
        end=row.get("end"),
        month_day=row.get("monthDay"),
        condition=row.get("condition"),
    )
    return Obligation(
        iri=row["obligation"],
        kind=_KINDS[row["kind"]],
        ordinal=row.get("ordinal"),
        text=row.get("text"),
        section=row.get("sectionNumber"),
        section_title=row.get("sectionTitle"),
        due=due if "deadline" in row else None,
        result=row.get("result"),
        note=row.get("note"),
        quote=row.get("quote"),
        page=number(row, "page"),
        **roles,
    )


def _sections(tasks: Iterable[Obligation]) -> tuple[Section, ...]:
    """Tasks by the heading that they stand under; a heading that comes back later opens a section of its own."""
    found: list[tuple[tuple[str | None, str | None], list[Obligation]]] = []
    for task in tasks:
        heading = (task.section, task.section_title)
        if not found or found[-1][0] != heading:
            found.append((heading, []))
        found[-1][1].append(task)
    return tuple(
        Section(number=path.rpartition("/")[2] if path else None, title=title, tasks=tuple(some))
        for (path, title), some in found
    )


def _signers(engine: Engine, iri: str) -> tuple[Signer, ...]:
    return tuple(
        Signer(name=row.get("name"), position=row.get("position"), capacity=row.get("capacity"))
        for row in rows(engine, "signatures", act=iri)
    )


def _origin(engine: Engine, iri: str) -> Origin | None:
    for row in rows(engine, "origin", graph=str(graph_iri(path_of(iri)))):
        return Origin(
            sha256=row.get("sha256"),
            media_type=row.get("media", "").rpartition("media-types/")[2] or None,
            address=row.get("address"),
            reader=row.get("reader"),
            loaded=row.get("loaded"),
        )
    return None


def _findings(engine: Engine, report: str) -> tuple[Finding, ...]:
    fixes = {str(rule.iri): rule.fix.vi for rule in rules().values()}
    found = {row["finding"]: row for row in rows(engine, "findings", report=report)}
    return tuple(
        Finding(
            severity=_SEVERITIES.get(row["severity"], "hint"),
            message=row["message"],
            fix=fixes.get(row["shape"]),
            node=row["node"],
            ordinal=row.get("ordinal"),
            quote=row.get("quote"),
            page=number(row, "page"),
        )
        for row in found.values()
    )
