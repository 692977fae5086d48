"""A record set again as the Word file and the web page that it could have come from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Any

import docx
from docx.document import Document

Record = dict[str, Any]
Columns = tuple[tuple[str, str], ...]

TASKS: Columns = (
    ("Nội dung nhiệm vụ", "text"),
    ("Cơ quan chủ trì", "lead"),
    ("Cơ quan phối hợp", "coordinating"),
    ("Cơ quan chỉ đạo", "directing"),
    ("Thời gian", "deadline"),
    ("Ghi chú", "note"),
)
TEXTS: Columns = (
    ("Tên văn bản", "text"),
    ("Cơ quan chủ trì", "lead"),
    ("Cơ quan phối hợp", "coordinating"),
    ("Cấp trình", "directing"),
    ("Sản phẩm dự kiến", "result"),
    ("Thời gian hoàn thành", "deadline"),
)


def tables(record: Record) -> Iterator[list[list[str]]]:
    """The rows of each task table, its head first; a group's row has its number and title only."""
    for columns, second in ((TASKS, False), (TEXTS, True)):
        if tasks := [task for task in record["tasks"] if task["id"].startswith("B.") == second]:
            yield [["TT", *(name for name, _ in columns)], *_rows(tasks, columns)]


def _rows(tasks: list[Record], columns: Columns) -> Iterator[list[str]]:
    section = None
    for task in tasks:
        if task["section"] and task["section"] != section:
            section = task["section"]
            yield [section["number"] or "", section["title"]]
        yield [task["id"].split(".")[-1], *(_cell(task, field) for _, field in columns)]


def _cell(task: Record, field: str) -> str:
    value = task[field]
    if isinstance(value, list):
        return "; ".join(body["name"] + (f" ({body['unit']})" if body["unit"] else "") for body in value)
    return str(value["text"] if isinstance(value, dict) else value or "")


def head(record: Record) -> tuple[tuple[str, str], tuple[str, str]]:
    """The letterhead's two rows of two cells."""
    document = record["document"]
    issuer = str(document["issuer"]).upper()
    year, month, day = [*str(document["date"]).split("-"), "    "][:3]
    number = document["number"] or "     /KH-UBND"
    return (
        (issuer, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        (f"Số: {number}", f"{document['place'] or 'Hà Nội'}, ngày {day} tháng {month} năm {year}"),
    )


def paragraphs(record: Record) -> list[str]:
    document = record["document"]
    bases = [f"Căn cứ {one['citation']};" for one in record["legal_bases"] if one["relation"] == "based_on"]
    return [document["type"].upper(), document["title"], *bases, "Điều 1. Ban hành kèm theo danh mục nhiệm vụ."]


def signature(record: Record) -> tuple[str, str]:
    return "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nMai Sơn"


def as_docx(record: Record) -> bytes:
    """Group rows over the whole width; a lead that several rows share in one merged cell."""
    file = docx.Document()
    _side_by_side(file, head(record))
    for text in paragraphs(record):
        file.add_paragraph(text)
    _side_by_side(file, (signature(record),))
    file.add_paragraph("PHỤ LỤC").paragraph_format.page_break_before = True
    for table in tables(record):
        _add_table(file, table)
        file.add_paragraph("")
    memory = io.BytesIO()
    file.save(memory)
    return memory.getvalue()


def _side_by_side(file: Document, texts: tuple[tuple[str, str], ...]) -> None:
    table = file.add_table(len(texts), 2)
    for i, row in enumerate(texts):
        for j, text in enumerate(row):
            table.cell(i, j).text = text


def _add_table(file: Document, texts: list[list[str]]) -> None:
    table = file.add_table(0, len(texts[0]), style="Table Grid")
    for row in texts:
        cells = table.add_row().cells
        if len(row) == 2:
            cells[0].text = row[0]
            cells[1].merge(cells[-1]).text = row[1]
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    _merge_equal(table, 2)


def _merge_equal(table: Any, column: int) -> None:
    """Merge each pair of equal neighbours of a column, as offices do for a lead that has several tasks."""
    cells = table.columns[column].cells
    i = 1
    while i + 1 < len(cells):
        if cells[i].text and cells[i].text == cells[i + 1].text and cells[i]._tc is not cells[i + 1]._tc:
            text = cells[i].text
            cells[i].merge(cells[i + 1]).text = text
            i += 1
        i += 1


def as_html(record: Record) -> bytes:
    """The same as a web page, cells that rows share with rowspan."""
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>Trang</title></head><body>"]
    out.append(_html_table(head(record)))
    out += [f"<p>{escape(text)}</p>" for text in paragraphs(record)]
    out.append(_html_table((signature(record),)))
    out.append("<p>PHỤ LỤC</p>")
    for table in tables(record):
        out.append(f"<table border=1>{''.join(_html_rows(table))}</table>")
    out.append("</body></html>")
    return "\n".join(out).encode()


def _html_rows(texts: list[list[str]]) -> Iterator[str]:
    covered = False
    for row, below in zip(texts, [*texts[1:], [""]], strict=True):
        if len(row) == 2:
            yield f"<tr><td>{row[0]}</td><td colspan={len(texts[0]) - 1}>{escape(row[1])}</td></tr>"
            continue
        cells = [f"<td>{escape(text)}</td>" for text in row]
        shared = not covered and len(below) > 2 and row[2] == below[2]
        if shared:
            cells[2] = f"<td rowspan='2'>{escape(row[2])}</td>"
        elif covered:
            del cells[2]
        covered = shared
        yield f"<tr>{''.join(cells)}</tr>"


def _html_table(texts: tuple[tuple[str, str], ...]) -> str:
    cells = ("".join(f"<td>{escape(text).replace(chr(10), '<br>')}</td>" for text in row) for row in texts)
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
