"""Dates as acts write them, as far as they are filled in.

    "ngày 30 tháng 7 năm 2024"      →  2024-07-30
    "ngày 19/01/2019"               →  2019-01-19
    "ngày       /8/2025"            →  2025-08      the day is left blank
    "ngày     tháng….. năm 2025"    →  2025

A date that no calendar has ("31/02/2025") is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_BLANK: Final = r"[\s.…_]*"

DATE: Final = rf"""
    (?:
        # ngày 30 tháng 7 năm 2024
        ngày (?P<d1>\s*\d{{1,2}})? {_BLANK} tháng \s* (?P<m1>\d{{1,2}})? {_BLANK} ,? \s* năm \s* (?P<y1>\d{{4}})
        # ngày 28 /3 / 2025
      | ngày (?P<d2>\s*\d{{1,2}})? {_BLANK} (?P<s>[/.\-–]) \s* (?P<m2>\d{{1,2}}) \s* (?P=s) \s* (?P<y2>\d{{4}})
        # 31/8/2020
      | (?<!\d[/.\-]) (?<!\d) (?P<d3>\d{{1,2}}) / (?P<m3>\d{{1,2}}) / (?P<y3>\d{{4}}) (?!\d)
        # tháng 8 năm 2025
      | tháng \s* (?P<m4>\d{{1,2}}) (?: \s* năm \s* | / ) (?P<y4>\d{{4}})
        # Luật … năm 2015
      | năm \s+ (?P<y5>\d{{4}}) (?!\d)
    )
"""
_DATE: Final = re.compile(DATE, re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: `value` is ISO, as precise as it is filled in; null where no calendar has it."""

    value: str | None
    start: int
    end: int


def dates_in(text: str, start: int = 0) -> Iterator[FoundDate]:
    """The dates of a text in their order."""
    for found in _DATE.finditer(text, start):
        yield FoundDate(_iso(found), found.start(), found.end())


def date_at(text: str, start: int) -> FoundDate | None:
    """The date that begins exactly at `start`."""
    found = _DATE.match(text, start)
    return FoundDate(_iso(found), found.start(), found.end()) if found else None


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    year = _first(parts, "y1", "y2", "y3", "y4", "y5")
    month = _first(parts, "m1", "m2", "m3", "m4")
    day = _first(parts, "d1", "d2", "d3")
    if year is None or not 1900 <= year <= 2100:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _first(parts: dict[str, str | None], *names: str) -> int | None:
    return next((int(value) for name in names if (value := parts.get(name))), None)
