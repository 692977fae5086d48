"""An obligation as lists of them show it, and where its deadline lies as seen from a day.

lines(engine, ["https://…/doc/thanh-hoa/2025/2015-qd-ubnd/task/II.3"])   {iri: Line(act=…, ordinal="II.3", …)}
standing(Due(end="2026-11-30"), date(2026, 11, 21))                      "soon"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Literal

from ontology.namespaces import BASE, CANCU
from queries.engine import Engine
from service.web.views.act_page import Due
from service.web.views.asking import Link, Row, View, act_link, link, rows_about

KINDS: Final[Mapping[str, str]] = {
    str(CANCU.Task): "task",
    str(CANCU.Duty): "duty",
    str(CANCU.ReportingDuty): "report",
}
SOON: Final = timedelta(days=30)
_VIETNAM: Final = timezone(timedelta(hours=7))

Standing = Literal["past", "soon", "later", "recurring", "undated"]
STANDINGS: Final[tuple[Standing, ...]] = ("past", "soon", "later", "recurring", "undated")


class Line(View):
    """An obligation with the act that sets it, its deadline, who leads, and its place in the source."""

    iri: str
    kind: str
    """ "task", "duty" or "report"."""
    act: Link
    ordinal: str | None
    text: str | None
    due: Due | None
    recurs: bool
    leads: tuple[Link, ...]
    page: str | None
    quote: str | None


def lines(engine: Engine, iris: Iterable[str]) -> dict[str, Line]:
    """The obligations among these IRIs, each by its IRI."""
    found: dict[str, list[Row]] = {}
    for row in rows_about(engine, "duties", sorted(set(iris))):
        found.setdefault(row["obligation"], []).append(row)
    return {iri: _line(group) for iri, group in found.items()}


def _line(group: list[Row]) -> Line:
    row = group[0]
    leads = {one["lead"]: found for one in group if (found := link(one, "lead", "leadName"))}
    return Line(
        iri=row["obligation"],
        kind=KINDS[row["kind"]],
        act=act_link(row, "act") or Link(iri=row["act"], name=row["act"].removeprefix(BASE)),
        ordinal=row.get("ordinal"),
        text=row.get("text"),
        due=due_of(row),
        recurs="recurrence" in row,
        leads=tuple(leads.values()),
        page=row.get("page"),
        quote=row.get("quote"),
    )


def due_of(row: Row) -> Due | None:
    """The deadline in a row's due, start, end, monthDay and condition; None where it has none of them."""
    due = Due(
        text=row.get("due"),
        start=row.get("start"),
        end=row.get("end"),
        month_day=row.get("monthDay"),
        condition=row.get("condition"),
    )
    return due if due != Due() else None


def today_in_vietnam() -> date:
    """The day it is in Vietnam, whose time has no summer."""
    return datetime.now(UTC).astimezone(_VIETNAM).date()


def standing(due: Due | None, today: date, *, recurs: bool = False) -> Standing:
    """Where a deadline lies: its last day is past, within 30 days or later; it comes again and again; it has no day.

    A day of every year is "soon" while its next time is within 30 days. `recurs`: it says how often ("Hằng năm").
    """
    if due is None:
        return "undated"
    if due.end:
        return standing_of_day(date.fromisoformat(due.end[:10]), today)
    if due.month_day:
        return "soon" if next_time(due.month_day, today) <= today + SOON else "recurring"
    return "recurring" if recurs else "undated"


def standing_of_day(day: date, today: date) -> Standing:
    """Where a last day lies as seen from today; today itself is "soon"."""
    if day < today:
        return "past"
    return "soon" if day <= today + SOON else "later"


def next_time(month_day: str, today: date) -> date:
    """The first day from today on that a day of every year falls on ("--11-15"); of 29 February the 28th."""
    for year in (today.year, today.year + 1):
        day = _in_year(month_day, year)
        if day >= today:
            return day
    return _in_year(month_day, today.year + 1)


def _in_year(month_day: str, year: int) -> date:
    month, day = (int(part) for part in month_day.strip("-").split("-")[:2])
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def quarter(day: date) -> tuple[int, int]:
    """The year and the quarter (1 to 4) of a day."""
    return day.year, (day.month + 2) // 3
