from __future__ import annotations

import time

import pytest

from loaders.record import Task
from loaders.source import Line, cut_lines
from loaders.tables.linear import read_linear_tables
from loaders.tasks import tasks_of

HEAD = "TT\n\nNội dung nhiệm vụ\n\nCơ quan\nchủ trì\n\nCơ quan\nphối hợp\n\nThời gian\n\nKết quả\n\n"


def tasks(text: str, page_starts: tuple[int, ...] = ()) -> list[Task]:
    lines: tuple[Line, ...] = cut_lines(text, page_starts)
    return list(tasks_of(read_linear_tables(lines)).tasks)


def paged(*pages: str) -> list[Task]:
    starts, position = [], 0
    for page in pages[:-1]:
        position += len(page)
        starts.append(position)
    return tasks("".join(pages), tuple(starts))


def test_the_cells_of_a_row_are_found_in_the_order_of_the_head() -> None:
    (task,) = tasks(
        HEAD + "1\n\nTổ chức tập huấn về truy xuất nguồn gốc cho doanh nghiệp\ntrên địa bàn tỉnh.\n\n"
        "Sở Khoa học\nvà Công nghệ\n\nCác sở, ban,\nngành; UBND\ncấp xã\n\nQuý II/2026\n\nBáo cáo kết quả\n"
    )
    assert task.id == "1"
    assert task.text == "Tổ chức tập huấn về truy xuất nguồn gốc cho doanh nghiệp trên địa bàn tỉnh."
    assert [body.name for body in task.lead] == ["Sở Khoa học và Công nghệ"]
    assert [body.name for body in task.coordinating] == ["Các sở, ban, ngành", "UBND cấp xã"]
    assert task.deadline and task.deadline.end == "2026-06-30"
    assert task.result == "Báo cáo kết quả"
    assert task.confidence == 1.0


def test_a_row_broken_by_a_page_is_one_row() -> None:
    task, following = paged(
        HEAD + "1 Khuyến khích các tổ chức thử nghiệm Sở Khoa học và Các sở, ban, Hằng năm\n",
        "nâng cao năng lực của mình.\n\nCông nghệ\n\nngành, UBND\ncấp xã\n\n",
        "2\n\nTuyên truyền, phổ biến pháp luật về đo lường.\n\nSở Tư pháp\n\nUBND cấp xã\n\nHằng năm\n",
    )
    assert task.text == "Khuyến khích các tổ chức thử nghiệm nâng cao năng lực của mình."
    assert [body.name for body in task.lead] == ["Sở Khoa học và Công nghệ"]
    assert [body.name for body in task.coordinating] == ["Các sở, ban, ngành", "UBND cấp xã"]
    assert following.id == "2"


def test_a_head_repeated_or_cut_short_at_a_page_is_no_cell() -> None:
    first, second = paged(
        HEAD + "1\n\nTổ chức đối thoại với doanh nghiệp.\n\nSở Y tế\n\nUBND cấp xã\n\nHằng năm\n\n",
        "Cơ quan\nThời gian\nKết quả\n\n2\n\nKiểm tra phương tiện đo.\n\nSở Y tế\n\nSở Tài chính\n\nNăm 2026\n",
    )
    assert first.result is None
    assert second.text == "Kiểm tra phương tiện đo."
    assert second.deadline and second.deadline.text == "Năm 2026"


def test_groups_give_sections_and_a_skipped_number_stays() -> None:
    row = "\n\nKiểm tra, giám sát chất lượng hàng hóa.\n\nSở Y tế\n\nUBND cấp xã\n\nHằng năm\n\n"
    found = tasks(f"{HEAD}I Tăng cường kiểm tra\n\n1{row}2{row}4{row}II Hội nhập quốc tế\n\n1{row}")
    assert [task.id for task in found] == ["I.1", "I.2", "I.4", "II.1"]
    assert {task.section.title for task in found if task.section} == {
        "Tăng cường kiểm tra",
        "Hội nhập quốc tế",
    }


def test_a_roman_number_that_ends_a_name_heads_no_group() -> None:
    row = "\n\nKiểm tra, giám sát chất lượng hàng hóa.\n\nHải quan khu vực\nII\n\nUBND cấp xã\n\nHằng năm\n\n"
    found = tasks(f"{HEAD}I Tăng cường kiểm tra\n\n1{row}2{row}II Hội nhập quốc tế\n\n1{row}")
    assert [task.id for task in found] == ["I.1", "I.2", "II.1"]
    assert [body.name for body in found[0].lead] == ["Hải quan khu vực II"]


ROW = "Tập huấn kỹ năng số cho cán bộ\n\nSở Y tế\n\nUBND cấp xã\n\nHằng năm\n\nLớp học\n\n"


@pytest.mark.parametrize("second", ["1", "3"])
def test_letters_head_groups_whether_rows_count_on_or_from_one(second: str) -> None:
    found = tasks(f"{HEAD}A\n\nHạ tầng số\n\n1\n\n{ROW}2\n\n{ROW}B\n\nNhân lực số\n\n{second}\n\n{ROW}")
    assert [task.id for task in found] == ["A.1", "A.2", f"B.{second}"]
    assert [task.section.title for task in found if task.section] == ["Hạ tầng số"] * 2 + ["Nhân lực số"]
    assert [(task.deadline.text if task.deadline else None) for task in found] == ["Hằng năm"] * 3


def test_roman_groups_stand_below_letters() -> None:
    first = f"A. Hạ tầng\n\nI. Mạng\n\n1\n\n{ROW}II. Máy\n\n1\n\n{ROW}"
    found = tasks(f"{HEAD}{first}B. Nhân lực\n\nI. Tập huấn\n\n1\n\n{ROW}")
    assert [task.id for task in found] == ["A.I.1", "A.II.1", "B.I.1"]


def test_a_letter_that_ends_a_name_heads_no_group() -> None:
    row = "Tập huấn phòng, chống viêm gan\nB\ncho cán bộ\n\nSở Y tế\n\nUBND cấp xã\n\nHằng năm\n\nLớp học\n\n"
    found = tasks(f"{HEAD}1\n\n{row}2\n\n{row}")
    assert [(task.id, task.text) for task in found] == [
        (number, "Tập huấn phòng, chống viêm gan B cho cán bộ") for number in ("1", "2")
    ]


def test_an_empty_cell_stays_empty() -> None:
    (task,) = tasks(HEAD + "1\n\nTổ chức đối thoại với doanh nghiệp về đo lường.\n\nSở Y tế\n\nHằng năm\n")
    assert [body.name for body in task.lead] == ["Sở Y tế"]
    assert task.coordinating == []
    assert task.deadline and task.deadline.kind == "annual"


def test_a_deadline_in_unknown_words_is_told_and_not_guessed() -> None:
    text = HEAD + "1\n\nTổ chức đối thoại với doanh nghiệp.\n\nSở Y tế\n\nUBND cấp xã\n\nMùa khô\n"
    read = tasks_of(read_linear_tables(cut_lines(text)))
    (task,) = read.tasks
    assert task.deadline is None
    assert task.confidence is not None and (task.confidence < 1 or task.result == "Mùa khô")


def test_every_place_of_a_task_points_at_its_words() -> None:
    text = HEAD + "1\n\nTổ chức đối thoại với\ndoanh nghiệp.\n\nCác sở: Y tế, Nội vụ\n\nUBND cấp xã\n\n6/2026\n"
    (task,) = tasks(text)
    assert task.source and task.deadline and task.deadline.source
    assert text[task.source.start : task.source.end] == "Tổ chức đối thoại với\ndoanh nghiệp."
    assert text[task.deadline.source.start : task.deadline.source.end] == "6/2026"
    assert [text[b.source.start : b.source.end] for b in task.lead if b.source] == ["Y tế", "Nội vụ"]


def test_a_text_without_a_task_table_gives_none() -> None:
    assert read_linear_tables(cut_lines("TT\n\nHọ và tên\n\nChức vụ\n\n1\n\nNguyễn Văn A\n\nChủ tịch\n")) == []


@pytest.mark.parametrize(
    "rows",
    ["1. A\n" * 3000, "1\n" + "Sở\n" * 20_000, "1 " + "Sở Y tế, " * 100_000, HEAD * 1000, "1\n" + "Sở Y tế\n" * 390],
)
def test_a_table_made_to_be_slow_is_given_up_in_time_and_told(rows: str) -> None:
    start = time.process_time()
    read = tasks_of(read_linear_tables(cut_lines(HEAD + rows)))
    assert time.process_time() - start < 5
    assert all(task.confidence is not None and task.confidence < 1 for task in read.tasks)


@pytest.mark.parametrize("line", ["Sở Y tế,\n", "Sở Y tế, Sở Nội vụ và\n"])
def test_a_long_row_over_several_pages_is_cut_in_time_or_told(line: str) -> None:
    start = time.process_time()
    found = paged(HEAD + "1\n" + line * 100, line * 100, line * 100)
    assert time.process_time() - start < 2.5
    assert all(task.doubts for task in found)


def test_the_words_of_a_row_that_is_not_cut_are_unread() -> None:
    read = tasks_of(read_linear_tables(cut_lines(HEAD + "1\n" + "Sở\n" * 500)))
    assert [passage.text for passage in read.unread] == [" ".join(["Sở"] * 500)]


def test_a_deadline_broken_over_lines_stays_whole() -> None:
    (task,) = tasks(HEAD + "1\nKiểm tra hàng hóa trên thị trường.\nSở Y tế\nThủ tướng Chính phủ\nQuý II\nnăm 2026\n")
    assert task.deadline and task.deadline.text == "Quý II năm 2026"
    assert [body.name for body in task.coordinating] == ["Thủ tướng Chính phủ"]


def test_the_end_of_a_cell_at_a_page_is_no_head_though_the_head_has_its_words() -> None:
    row = "Kiểm tra hàng hóa trên thị trường.\n\nSở Y tế\n\n"
    (task,) = paged(HEAD + "1\n\n" + row + "Các cơ quan có liên\n", "quan\n\nHằng năm\n")
    assert [body.name for body in task.coordinating] == ["Các cơ quan có liên quan"]


def test_a_first_row_that_begins_with_a_figure_begins_another_table() -> None:
    head = "TT\n\nThời gian\n\nNội dung nhiệm vụ\n\nCơ quan\nchủ trì\n\n"
    row = "\n\n2026-2030\n\nKiểm tra hàng hóa trên thị trường.\n\nSở Y tế\n\n"
    assert [task.id for task in tasks(f"{head}1{row}2{row}{head}1{row}2{row}")] == ["1", "2", "B.1", "B.2"]


def test_a_cell_that_breaks_its_lines_as_no_other_does_is_doubted() -> None:
    row = "\n\nKiểm tra, giám sát chất lượng hàng hóa.\n\nSở Y tế\n\nUBND cấp xã\n\nHằng năm\n\n"
    odd = "\n\nTập huấn về đo lường cho doanh nghiệp.\n\nSở Nội vụ UBND cấp xã\n\nHằng năm\n\n"
    found = tasks(HEAD + "".join(f"{n}{row}" for n in range(1, 21)) + f"21{odd}")
    assert [task.confidence for task in found[:20]] == [1.0] * 20
    assert found[20].confidence is not None and found[20].confidence < 1
