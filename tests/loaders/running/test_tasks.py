"""Tasks in running text: acts made for these tests, in the wording of real ones, with their tasks read by eye."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.language import grammar
from loaders.reading import read_record, record_of
from loaders.record import Record
from loaders.running.tasks import task_id
from tests.corpus import plan
from tests.loaders.texts import source_of

ACTS = Path(__file__).parent / "acts"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((ACTS / "expected.json").read_text("utf-8"))


def directive(*lines: str, date: str = "ngày 12 tháng 3 năm 2026") -> Record:
    head = f"UBND TỈNH BÌNH AN\nSố: 09/CT-UBND\nBình An, {date}\nCHỈ THỊ\nVề việc quản lý chất lượng hàng hóa\n\n"
    return record_of(
        source_of(head + "Thời gian qua còn hạn chế. Để khắc phục, yêu cầu:\n\n" + "\n".join(lines) + "\n")
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_the_tasks_of_an_act_without_a_table_are_its_numbered_duties(name: str) -> None:
    tasks = read_record(ACTS / f"{name}.txt").tasks
    found = [
        {
            "id": task.id,
            "lead": [body.name for body in task.lead],
            "coordinating": [body.name for body in task.coordinating],
            "deadline": [task.deadline.kind, task.deadline.start, task.deadline.end] if task.deadline else None,
            "result": task.result,
        }
        for task in tasks
    ]
    wanted = [{"result": None} | {key: row[key] for key in row if key != "text"} for row in EXPECTED[name]]
    assert found == wanted
    for task, row in zip(tasks, EXPECTED[name], strict=True):
        begins, ends = row["text"]
        assert task.text.startswith(begins)
        assert task.text.endswith(ends)


def test_a_task_is_no_duty_and_what_is_no_task_stays_one() -> None:
    record = read_record(ACTS / "quyet-dinh.txt")
    assert [duty.path for duty in record.duties] == ["Điều 3"]
    bulleted = read_record(ACTS / "ke-hoach.txt")
    assert [(duty.path, duty.bearers) for duty in bulleted.duties] == [
        ("III/3", ["Sở Y tế"]),
        ("III/3", ["Sở Công Thương"]),
    ]


def test_a_plan_with_a_task_table_keeps_its_duties() -> None:
    record = read_record(plan("000"))
    assert len(record.tasks) == 25
    assert record.duties


def test_a_deadline_that_cannot_be_told_is_null_and_says_why() -> None:
    record = read_record(ACTS / "chi-thi.txt")
    (task,) = [task for task in record.tasks if task.id == "5"]
    assert task.deadline is None
    assert task.doubts == ["Thời hạn “trước ngày 20/5” không ghi năm."]
    assert task.confidence == 0.7
    two = read_record(ACTS / "thong-bao.txt").tasks[-1]
    assert two.doubts == ["Nhiều thời hạn: trước ngày 15/5/2026; trước ngày 30/5/2026."]


def test_a_labelled_time_in_unknown_words_is_unread() -> None:
    assert [one.quote for one in read_record(ACTS / "ke-hoach.txt").unread] == ["theo mùa vụ"]


DEADLINES = [
    (sentence, words)
    for form in grammar("running_tasks.yaml")["deadlines"]
    for sentence, words in form["examples"].items()
]


@pytest.mark.parametrize(("sentence", "words"), DEADLINES)
def test_a_sentence_says_by_when(sentence: str, words: str) -> None:
    (task,) = directive(f"1. {sentence}").tasks
    assert task.deadline is not None
    assert task.deadline.text == words


def test_a_day_by_which_to_complete_is_a_deadline_even_where_it_has_passed() -> None:
    """A slip of the drafter, which the check tells of; a task without a deadline it is not."""
    (task,) = directive("1. Giao Sở Y tế rà soát danh mục, hoàn thành trước ngày 01/6/2025.").tasks
    assert task.deadline is not None
    assert task.deadline.end == "2025-06-01"


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế rà soát các cơ sở được cấp phép trước ngày 01/7/2027.",
        "Sở Y tế rà soát các dự án khởi công trước ngày 01/7/2014.",
        "Sở Y tế rà soát các công trình hoàn thành trước ngày 01/7/2014.",
        "Sở Y tế tổng kết tình hình trong năm 2026.",
        "Sở Y tế kiểm tra hàng hóa nhập khẩu trong tháng 6/2026.",
        "Sở Y tế báo cáo trước ngày 15/11 hằng năm.",
        "Sở Y tế theo dõi. Định kỳ hằng năm trước ngày 10/12 báo cáo Ủy ban nhân dân tỉnh.",
    ],
)
def test_other_words_of_time_are_no_deadline(sentence: str) -> None:
    (task,) = directive(f"1. {sentence}").tasks
    assert task.deadline is None
    assert task.doubts == []


def test_laws_and_normative_decisions_assign_no_tasks() -> None:
    head = "THỦ TƯỚNG CHÍNH PHỦ\nSố: 44/2025/QĐ-TTg\nHà Nội, ngày 12 tháng 3 năm 2026\nQUYẾT ĐỊNH\nBan hành Kế hoạch\n"
    body = "Căn cứ Luật Giá số 16/2023/QH15;\nĐiều 1. Sở Y tế chủ trì kiểm tra.\n"
    record = record_of(source_of(head + body))
    assert record.tasks == []
    assert [duty.bearers for duty in record.duties] == [["Sở Y tế"]]


def test_a_law_binds_classes_and_only_its_last_articles_name_duties() -> None:
    law = (
        "QUỐC HỘI\nLuật số: 126/2025/QH15\nLUẬT\nBÁO CHÍ\n"
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
        "Điều 1. Hoạt động của cơ quan báo chí\nCơ quan báo chí chịu trách nhiệm về nội dung thông tin.\n"
        "Điều 2. Tổ chức thực hiện\nBộ Văn hóa, Thể thao và Du lịch hướng dẫn thi hành Luật này.\n"
    )
    record = record_of(source_of(law))
    assert record.tasks == []
    assert [(duty.path, duty.bearers) for duty in record.duties] == [
        ("Điều 2", ["Bộ Văn hóa, Thể thao và Du lịch"]),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("1", "1"), ("3/a", "3.a"), ("II/1/1.2", "II.1.2"), ("Điều 2/1", "Điều 2.1"), ("1/1.1/1.1.2", "1.1.2")],
)
def test_a_task_is_named_by_its_numbers(path: str, expected: str) -> None:
    assert task_id(path) == expected


def leads(record: Record) -> list[tuple[str, list[str]]]:
    return [(task.id, [body.name for body in task.lead]) for task in record.tasks]


def test_the_sentence_above_the_numbers_names_who_must_act_where_the_items_do_not() -> None:
    record = record_of(
        source_of(
            "UBND TỈNH BÌNH AN\nSố: 09/CT-UBND\nCHỈ THỊ\nVề việc phòng cháy\n\nThời gian qua còn hạn chế. Để khắc phục,"
            " Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã thực hiện các nội dung"
            " sau:\n\n1. Quán triệt Luật Phòng cháy.\n2. Công an tỉnh:\na) Kiểm tra chợ.\n3. Giao Sở Tài chính bố trí"
            " kinh phí.\n"
        )
    )
    assert leads(record) == [
        ("1", ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã"]),
        ("2.a", ["Công an tỉnh"]),
        ("3", ["Sở Tài chính"]),
    ]


def test_an_act_without_numbers_gives_its_paragraphs_in_order() -> None:
    record = directive(
        "Giao Sở Xây dựng:",
        "- Rà soát quy hoạch, hoàn thành trước ngày 30/11/2026.",
        "- Chủ trì, phối hợp với Công an tỉnh kiểm tra các chung cư.",
        "Sở Tài chính:",
        "- Bố trí kinh phí.",
        "Công an tỉnh hướng dẫn thực hiện Chỉ thị này.",
        "Yêu cầu các sở, ban, ngành nghiêm túc triển khai thực hiện Chỉ thị này./.",
    )
    assert leads(record) == [
        ("1", ["Sở Xây dựng"]),
        ("2", ["Sở Xây dựng"]),
        ("3", ["Sở Tài chính"]),
        ("4", ["Công an tỉnh"]),
    ]
    assert [body.name for body in record.tasks[1].coordinating] == ["Công an tỉnh"]
    assert record.tasks[0].deadline is not None
    assert record.tasks[0].deadline.end == "2026-11-30"


def test_the_sentence_that_closes_a_directive_is_no_part_of_its_last_item() -> None:
    record = directive(
        "1. Sở Y tế kiểm tra.",
        "2. Sở Xây dựng:",
        "- Rà soát quy hoạch.",
        "Chánh Văn phòng UBND tỉnh, Giám đốc các sở chịu trách nhiệm thi hành Chỉ thị này./.",
    )
    assert leads(record) == [("1", ["Sở Y tế"]), ("2", ["Sở Xây dựng"])]
    assert record.tasks[-1].text == "- Rà soát quy hoạch."


@pytest.mark.parametrize(
    ("duty", "bearers"),
    [
        ("Các Bộ: Quốc phòng, Tài chính kịp thời xuất cấp.", ["Bộ Quốc phòng", "Bộ Tài chính"]),
        ("Bộ trưởng các Bộ: Quốc phòng, Y tế chỉ đạo.", ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Y tế"]),
        ("UBND các tỉnh: Gia Lai, Đắk Lắk chủ động ứng phó.", ["UBND tỉnh Gia Lai", "UBND tỉnh Đắk Lắk"]),
        ("Trên cơ sở đề nghị của các Bộ, cơ quan liên quan, Bộ Tài chính rà soát kinh phí.", ["Bộ Tài chính"]),
        ("Giao Phó Thủ tướng Trần Văn A trực tiếp chỉ đạo.", ["Phó Thủ tướng Trần Văn A"]),
        ("Đồng chí Giám đốc Sở Y tế kiểm tra.", ["Giám đốc Sở Y tế"]),
        (
            "Chánh Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia phối hợp với Bộ Y tế.",
            [
                "Chánh Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia",
            ],
        ),
    ],
)
def test_who_must_act_is_named_in_many_ways(duty: str, bearers: list[str]) -> None:
    assert leads(directive(f"1. {duty}")) == [("1", bearers)]


def test_a_real_telegram_gives_its_numbered_duties() -> None:
    record = read_record(Path(__file__).parents[2] / "real" / "acts" / "223-cd-ttg.txt")
    assert (record.document.number, record.document.date) == ("223/CĐ-TTg", "2025-11-20")
    assert record.document.issuer == "Thủ tướng Chính phủ"
    assert record.document.title == "V/V TẬP TRUNG ỨNG PHÓ LŨ ĐẶC BIỆT LỚN TẠI KHÁNH HÒA, ĐẮK LẮK VÀ GIA LAI"
    assert [(one.name, one.position) for one in record.document.signers] == [("Hồ Quốc Dũng", "Phó Thủ tướng")]
    places = ("Khánh Hòa", "Đắk Lắk", "Gia Lai")
    found = dict(leads(record))
    assert found["2"] == [f"Chủ tịch Ủy ban nhân dân tỉnh {place}" for place in places]
    assert found["4"] == ["Bộ Xây dựng", "Bộ Công an"]
    assert found["8"] == ["Bộ Quốc phòng", "Bộ Tài chính"]
    assert next(task.text for task in record.tasks if task.id == "4").startswith("Bộ Xây dựng, Bộ Công an chỉ đạo")


def test_a_task_whose_fields_are_items_of_their_own_is_one() -> None:
    record = directive(
        "1. Công tác tuyên truyền",
        "a) Tuyên truyền Luật Phòng, chống thiên tai.",
        "b) Đơn vị chủ trì: Sở Y tế.",
        "c) Đơn vị phối hợp: Các thôn, bản, tổ dân phố; Công an tỉnh.",
        "d) Thời gian thực hiện: Quý II/2026.",
        "2. Kiểm tra",
        "a) Sở Công Thương kiểm tra chợ.",
        "b) Sở Y tế kiểm tra bếp ăn.",
    )
    assert [task.id for task in record.tasks] == ["1", "2.a", "2.b"]
    (task, *_) = record.tasks
    assert task.text == "Công tác tuyên truyền Tuyên truyền Luật Phòng, chống thiên tai."
    assert [body.name for body in task.lead] == ["Sở Y tế"]
    assert [body.name for body in task.coordinating] == ["Các thôn, bản, tổ dân phố", "Công an tỉnh"]
    assert task.deadline and task.deadline.end == "2026-06-30"


def test_items_that_each_name_a_lead_stay_tasks_of_their_own() -> None:
    record = directive(
        "1. Kiểm tra", "a) Kiểm tra chợ. Chủ trì: Sở Công Thương.", "b) Kiểm tra bếp ăn. Chủ trì: Sở Y tế."
    )
    assert [task.id for task in record.tasks] == ["1.a", "1.b"]


def test_hamlets_are_bodies_that_a_commune_charges() -> None:
    record = directive("1. Các thôn, bản: Tổ chức trực ban khi có thiên tai.", "2. Các tổ dân phố báo cáo ngay.")
    assert [[body.name for body in task.lead] for task in record.tasks] == [["Các thôn, bản"], ["Các tổ dân phố"]]
