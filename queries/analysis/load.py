"""What bodies bear: obligations by role, named themselves or through a group, deadlines still open, chains.

"Các sở, ban, ngành" as coordinating: for the group one obligation, for Sở Y tế tỉnh Bình Dương one through a group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from queries.analysis.chains import Chains
from queries.analysis.congestion import KINDS, QUARTER, period
from queries.analysis.facts import ROLES, Body, Deadline, Facts


@dataclass(frozen=True)
class Load:
    """What one body bears; `named` and `grouped` are numbers of obligations by role.

    `named`: the acts name the body itself. `grouped`: they name only a group that it belonged to at the act's date.
    `open`: deadlines, of obligations that name it, that end on the day of reference or later, or come back.
    `chains`: chains in which a task stands that names it, in whatever role.
    """

    body: Body
    named: Mapping[str, int]
    grouped: Mapping[str, int]
    open: int
    chains: int

    @property
    def order(self) -> tuple[int, int, str]:
        """Those that bear most come first."""
        return -sum(self.named.values()), -sum(self.grouped.values()), self.body.iri


def loads(facts: Facts, chains: Chains, day: str) -> list[Load]:
    """The load of each body that bears anything, the heaviest first. `day`: ISO date from which deadlines are open."""
    named: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {role: [] for role in ROLES})
    for role in ROLES:
        for obligation, body in facts.bearers[role]:
            named[body][role].append(obligation)
    groups = _Groups(facts, named)
    still_open = Counter(deadline.obligation for deadline in facts.deadlines if _is_open(deadline, day))
    nothing: dict[str, list[str]] = {role: [] for role in ROLES}
    found = []
    for iri in sorted({*named, *groups.members}):
        own = named.get(iri, nothing)
        grouped = groups.borne(facts.body(iri), own)
        tasks = {obligation for role in ROLES for obligation in own[role]}
        if not tasks and not any(grouped.values()):
            continue  # a member of groups that were named only before it stood or after it ended
        found.append(
            Load(
                body=facts.body(iri),
                named={role: len(own[role]) for role in ROLES},
                grouped=grouped,
                open=sum(still_open[task] for task in tasks),
                chains=chains.through(tasks),
            )
        )
    return sorted(found, key=lambda load: load.order)


def _is_open(deadline: Deadline, day: str) -> bool:
    kind = period(deadline).kind
    return deadline.end >= day if kind == QUARTER else kind in KINDS[1:3]


class _Groups:
    """What falls on members through their groups. Members of the same groups and the same time share one answer."""

    def __init__(self, facts: Facts, named: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._facts = facts
        self._named = named
        self._over = {body: frozenset(over) for body, over in _memberships(facts, named)}
        self._known: dict[tuple[frozenset[str], str, str, str], frozenset[str]] = {}
        self.members = self._over.keys()

    def borne(self, body: Body, own: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Role -> obligations that name a group of the body's and not the body itself."""
        over = self._over.get(body.iri, frozenset())
        borne = {}
        for role in ROLES:
            all_of_them = self._of(over, role, body.begun, body.ended)
            borne[role] = len(all_of_them) - sum(1 for task in own[role] if task in all_of_them)
        return borne

    def _of(self, over: frozenset[str], role: str, begun: str, ended: str) -> frozenset[str]:
        key = (over, role, begun, ended)
        if key not in self._known:
            tasks = {task for group in over for task in self._named[group][role]}
            self._known[key] = frozenset(task for task in tasks if self._stood(task, begun, ended))
        return self._known[key]

    def _stood(self, task: str, begun: str, ended: str) -> bool:
        """Whether a body of these days stood at the act's date; an act without a whole date counts."""
        act = self._facts.acts.get(self._facts.obligations.get(task, ""))
        day = act.day if act else ""
        return not day or (begun or day) <= day <= (ended or day)


def _memberships(facts: Facts, named: Mapping[str, object]) -> Iterator[tuple[str, set[str]]]:
    """Each member with those groups over it, also through groups of groups, that bear anything."""
    groups: nx.DiGraph[str] = nx.DiGraph()
    groups.add_nodes_from(group for group, _ in facts.members)
    groups.add_edges_from((group, member) for group, member in facts.members if member in groups)
    over = {group: {one for one in (group, *nx.ancestors(groups, group)) if one in named} for group in groups}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group, member in facts.members:
        found[member] |= over[group]
    return ((member, bearing - {member}) for member, bearing in found.items() if bearing)
