"""The lineage of tasks on the small country: what is tied to what, who said so, and what nobody took up."""

from __future__ import annotations

import pytest

from queries.engine import OxigraphEngine
from tests.queries.country import column, rows, with_more

BINH_DUONG = "doc/binh-duong/2025/1169-qd-ubnd"
THANH_HOA = "doc/thanh-hoa/2025/1169-qd-ubnd"
COMMUNE = "doc/thanh-hoa/14758/2025/45-kh-ubnd"
PLAN = "doc/ttg/2024/1703-qd-ttg"


# lineage-up


def test_a_communes_task_leads_up_by_acts_then_tasks_with_why_and_who_settled_it(tied: OxigraphEngine) -> None:
    found = rows(tied, "lineage-up", resource=f"{COMMUNE}/task/1")
    assert column(found, "depth", "resource", "via") == [
        ("0", f"{COMMUNE}/task/1", None),
        ("1", COMMUNE, "do văn bản giao"),
        ("1", f"{THANH_HOA}/task/II.1", "cụ thể hóa"),
        ("2", THANH_HOA, "căn cứ; do văn bản giao"),
        ("2", f"{PLAN}/task/I.2", "cụ thể hóa"),
        ("3", PLAN, "căn cứ; do văn bản giao"),
        ("4", "doc/tw/2024/38-ct-tw", "căn cứ; thực hiện"),
    ]
    assert column([found[2], found[4]], "review", "reviewer") == [
        ("xác nhận", "Trần Thị B"),
        ("bổ sung", "Nguyễn Văn A"),
    ]
    assert str(found[2]["why"]).startswith("so câu chữ 0.9")


def test_an_act_leads_up_with_the_words_of_its_lines(tied: OxigraphEngine) -> None:
    found = rows(tied, "lineage-up", resource="1169/QĐ-UBND@Bình Dương")
    assert {row["resource"]: row["why"] for row in found}[PLAN] == "Căn cứ Quyết định số 1703/QĐ-TTg"


def test_a_rejected_link_leads_nowhere(tied: OxigraphEngine) -> None:
    up = rows(tied, "lineage-up", resource=f"{THANH_HOA}/task/II.2")
    assert f"{PLAN}/task/I.1" not in column(up, "resource")
    assert rows(tied, "lineage-text", task=f"{THANH_HOA}/task/II.2") == []
    assert f"{THANH_HOA}/task/II.2" not in column(rows(tied, "task-lineage", resource=f"{PLAN}/task/I.1"), "task")


# lineage-down


def test_an_act_below_tells_whether_it_carries_out_or_only_rests_on_what_it_hangs_on(tied: OxigraphEngine) -> None:
    found = {row["document"]: row["via"] for row in rows(tied, "lineage-down", document="38-CT/TW")}
    assert found[PLAN] == "thực hiện"
    assert found[THANH_HOA] == "căn cứ"


def test_the_depth_of_an_act_is_that_of_its_longest_chain_however_many_lead_to_it() -> None:
    """Four steps by ministry and department, two by the shorter way."""
    engine = with_more("""<graph/x> {
        <doc/x/1> a cancu:Document . <doc/x/2> cancu:implements <doc/x/1> . <doc/x/3> cancu:implements <doc/x/2> .
        <doc/x/4> cancu:implements <doc/x/3> . <doc/x/5> cancu:implements <doc/x/4> ; eli:based_on <doc/x/6> .
        <doc/x/6> eli:based_on <doc/x/1> . }""")
    found = {row["document"]: row["depth"] for row in rows(engine, "lineage-down", document="doc/x/1")}
    assert found == {"doc/x/2": "1", "doc/x/6": "1", "doc/x/3": "2", "doc/x/4": "3", "doc/x/5": "4"}


def test_depths_are_told_apart_up_to_six_steps_and_seven_stands_for_more() -> None:
    acts = range(1, 10)
    links = " ".join(f"<doc/x/{act + 1}> eli:based_on <doc/x/{act}> ." for act in acts)
    kinds = " ".join(f"<doc/x/{act}> a cancu:Document ." for act in [*acts, 10])
    found = rows(with_more(f"<graph/x> {{ {kinds} {links} }}"), "lineage-down", document="doc/x/1")
    assert column(found, "depth") == ["1", "2", "3", "4", "5", "6", "7", "7", "7"]
    assert set(column(found, "via")) == {"căn cứ"}


# coverage, uncovered


def test_each_task_and_elaborated_point_stands_against_each_province(tied: OxigraphEngine) -> None:
    found = rows(tied, "coverage", document="1703/QĐ-TTg")
    assert column(found, "ordinal", "province", "state", "answers", "score") == [
        ("I.1", "Tỉnh Thanh Hóa", "missing", None, None),
        ("I.1", "Thành phố Huế", "not loaded", None, None),
        ("I.1", "Tỉnh Bình Dương", "taken up", "1169/QĐ-UBND I.1", "0.87"),  # by the point that row I.1 repeats
        ("I.2", "Tỉnh Thanh Hóa", "taken up", "1169/QĐ-UBND II.1", "1"),
        ("I.2", "Thành phố Huế", "not loaded", None, None),
        ("I.2", "Tỉnh Bình Dương", "missing", None, None),
        ("II/2/c", "Tỉnh Thanh Hóa", "missing", None, None),
        ("II/2/c", "Thành phố Huế", "not loaded", None, None),
        ("II/2/c", "Tỉnh Bình Dương", "taken up", "1169/QĐ-UBND I.2", "0.64"),
    ]
    assert found[3]["tasks"] is not None and found[3]["tasks"].endswith(f"{THANH_HOA}/task/II.1")


def test_a_former_province_without_an_act_below_is_left_out(tied: OxigraphEngine) -> None:
    assert "Tỉnh Bắc Giang" not in column(rows(tied, "coverage", document="1703/QĐ-TTg"), "province")


def test_a_link_that_a_person_settled_is_marked(tied: OxigraphEngine) -> None:
    found = rows(tied, "coverage", document="1703/QĐ-TTg", province="Thanh Hóa")
    assert column(found, "ordinal", "review", "reviewer") == [
        ("I.1", None, None),
        ("I.2", "bổ sung", "Nguyễn Văn A"),
        ("II/2/c", None, None),
    ]


def test_what_no_task_of_a_loaded_province_answers_is_uncovered(tied: OxigraphEngine) -> None:
    found = rows(tied, "uncovered", document="1703/QĐ-TTg")
    assert column(found, "ordinal", "unit") == [
        ("I.1", "unit/thanh-hoa"),
        ("I.2", "unit/binh-duong"),
        ("II/2/c", "unit/thanh-hoa"),
    ]
    assert column(rows(tied, "uncovered", document="1703/QĐ-TTg", province="Thanh Hóa"), "ordinal") == ["I.1", "II/2/c"]


def test_uncovered_are_the_rows_that_coverage_calls_missing(tied: OxigraphEngine) -> None:
    missing = [row for row in rows(tied, "coverage", document="1703/QĐ-TTg") if row["state"] == "missing"]
    assert column(rows(tied, "uncovered", document="1703/QĐ-TTg"), "task", "unit") == column(missing, "task", "unit")


# lineage-text, task-lineage


def test_a_task_stands_beside_each_wording_up_to_the_root_with_the_words_that_changed(tied: OxigraphEngine) -> None:
    found = rows(tied, "lineage-text", task=f"{COMMUNE}/task/1")
    assert column(found, "depth", "ordinal", "changes") == [
        ("1", "II.1", "Đào tạo nguồn nhân lực của [-tỉnh-] {+phường+}"),
        ("2", "I.2", "Đào tạo nguồn nhân lực {+của phường+}"),
    ]
    assert column(found, "document", "method", "review") == [
        (THANH_HOA, "so câu chữ", "xác nhận"),
        (PLAN, "do con người", "bổ sung"),
    ]


def test_a_task_leads_down_to_what_province_and_commune_made_of_it(tied: OxigraphEngine) -> None:
    found = rows(tied, "task-lineage", resource=f"{PLAN}/task/I.2")
    assert column(found, "depth", "task", "score", "review", "reviewer") == [
        ("1", f"{THANH_HOA}/task/II.1", "1", "bổ sung", "Nguyễn Văn A"),
        ("2", f"{COMMUNE}/task/1", "0.9", "xác nhận", "Trần Thị B"),
    ]
    assert column(found, "leads", "issuer")[1] == (
        "Ủy ban nhân dân phường Hạc Thành",
        "Ủy ban nhân dân phường Hạc Thành",
    )


@pytest.mark.parametrize("resource", [f"{PLAN}/task/I.1", f"{PLAN}/text/ke-hoach/II/2/dd"])
def test_what_is_tied_to_a_point_is_found_from_the_row_that_repeats_it_too(tied: OxigraphEngine, resource: str) -> None:
    found = rows(tied, "task-lineage", resource=resource)
    assert (f"{BINH_DUONG}/task/I.1", "1", "0.87", None) in column(found, "task", "depth", "score", "review")


# responsibility-chain


def test_who_answers_for_a_task_comes_by_role_with_the_members_of_groups() -> None:
    engine = with_more("""<graph/more> {
        <agency/binh-duong/so-y-te> <http://www.w3.org/ns/org#subOrganizationOf> <agency/binh-duong/ubnd> ;
          cancu:validUntil "2025-06-30"^^xsd:date ; cancu:succeededBy <agency/ho-chi-minh/so-y-te> .
        <agency/ho-chi-minh/so-y-te> a cancu:Agency ; skos:prefLabel "Sở Y tế Thành phố Hồ Chí Minh"@vi . }""")
    found = rows(engine, "responsibility-chain", task="1169/QĐ-UBND@Bình Dương#I.1")
    assert column(found, "role", "name", "through") == [
        ("chủ trì", "Sở Khoa học và Công nghệ tỉnh Bình Dương", None),
        ("chủ trì", "Sở Y tế tỉnh Bình Dương", None),
        ("chủ trì", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "Sở Khoa học và Công nghệ tỉnh Bình Dương"),
        ("phối hợp", "Các sở, ban, ngành", None),
        ("phối hợp", "Sở Y tế tỉnh Bình Dương", "Các sở, ban, ngành"),
    ]
    assert column([found[1]], "superiors", "territory", "until", "today") == [
        ("Ủy ban nhân dân tỉnh Bình Dương", "Tỉnh Bình Dương", "2025-06-30", "Sở Y tế Thành phố Hồ Chí Minh")
    ]
