"""Deadlines as intervals: "Quý II/2025" is 2025-04-01 to 2025-06-30, both days included.

An office writes a deadline as a quarter, a month, a year, a period or a day; all are intervals of days, open on a side
that the words leave open. "Hằng năm" has no interval but comes back each year. The forms stand in
`language/deadlines.yaml`; a cell that no form takes is no deadline that we know, and the reader says so.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import cast

from loaders.language import grammar
from loaders.record import Deadline, DeadlineKind, DocumentHead, Place
from loaders.source import Passage

_QUARTERS: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES: Mapping[str, int] = {"đầu": 1, "cuối": 7}


@dataclass(frozen=True)
class DeadlineForm:
    """One form of writing a deadline, with what it leaves open ("start", "end" or nothing)."""

    pattern: re.Pattern[str]
    kind: DeadlineKind
    open_side: str | None
    before: bool
    recurrence: str | None
    examples: Mapping[str, tuple[date | None, date | None]]


@cache
def forms() -> tuple[DeadlineForm, ...]:
    """The forms of `language/deadlines.yaml`, in their order."""
    table = grammar("deadlines.yaml")
    parts: dict[str, str] = table["parts"]
    return tuple(_form(row, parts) for row in table["forms"])


def _form(row: Mapping[str, object], parts: Mapping[str, str]) -> DeadlineForm:
    pattern = re.sub(r"\{(\w*[a-z]\w*)\}", lambda name: parts[name[1]], str(row["form"]))
    examples = cast(Mapping[str, tuple[date | None, date | None]], row.get("examples", {}))
    return DeadlineForm(
        pattern=re.compile(pattern),
        kind=cast(DeadlineKind, row["kind"]),
        open_side=cast("str | None", row.get("open")),
        before=bool(row.get("before", False)),
        recurrence=cast("str | None", row.get("recurrence")),
        examples={text: (first, last) for text, (first, last) in examples.items()},
    )


def fold(text: str) -> str:
    """The words in lower case with single spaces, without end marks; hyphens between years close up."""
    text = re.sub(r"\s+", " ", text).strip(" .;,")
    return re.sub(r" ?[-–—] ?", "-", text.casefold())


@lru_cache(maxsize=16384)
def match_form(text: str) -> tuple[DeadlineForm, Mapping[str, str]] | None:
    """The form that takes the whole text, with the parts that it names; None where no form does."""
    folded = fold(text)
    for form in forms():
        found = form.pattern.fullmatch(folded)
        if found and (interval := _interval_of(form, found.groupdict())) is not None:
            return form, {k: v for k, v in found.groupdict().items() if v} | interval
    return None


@cache
def _words() -> frozenset[str]:
    """Words that deadlines are written with, from the examples of all forms but the conditions."""
    texts = (fold(text) for form in forms() if form.kind != "condition" for text in form.examples)
    return frozenset(word.strip(",:;") for text in texts for word in text.split() if word.strip(",:;").isalpha())


@lru_cache(maxsize=16384)
def may_be_part(text: str) -> bool:
    """Whether a few words may be a part of a deadline: "Trước ngày", "Ngày 30 tháng 6"."""
    words = [word.strip(",:;") for word in fold(text).split()]
    return 0 < len(words) <= 6 and all(word in _words() or not re.search(r"[^\W\d]", word) for word in words)


def read_deadline(passage: Passage) -> Deadline | None:
    """The deadline that a cell or a phrase says, or None where its words are no known form.

    `start` and `end` are ISO dates, inclusive, None where open; the text stays as printed.
    """
    text = passage.text.strip(" .;,")
    return _deadline(passage, text, match_form(text))


def year_of(head: DocumentHead) -> str | None:
    """The one year that an act's title sets for all of it, that of its date or the next; None where it sets none."""
    years = set(re.findall(grammar("deadlines.yaml")["year_of_title"], head.title or "", re.IGNORECASE))
    issued = int(head.date[:4]) if head.date else 0
    return next(iter(years)) if len(years) == 1 and years <= {str(issued), str(issued + 1)} else None


def read_in_year(passage: Passage, year: str) -> Deadline | None:
    """The deadline of words to which only the year is wanting, read in that one: "Quý II" in a plan for 2026.

    None for words that say a year themselves, or are no known form with one either.
    """
    text = passage.text.strip(" .;,")
    if re.search(r"\b20\d\d\b", text) or not re.fullmatch(grammar("deadlines.yaml")["without_year"], fold(text)):
        return None
    found = match_form(f"{text}/{year}") or match_form(f"{text} {year}")
    return _deadline(passage, text, found)


def read_cell(cell: Passage, year: str | None) -> tuple[Deadline | None, list[str]]:
    """The deadline of a cell or a labelled field; a doubt where its year was taken from the act's title, `year`."""
    if deadline := read_deadline(cell):
        return deadline, []
    if year and (deadline := read_in_year(cell, year)):
        return deadline, [f"Thời hạn “{cell.text}” không ghi năm; lấy năm {year} theo trích yếu của văn bản."]
    return None, []


def _deadline(passage: Passage, text: str, found: tuple[DeadlineForm, Mapping[str, str]] | None) -> Deadline | None:
    if found is None:
        return None
    form, parts = found
    return Deadline(
        text=text,
        kind=form.kind,
        start=parts.get("start"),
        end=parts.get("end"),
        recurrence=form.recurrence,
        month_day=_month_day(form, parts),
        condition=text if form.kind == "condition" else None,
        source=Place.of(passage.span()),
    )


def _month_day(form: DeadlineForm, parts: Mapping[str, str]) -> str | None:
    """The last day of a deadline that comes back each year: "--12-10", or the end of a month or quarter."""
    if form.kind != "annual" or not {"month", "quarter"} & parts.keys():
        return None
    month = int(parts["month"]) if "month" in parts else _QUARTERS[parts["quarter"]] * 3
    # 2023: the last day of a month that comes back every year is that of a common year.
    day = int(parts.get("day") or calendar.monthrange(2023, month)[1])
    return f"--{month:02d}-{day:02d}"


def _interval_of(form: DeadlineForm, parts: Mapping[str, str | None]) -> dict[str, str] | None:
    """{"start": …, "end": …} of a match, either left out where open; None for a day that no calendar has."""
    try:
        bounds = _bounds(parts)
    except ValueError:
        return None
    if bounds is None:
        return {}
    first, last = bounds
    if form.before:
        last = first - timedelta(days=1)
    named = {"start": first.isoformat(), "end": last.isoformat()}
    return {side: day for side, day in named.items() if side != form.open_side}


def _bounds(parts: Mapping[str, str | None]) -> tuple[date, date] | None:
    """First and last day of all that is named, from one part to the other ("month", "month2"); None without a year."""
    if not parts.get("year"):
        return None
    last_parts = {
        name: parts.get(f"{name}2") or parts.get(name) for name in ("year", "quarter", "month", "day", "half")
    }
    first, last = _days(parts)[0], _days(last_parts)[1]
    if last < first:
        raise ValueError(f"{first} to {last}: it ends before it begins")
    return first, last


def _days(parts: Mapping[str, str | None]) -> tuple[date, date]:
    """First and last day of the day, month, quarter, half or whole year named."""
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    if day:
        that_day = date(year, int(parts["month"] or 0), day)
        return that_day, that_day
    first, last = _months(parts)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _months(parts: Mapping[str, str | None]) -> tuple[int, int]:
    if month := int(parts.get("month") or 0):
        return month, month
    if quarter := _QUARTERS.get(parts.get("quarter") or ""):
        return quarter * 3 - 2, quarter * 3
    if half := _HALVES.get(parts.get("half") or ""):
        return half, half + 5
    return 1, 12
