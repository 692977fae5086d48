"""What all renderings of a report say alike: the terms, the counts, the place of a finding in words.

place_of(finding, "vi")      "nhiệm vụ II.3, mục II, trang 9"
counts([report], "vi")       "3 lỗi, 2 cảnh báo, 14 lưu ý"
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from shapes.report import AcceptedFinding, Finding, NotChecked, Report
from shapes.rules import Rule, Severity, Words, rule

Language = Literal["vi", "en"]

QUOTE_LENGTH: Final = 120
"""A longer quote is cut at a word and ends in "…" in text and HTML; JSON gives it whole."""

SEVERITIES: Final[dict[Severity, Words]] = {
    "violation": Words(vi="LỖI", en="VIOLATION"),
    "warning": Words(vi="CẢNH BÁO", en="WARNING"),
    "hint": Words(vi="LƯU Ý", en="HINT"),
}
COUNTS: Final[dict[Severity, Words]] = {
    "violation": Words(vi="lỗi", en="violations"),
    "warning": Words(vi="cảnh báo", en="warnings"),
    "hint": Words(vi="lưu ý", en="hints"),
}
TERMS: Final[dict[str, Words]] = {
    "title": Words(vi="Báo cáo kiểm tra văn bản", en="Report on the checked acts"),
    "fix": Words(vi="Cần viết", en="Write"),
    "source": Words(vi="Nguồn", en="Source"),
    "nothing": Words(vi="Không có gì phải sửa.", en="Nothing to mend."),
    "not_checked": Words(vi="Chưa kiểm tra được", en="Could not be checked"),
    "task": Words(vi="nhiệm vụ", en="task"),
    "path": Words(vi="mục", en="at"),
    "page": Words(vi="trang", en="page"),
    "whole": Words(vi="cả văn bản", en="the act as a whole"),
    "acts": Words(vi="văn bản", en="acts"),
    "accepted": Words(vi="Đã được chấp nhận", en="Accepted"),
    "accepted_count": Words(vi="đã được chấp nhận", en="accepted"),
    "reason": Words(vi="Lý do", en="Reason"),
    "draft": Words(vi="Văn bản và các điểm cần xem lại", en="The text and what to look at"),
    "findings": Words(vi="Các điểm cần xem lại", en="What to look at"),
    "summary": Words(vi="Tóm tắt", en="Summary"),
    "without_place": Words(vi="Về cả văn bản", en="On the act as a whole"),
    "to_place": Words(vi="xem tại chỗ", en="to its place"),
    "empty_cell": Words(vi="ô để trống", en="empty cell"),
}


def said(words: Words, language: Language) -> str:
    return words.vi if language == "vi" else words.en


def term(name: str, language: Language) -> str:
    """A word of the renderings by its name in TERMS."""
    return said(TERMS[name], language)


_OneFinding = TypeVar("_OneFinding", bound=Finding)


@dataclass(frozen=True)
class Group:
    """All findings of one rule in one act."""

    rule: Rule
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[_OneFinding]) -> tuple[Group, ...]:
    """The findings by rule: violations first, then warnings, then hints; each down the text."""
    severities: list[Severity] = list(SEVERITIES)
    by_rule: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: severities.index(finding.severity)):
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(Group(rule(rule_id), tuple(some)) for rule_id, some in by_rule.items())


def summary(reports: Sequence[Report], language: Language = "vi") -> str:
    """ "5 văn bản: 3 lỗi, 2 cảnh báo, 14 lưu ý"."""
    return f"{len(reports)} {term('acts', language)}: {counts(reports, language)}"


def counts(reports: Sequence[Report], language: Language) -> str:
    """ "3 lỗi, 2 cảnh báo, 14 lưu ý", zeros too; ", 1 đã được chấp nhận" where something was."""
    told = [
        f"{sum(report.count(severity) for report in reports)} {said(words, language)}"
        for severity, words in COUNTS.items()
    ]
    if accepted := sum(len(report.accepted) for report in reports):
        told.append(f"{accepted} {term('accepted_count', language)}")
    return ", ".join(told)


def place_of(finding: Finding, language: Language) -> str:
    """ "nhiệm vụ II.3, mục II, trang 9", as far as the finding knows."""
    known = [
        (name, value)
        for name, value in (
            ("task", finding.place.id),
            ("path", finding.place.path),
            ("page", finding.place.page),
        )
        if value is not None
    ]
    if not known:
        return term("whole", language)
    return ", ".join(f"{term(name, language)} {value}" for name, value in known)


def quote_of(finding: Finding) -> str:
    """The source's words in marks, cut at QUOTE_LENGTH; "" where there are none."""
    quote = finding.place.quote
    if not quote:
        return ""
    if len(quote) > QUOTE_LENGTH:
        quote = quote[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
    return f"“{quote}”"


def detail_of(finding: Finding, language: Language) -> str:
    """What the finding says beyond its rule's message; "" where that is all."""
    general, own = said(rule(finding.rule).message, language), said(finding.message, language)
    return "" if own == general else own.removeprefix(f"{general.rstrip('.')}: ")


def fix_of(finding: Finding, language: Language) -> str:
    """What to write: the finding's own advice where it has one, else its rule's."""
    return said(finding.fix or rule(finding.rule).fix, language)


def acceptance_of(finding: AcceptedFinding, language: Language) -> str:
    """ "Lý do: phụ lục II nêu cơ quan chủ trì chung (Nguyễn Văn A, 2026-03-01)"."""
    word = finding.accepted
    return f"{term('reason', language)}: {word.reason} ({word.who}, {word.date.isoformat()})"


def by_reason(report: Report) -> list[tuple[Words, list[str]]]:
    """What could not be checked: each reason once, with the rules that it stands for."""
    reasons: dict[str, list[NotChecked]] = {}
    for skipped in report.not_checked:
        reasons.setdefault(skipped.reason.vi, []).append(skipped)
    return [(items[0].reason, [item.rule for item in items]) for items in reasons.values()]
