from __future__ import annotations

from itertools import combinations

import pytest

from loaders.source import Passage
from loaders.tables.fragments import Fragment, Piece
from loaders.tables.habits import SPACE, Habits, column_width, measure
from loaders.tables.linear_rows import read_row
from loaders.tables.linear_table import read_rows
from loaders.tables.row_numbers import begins_anew, read_label
from loaders.tables.search import Effort, Weigher

ROLES = ["task", "lead", "coordinating", "deadline"]


def pieces(*lines: str) -> list[Piece]:
    return [Piece(Passage(line, tuple(range(len(line))), (1,) * len(line)), gap=False) for line in lines]


def filling(habits: Habits, *lines: str) -> float:
    fragment = Fragment(tuple(pieces(*lines)))
    return habits.filling(0, *fragment.sizes_between(0, len(fragment.words)))


def test_the_width_of_a_column_is_the_one_that_its_line_breaks_tell() -> None:
    cells = [["Sở Khoa học", "và Công nghệ"], ["Sở Nông nghiệp", "và Môi trường"]]
    width = column_width(cells)
    assert width == pytest.approx(max(measure(line) for cell in cells for line in cell))
    assert column_width([["Sở Y tế"], ["Sở Nội vụ"]]) is None


def test_one_wrong_cell_does_not_widen_its_column() -> None:
    right = [["Các sở, ban,", "ngành và", "UBND cấp xã"]] * 4
    assert column_width([*right, ["Các sở, ban, ngành và UBND cấp xã trên địa bàn"]]) == column_width(right)


def test_a_line_that_breaks_early_ends_a_cell() -> None:
    habits = Habits.unknown(1)
    known = Habits((20.0,), ({},), (0.0,))
    assert filling(known, "Sở Y tế", "Sở Nội vụ") < filling(known, "Sở Nông nghiệp và", "Môi trường")
    assert filling(known, "một dòng rộng hơn cột của nó nhiều") < 0 == filling(habits, "một dòng")


@pytest.mark.parametrize(("begin", "end"), list(combinations(range(9), 2)))
def test_the_lines_of_a_stretch_are_measured_as_they_stand(begin: int, end: int) -> None:
    fragment = Fragment(tuple(pieces("Sở Khoa học", "và Công", "nghệ", "UBND cấp")))
    lines = fragment.lines_between(begin, end)
    sizes, needs = fragment.sizes_between(begin, end)
    assert sizes == pytest.approx([measure(line) for line in lines])
    firsts = [measure(line.split()[0]) + SPACE for line in lines[1:]]
    assert needs == pytest.approx([size + first for size, first in zip(sizes, firsts, strict=False)])
    assert fragment.stretch(begin, end) == " ".join(lines)


def test_the_other_rows_tell_which_column_a_body_belongs_to() -> None:
    """A row alone cannot tell whether its one body leads or works with; here the lead is always the same."""
    usual = pieces("Kiểm tra chất lượng hàng hóa.", "Sở Y tế", "Công an tỉnh", "Hằng năm")
    rows = [[usual]] * 4 + [[pieces("Tổ chức tập huấn về đo lường.", "Sở Y tế", "Công an tỉnh", "Năm 2026")]]
    *_, last = read_rows(rows, ROLES, gaps_tell=False)
    assert [cell.text for cell in last.cells] == [
        "Tổ chức tập huấn về đo lường.",
        "Sở Y tế",
        "Công an tỉnh",
        "Năm 2026",
    ]
    assert last.lead > 1


def test_a_boundary_that_nothing_tells_has_a_narrow_lead() -> None:
    """Three bodies in a line, two columns: the first may have one or two of them."""
    reading = read_row([pieces("Kiểm tra hàng hóa trên thị trường.", "Sở Y tế,", "Sở Nội vụ,", "Thuế tỉnh")], ROLES[:3])
    clear = read_row([pieces("Kiểm tra hàng hóa trên thị trường.", "Sở Y tế", "Thuế tỉnh")], ROLES[:3])
    assert reading.lead < clear.lead


def test_cells_of_a_broken_row_fill_the_page_that_they_go_on_from() -> None:
    fragments = [
        pieces("Xây dựng kế hoạch", "nâng cao năng lực", "Sở Khoa học", "và Công", "UBND cấp", "xã", "Hằng năm"),
        pieces("thử nghiệm.", "nghệ"),
    ]
    assert [cell.text for cell in read_row(fragments, ROLES).cells] == [
        "Xây dựng kế hoạch nâng cao năng lực thử nghiệm.",
        "Sở Khoa học và Công nghệ",
        "UBND cấp xã",
        "Hằng năm",
    ]


def test_a_part_that_ends_a_page_with_the_beginning_of_a_deadline_ran_into_the_next_cell() -> None:
    pages = Fragment(tuple(pieces("Mô hình áp dụng", "Giai đoạn"))), Fragment(tuple(pieces("tiêu chuẩn")))
    weigher = Weigher(pages, ["result", "deadline"], Habits.unknown(2), Effort(1000))
    result, deadline = 0, 1
    assert weigher.part(result, 0, 0, 6) < weigher.part(result, 0, 0, 4)
    assert weigher.part(deadline, 0, 0, 6) == weigher.part(deadline, 0, 0, 4)


def usual_rows() -> list[list[list[Piece]]]:
    usual = ("Kiểm tra chất lượng hàng hóa.", "Công an tỉnh", "UBND cấp xã,", "Công an tỉnh", "Hằng năm")
    return [[pieces(*usual)]] * 30


def test_a_line_wider_than_any_column_holds_two_cells_and_neither_is_misplaced() -> None:
    row = [pieces("Tổ chức tập huấn.", "Công an tỉnh UBND cấp xã,", "Công an tỉnh", "Năm 2026")]
    *_, last = read_rows([*usual_rows(), row], ROLES, gaps_tell=False)
    assert [cell.text for cell in last.cells[1:3]] == ["Công an tỉnh", "UBND cấp xã, Công an tỉnh"]
    assert last.misplaced == ()


def test_the_same_words_in_two_columns_of_products_are_not_misplaced() -> None:
    roles = ["task", "lead", "result", "result"]
    usual = [pieces("Kiểm tra chất lượng hàng hóa.", "Sở Y tế", "01 báo cáo", "02 báo cáo")]
    odd = [pieces("Tổ chức tập huấn.", "Sở Y tế 10 lớp/năm", "10 lớp/năm")]
    other = [pieces("Tổ chức tập huấn.", "Sở Y tế 10 lớp/năm", "12 lớp/năm")]
    *_, same, different = read_rows([*[usual] * 60, odd, other], roles, gaps_tell=False)
    assert [cell.text for cell in same.cells[2:]] == ["10 lớp/năm", "10 lớp/năm"]
    assert (same.misplaced, different.misplaced) == ((), (2,))


@pytest.mark.parametrize(
    ("label", "last", "anew"),
    [
        ("I", "V", True),
        ("1", "12", True),
        ("1", "II", False),
        ("3", "2", False),
        ("1.1", "4.2", True),
        ("1.1", "1", False),
    ],
)
def test_numbers_that_count_from_the_first_again_begin_another_table(label: str, last: str, anew: bool) -> None:
    assert begins_anew(read_label(label), read_label(last)) is anew
