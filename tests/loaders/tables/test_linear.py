from __future__ import annotations

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
