"""Tables: complete, read back as they were, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from queries.binding import ask
from service.exporting import tables
from service.exporting.exports import Asked, Export
from service.exporting.formats import form_named
from service.exporting.obligations import COLUMNS
from service.exporting.scope import one_act, whole
from service.exporting.tables import Sheet, csv_pieces, formulas, write_xlsx
from service.store import Reader

XSD = "http://www.w3.org/2001/XMLSchema#"
AGENCY = {"agency": "Sở Khoa học và Công nghệ@Bình Dương"}


def bytes_of(export: Export) -> bytes:
    out = io.BytesIO()
    export.write(out)
    return out.getvalue()


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2)))
def test_csv_gives_back_any_text_a_lone_carriage_return_too(rows: list[list[str]]) -> None:
    page = "".join(csv_pieces(("a", "b"), [[Literal(cell) for cell in row] for row in rows]))
    assert list(csv.reader(io.StringIO(page, newline=""))) == [["a", "b"], *rows]


def test_cells_that_a_spreadsheet_would_calculate_are_counted() -> None:
    assert formulas([(Literal("=1+1"), Literal("một"), None), (Literal("--11-15"), NamedNode("http://x.org/"))]) == 2


def test_xlsx_has_texts_as_texts_and_dates_and_numbers_as_such() -> None:
    row = (
        Literal("=HYPERLINK(1)"),
        Literal("0123"),
        Literal("2026-06-30", datatype=NamedNode(XSD + "date")),
        Literal(3),
        NamedNode("https://w3id.org/cancu/id/doc/x"),
        Literal("chuông\x07"),
        None,
    )
    out = io.BytesIO()
    write_xlsx([Sheet("bảng", "abcdefg", "abcdefg", [row])], out)
    cells = next(book(out.getvalue())["bảng"].iter_rows(min_row=2))
    assert [cell.value for cell in cells[:5]] == [
        "=HYPERLINK(1)",
        "0123",
        datetime(2026, 6, 30),
        3,
        "https://w3id.org/cancu/id/doc/x",
    ]
    assert [cell.data_type for cell in cells[:5]] == ["s", "s", "d", "n", "s"]


def test_a_full_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 4)
    out = io.BytesIO()
    write_xlsx([Sheet("bảng", ("n",), ("n",), [(Literal(number),) for number in range(7)])], out)
    pages = book(out.getvalue()).worksheets
    assert [page.title for page in pages] == ["bảng", "bảng 2", "bảng 3"]
    assert [row[0] for page in pages for row in page.iter_rows(min_row=2, values_only=True)] == list(range(7))


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    out = io.BytesIO()
    write_xlsx([Sheet("bảng", ("a",), ("a",), [(Literal("đ" * 40_000),)])], out)
    value = book(out.getvalue())["bảng"]["A2"].value
    assert isinstance(value, str)
    assert value.endswith("… [cắt]")


def test_a_sheet_without_rows_has_its_head() -> None:
    out = io.BytesIO()
    write_xlsx([Sheet("bảng", ("a",), ("Cột",), [])], out)
    assert [cell.value for cell in book(out.getvalue())["bảng"][1]] == ["Cột"]


@pytest.mark.parametrize("name", ["csv", "xlsx", "json"])
def test_a_question_is_written_with_all_its_rows_and_the_same_bytes(corpus: Reader, name: str) -> None:
    export = Export(corpus, form_named(name), Asked("agency-duties", AGENCY))
    content = bytes_of(export)
    assert content == bytes_of(export)
    rows = len(ask("agency-duties", AGENCY, corpus.engine).rows)
    assert rows > 20
    if name == "csv":
        assert len(list(csv.reader(io.StringIO(content.decode(), newline="")))) == rows + 1
    elif name == "json":
        assert len(json.loads(content)) == rows
    else:
        assert book(content)["agency-duties"].max_row == rows + 1


def test_an_act_as_a_table_has_a_row_for_each_who_bears_a_task(corpus: Reader) -> None:
    content = bytes_of(Export(corpus, form_named("csv"), one_act("1169/QĐ-UBND", corpus)))
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert tuple(rows[0]) == tuple(COLUMNS)
    first = [row for row in rows if row["obligation"].endswith("/task/I.1")]
    assert {(row["role"], row["body_name"]) for row in first} >= {
        ("chủ trì", "Các sở, ban, ngành tỉnh Bình Dương"),
        ("chỉ đạo", "Chủ tịch Ủy ban nhân dân tỉnh Bình Dương"),
    }
    assert {row["due"] for row in first} == {"2025-06-30"}


def test_the_whole_store_as_a_table_has_every_task(corpus: Reader) -> None:
    content = bytes_of(Export(corpus, form_named("json"), whole()))
    query = """SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a ?c
      VALUES ?c { <https://w3id.org/cancu/ontology#Task> <https://w3id.org/cancu/ontology#Duty>
                  <https://w3id.org/cancu/ontology#ReportingDuty> } }"""
    ((count,),) = corpus.engine.select(query).rows
    assert isinstance(count, Literal)
    assert len({row["obligation"] for row in json.loads(content)}) == int(count.value)
