"""By what hits can be narrowed: the facets, and what their values mean.

type (of act, of task, of body), issuer, province, level, theme (the heading above a task in its table), role (who is
named), deadline (against a day), findings (what the check found).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from service.searching.items import KINDS

_ALL: Final = frozenset(KINDS)
_SET: Final = frozenset({"act", "task"})
_TASKS: Final = frozenset({"task"})

FACETS: Final = {
    "type": frozenset({"act", "task", "body"}),
    "level": _ALL,
    "province": _ALL,
    "issuer": _SET,
    "theme": _TASKS,
    "role": _TASKS,
    "deadline": _TASKS,
    "findings": _SET,
}
"""Facet -> the kinds of things that have it; in the order in which they are shown."""

HEADINGS: Final = {
    "type": "Loại",
    "level": "Cấp",
    "province": "Tỉnh, thành phố",
    "issuer": "Cơ quan ban hành",
    "theme": "Nhóm nhiệm vụ",
    "role": "Vai trò được giao",
    "deadline": "Thời hạn",
    "findings": "Kết quả kiểm tra",
}

VALUES: Final = {
    "type": {
        "task": "Nhiệm vụ",
        "duty": "Trách nhiệm tổ chức thực hiện",
        "reporting": "Chế độ báo cáo",
        "agency": "Cơ quan, đơn vị",
        "office": "Chức vụ",
        "group": "Nhóm cơ quan",
    },
    "role": {
        "lead": "Có cơ quan chủ trì",
        "coordinating": "Có cơ quan phối hợp",
        "directing": "Có người chỉ đạo",
        "none": "Chưa giao cho ai",
    },
    "deadline": {
        "overdue": "Đã qua hạn",
        "quarter": "Đến hạn trong quý này",
        "later": "Đến hạn sau quý này",
        "annual": "Hằng năm, định kỳ",
        "ongoing": "Thường xuyên",
        "condition": "Theo điều kiện",
        "none": "Không ghi thời hạn",
    },
    "findings": {
        "violation": "Có lỗi",
        "warning": "Có cảnh báo",
        "none": "Không có lỗi, cảnh báo",
        "cited": "Chỉ biết qua trích dẫn, chưa kiểm tra",
    },
}
"""Values that are words of ours, with what they are called; all others are names in the graph."""

_WITHOUT_END: Final = frozenset({"annual", "ongoing", "condition"})


def findings_of(severities: Iterable[str]) -> str:
    """The state of findings: the worst of the severities ("Violation", "Warning", "Info")."""
    found = {severity.casefold() for severity in severities}
    return next((state for state in ("violation", "warning") if state in found), "none")


def deadline_value(kind: str, end: str) -> str:
    """A deadline as the index keeps it: its last day (ISO, inclusive) or, without one, what kind it is."""
    if kind in _WITHOUT_END:
        return kind
    return end or "none"


def deadline_on(value: str, day: date) -> str:
    """What a kept deadline is on a day: "overdue", "quarter" (till the quarter's end), "later"; else itself."""
    if not value[:1].isdigit():
        return value
    if value < day.isoformat():
        return "overdue"
    return "quarter" if value < _next_quarter(day).isoformat() else "later"


def _next_quarter(day: date) -> date:
    """The first day of the quarter after the one of `day`."""
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + month // 13, (month - 1) % 12 + 1, 1)
