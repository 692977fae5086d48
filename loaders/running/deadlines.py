"""The deadline that a sentence sets.

    "… hoàn thành trước ngày 15/11/2026; báo cáo kết quả trước ngày 30/11/2026."      up to 2026-11-15
    "… rà soát các dự án được phê duyệt trước ngày 01/7/2014"                        none: it looks back
    "… rà soát danh mục, hoàn thành trước ngày 01/6/2025", in a plan of 12/9/2025    up to 2025-06-01, a slip
    "… báo cáo trước ngày 30/6"                                                      not guessed: no year

The forms are in `language/running_tasks.yaml`; what their words mean, in `language/deadlines.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.deadlines import read_deadline
from loaders.language import grammar
from loaders.record import Deadline
from loaders.source import Passage

_CLAUSE_EDGE = re.compile(r"[;:]\s|\.\s+(?=[^\d\W])")


@dataclass(frozen=True)
class SentenceDeadline:
    """The deadline of a task, or null with why it is not known where the words name one that cannot be told."""

    deadline: Deadline | None
    doubt: str | None = None


@dataclass(frozen=True)
class _Form:
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    """Words that must stand before it in its clause."""
    behind: re.Pattern[str] | None
    """Words that make it a deadline even where the act's own date is not known."""


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(_compiled(row["form"]), _optional(row, "needs"), _optional(row, "behind"))
        for row in grammar("running_tasks.yaml")["deadlines"]
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    return _compiled(grammar("running_tasks.yaml")[name])


def _optional(row: Mapping[str, str], name: str) -> re.Pattern[str] | None:
    return _compiled(row[name]) if name in row else None


def _compiled(form: str) -> re.Pattern[str]:
    parts = grammar("running_tasks.yaml")["parts"]
    form = re.sub(r"\{(\w*[a-z]\w*)\}", lambda name: parts[name[1]], form).replace(" ?", r"\s*")
    return re.compile(rf"(?<!\w)(?:{form.replace(' ', r'[ ]+')})(?!\d)", re.IGNORECASE)


def sentence_deadline(text: Passage, issued: str | None) -> SentenceDeadline:
    """The deadline of a task's sentences; `issued`: the act's ISO date, where known.

    Of several, the one behind "hoàn thành" holds; where that leaves two different ones, none is chosen.
    """
    found = list(_candidates(text, issued))
    completing = [deadline for deadline, completes in found if completes] or [deadline for deadline, _ in found]
    intervals = {(deadline.start, deadline.end) for deadline in completing}
    if len(intervals) == 1:
        return SentenceDeadline(completing[0])
    if intervals:
        return SentenceDeadline(None, f"Nhiều thời hạn: {'; '.join(deadline.text for deadline in completing)}.")
    open_day = next(
        (day for day in _words("without_year").finditer(text.text) if not _comes_back(text.text, day)), None
    )
    return SentenceDeadline(None, f"Thời hạn “{open_day[0]}” không ghi năm." if open_day else None)


def _comes_back(text: str, found: re.Match[str]) -> bool:
    return bool(_words("recurring").search(_clause_before(text, found)))


def _candidates(text: Passage, issued: str | None) -> Iterator[tuple[Deadline, bool]]:
    """Each deadline of the text, and whether it is that of completing the task."""
    for form in _forms():
        for found in form.pattern.finditer(text.text):
            before = _clause_before(text.text, found)
            deadline = _deadline(text, found)
            if deadline and _binds(form, before, deadline, issued):
                nearest = before[-90:] + found[0]
                yield deadline, bool(_words("completing").search(nearest))


def _deadline(text: Passage, found: re.Match[str]) -> Deadline | None:
    return read_deadline(text.part(found.start(), found.end()))


def _binds(form: _Form, before: str, deadline: Deadline, issued: str | None) -> bool:
    if _words("looking_back").search(before + " " + deadline.text):
        return False
    if issued and deadline.end and deadline.end < issued[:10] and not _words("although_past").search(before.strip()):
        return False
    if form.needs:
        return bool(form.needs.search(before))
    return bool(issued or not form.behind or form.behind.search(f"{before} {deadline.text}"))


def _clause_before(text: str, found: re.Match[str]) -> str:
    start = max((edge.end() for edge in _CLAUSE_EDGE.finditer(text, 0, found.start())), default=0)
    return text[start : found.start()]
