"""Each question on a small country in which the right answer can be seen at a glance."""

from __future__ import annotations

import pytest

from queries.engine import OxigraphEngine
from tests.queries.country import column, rows, with_more

BINH_DUONG = "doc/binh-duong/2025/1169-qd-ubnd"
THANH_HOA = "doc/thanh-hoa/2025/1169-qd-ubnd"
DIRECTIVE = "doc/tw/2024/38-ct-tw"
PLAN = "doc/ttg/2024/1703-qd-ttg"


# lineage-down


def test_every_act_below_stands_once_with_the_steps_of_its_longest_chain(engine: OxigraphEngine) -> None:
    found = rows(engine, "lineage-down", document="38-CT/TW")
    assert {row["document"]: row["depth"] for row in found} == {
        BINH_DUONG: "2",  # names the directive too, but carries out 1703/QĐ-TTg and 191-KH/TU
        PLAN: "1",  # based on it and carries it out
        "doc/binh-duong/2024/191-kh-tu": "1",  # known only by citation
        "doc/binh-duong/draft/ke-hoach-0a1b2c3d": "3",  # no number, no date
        THANH_HOA: "2",  # cites the directive, but rests on the plan alone
        "doc/thanh-hoa/14758/2025/45-kh-ubnd": "3",
    }
    assert len(found) == 6


def test_lineage_tells_number_title_issuers_and_level_as_far_as_they_are_known(engine: OxigraphEngine) -> None:
    found = {row["document"]: row for row in rows(engine, "lineage-down", document="38-CT/TW")}
    joint = found[THANH_HOA]
    assert joint["issuer"] == "Ủy ban Mặt trận Tổ quốc tỉnh Thanh Hóa; Ủy ban nhân dân tỉnh Thanh Hóa"
    assert (joint["number"], joint["title"], joint["level"]) == (
        "1169/QĐ-UBND",
        "Về việc ban hành Kế hoạch",
        "cấp tỉnh",
    )
    draft = found["doc/binh-duong/draft/ke-hoach-0a1b2c3d"]
    assert (draft["number"], draft["issuer"], draft["level"]) == (None, None, None)


def test_lineage_is_sorted_by_depth(engine: OxigraphEngine) -> None:
    assert column(rows(engine, "lineage-down", document="38-CT/TW"), "depth") == ["1", "1", "2", "2", "3", "3"]


def test_what_lies_deeper_than_the_levels_is_found_with_seven(engine: OxigraphEngine) -> None:
    links = "".join(f"<doc/x/2025/{k + 1}-kh> eli:based_on <doc/x/2025/{k}-kh> .\n" for k in range(10))
    chain = with_more(f"<graph/x> {{ <doc/x/2025/0-kh> a cancu:Document . {links} }}")
    found = rows(chain, "lineage-down", document="doc/x/2025/0-kh")
    assert column(found, "depth") == ["1", "2", "3", "4", "5", "6", "7", "7", "7", "7"]
    up = with_more(f"<graph/x> {{ <doc/x/2025/10-kh> a cancu:Document . {links} }}")
    found = rows(up, "lineage-up", resource="doc/x/2025/10-kh")
    assert column(found, "depth") == ["0", "1", "2", "3", "4", "5", "6", "7", "7", "7", "7"]


def test_two_acts_that_rest_on_each_other_do_not_lie_below_themselves() -> None:
    engine = with_more("""<graph/x> { <doc/x/2025/1-kh> a cancu:Document ; eli:based_on <doc/x/2025/2-kh> .
                                      <doc/x/2025/2-kh> a cancu:Document ; eli:based_on <doc/x/2025/1-kh> . }""")
    found = rows(engine, "lineage-down", document="doc/x/2025/1-kh")
    assert column(found, "document", "depth") == [("doc/x/2025/2-kh", "1")]


def test_an_act_on_which_nothing_rests_has_no_lineage(engine: OxigraphEngine) -> None:
    assert rows(engine, "lineage-down", document="45/KH-UBND") == []


# lineage-up


def test_a_task_leads_up_by_its_act_and_by_what_it_carries_out(engine: OxigraphEngine) -> None:
    found = rows(engine, "lineage-up", resource="1169/QĐ-UBND@Bình Dương#I.1")
    assert column(found, "depth", "resource", "via") == [
        ("0", f"{BINH_DUONG}/task/I.1", None),
        ("1", BINH_DUONG, "do văn bản giao"),
        ("1", f"{PLAN}/text/ke-hoach/II/2/dd", "cụ thể hóa"),
        ("2", "doc/binh-duong/2024/191-kh-tu", "căn cứ"),
        ("2", PLAN, "có phần này; căn cứ"),
        ("2", DIRECTIVE, "căn cứ; thực hiện"),
    ]


def test_each_step_up_says_what_it_is_and_how_it_is_called(engine: OxigraphEngine) -> None:
    found = rows(engine, "lineage-up", resource="1169/QĐ-UBND@Bình Dương#I.1")
    assert column(found, "kind", "label")[:3] == [
        ("nhiệm vụ", "Xây dựng cơ sở dữ liệu của tỉnh"),
        ("Quyết định", "Quyết định 1169/QĐ-UBND"),
        ("phần của văn bản", "Xây dựng cơ sở dữ liệu quốc gia"),
    ]


def test_an_act_leads_up_to_its_root_level_by_level(engine: OxigraphEngine) -> None:
    found = rows(engine, "lineage-up", resource="45/KH-UBND")
    assert column(found, "depth", "resource") == [
        ("0", "doc/thanh-hoa/14758/2025/45-kh-ubnd"),
        ("1", THANH_HOA),
        ("2", PLAN),
        ("3", DIRECTIVE),
    ]


# legal-bases, citing


def test_the_bases_come_in_the_order_of_the_preamble_and_a_mere_proposal_is_one_row(engine: OxigraphEngine) -> None:
    found = rows(engine, "legal-bases", document="1169/QĐ-UBND@Bình Dương")
    assert column(found, "order", "relation", "document") == [
        ("1", "căn cứ", DIRECTIVE),
        ("2", "căn cứ", PLAN),
        ("3", "căn cứ", "doc/binh-duong/2024/191-kh-tu"),
        ("4", "theo đề nghị của", None),
    ]
    assert found[3]["citation"] == "Theo đề nghị của Sở Khoa học và Công nghệ"
    assert (found[3]["number"], found[3]["issuer"]) == (None, None)


def test_an_act_known_only_by_citation_has_the_bases_that_others_tell_of(engine: OxigraphEngine) -> None:
    found = rows(engine, "legal-bases", document="191-KH/TU")
    assert column(found, "relation", "document", "citation") == [("thực hiện", DIRECTIVE, None)]


def test_an_act_that_cites_says_as_what_and_stands_once(engine: OxigraphEngine) -> None:
    found = rows(engine, "citing", document="38-CT/TW")
    assert column(found, "document", "date", "relation") == [
        ("doc/binh-duong/2024/191-kh-tu", None, "thực hiện"),
        (PLAN, "2024-12-31", "căn cứ; thực hiện"),
        (BINH_DUONG, "2025-04-28", "căn cứ"),
        (THANH_HOA, "2025-05", "dẫn chiếu"),
    ]


# agency-duties


def test_duties_come_by_the_bodys_own_name_and_by_the_groups_that_it_is_in(engine: OxigraphEngine) -> None:
    found = rows(engine, "agency-duties", agency="Sở Y tế@Bình Dương")
    assert column(found, "task", "role", "deadline", "due", "through") == [
        (f"{BINH_DUONG}/task/I.1", "chủ trì", "Quý II năm 2026", "2026-06-30", None),
        (f"{BINH_DUONG}/task/I.1", "phối hợp", "Quý II năm 2026", "2026-06-30", "Các sở, ban, ngành"),
        (f"{BINH_DUONG}/task/I.3", "chủ trì", "Trước ngày 10/12 hằng năm", "--12-10", None),
    ]
    assert {row["document"] for row in found} == {BINH_DUONG}


def test_duties_come_to_the_unit_in_brackets(engine: OxigraphEngine) -> None:
    unit = "agency/binh-duong/so-khoa-hoc-va-cong-nghe/chi-cuc-tdc"
    found = rows(engine, "agency-duties", agency=unit)
    assert column(found, "task", "through") == [(f"{BINH_DUONG}/task/I.1", "Sở Khoa học và Công nghệ tỉnh Bình Dương")]


@pytest.mark.parametrize(
    ("role", "tasks"),
    [("lead", ["I.1", "I.3"]), ("chủ trì", ["I.1", "I.3"]), ("coordinating", ["I.1"]), ("chỉ đạo", [])],
)
def test_duties_can_be_asked_for_one_role(engine: OxigraphEngine, role: str, tasks: list[str]) -> None:
    found = rows(engine, "agency-duties", agency="Sở Y tế@Bình Dương", role=role)
    assert column(found, "task") == [f"{BINH_DUONG}/task/{task}" for task in tasks]


def test_a_body_of_another_province_has_none_of_these_duties(engine: OxigraphEngine) -> None:
    assert rows(engine, "agency-duties", agency="Sở Khoa học và Công nghệ@Thanh Hóa") == []


# deadlines


def test_what_ends_on_the_first_or_last_day_falls_due(engine: OxigraphEngine) -> None:
    found = rows(engine, "deadlines", from_="2026-06-30", to="2026-12-10")
    assert column(found, "due", "task") == [
        ("2026-06-30", f"{BINH_DUONG}/task/I.1"),
        ("2026-11-15", f"{BINH_DUONG}/reporting/V/1/binh-duong-so-ban-nganh"),
        ("2026-12-10", f"{BINH_DUONG}/task/I.3"),
    ]
    assert found[0]["lead"] == "Sở Khoa học và Công nghệ tỉnh Bình Dương; Sở Y tế tỉnh Bình Dương"


def test_a_quarter_falls_due_on_its_last_day_only(engine: OxigraphEngine) -> None:
    assert rows(engine, "deadlines", from_="2026-04-01", to="2026-06-29") == []
    assert rows(engine, "deadlines", from_="2026-07-01", to="2026-11-14") == []


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        ("2025-12-11", "2026-12-10", "2026-12-10"),  # the next year's
        ("2025-12-10", "2028-01-01", "2025-12-10"),  # the first of three
    ],
)
def test_a_day_of_every_year_falls_due_once_at_its_first_time(
    engine: OxigraphEngine, first: str, last: str, due: str
) -> None:
    found = [row for row in rows(engine, "deadlines", from_=first, to=last) if row["task"] == f"{BINH_DUONG}/task/I.3"]
    assert column(found, "due") == [due]


# incomplete-tasks


def test_a_task_stands_once_with_all_that_it_lacks(engine: OxigraphEngine) -> None:
    found = rows(engine, "incomplete-tasks")
    assert column(found, "document", "ordinal", "missing", "page") == [
        (BINH_DUONG, "I.2", "lead, deadline", "8"),
        (BINH_DUONG, "I.3", "text", "8"),
    ]


def test_incomplete_tasks_can_be_asked_of_one_act(engine: OxigraphEngine) -> None:
    assert len(rows(engine, "incomplete-tasks", document="1169/QĐ-UBND@Bình Dương")) == 2
    assert rows(engine, "incomplete-tasks", document="1169/QĐ-UBND@Thanh Hóa") == []


# reporting


def test_reports_go_to_the_collector_and_by_it_to_the_one_it_reports_to(engine: OxigraphEngine) -> None:
    collector, committee = "Sở Khoa học và Công nghệ tỉnh Bình Dương", "Ủy ban nhân dân tỉnh Bình Dương"
    assert column(rows(engine, "reporting", document="1169/QĐ-UBND@Bình Dương"), "reporter", "to", "due", "via") == [
        (collector, committee, None, None),
        ("Các sở, ban, ngành", collector, "--11-15", None),
        ("Các sở, ban, ngành", committee, "--11-15", collector),
    ]
