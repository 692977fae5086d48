"""Provinces and cities under the centre, of today's list and of the one before 2025-07-01.

    province("Bắc Ninh", date(2025, 8, 1))     unit bac-ninh        (Bắc Giang and Bắc Ninh)
    province("Bắc Ninh", date(2025, 3, 28))    unit bac-ninh-2004
    province("Bình Dương", date(2025, 4, 28))  unit binh-duong      (it has no namesake today)

The table is `units.csv`: the 34 of Quyết định 19/2025/QĐ-TTg, those of Quyết định 124/2004/QĐ-TTg that ended.
Districts and communes are in `localities`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from ontology.names import body_key, table

LIST_2025: Final = date(2025, 7, 1)
"""The first day of the list in force, with no districts any more (Nghị quyết 202/2025/QH15)."""

LAST_DAY_2004: Final = LIST_2025 - timedelta(days=1)
"""The last day of the list before it, with its districts (Luật 72/2025/QH15, Điều 51)."""

OLDER: Final = "-2004"
"""Behind the name of a unit, or a group of units, of the older list that has a namesake in today's."""


@dataclass(frozen=True)
class Unit:
    """A province, a district or a commune. Dates are inclusive, None where open."""

    name: str
    """The last part of its IRI unit/{name}: "binh-duong", "bac-ninh-2004", "00004", "00004-2004", "385"."""
    label: str
    """ "Bình Dương"; "1" of Phường 1."""
    full: str
    """As inside a sentence: "tỉnh Bình Dương", "Thành phố Hồ Chí Minh", "phường Ba Đình"."""
    code: str
    level: str
    """ "province", "district" or "commune"."""
    kind: str
    """ "tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn", "đặc khu"."""
    valid_from: date | None
    valid_until: date | None
    succeeded_by: tuple[str, ...]
    """Names of the units that its territory went to, more than one where it was split."""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    """Name of the unit directly above, as of today where it stands; None of a province."""
    district: str | None = None
    """Of a commune that was not rearranged: the district above it until the districts ended."""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def city(self) -> bool:
        """Whether it is a city (under the centre, or until 2025-06-30 under a province)."""
        return self.kind == "thành phố"

    @property
    def keys(self) -> frozenset[str]:
        """The forms of its bare name that a body's name may end in, as keys."""
        return frozenset(body_key(form) for form in (self.label, *self.aliases))

    def stands_on(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


def optional_date(text: str) -> date | None:
    """A date of a table; None where the cell is empty."""
    return date.fromisoformat(text) if text else None


def earliest(*days: date | None) -> date | None:
    """The first of the days that are known; None where none is."""
    return min((day for day in days if day), default=None)


@cache
def units() -> dict[str, Unit]:
    """The provinces of both lists by the name in their IRI."""
    rows = (
        Unit(
            name=row["unit"],
            label=row["name"],
            full=row["full"],
            code=row["code"],
            level=row["level"],
            kind=row["full"].removesuffix(row["name"]).strip().lower(),
            valid_from=optional_date(row["valid_from"]),
            valid_until=optional_date(row["valid_until"]),
            succeeded_by=tuple(name for name in row["succeeded_by"].split("|") if name),
            aliases=tuple(form for form in row["aliases"].split("|") if form),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in table("units.csv")
    )
    return {unit.name: unit for unit in rows}


@cache
def namesakes() -> dict[str, tuple[Unit, ...]]:
    """Key of a bare name -> the units that bear it, today's first."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units().values():
        for key in unit.keys:
            found[key].append(unit)
    return {key: tuple(bearers) for key, bearers in found.items()}


def province(name: str, day: date | None = None) -> Unit | None:
    """The province of that bare name on that day; without a day, or if none stood then, today's."""
    bearers = namesakes().get(body_key(name), ())
    if day is not None:
        for unit in bearers:
            if unit.stands_on(day):
                return unit
    return bearers[0] if bearers else None


def last_day(text: str | None) -> date | None:
    """The last day that a date of an act may mean: "2025-08" is 2025-08-31. None for what is no date."""
    parts = (text or "").split("-")
    try:
        if len(parts) == 1:
            return date(int(parts[0]), 12, 31)
        if len(parts) == 2:
            year, month = int(parts[0]), int(parts[1])
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date.fromisoformat(text or "")
    except ValueError:
        return None
