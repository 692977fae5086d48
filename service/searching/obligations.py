"""The tasks, duties and reports of a graph as things that can be found.

Item("task", …/1703-qd-ttg/task/II.3, "Rà soát, hoàn thiện …", facets={"role": ("lead", "coordinating"), …})
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ontology.namespaces import CANCU, DCTERMS
from service.searching.facets import deadline_value, findings_of
from service.searching.folding import tidied
from service.searching.items import Item
from service.searching.shared import Shared, values
from service.searching.sources import Sources

OBLIGATIONS: Final = {"task": CANCU.Task, "duty": CANCU.Duty, "reporting": CANCU.ReportingDuty}
_FROM_ACT: Final = ("issuer", "province", "level")
"""Facets that an obligation has from the act that sets it."""


def obligations(sources: Sources, shared: Shared, acts: Mapping[str, Item]) -> Iterator[Item]:
    """The obligations of those acts; one whose act is unknown is left out."""
    texts, results = sources.texts(DCTERMS.description), sources.texts(CANCU.expectedResult)
    set_by, set_in = sources.links(CANCU.setBy), sources.links(CANCU.setIn)
    orders = sources.texts(CANCU.order)
    deadlines = _Deadlines(sources, shared)
    leads = sources.links(CANCU.leadAgency)
    roles = {
        "lead": leads.keys(),
        "coordinating": sources.bearing(CANCU.coordinatingAgency),
        "directing": sources.bearing(CANCU.directingAgency),
    }
    for kind, of_class in OBLIGATIONS.items():
        for iri in sources.instances(of_class):
            act = acts.get(next(iter(set_by.get(iri, ())), ""))
            if act is None:
                continue
            printed, due = deadlines.of(iri)
            named = [role for role, bearing in roles.items() if iri in bearing]
            theme = shared.titles.get(next(iter(set_in.get(iri, ())), ""), "")
            yield Item(
                kind="task",
                iri=iri,
                name=texts.get(iri, ""),
                text=results.get(iri, ""),
                by="; ".join(shared.names[one] for one in leads.get(iri, ()) if one in shared.names),
                near=f"{act.by} {act.near}",
                act=act.iri,
                due=printed,
                facets={name: act.facets[name] for name in _FROM_ACT if name in act.facets}
                | values(
                    type=[kind],
                    theme=[tidied(theme).rstrip(".:;")],
                    role=named or ["none"],
                    deadline=[due],
                    findings=[findings_of(shared.findings.get(iri, ()))],
                ),
                rank=(*act.rank[1:], int(kind != "task"), int(orders.get(iri, "") or 0)),
            )


class _Deadlines:
    """The deadlines of obligations: as printed, and as the facet has them."""

    def __init__(self, sources: Sources, shared: Shared) -> None:
        self._of: Final = sources.links(CANCU.hasDeadline)
        self._kinds: Final = sources.links(CANCU.deadlineKind)
        self._ends: Final = sources.texts(CANCU.endDate)
        self._labels: Final = shared.labels

    def of(self, obligation: str) -> tuple[str, str]:
        """("Quý IV/2025", "quarter 2025-12-31"); the one that ends first where there are several."""
        found = sorted(self._of.get(obligation, ()), key=lambda one: (self._ends.get(one, "9"), one))
        if not found:
            return "", deadline_value("", "")
        kind = next(iter(self._kinds.get(found[0], ())), "").rpartition("/")[2]
        return self._labels.get(found[0], ""), deadline_value(kind, self._ends.get(found[0], ""))
