from __future__ import annotations

import pytest

from loaders.alignment.merging import merged
from loaders.lineage import ActItems, Item, links

TRAINING = {"dao": 0.5, "tao": 0.5}
CHECKS = {"kiem": 0.5, "tra": 0.5}
BOTH = TRAINING | CHECKS

ROWS = {
    "1": "Đào tạo, bồi dưỡng người vận hành trạm bơm tưới tiêu nội đồng",
    "2": "Kiểm tra, xử lý việc lấn chiếm hành lang bảo vệ đê điều",
    "3": "Lập bản đồ ngập lụt vùng hạ lưu các hồ chứa nước",
    "4": "Trồng rừng ngập mặn chắn sóng ven biển",
}
MERGED = f"{ROWS['1']}; kiểm tra, xử lý việc lấn chiếm hành lang bảo vệ đê điều"


def act(path: str, rows: dict[str, str]) -> ActItems:
    base = f"https://w3id.org/cancu/id/doc/{path}"
    items = (Item(f"{base}/task/{number}", text, (), at) for at, (number, text) in enumerate(rows.items(), 1))
    return ActItems(base, tuple(items), ())


def found(text: str) -> set[str]:
    """The numbers of the rows that row 1 of a plan is tied to, where it says that."""
    plan = act("xa/2025/1-kh-ubnd", {"1": text, "2": ROWS["3"], "3": ROWS["4"]})
    upstream = act("tinh/2025/2-qd-ubnd", ROWS)
    return {link.target.rpartition("/")[2] for link in links(plan, [upstream]) if link.obligation.endswith("/1")}


def test_two_targets_that_each_hold_a_share_are_merged() -> None:
    two = merged(BOTH, {3: TRAINING, 7: CHECKS}, 1.0)
    assert two
    assert two.targets == (3, 7)
    assert two.cover == pytest.approx(1.0)


def test_a_target_that_adds_nothing_is_not_merged() -> None:
    assert merged(BOTH, {3: BOTH, 7: CHECKS}, 1.0) is None


def test_two_targets_that_leave_much_of_the_task_are_not_merged() -> None:
    assert merged(BOTH | {"ho": 0.9}, {3: TRAINING, 7: CHECKS}, 1.8) is None


def test_nothing_in_common_is_not_merged() -> None:
    assert merged(BOTH, {3: {"rung": 1.0}, 7: {"bien": 1.0}}, 0.0) is None


def test_a_task_of_two_works_is_tied_to_the_rows_of_both() -> None:
    assert found(MERGED) == {"1", "2"}


def test_a_task_of_one_work_is_tied_to_one_row() -> None:
    assert found(ROWS["1"]) == {"1"}
