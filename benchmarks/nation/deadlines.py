"""Deadlines as plans print them, with the dates that they mean.

deadline(2026, random)      Quý II/2026, 2026-04-01 to 2026-06-30 · Hằng năm · Trước ngày 30/9/2026 · …
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from benchmarks.nation.words import wording
from loaders.record import Deadline, DeadlineKind

LAST_YEAR: Final = 2030
_QUARTERS: Final = ("I", "II", "III", "IV")


def deadline(first_year: int, random: Random, kind: DeadlineKind | None = None) -> Deadline:
    """A deadline between `first_year` and 2030, of this kind, else of one by the shares of `words.yaml`."""
    shares = wording().shares
    kind = kind or random.choices([*shares], [*shares.values()])[0]
    text = random.choice(wording().deadlines[kind])
    year = random.randint(first_year, LAST_YEAR - 1)
    month, quarter = random.randint(1, 12), random.randint(1, 4)
    day = date(year, month, random.randint(1, 28))
    words = text.format(
        year=year,
        last=LAST_YEAR,
        month=month,
        quarter=_QUARTERS[quarter - 1],
        when=f"{day.day:02}/{day.month}/{day.year}",
    )
    start, end = {
        "quarter": (date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)),
        "month": (date(year, month, 1), _month_end(year, month)),
        "year": (date(year, 1, 1), date(year, 12, 31)),
        "period": (date(year, 1, 1), date(LAST_YEAR, 12, 31)),
        "date": (None if words.startswith("Trước") else day, day),
    }.get(kind, (None, None))
    return Deadline(
        text=words,
        kind=kind,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        condition=words if kind == "condition" else None,
    )


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
