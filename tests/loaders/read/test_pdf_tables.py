"""Ruled tables of PDFs come back as the rows and cells that they were printed from."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from loaders.read.pdf import read_pdf
from loaders.reading import record_of
from loaders.source import Line, Source
from tests.loaders.read.pdf_pages import Layout, boxes, drawn, plan_pdf

GOLD: Final = Path(__file__).parents[2] / "gold"
LAYOUTS: Final = {
    "landscape": Layout(),
    "portrait": Layout(portrait=True, size=13),
    "one page": Layout(height=9000),
    "turned by the page": Layout(turned="rotate"),
    "turned letters": Layout(turned="letters", size=14),
    "lines across only": Layout(upright_rules=False),
    "head not repeated": Layout(repeat=False),
}
TABLE: Final = (
    *(f"tasks.{field}" for field in ("id", "text", "deadline", "result", "note", "section")),
    *(f"tasks.{role}{part}" for role in ("lead", "coordinating", "directing") for part in ("", ".named")),
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("plan", ["000", "002", "003"])
def test_a_printed_plan_gives_its_tasks(scorer: ModuleType, plan: str, layout: Layout) -> None:
    gold = json.loads((GOLD / f"{plan}.json").read_text("utf-8"))
    read = read_pdf(plan_pdf(gold, layout), "plan.pdf")
    record = record_of(Source("plan.pdf", "", "application/pdf", read.text, read.lines))
    tally = scorer.score(json.loads(record.to_json()), gold)
    wanted = sum(tally.got[field] + tally.want[field] for field in TABLE)
    assert 2 * sum(tally.hit[field] for field in TABLE) / wanted >= 0.99, tally.misses


def cells(data: bytes) -> list[list[str]]:
    read = read_pdf(data, "table.pdf")
    assert all(read.text[line.start : line.end] == line.text for row in read.lines for line in (row, *row.cells))
    return [[cell.text for cell in line.cells] for line in read.lines if line.cells]


def words(x: tuple[float, ...], y: float, texts: tuple[str, ...]) -> list[tuple[float, float, str]]:
    return [(left + 5, y + 15, text) for left, text in zip(x, texts, strict=False) if text]


X: Final = (50.0, 90.0, 300.0, 500.0)


def test_a_cell_over_two_rows_holds_for_both() -> None:
    y = (100, 130, 160)
    lines = [line for line in boxes(X, y) if line[1] != 130 or line[3] != 130]
    data = drawn(
        [*lines, (50, 130, 300, 130), *words(X, 100, ("1", "Tập huấn", "Sở Y tế")), *words(X, 130, ("2", "Kiểm tra"))]
    )
    assert cells(data) == [["1", "Tập huấn", "Sở Y tế"], ["2", "Kiểm tra", "Sở Y tế"]]


def test_a_row_whose_number_covers_two_rows_is_one_task() -> None:
    lines = [line for line in boxes(X, (100, 130, 160)) if line[1] != 130 or line[3] != 130]
    data = drawn(
        [*lines, (90, 130, 300, 130), *words(X, 100, ("1", "Tập huấn", "Sở Y tế")), *words(X, 130, ("", "Kiểm tra"))]
    )
    assert cells(data) == [["1", "Tập huấn", "Sở Y tế"], ["", "Kiểm tra", ""]]


def test_a_row_that_the_page_end_broke_is_one_row() -> None:
    head = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì")
    first = [
        *boxes(X, (700, 730, 760)),
        *words(X, 700, head),
        *words(X, 730, ("1", "Tổ chức nghiên cứu,", "Sở Khoa học")),
    ]
    second = [*boxes(X, (50, 80, 110)), *words(X, 50, head), *words(X, 80, ("", "quán triệt", "và Công nghệ"))]
    assert cells(drawn(first, second)) == [
        list(head),
        ["1", "Tổ chức nghiên cứu, quán triệt", "Sở Khoa học và Công nghệ"],
        list(head),
    ]


def test_a_table_cut_at_the_page_end_without_a_last_line_keeps_its_row() -> None:
    lines = [line for line in boxes(X, (700, 730, 760)) if line[1] != 760 or line[3] != 760]
    data = drawn([*lines, *words(X, 700, ("1", "Tập huấn", "Sở Y tế")), *words(X, 730, ("2", "Kiểm tra", "Sở Nội vụ"))])
    assert cells(data)[-1] == ["2", "Kiểm tra", "Sở Nội vụ"]


def test_a_frame_around_a_text_is_no_table() -> None:
    data = drawn([*boxes((50, 500), (100, 130)), (60, 120, "Độc lập - Tự do - Hạnh phúc")])
    read = read_pdf(data, "frame.pdf")
    assert [line for line in read.lines if line.text] == [Line("Độc lập - Tự do - Hạnh phúc", 0, 27, 1)]
