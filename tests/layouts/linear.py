"""A layout as the text that a PDF gives when its columns are lost.

A row's cells come one after the other, each broken where the next word does not fit; at the end of a page the cells'
first lines, and on the next page what is left of each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from tests.layouts.layouts import Layout
from tests.layouts.plans import PlanRow, PlanTable

HEAD: Final = """ỦY BAN NHÂN DÂN TỈNH CẦN GIUỘC

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 123/KH-UBND

Cần Giuộc, ngày 15 tháng 3 năm 2025

KẾ HOẠCH
Triển khai thực hiện công tác năm 2025

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/02/2025;

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

1. Tổ chức thực hiện các nhiệm vụ tại Phụ lục kèm theo.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Bình
"""
"""The act before its annex."""
_NARROW: Final = "iltfjrI.,;:()/'-1 "
_WIDE: Final = "mwMWĐQOGNHUƯÔƠ%&"


def linear_text(layout: Layout) -> bytes:
    """The act as UTF-8 text."""
    pages = _Pages(layout)
    for table in layout.plan.tables:
        pages.table(table)
    text = HEAD + pages.text()
    return (unicodedata.normalize("NFD", text) if layout.nfd else text).encode()


def _width(text: str) -> float:
    """The width of words in a proportional typeface, in widths of a usual letter."""
    base = unicodedata.normalize("NFC", text)
    return sum(0.6 if c in _NARROW else 1.4 if c in _WIDE else 1.2 if c.isupper() else 1.0 for c in base)


def wrapped(text: str, width: float) -> list[str]:
    """The words in lines that are no wider than `width`, each as full as it goes."""
    lines: list[str] = []
    for word in text.split():
        if lines and _width(lines[-1]) + 0.6 + _width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class _Pages:
    """The pages as they fill: a writer, used once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.random = Random(layout.seed + 1)
        self.pages: list[list[str]] = [["", "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 123/KH-UBND)", ""]]
        self.used = 4
        self.columns: tuple[str, ...] = ()

    def text(self) -> str:
        mark = self.layout.page_mark
        whole = ""
        for number, page in enumerate(self.pages, start=2):
            lines = list(page)
            if mark.endswith("number"):
                lines = [str(number), "", *lines]
            first = next((i for i, line in enumerate(lines) if line.strip()), 0)
            if mark.startswith("space") and lines:
                lines[first] = f" {lines[first]}"
            whole += ("\f" if mark.startswith("feed") else "\n") + "\n".join(lines) + "\n"
        return whole

    def table(self, table: PlanTable) -> None:
        self.columns = tuple(role for role in self.layout.order if role in table.roles)
        self._head(whole=True)
        for row in table.rows:
            self._row(row)

    def _put(self, lines: Sequence[str]) -> None:
        self.pages[-1] += lines

    def _head(self, whole: bool) -> None:
        names = [self.layout.heads[role] for role in ("number", *self.columns)]
        if not whole:
            names = names[self.random.randint(1, 2) :]
        widths = {"number": 6.0} | {role: float(self.layout.widths[role]) for role in self.columns}
        shown = ("number", *self.columns)[-len(names) :]
        self._cells([wrapped(name, widths[role]) for role, name in zip(shown, names, strict=True)])
        self.used += 3

    def _turn(self) -> None:
        self.pages.append([])
        self.used = 0
        if self.layout.repeated != "missing":
            self._head(whole=self.layout.repeated == "whole")

    def _row(self, row: PlanRow) -> None:
        left = self.layout.page_height - self.used
        if row.title is not None:
            cells = [wrapped(row.title, 100)]
        else:
            cells = [wrapped(row.cells.get(role, ""), self.layout.widths[role]) for role in self.columns]
        height = max(len(cell) for cell in cells)
        label: str | None = row.label + (self.layout.label_mark if row.label[0].isdigit() else "")
        if height > left and (left < 2 or not self.layout.rows_break or row.title is not None):
            self._turn()
            left = self.layout.page_height - self.used
        above = [(height - len(cell)) // 2 if self.layout.centred else 0 for cell in cells]
        while any(cells):
            room = [max(0, left - gap) for gap in above]
            shown = [cell[:lines] for cell, lines in zip(cells, room, strict=True)]
            self._fragment(label, shown, titled=row.title is not None)
            self.used += min(left, height)
            cells = [cell[lines:] for cell, lines in zip(cells, room, strict=True)]
            above = [max(0, gap - left) for gap in above]
            height, label = height - left, None
            if any(cells):
                self._turn()
                left = self.layout.page_height - self.used

    def _fragment(self, label: str | None, cells: Sequence[Sequence[str]], titled: bool) -> None:
        shown = [list(cell) for cell in cells]
        if label and (self.layout.label_inline or titled) and shown[0]:
            shown[0][0] = f"{label} {shown[0][0]}"
        elif label:
            shown.insert(0, [label])
        self._cells(shown)

    def _cells(self, cells: Sequence[Sequence[str]]) -> None:
        joined: list[list[str]] = []
        for cell in (list(cell) for cell in cells if cell):
            if joined and len(cell) == 1 and len(joined) > 1 and self.random.random() < self.layout.inline:
                joined[-1][-1] += f" {cell[0]}"
            else:
                joined.append(cell)
        self._put([line for cell in joined for line in self._with_gaps(cell)])

    def _with_gaps(self, cell: Sequence[str]) -> Iterator[str]:
        gaps = self.layout.gaps
        for i, line in enumerate(cell):
            yield line
            inner = i < len(cell) - 1
            noise = gaps == "noisy" and self.random.random() < 0.15
            if gaps == "lines" or noise or (not inner and gaps in ("cells", "noisy")):
                yield ""
