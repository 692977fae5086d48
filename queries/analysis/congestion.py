"""When deadlines end: by quarter, by the day of every year, and all those that have no last day.

period(deadline)      Period(kind="quarter", when="2026-Q2")      "Quý II/2026": it ends on 2026-06-30
                      Period(kind="yearly", when="11-15")         "trước ngày 15/11 hằng năm"
                      Period(kind="ongoing", when="")             "thường xuyên"

Every deadline has one period and every obligation without a deadline, too, so the sums are the whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ontology.namespaces import data
from queries.analysis.facts import Deadline, Facts

QUARTER: Final = "quarter"
KINDS: Final = (QUARTER, "yearly", "recurring", "ongoing", "conditional", "without-end", "none")
"""In this order the tables have them. recurring: again and again, on no given day; without-end: only a first day, or
words that give none; none: no deadline at all."""

_WITHOUT_END: Final = {str(data("deadline/ongoing")): "ongoing", str(data("deadline/condition")): "conditional"}
_ANNUAL: Final = str(data("deadline/annual"))
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-\d\d")
_MONTH_DAY: Final = re.compile(r"--(\d\d-\d\d)")


@dataclass(frozen=True)
class Period:
    """A quarter, a day of every year, or one of the kinds that have neither."""

    kind: str
    when: str

    @property
    def order(self) -> tuple[int, str]:
        """Quarters by time, then the days of every year, then the rest by KINDS."""
        return KINDS.index(self.kind), self.when


WITHOUT: Final = Period("none", "")


def period(deadline: Deadline) -> Period:
    """When it ends. What comes back each year counts by its day, never by the last year in which it does."""
    if found := _MONTH_DAY.match(deadline.day):
        return Period("yearly", found[1])
    if deadline.recurrence or deadline.kind == _ANNUAL:
        return Period("recurring", "")
    if found := _DAY.match(deadline.end):
        return Period(QUARTER, f"{found[1]}-Q{(int(found[2]) + 2) // 3}")
    return Period(_WITHOUT_END.get(deadline.kind, "without-end"), "")


def by_level(facts: Facts) -> dict[Period, Counter[str]]:
    """Period -> level of the act (an IRI, "" where unknown) -> how many deadlines of its obligations end then."""
    found: defaultdict[Period, Counter[str]] = defaultdict(Counter)
    for obligation, when in _dated(facts):
        act = facts.acts.get(facts.obligations.get(obligation, ""))
        found[when][act.level if act else ""] += 1
    return dict(sorted(found.items(), key=lambda item: item[0].order))


def by_lead(facts: Facts) -> dict[Period, Counter[str]]:
    """Period -> leading body ("" where nobody leads) -> deadlines. What several bodies lead counts for each of them."""
    leads: defaultdict[str, list[str]] = defaultdict(list)
    for obligation, body in facts.bearers["lead"]:
        leads[obligation].append(body)
    found: defaultdict[Period, Counter[str]] = defaultdict(Counter)
    for obligation, when in _dated(facts):
        found[when].update(leads.get(obligation) or [""])
    return dict(sorted(found.items(), key=lambda item: item[0].order))


def _dated(facts: Facts) -> Iterator[tuple[str, Period]]:
    with_deadline = set()
    for deadline in facts.deadlines:
        with_deadline.add(deadline.obligation)
        yield deadline.obligation, period(deadline)
    for obligation in facts.obligations:
        if obligation not in with_deadline:
            yield obligation, WITHOUT
