from __future__ import annotations

import pytest

from loaders.lineage import ActItems, Item, links

ROWS = {
    "1": "Đào tạo, bồi dưỡng người vận hành trạm bơm tưới tiêu nội đồng",
    "2": "Kiểm tra, xử lý việc lấn chiếm hành lang bảo vệ đê điều",
    "3": "Lập bản đồ ngập lụt vùng hạ lưu các hồ chứa nước",
    "4": "Trồng rừng ngập mặn chắn sóng ven biển",
}


def act(path: str, rows: dict[str, str]) -> ActItems:
    base = f"https://w3id.org/cancu/id/doc/{path}"
    items = (Item(f"{base}/task/{number}", text, (), at) for at, (number, text) in enumerate(rows.items(), 1))
    return ActItems(base, tuple(items), ())


def found(text: str, rows: dict[str, str] = ROWS) -> set[str]:
    """The numbers of the rows that row 1 of a plan is tied to, where it says that."""
    plan = act("xa/2025/1-kh-ubnd", {"1": text, "2": ROWS["3"], "3": ROWS["4"]})
    upstream = act("tinh/2025/2-qd-ubnd", rows)
    return {link.target.rpartition("/")[2] for link in links(plan, [upstream]) if link.obligation.endswith("/1")}


def test_a_task_of_two_works_is_tied_to_the_rows_of_both() -> None:
    assert found(f"{ROWS['1']}; kiểm tra, xử lý việc lấn chiếm hành lang bảo vệ đê điều") == {"1", "2"}


def test_a_work_in_other_words_counts_beside_one_that_is_copied() -> None:
    assert found(f"{ROWS['1']}; tăng cường tuần tra, phát hiện việc lấn chiếm hành lang đê điều tại địa bàn") == {
        "1",
        "2",
    }


def test_a_task_of_one_work_is_tied_to_one_row() -> None:
    assert found(ROWS["1"]) == {"1"}


def test_a_row_that_merges_both_works_itself_is_the_only_one() -> None:
    both = f"{ROWS['1']}; kiểm tra, xử lý việc lấn chiếm hành lang bảo vệ đê điều"
    assert found(both, {"1": both, "2": "Kiểm tra hành lang bảo vệ lưới điện", "3": ROWS["3"], "4": ROWS["4"]}) == {"1"}


@pytest.mark.parametrize("behind", ["; khen thưởng.", "; đê điều; trạm bơm;", ";"])
def test_a_few_words_behind_a_semicolon_are_no_work_of_their_own(behind: str) -> None:
    assert found(f"{ROWS['1']}{behind}") == {"1"}
