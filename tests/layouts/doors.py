"""A plan's tables as files: those whose tables are true ones (Word, web page, ruled PDF), and lines of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import font_roboto
from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.layouts.layouts import Layout
from tests.layouts.legacy import legacy_text, retyped
from tests.layouts.linear import HEAD, linear_text
from tests.layouts.plans import PlanRow, PlanTable


@dataclass(frozen=True)
class Door:
    """A way for a plan to come in: the file's suffix, and the function that prints it."""

    suffix: str
    print: Callable[[Layout], bytes]
    numbered: bool = True
    """Whether the table has a number column."""

    def file(self, layout: Layout) -> bytes:
        """The file of a layout."""
        return self.print(layout if self.numbered else replace(layout, plan=layout.plan.unnumbered()))

    def gold(self, layout: Layout) -> dict[str, Any]:
        """What a right reading of it says."""
        return (layout.plan if self.numbered else layout.plan.unnumbered()).gold()


def _columns(layout: Layout, table: PlanTable) -> list[str]:
    return [role for role in layout.order if role in table.roles]


def _heads(layout: Layout, table: PlanTable) -> list[str]:
    number = ("number",) if table.numbered else ()
    return [layout.heads[role] for role in (*number, *_columns(layout, table))]


def _cells(layout: Layout, table: PlanTable, row: PlanRow) -> list[str]:
    """The cells of a row; a group's title is the last, over all columns that are left.

    Without a number column the title has its number in its text.
    """
    if not table.numbered:
        return [f"{row.label}. {row.title}"] if row.title else [row.cells.get(r, "") for r in _columns(layout, table)]
    label = row.label + (layout.label_mark if row.label[0].isdigit() else "")
    return [label, row.title] if row.title else [label, *(row.cells.get(r, "") for r in _columns(layout, table))]


def _lines() -> list[str]:
    return [line for line in HEAD.split("\n") if line]


def word_file(layout: Layout) -> bytes:
    """DOCX: one table for each of the plan's, group rows merged."""
    document = docx.Document()
    for line in _lines():
        document.add_paragraph(line)
    document.add_paragraph("PHỤ LỤC")
    for table in layout.plan.tables:
        heads = _heads(layout, table)
        grid = document.add_table(rows=1, cols=len(heads))
        _fill(grid.rows[0], heads)
        for row in table.rows:
            _fill(grid.add_row(), _cells(layout, table, row))
        document.add_paragraph("")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(row: Any, texts: Sequence[str]) -> None:
    cells = row.cells
    if len(texts) < len(cells):
        cells[len(texts) - 1].merge(cells[-1])
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text


def web_page(layout: Layout) -> bytes:
    """HTML: group rows with colspan."""
    body = "".join(f"<p>{escape(line)}</p>\n" for line in [*_lines(), "PHỤ LỤC"])
    for table in layout.plan.tables:
        heads = _heads(layout, table)
        body += "<table border=1><tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>\n"
        for row in table.rows:
            *texts, last = _cells(layout, table, row)
            span = f" colspan={len(heads) - len(texts)}" if row.title else ""
            body += "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in texts)
            body += f"<td{span}>{escape(last)}</td></tr>\n"
        body += "</table>\n"
    return f'<html><head><meta charset="utf-8"><title>Kế hoạch</title></head><body>{body}</body></html>'.encode()


_FONT: Final = "Roboto"


def ruled_pdf(layout: Layout) -> bytes:
    """PDF with ruled tables, their heads repeated on each page."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, str(Path(font_roboto.__file__).parent / "files" / "Roboto-Regular.ttf")))
    style = ParagraphStyle("cell", fontName=_FONT, fontSize=8, leading=10)
    out = BytesIO()
    file = SimpleDocTemplate(out, pagesize=pagesizes.landscape(pagesizes.A4), leftMargin=36, rightMargin=36)
    story: list[Flowable] = [Paragraph(escape(line), style) for line in [*_lines(), "PHỤ LỤC"]]
    for table in layout.plan.tables:
        columns = _columns(layout, table)
        widths = [*([12.0] if table.numbered else []), *(float(layout.widths[role]) for role in columns)]
        rows = [_heads(layout, table), *(_cells(layout, table, row) for row in table.rows)]
        spans = [("SPAN", (int(table.numbered), i), (-1, i)) for i, row in enumerate(table.rows, start=1) if row.title]
        grid = Table(
            [[Paragraph(escape(text), style) for text in row] + [""] * (len(widths) - len(row)) for row in rows],
            colWidths=[width * 760 / sum(widths) for width in widths],
            repeatRows=1 if layout.repeated == "whole" else 0,
            style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans],
        )
        story += [grid, Spacer(1, 20)]
    file.build(story)
    return out.getvalue()


DOORS: Final[Mapping[str, Door]] = {
    "text": Door(".txt", linear_text),
    "word": Door(".docx", word_file),
    "web": Door(".html", web_page),
    "pdf": Door(".pdf", ruled_pdf),
    "legacy text": Door(".txt", legacy_text),
    "legacy word": Door(".docx", lambda layout: retyped(word_file(layout))),
    "unnumbered word": Door(".docx", word_file, numbered=False),
    "unnumbered web": Door(".html", web_page, numbered=False),
    "unnumbered pdf": Door(".pdf", ruled_pdf, numbered=False),
}
