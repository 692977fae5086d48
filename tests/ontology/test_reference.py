from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.agencies import central, forms, provincial, rows
from ontology.groups import collectives
from ontology.names import slug, table
from ontology.places import units
from ontology.posts import heads
from ontology.reference import described
from ontology.symbols import symbol_of
from ontology.terms import TYPE, cancu, graph_node, node, org, skos, vi
from tests.ontology.whole_reference import quads


@cache
def store() -> Store:
    filled = Store()
    filled.bulk_extend(quads())
    return filled


def one(subject: str, predicate: NamedNode) -> str:
    (quad,) = store().quads_for_pattern(node(subject), predicate, None, None)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def has(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> bool:
    return any(store().quads_for_pattern(node(subject), predicate, value, None))


def test_a_triple_stands_in_one_graph_and_once() -> None:
    triples = Counter((quad.subject, quad.predicate, quad.object) for quad in quads())
    assert max(triples.values()) == 1
    assert {quad.graph_name for quad in quads()} == {graph_node("bodies"), graph_node("units")}


def test_every_body_and_unit_that_is_pointed_to_is_described() -> None:
    subjects = {quad.subject for quad in store()}
    ours = node("").value
    for quad in store():
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ours):
            path = quad.object.value.removeprefix(ours)
            assert quad.object in subjects or path.startswith(("level/", "body-kind/", "doc/")), quad


def test_every_node_has_one_vietnamese_name_but_events() -> None:
    for subject in {quad.subject for quad in store()}:
        names = list(store().quads_for_pattern(subject, skos("prefLabel"), None, None))
        assert isinstance(subject, NamedNode)
        assert len(names) == (0 if "/change/" in subject.value else 1), subject


def test_a_province_that_ended_names_its_heir_and_its_last_day() -> None:
    assert one("unit/binh-duong", cancu("succeededBy")) == node("unit/ho-chi-minh").value
    assert one("unit/binh-duong", cancu("validUntil")) == "2025-06-30"
    assert one("unit/bac-ninh-2004", cancu("unitCode")) == "27"
    assert one("unit/bac-ninh", cancu("unitCode")) == "24"


def test_the_prime_minister_is_an_office_in_the_government() -> None:
    assert has("agency/tw/thu-tuong-chinh-phu", TYPE, cancu("Office"))
    assert one("agency/tw/thu-tuong-chinh-phu", org("postIn")) == node("agency/tw/chinh-phu").value


def test_a_ministry_that_was_merged_names_its_heir_the_act_and_the_event() -> None:
    body = "agency/tw/bo-ke-hoach-va-dau-tu"
    assert one(body, cancu("succeededBy")) == node("agency/tw/bo-tai-chinh").value
    assert one(body, cancu("abolishedBy")) == node("doc/qh/2025/176-2025-qh15").value
    event = one(body, org("changedBy"))
    assert event == node("change/2025-03-01/tw-bo-tai-chinh").value
    assert has(event.removeprefix(node("").value), org("originalOrganization"), node(body))


def test_a_body_whose_work_was_split_names_all_its_heirs_in_an_event_of_its_own() -> None:
    body = "agency/tw/bo-thong-tin-va-truyen-thong"
    heirs = {quad.object for quad in store().quads_for_pattern(node(body), cancu("succeededBy"), None, None)}
    assert node("agency/tw/bo-khoa-hoc-va-cong-nghe") in heirs and len(heirs) > 1
    event = one(body, org("changedBy"))
    assert event == node("change/2025-03-01/tw-bo-thong-tin-va-truyen-thong").value
    found = store().quads_for_pattern(NamedNode(event), org("resultingOrganization"), None, None)
    assert {quad.object for quad in found} == heirs


def test_the_provinces_of_each_list_are_members_of_its_group() -> None:
    def members(group: str) -> int:
        return len(list(store().quads_for_pattern(node(group), cancu("hasMember"), None, None)))

    assert members("group/tw/ubnd-cap-tinh") == 34
    assert members("group/tw/ubnd-cap-tinh-2004") == 63


def test_a_province_s_body_is_described_with_the_one_above_it_and_its_heir() -> None:
    found = described([provincial("so-khoa-hoc-va-cong-nghe", units()["binh-duong"])], listed=True)
    subjects = {quad.subject for quad in found}
    for path in (
        "agency/binh-duong/so-khoa-hoc-va-cong-nghe",
        "agency/binh-duong/ubnd",
        "agency/ho-chi-minh/so-khoa-hoc-va-cong-nghe",
        "agency/ho-chi-minh/ubnd",
        "unit/binh-duong",
    ):
        assert node(path) in subjects
    name = vi("Sở Khoa học và Công nghệ tỉnh Bình Dương")
    subject = node("agency/binh-duong/so-khoa-hoc-va-cong-nghe")
    assert Quad(subject, skos("prefLabel"), name, graph_node("bodies")) in found


def test_a_department_that_ended_before_its_province_of_today_began_is_its_namesake_s() -> None:
    assert provincial("so-giao-thong-van-tai", units()["tuyen-quang"]).path.startswith("agency/tuyen-quang-2004/")
    starts = {quad.subject: quad.object for quad in store().quads_for_pattern(None, cancu("validFrom"), None, None)}
    ends = {quad.subject: quad.object for quad in store().quads_for_pattern(None, cancu("validUntil"), None, None)}
    both = starts.keys() & ends.keys()
    assert both and all(str(starts[one]) <= str(ends[one]) for one in both)


def test_a_city_calls_its_party_committee_thanh_uy() -> None:
    assert provincial("tinh-uy", units()["ha-noi"]).label == "Thành ủy Hà Nội"
    assert provincial("tinh-uy", units()["thanh-hoa"]).label == "Tỉnh ủy Thanh Hóa"
    assert provincial("ubnd", units()["ho-chi-minh"]).label == "Ủy ban nhân dân Thành phố Hồ Chí Minh"


@pytest.mark.parametrize("level", ["central", "province", "commune"])
def test_no_form_of_a_name_means_two_bodies(level: str) -> None:
    uses = Counter(key for row in rows(level).values() for key in row.keys)
    assert [key for key, count in uses.items() if count > 1] == []
    assert "" not in forms(level)


def test_parents_and_heirs_of_the_table_are_in_the_table() -> None:
    for level in ("central", "province"):
        for row in rows(level).values():
            assert not row.parent or row.parent in rows(level), row.name
            assert set(row.succeeded_by) <= rows(level).keys(), row.name
            assert all(part == slug(part) for part in row.name.split("/"))


def test_groups_and_posts_have_names_of_their_own() -> None:
    names = [(group.level, group.name) for group in collectives()]
    assert len(names) == len(set(names))
    assert len({head.name for head in heads()}) == len(heads())


def test_the_issuer_of_each_symbol_is_a_body_of_the_centre() -> None:
    for row in (*table("symbols.csv"), *table("numberless.csv")):
        if row["issuer"]:
            assert central(row["issuer"]).level == "central"


@pytest.mark.parametrize(
    ("symbols", "scope"),
    [
        (
            (
                "QĐ",
                "TTg",
            ),
            "ttg",
        ),
        (
            (
                "CT",
                "TW",
            ),
            "tw",
        ),
        (("QH15",), "qh"),
        (
            (
                "NQ",
                "UBTVQH15",
            ),
            "ubtvqh",
        ),
        (
            (
                "NQLT",
                "UBTVQH",
                "CP",
            ),
            "ubtvqh",
        ),
        (
            (
                "VPCP",
                "KTTH",
            ),
            "vpcp",
        ),
        (
            (
                "KH",
                "UBND",
            ),
            "local",
        ),
        (
            (
                "KH",
                "TU",
            ),
            "local",
        ),
    ],
)
def test_the_symbol_of_a_number_tells_the_scope(symbols: tuple[str, ...], scope: str) -> None:
    found = symbol_of(symbols)
    assert found is not None and found.scope == scope


def test_a_symbol_in_no_row_tells_nothing() -> None:
    assert symbol_of(("TTr", "SKHCN")) is None
