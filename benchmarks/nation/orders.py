"""The last part of a made plan: who does what, and who reports to whom."""

from __future__ import annotations

from typing import Final

from benchmarks.nation.places import Home
from benchmarks.nation.words import Field, wording
from loaders.record import Duty, Report, Subdivision, SubdivisionKind

_PARTS: Final = ("III", "III", "II")
"""Its number in the centre's, a province's, a commune's plan; that of a commune has its tasks in the table alone."""
_DUE: Final = ("--12-01", "--11-15", "--11-05")
"""Of the centre's, a province's, a commune's plan: a month for each level to sum up."""


def subdivision(
    path: str, kind: SubdivisionKind, text: str | None, in_text: str | None, heading: str | None = None
) -> Subdivision:
    """A numbered stretch of a text; `in_text`: the type of the attached text that it belongs to."""
    return Subdivision.model_validate({"path": path, "kind": kind, "heading": heading, "text": text, "in": in_text})


def part(path: str, heading: str, text: str | None = None, in_text: str | None = None) -> Subdivision:
    return subdivision(path, "part", text, in_text, heading)


def orders(field: Field, home: Home, in_text: str | None = None) -> list[Subdivision]:
    """The part "TỔ CHỨC THỰC HIỆN" with the points that set the duties and the report."""
    leader, everyone = _who(field, home)
    day = _DUE[home.level].removeprefix("--").split("-")
    texts = (
        f"{leader}: Chủ trì, phối hợp với {everyone} hướng dẫn, đôn đốc, kiểm tra việc thực hiện Kế hoạch này.",
        f"{everyone}: Căn cứ chức năng, nhiệm vụ, tổ chức thực hiện Kế hoạch; báo cáo kết quả về {leader} trước ngày "
        f"{day[1]}/{day[0]} hằng năm.",
    )
    number = _PARTS[home.level]
    head = part(number, "TỔ CHỨC THỰC HIỆN", None, in_text)
    return [
        head,
        *(subdivision(f"{number}/{n}", "section", text, in_text) for n, text in enumerate(texts, 1)),
    ]


def duties_of(field: Field, home: Home, in_text: str | None) -> list[Duty]:
    """One for each of these points; the yearly report of the second is a `Report`."""
    leader, everyone = _who(field, home)
    number = _PARTS[home.level]
    return [
        Duty.model_validate({"path": f"{number}/1", "bearers": [leader], "with": [everyone], "in": in_text}),
        Duty.model_validate({"path": f"{number}/2", "bearers": [everyone], "in": in_text}),
    ]


def report_of(field: Field, home: Home, in_text: str | None) -> Report:
    """Every year, by those who do the work to the one who sums up."""
    leader, everyone = _who(field, home)
    said = {
        "path": f"{_PARTS[home.level]}/2",
        "reporter": [everyone],
        "to": [leader],
        "recurrence": "yearly",
        "in": in_text,
    }
    return Report.model_validate(said | {"due": _DUE[home.level]})


def _who(field: Field, home: Home) -> tuple[str, str]:
    """Who leads, and all who work along."""
    leader = home.name((field.ministry, field.department, field.office)[home.level])
    return leader, home.name(wording().bodies["all"][home.level])
