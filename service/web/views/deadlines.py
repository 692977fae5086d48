"""When obligations fall due: how many in each month, and which they are, of all or of an act, a body, a province.

    pool = everything(engine)                         # or chosen(engine, act=…, body=…, province=…)
    pool.tally(date(2026, 11, 21)).by_standing        # {"past": 2711, "soon": 137, "later": …, "recurring": …, …}
    pool.listed("2026-12", date(2026, 11, 21))[:50]   # [("https://…/task/II.3", "2026-12-01"), …]

Each obligation counts once, by its last day; without one by its day of every year. "soon" is the next 30 days, and what
comes every year within them. "recurring" comes again ("trước 15/11 hằng năm", "Hằng năm"), "undated" has a deadline in
other words only ("Thường xuyên"), "none" has none at all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode

from ontology.namespaces import XSD
from queries.engine import Engine
from service.web.views.asking import HERE, rows
from service.web.views.duties import SOON, next_time, standing_of_day

Entry = tuple[str, str | None]
"""An obligation's IRI, and the day that it is listed by (ISO); None where it has none."""

BUCKETS: Final = ("past", "soon", "later", "recurring", "undated", "none")
_MONTH: Final = re.compile(r"(\d{4})-(?:(0[1-9]|1[0-2])|q([1-4]))")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Tally:
    """How many obligations fall due when."""

    by_month: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By year and month of the last day."""
    by_standing: Counter[str] = field(default_factory=Counter)
    """By bucket, of BUCKETS."""

    def quarters(self) -> list[tuple[int, int]]:
        """Every quarter from the first to the last in which something falls due."""
        found = sorted(self.by_month)
        if not found:
            return []
        first, last = ((year, (month + 2) // 3) for year, month in (found[0], found[-1]))
        return [
            (year, number)
            for year in range(first[0], last[0] + 1)
            for number in range(1, 5)
            if first <= (year, number) <= last and self.of_quarter(year, number)
        ]

    def of_quarter(self, year: int, number: int) -> int:
        return sum(self.by_month[year, month] for month in range(3 * number - 2, 3 * number + 1))


class Pool(Protocol):
    """Obligations that are counted and listed by their deadlines."""

    def tally(self, today: date) -> Tally: ...

    def listed(self, bucket: str, today: date) -> Sequence[Entry]:
        """What lies in a bucket, the earliest first: one of BUCKETS, a month "2026-12" or a quarter "2026-q4"."""
        ...


def span(bucket: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of a bucket that is a stretch of days; None for another. ValueError for no bucket."""
    if bucket in BUCKETS:
        stretches = {
            "past": (date.min, today - _DAY),
            "soon": (today, today + SOON),
            "later": (today + SOON + _DAY, date.max),
        }
        return stretches.get(bucket)
    found = _MONTH.fullmatch(bucket)
    if found is None or not 1 <= int(found[1]) <= 9999:
        raise ValueError(f'"{bucket}" is no month, quarter or kind of deadline')
    year = int(found[1])
    first, last = (int(found[2]), int(found[2])) if found[2] else (3 * int(found[3]) - 2, 3 * int(found[3]))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def everything(engine: Engine) -> Pool:
    """All obligations of the graph."""
    return _Everything(engine)


def chosen(engine: Engine, **given: str) -> Pool:
    """The obligations of an act, that fall on a body, in a province: IRIs by `act`, `body`, `province`; all of them."""
    found: dict[str, _Dated] | None = None
    for kind, iri in given.items():
        these = {
            row["task"]: _Dated(row.get("end"), row.get("monthDay"), "recurrence" in row, "limit" in row)
            for row in _of(engine, kind, iri)
        }
        found = these if found is None else {task: dated for task, dated in found.items() if task in these}
    return _Chosen(found or {})


def _of(engine: Engine, kind: str, iri: str) -> list[dict[str, str]]:
    return rows(engine, f"deadlines-of-{kind}", **{kind: iri})


@dataclass(frozen=True)
class _Dated:
    end: str | None
    month_day: str | None
    recurs: bool
    limited: bool

    def when(self, today: date) -> date | None:
        if self.end:
            return date.fromisoformat(self.end[:10])
        return next_time(self.month_day, today) if self.month_day else None

    def bucket(self, today: date) -> str:
        day = self.when(today)
        if day is None:
            return "recurring" if self.recurs else "undated" if self.limited else "none"
        if self.end:
            return standing_of_day(day, today)
        return "soon" if day <= today + SOON else "recurring"


@dataclass(frozen=True)
class _Chosen:
    tasks: Mapping[str, _Dated]

    def tally(self, today: date) -> Tally:
        ends = (one.end for one in self.tasks.values() if one.end)
        return Tally(
            Counter((int(end[:4]), int(end[5:7])) for end in ends),
            Counter(one.bucket(today) for one in self.tasks.values()),
        )

    def listed(self, bucket: str, today: date) -> Sequence[Entry]:
        stretch = span(bucket, today) if bucket not in BUCKETS else None
        return _sorted(
            (task, one.when(today))
            for task, one in self.tasks.items()
            if (_within(one.end, stretch) if stretch else one.bucket(today) == bucket)
        )


def _within(end: str | None, stretch: tuple[date, date]) -> bool:
    return end is not None and stretch[0] <= date.fromisoformat(end[:10]) <= stretch[1]


def _sorted(found: Iterable[tuple[str, date | None]]) -> list[Entry]:
    ordered = sorted(found, key=lambda pair: (pair[1] or date.max, pair[0]))
    return [(task, day.isoformat() if day else None) for task, day in ordered]


@dataclass(frozen=True)
class _Everything:
    engine: Engine

    def tally(self, today: date) -> Tally:
        by_month: Counter[tuple[int, int]] = Counter()
        standings: Counter[str] = Counter()
        sums: Counter[str] = Counter()
        for row in rows(self.engine, "deadlines-tally"):
            number = int(row["number"])
            sums[row["what"]] += number
            if row["what"] == "end":
                day = date.fromisoformat(row["value"][:10])
                by_month[day.year, day.month] += number
                standings[standing_of_day(day, today)] += number
            elif row["what"] == "yearly":
                near = next_time(row["value"], today) <= today + SOON
                standings["soon" if near else "recurring"] += number
        recurring = sums["often"] - sums["often-ending"] - sums["often-yearly"]
        standings["recurring"] += recurring
        standings["undated"] = sums["limits"] - sums["end"] - sums["yearly"] - recurring
        standings["none"] = sums["obligations"] - sums["limits"]
        return Tally(by_month, standings)

    def listed(self, bucket: str, today: date) -> Sequence[Entry]:
        if bucket == "undated":
            return _Lazy(self.engine, "deadlines-undated")
        if bucket == "none":
            return []
        yearly = [
            (row["task"], next_time(row["monthDay"], today))
            for row in (rows(self.engine, "deadlines-yearly") if bucket in ("soon", "recurring") else ())
        ]
        if bucket == "recurring":
            dated = _sorted(pair for pair in yearly if pair[1] > today + SOON)
            return [*dated, *_Lazy(self.engine, "deadlines-recurring")]
        ending = _Lazy(self.engine, "deadlines-ending", span(bucket, today))
        if bucket != "soon":
            return ending
        near = [pair for pair in yearly if pair[1] <= today + SOON]
        return _sorted([*near, *((task, date.fromisoformat(day[:10])) for task, day in ending if day)])


class _Lazy(Sequence[Entry]):
    """The rows of a query, of which only those that are shown are looked at."""

    def __init__(self, engine: Engine, name: str, stretch: tuple[date, date] | None = None) -> None:
        days = dict(zip(("from", "to"), map(_literal, stretch), strict=True)) if stretch else {}
        text = (HERE / f"{name}.rq").read_text(encoding="utf-8")
        self._rows = engine.select(text, days).rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:  # type: ignore[override]
        return [_entry(row) for row in self._rows[index]] if isinstance(index, slice) else _entry(self._rows[index])


def _literal(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=NamedNode(str(XSD.date)))


def _entry(row: Sequence[object]) -> Entry:
    return str(getattr(row[0], "value", row[0])), str(getattr(row[1], "value", row[1])) if len(row) > 1 else None
