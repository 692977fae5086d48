"""Hits as rows of a table: what CSV, XLSX and JSON hold of each.

rows(index, found.places)      ("act", "Quyết định 1703/QĐ-TTg", "Ban hành Kế hoạch …", …)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from service.searching.index import Entry, Index

COLUMNS: Final = (
    "kind",
    "name",
    "text",
    "number",
    "date",
    "by",
    "document",
    "due",
    "province",
    "level",
    "findings",
    "iri",
)
HEADS: Final = (
    "Nhóm", "Tên, nội dung", "Trích yếu, kết quả, tên khác", "Số, mã", "Ngày", "Cơ quan, nơi", "Văn bản", "Thời hạn",
    "Tỉnh, thành phố", "Cấp", "Kết quả kiểm tra", "Địa chỉ dữ liệu",
)  # fmt: skip
_AT_ONCE: Final = 500
"""Entries that are read together; SQLite takes so many parameters."""

Cell = Literal | NamedNode | None


def rows(index: Index, places: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """A row for each place, in their order; None for what is not known."""
    for start in range(0, len(places), _AT_ONCE):
        entries = index.entries(places[start : start + _AT_ONCE])
        acts = {
            act.place: act.name for act in index.entries(sorted({one.act for one in entries if one.act is not None}))
        }
        for entry in entries:
            yield _row(index, entry, acts)


def _row(index: Index, entry: Entry, acts: dict[int, str]) -> tuple[Cell, ...]:
    act = acts.get(entry.act, "") if entry.act is not None else ""
    texts = (entry.kind, entry.name, entry.text, entry.number, entry.date, entry.by, act, entry.due)
    named = (
        "; ".join(value.vi for value in index.facet(name).of(entry.place)) for name in ("province", "level", "findings")
    )
    cells: list[Cell] = [Literal(text) if text else None for text in (*texts, *named)]
    return (*cells, NamedNode(entry.iri))
