"""Periodic reports: who reports to whom, by which day of the year.

    "trước ngày 15/11 hàng năm, hoàn thành báo cáo … và gửi Sở Khoa học và Công nghệ để tổng hợp, báo cáo UBND tỉnh"
        the sentence's bearers → Sở Khoa học và Công nghệ      due --11-15, yearly
        Sở Khoa học và Công nghệ → UBND tỉnh                   due null, yearly

Reports of difficulties and those "khi có yêu cầu" alone are no periodic reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from loaders.duties import DutyClause
from loaders.forms.clauses import lists_behind, names_of
from loaders.language import grammar
from loaders.record import Place, Recurrence, Report
from loaders.source import Passage

_SENTENCE_END: Final = re.compile(r"[.;](?=\s|$|[^\d\s])")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class _Grammar:
    report: re.Pattern[str]
    recurrences: tuple[tuple[re.Pattern[str], Recurrence], ...]
    due: re.Pattern[str]
    recipients: re.Pattern[str]
    asked_by: re.Pattern[str]
    collected: re.Pattern[str]
    no_report: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    table = grammar("reports.yaml")

    def pattern(form: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{form.replace(' ', r'[ ]+')})(?!\w)", re.IGNORECASE)

    before_body = "|".join(f"(?:{form})" for form in table["recipients"])
    return _Grammar(
        report=pattern(table["report"]),
        recurrences=tuple((pattern(row["form"]), cast(Recurrence, row["recurrence"])) for row in table["recurrences"]),
        due=pattern(table["due"]),
        recipients=re.compile(rf"(?<!\w)(?:{before_body.replace(' ', '[ ]+')})\s+", re.IGNORECASE),
        asked_by=re.compile(rf"(?<!\w)(?:{table['asked_by'].replace(' ', '[ ]+')})\s+", re.IGNORECASE),
        collected=re.compile(rf"(?<!\w)(?:{table['collected'].replace(' ', '[ ]+')})\s+", re.IGNORECASE),
        no_report=pattern("|".join(table["no_report"])),
    )


def read_reports(clauses: Iterable[DutyClause]) -> list[Report]:
    """Every periodic report in the order of the text, a collector's behind the one that it collects."""
    return [report for clause in clauses for report in _reports(clause)]


def _reports(clause: DutyClause) -> Iterator[Report]:
    for start, end in _sentences(clause.item.text.text, clause.start, clause.end):
        recurrence, due = _recurrence(clause.item.text.text[start:end])
        if recurrence:
            yield from _sentence_reports(clause, start, end, recurrence, due)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE_END.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    if start < end:
        yield start, end


def _recurrence(sentence: str) -> tuple[Recurrence | None, str | None]:
    """How the sentence's report comes back, and its day of the year; (null, null) where it sets no such report."""
    forms = _grammar()
    report = forms.report.search(sentence)
    if report is None:
        return None, None
    if forms.due.search(sentence):
        return "yearly", _due(sentence)
    if forms.no_report.search(sentence):
        return None, None
    for pattern, recurrence in forms.recurrences:
        if any(_frames(sentence, found, report) for found in pattern.finditer(sentence)):
            return recurrence, None
    return None, None


def _frames(sentence: str, found: re.Match[str], report: re.Match[str]) -> bool:
    """Whether "hằng năm", "định kỳ" belongs to the report: at the head of a clause before it, or right behind it."""
    before = sentence[: found.start()].rstrip()
    heads = found.end() <= report.start() and (not before or before.endswith((",", ";", ":", "và", ")")))
    words_before = re.search(r"(?:định kỳ|đột xuất|,|và)$", before, re.IGNORECASE)
    behind = 0 <= found.start() - report.end() <= 3
    return bool(heads or behind or (words_before and found.end() <= report.start()))


def _due(sentence: str) -> str | None:
    found = _grammar().due.search(sentence)
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    return f"--{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] else None


def _sentence_reports(
    clause: DutyClause, start: int, end: int, recurrence: Recurrence, due: str | None
) -> Iterator[Report]:
    forms, text = _grammar(), clause.item.text
    collected = forms.collected.search(text.text, start, end)
    to = names_of(lists_behind(text, forms.recipients, start, collected.start() if collected else end))
    if not to:  # nobody to collect it: "tổng hợp, báo cáo UBND tỉnh" is the bearer's own
        collected = None
        to = names_of(lists_behind(text, forms.recipients, start, end))
        to = to or names_of(lists_behind(text, forms.asked_by, start, end))
    yield _report(clause, list(clause.bearers), to, due, recurrence, text.part(start, end))
    if collected:
        onward = names_of(lists_behind(text, forms.collected, start, end))
        if onward:
            yield _report(clause, to, onward, None, recurrence, text.part(start, end))


def _report(
    clause: DutyClause, reporter: list[str], to: list[str], due: str | None, recurrence: Recurrence, words: Passage
) -> Report:
    return Report.model_validate(
        {
            "path": clause.item.path,
            "reporter": reporter,
            "to": to,
            "due": due,
            "recurrence": recurrence,
            "in": clause.item.in_text,
            "text": words.text,
            "source": Place.of(words.span()),
        }
    )
