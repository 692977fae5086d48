"""A commune's task, the row of its province's plan, and what that row carries out in the centre's plan."""

from __future__ import annotations

import pytest

from loaders.alignment.chain import Chain, settled
from loaders.lineage import ActItems, Item, Link, nearest_links

COMMUNE, OTHER = "xa/task/I.1", "xa/task/I.2"
PROVINCE = frozenset({"tinh/task/II.1", "tinh/task/II.2", "tinh/task/II.3"})
CHAIN = Chain(
    rows=PROVINCE,
    carried={"tinh/task/II.1": {"tw/task/V.1": 0.99, "tw/text/V/1": 0.99}, "tinh/task/II.2": {"tw/task/V.2": 0.98}},
    carriers={"tw/task/V.1": ["tinh/task/II.1"], "tw/text/V/1": ["tinh/task/II.1"], "tw/task/V.2": ["tinh/task/II.2"]},
)


def link(target: str, score: float, task: str = COMMUNE) -> Link:
    return Link(task, target, score)


def test_a_link_stands_where_the_task_comes_near_what_the_row_carries_out() -> None:
    near = [link("tinh/task/II.1", 0.85), link("tinh/text/II/1", 0.8)]
    assert settled(near, [link("tw/text/V/1", 0.96)], CHAIN) == near


def test_a_link_that_is_not_borne_out_falls() -> None:
    assert settled([link("tinh/task/II.1", 0.85)], [], CHAIN) == []


def test_a_sure_link_needs_nothing_to_bear_it_out() -> None:
    near = [link("tinh/task/II.1", 0.99)]
    assert settled(near, [], CHAIN) == near


def test_two_links_of_which_neither_is_sure_fall() -> None:
    assert settled([link("tinh/task/II.1", 0.7)], [link("tw/task/V.1", 0.7)], CHAIN) == []


def test_what_stands_farther_up_leads_to_another_row() -> None:
    assert settled([link("tinh/task/II.1", 0.85)], [link("tw/task/V.2", 0.97)], CHAIN) == [link("tinh/task/II.2", 0.97)]


@pytest.mark.parametrize("target", ["tinh/task/II.3", "tinh/text/II/1"])
def test_nothing_farther_up_can_tell_of_a_row_of_the_provinces_own_or_of_a_point(target: str) -> None:
    near = [link(target, 0.7)]
    assert settled(near, [], CHAIN) == near


def test_a_task_of_two_rows_is_left_as_it_is() -> None:
    near = [link("tinh/task/II.1", 0.85), link("tinh/task/II.2", 0.85)]
    assert settled(near, [], CHAIN) == near


def test_what_the_province_carries_out_is_carried_out_through_it() -> None:
    assert settled([], [link("tw/task/V.1", 0.99)], CHAIN) == [link("tinh/task/II.1", 0.99)]
    assert settled([], [link("tw/task/V.9", 0.99)], CHAIN) == [link("tw/task/V.9", 0.99)]
    assert settled([], [link("tw/task/V.9", 0.95)], CHAIN) == []


def test_an_act_between_that_carries_nothing_out_leaves_the_links_farther_up() -> None:
    far = [link("tw/task/V.9", 0.7), link("tw/task/V.1", 0.9, OTHER)]
    assert settled([], far, Chain(frozenset(), {}, {})) == far


ROWS = (
    "Đào tạo, bồi dưỡng người vận hành trạm bơm tưới tiêu nội đồng",
    "Kiểm tra, xử lý việc lấn chiếm hành lang bảo vệ đê điều",
    "Lập bản đồ ngập lụt vùng hạ lưu các hồ chứa nước",
    "Trồng rừng ngập mặn chắn sóng ven biển",
)


def act(path: str, *rows: str) -> ActItems:
    base = f"https://w3id.org/cancu/id/doc/{path}"
    return ActItems(base, tuple(Item(f"{base}/task/{at}", text, (), at) for at, text in enumerate(rows, 1)), ())


def test_a_task_that_copies_the_centre_is_tied_to_the_row_of_the_province_that_words_it_anew() -> None:
    centre = act("ttg/2025/1-qd-ttg", *ROWS)
    province = act("tinh/2025/2-qd-ubnd", "Mở lớp cho người vận hành trạm bơm nội đồng", *ROWS[1:])
    commune = act("tinh/xa/2025/3-kh-ubnd", *ROWS[:3])
    found = {(link.obligation[-1], link.target) for link in nearest_links(commune, [[province], [], [centre]])}
    assert found == {(str(at), f"{province.act}/task/{at}") for at in (1, 2, 3)}
