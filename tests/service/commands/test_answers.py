"""Answers and tables: complete, whatever the width, with numbers as numbers."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode

from ontology.namespaces import data
from service.commands.answers import as_cells, as_csv, as_json
from service.commands.tables import print_table

XSD = "http://www.w3.org/2001/XMLSchema#"
ACT = NamedNode(str(data("doc/ttg/2024/1703-qd-ttg")))
COLUMNS = ("document", "title", "depth", "score", "open", "due")
ROW = (
    ACT,
    Literal('Kế hoạch "triển khai",\nChỉ thị 38', language="vi"),
    Literal(1),
    Literal("0.50", datatype=NamedNode(f"{XSD}decimal")),
    Literal(True),
    None,
)


def test_json_has_numbers_and_truth_values_as_such_and_null_for_the_unknown() -> None:
    (answer,) = json.loads(as_json(COLUMNS, [ROW]))
    assert answer == {
        "document": ACT.value,
        "title": 'Kế hoạch "triển khai",\nChỉ thị 38',
        "depth": 1,
        "score": 0.5,
        "open": True,
        "due": None,
    }


def test_a_number_that_is_none_is_given_as_it_stands() -> None:
    faulty = Literal("nhiều", datatype=NamedNode(f"{XSD}integer"))
    assert json.loads(as_json(("depth",), [(faulty,)])) == [{"depth": "nhiều"}]


def test_csv_reads_back_as_it_was_line_breaks_and_quotes_too() -> None:
    head, row = csv.reader(io.StringIO(as_csv(COLUMNS, [ROW])))
    assert tuple(head) == COLUMNS
    assert row == [ACT.value, 'Kế hoạch "triển khai",\nChỉ thị 38', "1", "0.50", "true", ""]


def test_tables_show_our_own_iris_by_their_path() -> None:
    assert as_cells((ACT, NamedNode("http://example.org/x"), None)) == [
        "doc/ttg/2024/1703-qd-ttg",
        "http://example.org/x",
        "",
    ]


LONG = "Xây dựng cơ sở dữ liệu về tiêu chuẩn, đo lường, chất lượng [của tỉnh] " * 6


def test_off_a_terminal_a_row_is_one_line_however_long() -> None:
    page = io.StringIO()
    print_table(("id", "text"), [("II.3", LONG)], page)
    assert page.getvalue().splitlines()[1].split(maxsplit=1) == ["II.3", LONG.strip()]


def test_on_a_narrow_terminal_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    page = Terminal()
    print_table(("id", "text"), [("II.3", LONG)], page)
    shown = page.getvalue().split("text", 1)[1].replace("II.3", "")
    assert "".join(shown.split()) == "".join(LONG.split())
