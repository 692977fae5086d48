"""PDFs made for the tests: plans with a ruled table, in the layouts that offices print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import font_roboto
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT: Final = "Roboto"
pdfmetrics.registerFont(TTFont(FONT, str(Path(font_roboto.__file__).parent / "files" / "Roboto-Regular.ttf")))

Row = tuple[str, ...]
"""A table's row; one piece alone is a title over the whole width, one that ends in "" a title beside its number."""

HEADS: Final = {
    "text": "Nội dung nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "coordinating": "Cơ quan phối hợp",
    "directing": "Cơ quan chỉ đạo",
    "deadline": "Thời gian hoàn thành",
    "result": "Sản phẩm",
    "note": "Ghi chú",
}
OPENING: Final = (
    "KẾ HOẠCH",
    "Đẩy mạnh công tác tiêu chuẩn, đo lường, chất lượng",
    "",
    "Căn cứ Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư;",
)


@dataclass(frozen=True)
class Layout:
    """How a plan is set. `turned`: "rotate" sets the page's /Rotate, "letters" draws along the page's long side."""

    portrait: bool = False
    size: int = 11
    upright_rules: bool = True
    repeat: bool = True
    turned: str = ""
    height: float | None = None
    """Of the page, in points; a plan on one long page has no page breaks."""

    @property
    def page(self) -> tuple[float, float]:
        short, long = A4
        width, height = (short, long) if self.portrait else (long, short)
        return width, self.height or height


def plan_pdf(record: dict[str, Any], layout: Layout) -> bytes:
    """The tasks of a gold record as a PDF: a title, and its tables over as many pages as they take."""
    page = _Paper(layout)
    for line in OPENING:
        page.line(line)
    for _, tasks in groupby(record["tasks"], lambda task: bool(task.get("section"))):
        page.table(*_rows(list(tasks)))
        page.line("")
    return page.saved()


def _rows(tasks: list[dict[str, Any]]) -> tuple[Row, list[Row]]:
    roles = ["text", *(role for role in list(HEADS)[1:] if any(task.get(role) for task in tasks))]
    rows: list[Row] = []
    section: dict[str, str] | None = None
    for task in tasks:
        if task.get("section") and task["section"] != section:
            section = task["section"]
            rows.append((section["number"], section["title"], ""))
        rows.append((task["id"].split(".")[-1], *(_cell(task, role) for role in roles)))
    return ("TT", *(HEADS[role] for role in roles)), rows


def _cell(task: dict[str, Any], role: str) -> str:
    value: Any = task.get(role) or ""
    if role == "deadline" and value:
        return str(value["text"])
    if isinstance(value, list):
        return "; ".join(f"{b['name']} ({b['unit']})" if b["unit"] else str(b["name"]) for b in value)
    return str(value)


class _Paper:
    """Pages that are being filled from the top; a table's row goes on on the next page where it must."""

    margin: Final = 50

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.width, self.height = layout.page
        self.file = io.BytesIO()
        lying = layout.turned in ("letters", "rotate")
        self.canvas = Canvas(self.file, pagesize=(self.height, self.width) if lying else (self.width, self.height))
        self.number = 0
        self.step = layout.size * 1.25
        self.y = 0.0
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        if self.layout.turned:
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)
        if self.layout.turned == "rotate":
            self.canvas.setPageRotation(90)
        self._write(self.width / 2, 30, str(self.number))
        self.y = self.margin

    def _next(self) -> None:
        self.canvas.showPage()
        self._begin()

    def _write(self, x: float, y: float, text: str) -> None:
        self.canvas.setFont(FONT, self.layout.size)
        self.canvas.drawString(x, self.height - y, text)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def line(self, text: str) -> None:
        self.y += self.step
        self._write(self.margin, self.y, text)

    def table(self, head: Row, rows: Iterable[Row]) -> None:
        self.y += self.step
        breadth = self.width - 2 * self.margin
        widths = [0.07, 0.33, *[0.6 / (len(head) - 2)] * (len(head) - 2)]
        edges = [self.margin + breadth * sum(widths[:i]) for i in range(len(head) + 1)]
        self._row(edges, head, head)
        for row in rows:
            self._row(edges, row, head)

    def _row(self, edges: Sequence[float], row: Row, head: Row) -> None:
        bounds = _bounds(edges, len(row))
        cells = [self._broken(text, bounds[i + 1] - bounds[i]) for i, text in enumerate(row[: len(bounds) - 1])]
        while any(cells):
            room = int((self.height - self.margin - self.y - 4) / self.step)
            if room < 1:
                self._next()
                if self.layout.repeat and row is not head:
                    self._row(edges, head, head)
                continue
            self._strip(bounds, [cell[:room] for cell in cells])
            cells = [cell[room:] for cell in cells]

    def _broken(self, text: str, width: float) -> list[str]:
        return list(simpleSplit(text, FONT, self.layout.size, width - 8))

    def _strip(self, bounds: Sequence[float], cells: list[list[str]]) -> None:
        height = max(map(len, cells)) * self.step + 4
        for left, cell in zip(bounds, cells, strict=False):
            for i, text in enumerate(cell, start=1):
                self._write(left + 4, self.y + i * self.step - 1, text)
        for y in (self.y, self.y + height):
            self._rule(bounds[0], y, bounds[-1], y)
        for x in bounds if self.layout.upright_rules else ():
            self._rule(x, self.y, x, self.y + height)
        self.y += height

    def saved(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def _bounds(edges: Sequence[float], pieces: int) -> list[float]:
    """The upright lines beside a row's cells: all, or those of a title."""
    if pieces == 1:
        return [edges[0], edges[-1]]
    return [edges[0], edges[1], edges[-1]] if pieces == 3 and len(edges) > 4 else list(edges)


def drawn(*pages: Sequence[tuple[Any, ...]], size: tuple[float, float] = A4, encrypt: str | None = None) -> bytes:
    """Pages of words, each (x, y from the top, text, font size), and of lines, each (x0, y0, x1, y1)."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, encrypt=encrypt)
    for page in pages:
        for item in page:
            if isinstance(item[2], str):
                canvas.setFont(FONT, item[3] if len(item) > 3 else 12)
                canvas.drawString(item[0], size[1] - item[1], item[2])
            else:
                canvas.line(item[0], size[1] - item[1], item[2], size[1] - item[3])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def boxes(x: Sequence[float], y: Sequence[float]) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a whole grid."""
    yield from ((x[0], at, x[-1], at) for at in y)
    yield from ((at, y[0], at, y[-1]) for at in x)
