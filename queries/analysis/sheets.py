"""The tables of the analysis: each with its columns, complete, in a fixed order.

Sheet(name="foundations", title="Văn bản được căn cứ nhiều nhất", columns=…, rows=[("…/38-ct-tw", …)])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from queries.analysis.bases import Cycle
from queries.analysis.congestion import QUARTER, Period, by_lead, by_level
from queries.analysis.coverage import Gap
from queries.analysis.facts import ROLES, Facts, path, rank
from queries.analysis.load import Load

Cell = str | int

UNKNOWN: Final = "không rõ"
NOBODY: Final = "(không có cơ quan chủ trì)"
KIND_NAMES: Final = {"agency": "cơ quan", "office": "chức danh", "group": "nhóm"}
_PERIOD_NAMES: Final = {
    "recurring": "Định kỳ, không nêu ngày",
    "ongoing": "Thường xuyên",
    "conditional": "Theo điều kiện",
    "without-end": "Không rõ ngày cuối",
    "none": "Không có thời hạn",
}
_QUARTERS: Final = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


@dataclass(frozen=True)
class Column:
    """A column: its name in files, its head for people; `shown` is False for what stands in files alone."""

    name: str
    head: str
    number: bool = False
    shown: bool = True


@dataclass(frozen=True)
class Sheet:
    """A table. `long`: it has a row for each act or body, so that people are shown its first rows only."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    long: bool = True


def cycles_sheet(found: Sequence[Cycle], facts: Facts) -> Sheet:
    """One row a knot of acts that rest on each other."""

    def names(acts: Sequence[str], mark: str) -> str:
        return mark.join(facts.acts[act].label for act in acts)

    rows = [
        (
            number,
            len(cycle.acts),
            names((*cycle.shortest, cycle.shortest[0]), " → "),
            "true" if cycle.exact else "false",
            names(cycle.acts, "; "),
            "; ".join(cycle.shortest),
            "; ".join(cycle.acts),
        )
        for number, cycle in enumerate(found, 1)
    ]
    columns = (
        Column("cycle", "Vòng", number=True),
        Column("acts", "Số văn bản", number=True),
        Column("shortest", "Vòng ngắn nhất"),
        Column("exact", "Đã tìm hết", shown=False),
        Column("labels", "Các văn bản", shown=False),
        Column("shortest_iris", "IRI của vòng ngắn nhất", shown=False),
        Column("iris", "IRI"),
    )
    return Sheet("cycles", "Căn cứ vòng tròn", columns, rows, long=False)


def foundations_sheet(direct: Mapping[str, int], whole: Mapping[str, int], facts: Facts) -> Sheet:
    """One row an act on which any other rests."""
    resting = sorted((act for act in facts.acts if whole[act]), key=lambda act: (-whole[act], -direct[act], act))
    rows = []
    for iri in resting:
        act = facts.acts[iri]
        issuers = "; ".join(facts.body(issuer).label for issuer in act.issuers)
        known = "chỉ được dẫn chiếu" if act.cited_only else "đã nạp"
        rows.append((iri, act.label, act.title, issuers, act.day, direct[iri], whole[iri], known))
    columns = (
        Column("act", "IRI", shown=False),
        Column("label", "Văn bản"),
        Column("title", "Trích yếu", shown=False),
        Column("issuer", "Cơ quan ban hành"),
        Column("date", "Ngày"),
        Column("direct", "Căn cứ trực tiếp", number=True),
        Column("all", "Tất cả", number=True),
        Column("known", "Trong kho"),
    )
    return Sheet("foundations", "Văn bản được căn cứ nhiều nhất", columns, rows)


def bodies_sheet(loads: Sequence[Load], facts: Facts, day: str) -> Sheet:
    """One row a body that bears anything."""
    rows: list[tuple[Cell, ...]] = [
        (
            load.body.iri,
            load.body.label,
            KIND_NAMES.get(load.body.kind, UNKNOWN),
            facts.levels.get(load.body.level, UNKNOWN),
            *(load.named[role] for role in ROLES),
            *(load.grouped[role] for role in ROLES),
            load.open,
            load.chains,
        )
        for load in loads
    ]
    columns = (
        Column("body", "IRI", shown=False),
        Column("label", "Cơ quan"),
        Column("kind", "Loại"),
        Column("level", "Cấp"),
        Column("lead", "Chủ trì", number=True),
        Column("coordinating", "Phối hợp", number=True),
        Column("directing", "Chỉ đạo", number=True),
        Column("lead_by_group", "Chủ trì qua nhóm", number=True),
        Column("coordinating_by_group", "Phối hợp qua nhóm", number=True),
        Column("directing_by_group", "Chỉ đạo qua nhóm", number=True),
        Column("open_deadlines", "Hạn còn mở", number=True),
        Column("chains", "Chuỗi", number=True),
    )
    since = f", hạn còn mở tính từ {day}" if day else ""
    return Sheet("bodies", f"Khối lượng việc theo cơ quan{since}", columns, rows)


def levels_sheet(facts: Facts) -> Sheet:
    """One row a period, one column a level of acts; the sum of all rows is the number of deadlines."""
    found = by_level(facts)
    levels = sorted({level for counts in found.values() for level in counts}, key=rank)
    rows: list[tuple[Cell, ...]] = [
        (_code(when), period_name(when), *(counts[level] for level in levels), counts.total())
        for when, counts in found.items()
    ]
    columns = (
        Column("period", "Mã", shown=False),
        Column("label", "Hạn"),
        *(Column(_level_code(level), facts.levels.get(level, UNKNOWN), number=True) for level in levels),
        Column("all", "Tất cả", number=True),
    )
    return Sheet("deadlines-by-level", "Số thời hạn theo quý và cấp ban hành", columns, rows, long=False)


def leads_sheet(facts: Facts) -> Sheet:
    """One row a period and leading body: the most crowded quarters first, what has no quarter last."""
    found = [(when, body, count) for when, counts in by_lead(facts).items() for body, count in counts.items()]
    found.sort(key=lambda row: (row[0].kind != QUARTER, -row[2], row[0].order, row[1]))
    rows = [
        (_code(when), period_name(when), body, facts.body(body).label if body else NOBODY, count)
        for when, body, count in found
    ]
    columns = (
        Column("period", "Mã", shown=False),
        Column("label", "Hạn"),
        Column("body", "IRI", shown=False),
        Column("body_label", "Cơ quan chủ trì"),
        Column("deadlines", "Số thời hạn", number=True),
    )
    return Sheet("deadlines-by-body", "Quý dồn nhiều hạn nhất theo cơ quan chủ trì", columns, rows)


def coverage_sheet(gaps: Sequence[Gap]) -> Sheet:
    """What the figures stand on, and what they miss."""
    columns = (Column("key", "Mã", shown=False), Column("words", "Nội dung"), Column("count", "Số", number=True))
    rows = [(gap.key, gap.words, gap.count) for gap in gaps]
    return Sheet("coverage", "Phạm vi: các con số trên không tính đến", columns, rows, long=False)


def period_name(when: Period) -> str:
    """ "Quý II/2026", "15/11 hằng năm", "Thường xuyên"."""
    if when.kind == QUARTER:
        year, _, quarter = when.when.partition("-")
        return f"Quý {_QUARTERS[quarter]}/{year}"
    if when.kind == "yearly":
        month, _, day = when.when.partition("-")
        return f"{day}/{month} hằng năm"
    return _PERIOD_NAMES[when.kind]


def _code(when: Period) -> str:
    """ "2026-Q2", "yearly 11-15", "ongoing": what programs read."""
    return when.when if when.kind == QUARTER else " ".join(filter(None, (when.kind, when.when)))


def _level_code(level: str) -> str:
    return path(level).rpartition("/")[2] or "unknown"
