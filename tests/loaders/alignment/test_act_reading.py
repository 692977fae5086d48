from __future__ import annotations

import pytest

from loaders.alignment.settings import no_work
from loaders.lineage import ActItems, Item, act_items
from loaders.record import DocumentHead, Record, Section, Subdivision, Task
from loaders.triples import act_graphs
from tests.loaders.alignment.gold import read

HEAD = DocumentHead(
    type="Kế hoạch",
    number="45/KH-UBND",
    date="2025-08-01",
    issuer="Ủy ban nhân dân tỉnh An Giang",
    title="Thực hiện Chỉ thị số 38-CT/TW",
)


def items_of(structure: list[Subdivision], tasks: list[Task]) -> ActItems:
    graphs = act_graphs(Record(document=HEAD, structure=structure, tasks=tasks))
    return act_items(graphs.act, graphs.quads)


def part(path: str, heading: str | None = None, text: str | None = None) -> Subdivision:
    kind = ("part", "section", "point")[path.count("/")]
    return Subdivision.model_validate({"path": path, "kind": kind, "heading": heading, "text": text})


PLAN = [
    part("I", "MỤC ĐÍCH, YÊU CẦU"),
    part("I/1", text="Quán triệt Chỉ thị số 38-CT/TW."),
    part("II", "NHIỆM VỤ, GIẢI PHÁP", "Các sở tập trung thực hiện:"),
    part("II/1", "Phát triển nguồn nhân lực"),
    part("II/1/a", text="Đào tạo chuyên gia đo lường."),
    part("II/2", text="Rà soát văn bản."),
    part("III", "TỔ CHỨC THỰC HIỆN"),
    part("III/1", "Sở Tài chính", "Bố trí kinh phí."),
]


def test_parts_that_set_work_stand_with_the_titles_above_them() -> None:
    parts = items_of(PLAN, []).parts
    assert [item.text for item in parts] == [
        "NHIỆM VỤ, GIẢI PHÁP Các sở tập trung thực hiện:",
        "Phát triển nguồn nhân lực",
        "Đào tạo chuyên gia đo lường.",
        "Rà soát văn bản.",
    ]
    assert parts[2].headings == ("NHIỆM VỤ, GIẢI PHÁP", "Phát triển nguồn nhân lực")
    assert [item.order for item in parts] == [1, 2, 3, 4]


def test_rows_stand_under_the_title_of_their_group() -> None:
    group = Section(number="II", title="Phát triển nguồn nhân lực")
    rows = [Task(id="II.2", section=group, text="Đào tạo."), Task(id="II.1", section=group, text="Tập huấn.")]
    act = items_of(PLAN, rows)
    assert act.tasks == (
        Item(f"{act.act}/task/II.2", "Đào tạo.", ("Phát triển nguồn nhân lực",), 1),
        Item(f"{act.act}/task/II.1", "Tập huấn.", ("Phát triển nguồn nhân lực",), 2),
    )


def test_a_task_of_the_running_text_stands_for_the_part_that_it_is_set_in() -> None:
    act = items_of(PLAN, [Task(id="II.2", text="Rà soát văn bản.")])
    assert [task.headings for task in act.tasks] == [("NHIỆM VỤ, GIẢI PHÁP",)]
    assert "Rà soát văn bản." not in [item.text for item in act.parts]


def test_articles_on_issue_and_force_set_no_work() -> None:
    articles = [
        Subdivision(path="Điều 1", kind="article", text="Ban hành kèm theo Quyết định này Kế hoạch thực hiện."),
        Subdivision(path="Điều 2", kind="article", text="Quyết định này có hiệu lực thi hành kể từ ngày ký."),
        Subdivision(path="Điều 3", kind="article", text="Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này."),
    ]
    assert items_of(articles, []).parts == ()


def test_the_real_plans_offer_their_tasks_and_points() -> None:
    assert [len(read(number).items.tasks) for number in ("000", "001", "002", "003", "004")] == [25, 20, 27, 28, 14]
    centre = read("003")
    offered = {centre.names[item.node] for item in centre.items.parts}
    assert {"II", "II/2", "II/2/đ", "II/6/c"} <= offered
    assert not offered & {"I", "I/1/a", "III", "III/3", "Điều 1"}


@pytest.mark.parametrize(
    "heading",
    ["Mục đích, yêu cầu", "MỤC ĐÍCH", "Yêu cầu", "Tổ chức thực hiện", "MỘT SỐ CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2030",
     "Quan điểm, mục tiêu", "Mục tiêu, chỉ tiêu, tầm nhìn", "PHÂN CÔNG TRÁCH NHIỆM VÀ TỔ CHỨC THỰC HIỆN",
     "Kinh phí thực hiện", "Nguồn kinh phí", "Chế độ báo cáo"],
)  # fmt: skip
def test_headings_that_set_no_work(heading: str) -> None:
    assert no_work().fullmatch(heading)


@pytest.mark.parametrize(
    "heading",
    ["Nhiệm vụ và giải pháp", "Mục tiêu, nhiệm vụ và giải pháp", "Tổ chức thực hiện Đề án chuyển đổi số",
     "Tăng cường đầu tư ngân sách nhà nước", "Đào tạo theo yêu cầu của doanh nghiệp",
     "Báo cáo đánh giá hiện trạng đo lường"],
)  # fmt: skip
def test_headings_that_set_work(heading: str) -> None:
    assert not no_work().fullmatch(heading)
