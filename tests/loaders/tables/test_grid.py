from __future__ import annotations

import pytest

from loaders.read.markdown import read_markdown
from loaders.record import Task
from loaders.tables.grid import read_grid_tables
from loaders.tasks import TableTasks, tasks_of

HEAD = "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n"


def read(text: str) -> TableTasks:
    _, lines = read_markdown(text.encode(), "a.md")
    return tasks_of(read_grid_tables(lines))


def ids(tasks: tuple[Task, ...]) -> list[str]:
    return [task.id for task in tasks]


def test_each_cell_goes_to_its_column() -> None:
    (task,) = read(HEAD + "1\tTổ chức tập huấn\tSở Y tế\tCác sở, ban, ngành\tQuý II năm 2026\n").tasks
    assert (task.id, task.text) == ("1", "Tổ chức tập huấn")
    assert [body.name for body in task.lead] == ["Sở Y tế"]
    assert task.deadline and task.deadline.start == "2026-04-01"


def test_a_repeated_head_goes_on_and_another_head_begins_table_b() -> None:
    row = "\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"
    second = "TT\tTên văn bản\tCơ quan chủ trì\tCấp trình\tThời hạn hoàn thành\n1\tĐề án\tSở Y tế\tUBND tỉnh\t2026\n"
    found = read(f"{HEAD}1{row}{HEAD}2{row}{second}").tasks
    assert ids(found) == ["1", "2", "B.1"]
    assert [body.name for body in found[-1].directing] == ["UBND tỉnh"]


def test_a_title_over_the_whole_width_names_the_section() -> None:
    row = "\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"
    found = read(f"{HEAD}III. Phát triển nguồn nhân lực\t\t\t\t\n1{row}2{row}IV.\tĐầu tư\t\t\t\n1{row}").tasks
    assert ids(found) == ["III.1", "III.2", "IV.1"]
    assert [task.section.title for task in found if task.section] == ["Phát triển nguồn nhân lực"] * 2 + ["Đầu tư"]


def test_a_title_that_slipped_behind_its_rows_is_theirs() -> None:
    row = "\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"
    found = read(f"{HEAD}1{row}2{row}Tuyên truyền\t\t\t\t\nII.\tĐầu tư\t\t\t\n1{row}").tasks
    assert ids(found) == ["I.1", "I.2", "II.1"]


def test_cells_in_a_group_row_are_remarked_and_make_no_task() -> None:
    read_back = read(HEAD + "V.\tKiểm tra\tSở Y tế\t\tHằng năm\n1\tKiểm tra chợ\tSở Y tế\tUBND cấp xã\tHằng năm\n")
    assert ids(read_back.tasks) == ["V.1"]
    assert [remark.id for remark in read_back.remarks] == ["V"]


def test_a_row_without_a_number_goes_on_with_the_row_before() -> None:
    text = HEAD + "1\tTổ chức\tSở Y tế\tCác sở,\tHằng năm\n\ttập huấn\t\tban, ngành\t\n"
    (task,) = read(text).tasks
    assert task.text == "Tổ chức tập huấn"
    assert [body.name for body in task.coordinating] == ["Các sở, ban, ngành"]


def test_a_head_over_two_rows_gives_its_role_to_the_columns_below_it() -> None:
    head = "TT\tNội dung\tĐơn vị chủ trì\tThời gian\tDự kiến kết quả\t\n"
    below = "TT\tNội dung\tĐơn vị chủ trì\tThời gian\tĐến năm 2030\tNhững năm tiếp theo\n"
    row = "\tTập huấn\tSở Y tế\tHằng năm\t02 lớp\t03 lớp\n"
    found = read(f"{head}{below}1{row}{head}{below}2{row}").tasks
    assert ids(found) == ["1", "2"]
    assert {task.result for task in found} == {"Đến năm 2030: 02 lớp | Những năm tiếp theo: 03 lớp"}


def test_a_head_below_another_that_has_a_role_of_its_own_keeps_it() -> None:
    """Else whoever works along would lead, and nothing would tell."""
    head = "TT\tTên nhiệm vụ\tĐơn vị thực hiện\t\tThời gian\n"
    below = "TT\tTên nhiệm vụ\tChủ trì\tPhối hợp\tThời gian\n"
    (task,) = read(f"{head}{below}1\tTập huấn\tSở Y tế\tCông an tỉnh\tHằng năm\n").tasks
    assert [body.name for body in task.lead] == ["Sở Y tế"]
    assert [body.name for body in task.coordinating] == ["Công an tỉnh"]


def test_a_numbered_row_with_nothing_but_its_text_is_a_task_that_nobody_leads() -> None:
    row = "\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"
    found = read(f"{HEAD}I\tTuyên truyền\t\t\t\n1{row}2\tXây dựng phóng sự\t\t\t\n3{row}").tasks
    assert ids(found) == ["I.1", "I.2", "I.3"]
    assert (found[1].text, found[1].lead, found[1].deadline) == ("Xây dựng phóng sự", [], None)
    assert {task.section.title for task in found if task.section} == {"Tuyên truyền"}


def test_a_number_before_dotted_rows_heads_a_group() -> None:
    row = "\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"
    found = read(f"{HEAD}1\tTuyên truyền\t\t\t\n1.1{row}2\tĐào tạo\t\t\t\n2.1{row}").tasks
    assert ids(found) == ["1.1", "2.1"]
    assert [task.section.title for task in found if task.section] == ["Tuyên truyền", "Đào tạo"]


def test_rows_of_a_table_without_a_number_column_are_counted_in_each_group() -> None:
    head = HEAD.removeprefix("TT\t")
    row = "Tổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"
    rest = "về đo lường\t\tvà các đơn vị có liên quan\t\n"
    found = read(f"{head}I. Tuyên truyền\t\t\t\n{row}{row}{rest}II. Đào tạo\t\t\t\n{row}").tasks
    assert ids(found) == ["I.1", "I.2", "II.1"]
    assert found[1].text == "Tổ chức tập huấn về đo lường"
    assert [task.doubts for task in found] == [[], [], []]


ROW = "\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\tHằng năm\n"


def test_a_letter_heads_a_group_whatever_column_its_title_stands_in() -> None:
    head = "TT\tThời gian hoàn thành\tTên nhiệm vụ\tChủ trì\tPhối hợp\n"
    row = "\tHằng năm\tTổ chức tập huấn\tSở Y tế\tUBND cấp xã\n"
    read_back = read(f"{head}A\tHạ tầng số\t\t\t\n1{row}2{row}B.\t\tNhân lực số\t\t\n3{row}")
    assert ids(read_back.tasks) == ["A.1", "A.2", "B.3"]
    assert [task.section.title for task in read_back.tasks if task.section] == ["Hạ tầng số"] * 2 + ["Nhân lực số"]
    assert (read_back.unread, read_back.remarks) == ((), ())


def test_roman_groups_below_a_letter_stand_behind_it() -> None:
    first = f"A\tHạ tầng\t\t\t\nI\tMạng\t\t\t\n1{ROW}II\tMáy\t\t\t\n1{ROW}"
    found = read(f"{HEAD}{first}B\tNhân lực\t\t\t\nI\tTập huấn\t\t\t\n1{ROW}").tasks
    assert ids(found) == ["A.I.1", "A.II.1", "B.I.1"]
    assert [task.section.title for task in found if task.section] == ["Mạng", "Máy", "Tập huấn"]


def test_rows_numbered_by_roman_numbers_below_letters_are_tasks() -> None:
    found = read(f"{HEAD}A\tHạ tầng\t\t\t\nI{ROW}II{ROW}B\tNhân lực\t\t\t\nI{ROW}").tasks
    assert ids(found) == ["A.I", "A.II", "B.I"]


def test_a_small_letter_numbers_a_row_below_the_row_before() -> None:
    found = read(f"{HEAD}I\tHạ tầng\t\t\t\n1{ROW}a){ROW}b){ROW}2{ROW}II\tMáy\t\t\t\n2.1{ROW}a{ROW}").tasks
    assert ids(found) == ["I.1", "I.1.a", "I.1.b", "I.2", "2.1", "2.1.a"]


def test_a_letter_before_a_row_with_other_cells_is_a_row_of_its_own() -> None:
    found = read(f"{HEAD}A{ROW}B{ROW}").tasks
    assert ids(found) == ["A", "B"]
    assert [task.section for task in found] == [None, None]


@pytest.mark.parametrize("words", ["Tổng cộng\t\t\t", "\tTổng cộng:\t\t", "TỔNG KINH PHÍ\tTỔNG KINH PHÍ\t\t"])
def test_a_row_of_sums_is_no_task_and_goes_on_with_none(words: str) -> None:
    head = "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tThời gian\tKinh phí\n"
    read_back = read(f"{head}1\tTập huấn\tSở Y tế\tHằng năm\t120\n{words}\t120\n")
    assert [(task.id, task.text) for task in read_back.tasks] == [("1", "Tập huấn")]
    assert read_back.unread == ()


def test_a_deadline_without_its_year_is_read_in_that_of_the_title_and_doubted() -> None:
    _, lines = read_markdown(f"{HEAD}1\tTập huấn\tSở Y tế\tUBND cấp xã\tQuý II\n".encode(), "a.md")
    (task,) = tasks_of(read_grid_tables(lines), "2026").tasks
    assert task.deadline and (task.deadline.text, task.deadline.end) == ("Quý II", "2026-06-30")
    assert task.doubts == ["Thời hạn “Quý II” không ghi năm; lấy năm 2026 theo trích yếu của văn bản."]
