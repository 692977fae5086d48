"""What the graph says, as the analysis needs it: read once, in plain Python, every IRI a string.

read_facts(engine).acts["https://…/doc/ttg/2024/1703-qd-ttg"]     Act(label="Quyết định 1703/QĐ-TTg", …)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ontology.namespaces import BASE, data
from queries.analysis.asking import fields, pairs, rows
from queries.engine import Engine

ROLES: Final = ("lead", "coordinating", "directing")
LEVELS: Final = tuple(str(data(f"level/{name}")) for name in ("central", "province", "district", "commune"))
"""The levels from the top down; one that is not listed here comes behind them."""


@dataclass(frozen=True)
class Act:
    """An act. `day` is an ISO date, "" where no whole date is known; `level` that of its issuer, "" likewise."""

    iri: str
    label: str
    title: str
    number: str
    day: str
    dated: bool
    level: str
    issuers: tuple[str, ...]
    cited_only: bool


@dataclass(frozen=True)
class Body:
    """A body. `kind` is agency, office, group or ""; `begun` and `ended` are ISO dates, inclusive, or ""."""

    iri: str
    label: str
    kind: str
    level: str
    begun: str
    ended: str
    recognised: bool


@dataclass(frozen=True)
class Deadline:
    """A deadline. `kind` is a concept's IRI, `end` an ISO date, `day` an xsd:gMonthDay; "" where nothing is said."""

    obligation: str
    kind: str
    end: str
    day: str
    recurrence: str


@dataclass(frozen=True)
class Facts:
    """All that the analysis looks at, each list sorted and without doubles."""

    acts: Mapping[str, Act]
    relations: Mapping[tuple[str, str], tuple[str, ...]]
    """(act, other act) -> "based_on", "cites", "implements"."""
    bodies: Mapping[str, Body]
    members: Sequence[tuple[str, str]]
    """(group, member)."""
    obligations: Mapping[str, str]
    """Obligation -> the act that sets it."""
    bearers: Mapping[str, Sequence[tuple[str, str]]]
    """Role -> (obligation, body)."""
    deadlines: Sequence[Deadline]
    links: Sequence[tuple[str, str]]
    """(obligation, the task or point above that it carries out)."""
    levels: Mapping[str, str]
    """Level -> its Vietnamese name, from the top down."""

    def body(self, iri: str) -> Body:
        """The body; one that the graph does not describe is known by its path."""
        return self.bodies.get(iri) or Body(iri, path(iri), "", "", "", "", recognised=True)


def read_facts(engine: Engine) -> Facts:
    """The facts of a graph. The same graph gives the same facts in the same order, whatever the engine's order."""
    bodies = _bodies(engine)
    relations = _relations(engine)
    bearers: dict[str, list[tuple[str, str]]] = {role: [] for role in ROLES}
    for role, obligation, body in rows("bearers", engine):
        bearers[role].append((obligation, body))
    levels = dict(pairs("levels", engine))
    known = {body.level for body in bodies.values()} - {""}
    return Facts(
        acts=_acts(engine, bodies, {act for pair in relations for act in pair}),
        relations=relations,
        bodies=bodies,
        members=pairs("members", engine),
        obligations=dict(pairs("obligations", engine)),
        bearers={role: sorted(set(found)) for role, found in bearers.items()},
        deadlines=_deadlines(engine),
        links=pairs("links", engine),
        levels={level: levels.get(level, path(level)) for level in sorted(known, key=rank)},
    )


def rank(level: str) -> tuple[int, str]:
    """Where a level stands: the centre first, an unknown one last."""
    return (LEVELS.index(level) if level in LEVELS else len(LEVELS) + (not level), level)


def path(iri: str) -> str:
    """An IRI of ours by its path below the base, another as it is."""
    return iri.removeprefix(BASE)


def _acts(engine: Engine, bodies: Mapping[str, Body], related: set[str]) -> dict[str, Act]:
    said = fields("acts", engine)
    issuers: defaultdict[str, list[str]] = defaultdict(list)
    for act, issuer in pairs("issuers", engine):
        issuers[act].append(issuer)
    acts = sorted({*said.get("act", ()), *related})
    return {
        act: _act(act, {field: values.get(act, "") for field, values in said.items()}, issuers[act], bodies)
        for act in acts
    }


def _act(iri: str, said: Mapping[str, str], issuers: Sequence[str], bodies: Mapping[str, Body]) -> Act:
    number, day = said.get("number", ""), said.get("date", "")
    levels = (bodies[issuer].level for issuer in issuers if issuer in bodies)
    return Act(
        iri=iri,
        label=said.get("label") or " ".join(filter(None, (said.get("type"), number))) or path(iri),
        title=said.get("title", ""),
        number=number,
        day=day,
        dated=bool(day or said.get("month")),
        level=min(levels, key=rank, default=""),
        issuers=tuple(issuers),
        cited_only=bool(said.get("cited")),
    )


def _relations(engine: Engine) -> dict[tuple[str, str], tuple[str, ...]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for act, relation, other in rows("relations", engine):
        found[act, other].add(relation)
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def _bodies(engine: Engine) -> dict[str, Body]:
    said = fields("bodies", engine)
    kinds = said.get("kind", {})

    def value(field: str, body: str) -> str:
        return said.get(field, {}).get(body, "")

    return {
        body: Body(
            iri=body,
            label=value("label", body) or path(body),
            kind=kinds[body],
            level=value("level", body),
            begun=value("begun", body),
            ended=value("ended", body),
            recognised=not value("strange", body),
        )
        for body in sorted(kinds)
    }


def _deadlines(engine: Engine) -> list[Deadline]:
    said = fields("deadlines", engine)
    whose = said.get("obligation", {})
    others = [said.get(field, {}) for field in ("kind", "end", "day", "recurrence")]
    return [Deadline(whose[limit], *(values.get(limit, "") for values in others)) for limit in sorted(whose)]
