from __future__ import annotations

import pytest

from loaders.tables.heads import columns_of_words, known_heads, role_of


def roles(words: str) -> list[str] | None:
    columns = columns_of_words(words.split())
    return [column.role for column in columns] if columns else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "TT Nội dung nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Cơ quan chỉ đạo Thời gian Ghi chú",
            ["number", "task", "lead", "coordinating", "directing", "deadline", "note"],
        ),
        (
            "STT Nhiệm vụ Thời hạn hoàn thành Đơn vị thực hiện Sản phẩm",
            ["number", "task", "deadline", "lead", "result"],
        ),
    ],
)
def test_columns_come_in_the_order_of_the_head(words: str, expected: list[str]) -> None:
    assert roles(words) == expected


def test_a_head_over_two_columns_gives_its_role_to_both() -> None:
    words = (
        "Dự kiến kết quả đạt được Ghi chú TT Nội dung Đơn vị chủ trì Đơn vị phối hợp Thời gian thực hiện "
        "Đến năm 2030 Những năm tiếp theo"
    )
    columns = columns_of_words(words.split())
    assert columns is not None
    assert [(c.head, c.role) for c in columns[-3:]] == [
        ("Đến năm 2030", "result"),
        ("Những năm tiếp theo", "result"),
        ("Ghi chú", "note"),
    ]


@pytest.mark.parametrize(
    "words",
    ["TT Họ và tên Chức vụ Ghi chú", "STT Chỉ tiêu Đơn vị tính Kết quả", "Nội dung nhiệm vụ", ""],
)
def test_a_table_that_assigns_nothing_is_no_task_table(words: str) -> None:
    assert roles(words) is None


def test_case_and_spaces_do_not_matter_and_brackets_are_left_out() -> None:
    assert role_of("CƠ QUAN\nCHỦ TRÌ") == "lead"
    assert role_of("Kết quả / Sản phẩm (nếu có)") == "result"
    assert role_of("Số lượng") is None


def test_the_table_of_heads_uses_known_roles_only() -> None:
    allowed = {"number", "task", "lead", "coordinating", "directing", "deadline", "result", "note", "other"}
    assert set(known_heads().values()) == allowed
