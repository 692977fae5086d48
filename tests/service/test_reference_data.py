"""The whole reference data in a store with the five plans: units, succession, groups, what falls on a commune."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.namespaces import BASE
from queries.binding import ask
from queries.engine import OxigraphEngine
from queries.errors import AmbiguousParameter
from service.loading import load
from service.loading import reference_data as whole_reference
from service.store import Store

CORPUS = Path(__file__).parents[2] / "corpus"
PREFIXES = """PREFIX cancu: <https://w3id.org/cancu/ontology#> PREFIX level: <https://w3id.org/cancu/id/level/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """
THANH_HOA = "Quan Sơn@Thanh Hóa"
ONCE_OF_BINH_DUONG = "xã Dầu Tiếng@Thành phố Hồ Chí Minh"

Row = dict[str, str]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphEngine]:
    folder = tmp_path_factory.mktemp("whole") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.loading.reference_data", whole_reference)
        with Store.open(folder, writable=True) as store:
            load([CORPUS], store)
    yield OxigraphEngine(Store.open(folder).reader().graph)


def answer(engine: OxigraphEngine, question: str, **parameters: str) -> list[Row]:
    found = ask(question, parameters, engine)
    names = [column.name for column in found.columns]
    cells = ([str(getattr(term, "value", "")).removeprefix(BASE) for term in row] for row in found.rows)
    return [dict(zip(names, row, strict=True)) for row in cells]


def number(engine: OxigraphEngine, pattern: str) -> int:
    (row,) = engine.select(f"{PREFIXES} SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}").rows
    return int(getattr(row[0], "value", -1))


def test_the_units_of_both_lists_are_all_there(engine: OxigraphEngine) -> None:
    standing = "FILTER NOT EXISTS { ?x cancu:validUntil ?until }"
    assert number(engine, f"?x a cancu:AdministrativeUnit ; cancu:level level:province {standing}") == 34
    assert number(engine, f"?x a cancu:AdministrativeUnit ; cancu:level level:commune {standing}") == 3321
    assert number(engine, "?x a cancu:AdministrativeUnit ; cancu:level level:district") == 696
    ended = "?x a cancu:AdministrativeUnit ; cancu:level level:commune ; cancu:validUntil ?until"
    unchanged = "?x cancu:partOf ?district . ?district cancu:level level:district"
    assert number(engine, f"{{ {ended} }} UNION {{ {unchanged} {standing} }}") == 10_035


def test_every_unit_and_body_that_ended_says_what_became_of_it(engine: OxigraphEngine) -> None:
    ended = "?x a cancu:AdministrativeUnit ; cancu:validUntil ?until"
    assert number(engine, ended) > 10_000
    assert number(engine, f"{ended} FILTER NOT EXISTS {{ ?x cancu:succeededBy ?heir }}") == 0
    without_act = f"{ended} FILTER NOT EXISTS {{ ?x cancu:abolishedBy ?act }} FILTER(YEAR(?until) = 2025)"
    assert number(engine, without_act) == 0


@pytest.mark.parametrize("commune", [THANH_HOA, "14758", "unit/14845"])
def test_a_commune_of_thanh_hoa_sees_its_rows_its_duties_and_its_report_up_to_the_directive(
    engine: OxigraphEngine, commune: str
) -> None:
    rows = answer(engine, "commune-duties", commune=commune)
    roles = {row["task"].partition("/task/")[2]: row["role"] for row in rows if "/task/" in row["task"]}
    lead, along = "chủ trì", "phối hợp"
    assert roles == {"1.1": lead, "4.3": along, "5.1": along, "5.2": along, "5.3": lead}
    report = next(row for row in rows if "/reporting/dieu-2/1/" in row["task"])
    assert (report["due"], report["via"]) == ("--11-15", "Chủ tịch Ủy ban nhân dân các xã, phường tỉnh Thanh Hóa")
    assert any("/duty/dieu-2/1/" in row["task"] for row in rows)
    for row in rows:
        assert row["lineage"].endswith("← Chỉ thị 38-CT/TW")
        assert row["former"] == row["change"] == ""


def test_a_commune_owes_what_its_former_district_owed_and_says_by_which_change(engine: OxigraphEngine) -> None:
    rows = answer(engine, "commune-duties", commune=ONCE_OF_BINH_DUONG)
    assert len(rows) >= 20
    for row in rows:
        assert row["former"] == "Ủy ban nhân dân huyện Dầu Tiếng, tỉnh Bình Dương"
        assert row["change"] == "sau 2025-06-30, Luật 72/2025/QH15 (một phần)"
        assert row["bearer"] == "Ủy ban nhân dân xã Dầu Tiếng, Thành phố Hồ Chí Minh"
        assert row["lineage"].endswith("← Chỉ thị 38-CT/TW")
    assert answer(engine, "commune-duties", commune=ONCE_OF_BINH_DUONG, date="2025-06-30") == []


def test_a_department_that_is_gone_and_its_heir_tell_of_each_other(engine: OxigraphEngine) -> None:
    former = answer(engine, "agency-duties", agency="Sở Khoa học và Công nghệ@Bình Dương")
    assert former and {row["today"] for row in former} == {"Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh"}
    heir = answer(engine, "agency-duties", agency="agency/ho-chi-minh/so-khoa-hoc-va-cong-nghe")
    inherited = {row["task"] for row in heir if row["former"] == "Sở Khoa học và Công nghệ tỉnh Bình Dương"}
    assert {row["task"] for row in former} <= inherited


def test_the_heads_duty_is_the_department_s(engine: OxigraphEngine) -> None:
    rows = answer(engine, "agency-duties", agency="Sở Y tế@Thanh Hóa")
    assert "Giám đốc các sở tỉnh Thanh Hóa" in {row["through"] for row in rows}
    assert answer(engine, "agency-duties", agency="Sở Y tế@Thanh Hóa", date="2026-11-01") == rows


def test_the_act_s_own_clause_is_named_where_its_duties_pass_on(engine: OxigraphEngine) -> None:
    rows = answer(engine, "agency-duties", agency="agency/an-giang-2004/so-khoa-hoc-va-cong-nghe", role="lead")
    assert rows and all("; văn bản cho chuyển tiếp tại V.8" in row["change"] for row in rows if row["change"])


def test_succession_is_told_forwards_and_backwards(engine: OxigraphEngine) -> None:
    (row,) = answer(engine, "succession", agency="tỉnh Bình Dương")
    assert (row["successor"], row["until"], row["extent"]) == ("unit/ho-chi-minh", "2025-06-30", "toàn bộ")
    assert row["act"] == "doc/qh/2025/202-2025-qh15"
    district = answer(engine, "succession", agency="huyện Dầu Tiếng@Bình Dương")
    assert len(district) == 5 and {row["extent"] for row in district} == {"một phần"}
    before = answer(engine, "succession", agency="xã Dầu Tiếng")
    assert {row["steps"] for row in before} == {"-1"}
    assert "Huyện Dầu Tiếng" in {row["formerName"] for row in before}
    ministry = answer(engine, "succession", agency="Bộ Thông tin và Truyền thông")
    assert ministry[0]["act"] == "doc/qh/2025/176-2025-qh15"
    assert "agency/tw/bo-khoa-hoc-va-cong-nghe" in {row["successor"] for row in ministry}


def test_a_group_has_the_members_of_its_place_and_list(engine: OxigraphEngine) -> None:
    communes = answer(engine, "group-members", group="UBND các xã, phường@Thanh Hóa")
    assert len(communes) == 166 and {row["membership"] for row in communes} == {"đủ"}
    before = answer(engine, "group-members", group="group/thanh-hoa/ubnd-cap-xa-2004")
    assert len(before) > 500
    ministries = answer(engine, "group-members", group="Các bộ", date="2026-01-01")
    assert len(ministries) == 14
    departments = answer(engine, "group-members", group="Các sở@Thanh Hóa")
    assert departments and {row["membership"] for row in departments} == {"còn để ngỏ"}


def test_names_that_no_table_has_are_listed_with_where_they_stand(engine: OxigraphEngine) -> None:
    found = {row["name"]: row for row in answer(engine, "unrecognised-bodies")}
    assert found["Chính phủ địa phương"]["document"] == "doc/ttg/2024/1703-qd-ttg"
    assert len(found) < 10


def test_a_name_that_several_communes_bear_is_refused_with_them(engine: OxigraphEngine) -> None:
    with pytest.raises(AmbiguousParameter) as refusal:
        answer(engine, "commune-duties", commune="Bình Dương")
    assert len(refusal.value.candidates) > 1
