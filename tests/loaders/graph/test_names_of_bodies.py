"""Ways to write a body's name: what is one, what stays apart, which group is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest

from loaders.graph.body_identity import known_body, resolve
from loaders.graph.setting import Setting, setting_of, setting_of_issuer
from loaders.record import DocumentHead, Record
from loaders.triples import act_graphs
from ontology.agencies import Row, bare_form, rows
from ontology.places import LAST_DAY_2004, LIST_2025

ACT = "doc/test/2025/1-kh-ubnd"


def setting(issuer: str, day: date = LIST_2025) -> Setting:
    return setting_of_issuer(issuer, day)


CENTRE = setting("Thủ tướng Chính phủ")
CENTRE_BEFORE = setting("Thủ tướng Chính phủ", date(2024, 12, 31))
THANH_HOA = setting("UBND tỉnh Thanh Hóa")
THANH_HOA_BEFORE = setting("UBND tỉnh Thanh Hóa", LAST_DAY_2004)
HO_CHI_MINH = setting("UBND TP. HCM")
COMMUNE = setting("UBND xã Quan Sơn, tỉnh Thanh Hóa")
WARD = setting("UBND phường Hạc Thành, tỉnh Thanh Hóa")
DISTRICT = setting("UBND huyện Mường Lát, tỉnh Thanh Hóa", LAST_DAY_2004)
DEPARTMENT = setting("Sở Khoa học và Công nghệ tỉnh Thanh Hóa")
MINISTRY = setting("Bộ Khoa học và Công nghệ")


# Spelling -------------------------------------------------------------------------------------------------


def spellings(name: str) -> Iterator[str]:
    yield name
    yield name.upper()
    yield unicodedata.normalize("NFD", name)
    yield name.replace("Ủy", "Uỷ").replace("ủy", "uỷ").replace("hóa", "hoá").replace("Hóa", "Hoá")
    yield name.replace(" và ", " & ").replace(" - ", " – ").replace(" ", "  ")
    yield name.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND").replace("Việt Nam", "VN")


def forms_of(row: Row, tail: str) -> Iterator[str]:
    for form in (row.label, *row.aliases):
        yield from spellings(f"{bare_form(form)} {tail}".strip())


@pytest.mark.parametrize(
    ("level", "tail", "where", "folder"),
    [
        ("central", "", CENTRE, "agency/tw"),
        ("province", "tỉnh", setting("UBND tỉnh Thanh Hóa", date(2025, 2, 1)), "agency/thanh-hoa"),
        ("province", "tỉnh Thanh Hóa", CENTRE, "agency/thanh-hoa"),
        ("commune", "", COMMUNE, "agency/thanh-hoa/15016"),
        ("commune", "xã Quan Sơn", THANH_HOA, "agency/thanh-hoa/15016"),
        ("district", "huyện", DISTRICT, "agency/thanh-hoa/384"),
    ],
)
def test_all_forms_of_all_names_of_the_tables_however_spelt_are_that_body(
    level: str, tail: str, where: Setting, folder: str
) -> None:
    wanted = {(form, f"{folder}/{row.name}") for row in rows(level).values() for form in forms_of(row, tail)}
    assert {(form, resolve(form, where, ACT).path) for form, _ in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "where", "path"),
    [
        ("SKHCN", THANH_HOA, "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe"),
        ("UBND TPHCM", CENTRE, "agency/ho-chi-minh/ubnd"),
        ("UBND TP. HCM", CENTRE_BEFORE, "agency/ho-chi-minh-2004/ubnd"),
        ("Đài THVN", CENTRE, "agency/tw/dai-truyen-hinh-viet-nam"),
        ("Đài TNVN", CENTRE, "agency/tw/dai-tieng-noi-viet-nam"),
        ("TTHĐND tỉnh", THANH_HOA, "agency/thanh-hoa/thuong-truc-hdnd"),
        ("PCVP UBND tỉnh", THANH_HOA, "agency/thanh-hoa/pho-chanh-van-phong-ubnd"),
        ("TT Đảng ủy", COMMUNE, "agency/thanh-hoa/15016/thuong-truc-dang-uy"),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", CENTRE, "agency/tw/chu-nhiem-van-phong-chinh-phu"),
        ("Chủ nhiệm VPCP", CENTRE, "agency/tw/chu-nhiem-van-phong-chinh-phu"),
        ("Sở QHKT", setting("UBND thành phố Hà Nội"), "agency/ha-noi/so-quy-hoach-kien-truc"),
    ],
)
def test_an_abbreviation_is_the_body_that_it_stands_for(name: str, where: Setting, path: str) -> None:
    assert resolve(name, where, ACT).path == path


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("Bộ Khoa học và Công nghệ (để b/c)", "agency/tw/bo-khoa-hoc-va-cong-nghe"),
        ("Văn phòng UBND tỉnh: LĐVP, các phòng, đơn vị", "agency/thanh-hoa/van-phong-ubnd"),
        ("VPCP: BTCN, các PCN", "agency/tw/van-phong-chinh-phu"),
        ("HĐND tỉnh khóa XVIII", "agency/thanh-hoa/hdnd"),
        ("Uỷ ban thường vụ Quốc hội khoá X", "agency/tw/uy-ban-thuong-vu-quoc-hoi"),
    ],
)
def test_an_aside_behind_a_name_is_no_part_of_it(line: str, path: str) -> None:
    body = known_body(line, THANH_HOA)
    assert body is not None and body.path == path


def test_thu_truong_and_thu_truong_are_told_by_their_marks() -> None:
    assert resolve("Thủ trưởng Sở Y tế", THANH_HOA, ACT).label.startswith("Thủ trưởng")
    posts = {resolve(f"{post} Bộ Y tế", THANH_HOA, ACT).path for post in ("Thủ trưởng", "Thứ trưởng")}
    assert len(posts) == 2
    assert resolve("Thứ trưởng Bộ Y tế", THANH_HOA, ACT).label.startswith("Thứ trưởng")


# Like names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "where", "paths"),
    [
        (["Công an tỉnh", "Bộ Công an"], THANH_HOA, ["agency/thanh-hoa/cong-an", "agency/tw/bo-cong-an"]),
        (
            ["UBND tỉnh Thanh Hóa", "UBND thành phố Thanh Hóa", "Tỉnh ủy Thanh Hóa", "Thành ủy Thanh Hóa"],
            THANH_HOA,
            [
                "agency/thanh-hoa/ubnd",
                "agency/thanh-hoa/380/ubnd",
                "agency/thanh-hoa/tinh-uy",
                "agency/thanh-hoa/380/huyen-uy",
            ],
        ),
        (
            ["UBND tỉnh Bình Dương", "UBND phường Bình Dương", "Chủ tịch UBND phường Bình Dương"],
            HO_CHI_MINH,
            ["agency/binh-duong/ubnd", "agency/ho-chi-minh/25760/ubnd", "agency/ho-chi-minh/25760/chu-tich-ubnd"],
        ),
        (
            ["Liên minh Hợp tác xã Thanh Hóa", "UBND các xã, phường Thanh Hóa"],
            CENTRE,
            ["agency/thanh-hoa/lien-minh-hop-tac-xa", "group/thanh-hoa/ubnd-cap-xa"],
        ),
        (
            ["Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"],
            CENTRE_BEFORE,
            ["agency/tw/bo-thong-tin-va-truyen-thong", "agency/tw/bo-khoa-hoc-va-cong-nghe"],
        ),
        (
            ["Phòng Kinh tế xã Quan Sơn", "Phòng Kinh tế xã Mường Lát"],
            THANH_HOA,
            ["agency/thanh-hoa/15016/phong-kinh-te", "agency/thanh-hoa/14845/phong-kinh-te"],
        ),
    ],
)
def test_bodies_with_like_names_stay_apart(names: list[str], where: Setting, paths: list[str]) -> None:
    assert [resolve(name, where, ACT).path for name in names] == paths


# Districts, before and after their end --------------------------------------------------------------------


@pytest.mark.parametrize("where", [THANH_HOA, THANH_HOA_BEFORE, DISTRICT], ids=["after", "before", "its own"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("UBND huyện Mường Lát", "agency/thanh-hoa/384/ubnd"),
        ("Huyện ủy Mường Lát", "agency/thanh-hoa/384/huyen-uy"),
        ("Bí thư Huyện ủy Mường Lát", "agency/thanh-hoa/384/bi-thu-huyen-uy"),
        ("UBND thị xã Nghi Sơn", "agency/thanh-hoa/407/ubnd"),
        ("Thị ủy Nghi Sơn", "agency/thanh-hoa/407/huyen-uy"),
    ],
)
def test_a_district_is_one_before_and_after_its_end(name: str, path: str, where: Setting) -> None:
    assert resolve(name, where, ACT).path == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("UBND quận 1", "agency/ho-chi-minh-2004/760/ubnd"),
        ("UBND thành phố Thủ Đức", "agency/ho-chi-minh-2004/769/ubnd"),
        ("UBND huyện Dầu Tiếng", "agency/binh-duong/720/ubnd"),
        ("UBND huyện Dầu Tiếng, tỉnh Bình Dương", "agency/binh-duong/720/ubnd"),
        ("UBND phường Sài Gòn", "agency/ho-chi-minh/26740/ubnd"),
    ],
)
def test_a_district_of_a_province_that_merged_is_found_from_the_new_one(name: str, path: str) -> None:
    assert resolve(name, HO_CHI_MINH, ACT).path == path


# Groups ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "where", "folder"),
    [
        ("HĐND, UBND xã", COMMUNE, "thanh-hoa/15016"),
        ("HĐND và UBND xã", COMMUNE, "thanh-hoa/15016"),
        ("HĐND, UBND", COMMUNE, "thanh-hoa/15016"),
        ("HĐND, UBND phường", WARD, "thanh-hoa/14797"),
        ("HĐND, UBND huyện", DISTRICT, "thanh-hoa/384"),
        ("HĐND, UBND tỉnh", THANH_HOA, "thanh-hoa"),
        ("HĐND, UBND xã Quan Sơn", THANH_HOA, "thanh-hoa/15016"),
    ],
)
def test_council_and_committee_named_together_are_those_two(name: str, where: Setting, folder: str) -> None:
    group = resolve(name, where, ACT)
    assert (group.kind, group.path, group.open) == ("group", f"group/{folder}/hdnd-ubnd", False)
    assert [body.path for body in group.members()] == [f"agency/{folder}/hdnd", f"agency/{folder}/ubnd"]
    # A list of recipients names each of them.
    assert known_body(name, where) is None


def test_one_body_by_two_of_its_names_is_not_two_bodies() -> None:
    assert resolve("Tỉnh ủy, Thành ủy", THANH_HOA, ACT).path == "group/tw/tinh-uy-thanh-uy"


def test_a_province_s_act_means_the_councils_and_committees_of_all_communes() -> None:
    assert resolve("HĐND, UBND xã", THANH_HOA, ACT).path == "group/thanh-hoa/hdnd-ubnd-cap-xa"


@pytest.mark.parametrize("name", ["UBND các xã, thị trấn", "UBND cấp xã", "UBND các xã"])
def test_the_communes_that_a_district_s_act_names_are_its_own(name: str) -> None:
    group = resolve(name, DISTRICT, ACT)
    assert (group.path, group.level, group.valid_until) == (
        "group/thanh-hoa/384/ubnd-cap-xa",
        "district",
        LAST_DAY_2004,
    )
    assert len(list(group.members())) == 8
    assert "agency/thanh-hoa/14845-2004/ubnd" in {body.path for body in group.members()}
    assert resolve(name, THANH_HOA_BEFORE, ACT).path == "group/thanh-hoa/ubnd-cap-xa-2004"


def test_a_group_that_no_store_has_by_itself_is_described_with_its_members() -> None:
    head = DocumentHead(issuer="UBND xã Quan Sơn, tỉnh Thanh Hóa", date="2025-09-01", number="1/KH-UBND")
    duty = {"path": "1", "bearers": ["HĐND, UBND xã"]}
    record = Record.model_validate({"document": head, "duties": [duty]})
    members = {
        str(quad.object).strip("<>").rpartition("/id/")[2]
        for quad in act_graphs(record).shared
        if quad.predicate.value.endswith("#hasMember")
    }
    assert members == {"agency/thanh-hoa/15016/hdnd", "agency/thanh-hoa/15016/ubnd"}


@pytest.mark.parametrize(
    ("name", "path", "member", "count"),
    [
        ("Sở Y tế", "group/tw/so-y-te-cap-tinh", "agency/thanh-hoa/so-y-te", 34),
        ("Công an tỉnh", "group/tw/cong-an-cap-tinh", "agency/thanh-hoa/cong-an", 34),
        ("HĐND tỉnh", "group/tw/hdnd-cap-tinh", "agency/thanh-hoa/hdnd", 34),
        ("Tỉnh ủy", "group/tw/tinh-uy-cap-tinh", "agency/thanh-hoa/tinh-uy", 34),
    ],
)
def test_a_provincial_body_in_an_act_of_the_centre_is_each_province_s(
    name: str, path: str, member: str, count: int
) -> None:
    group = resolve(name, CENTRE, ACT)
    assert (group.kind, group.path) == ("group", path)
    paths = [body.path for body in group.members()]
    assert member in paths and len(paths) == count
    assert resolve(name, CENTRE_BEFORE, ACT).path == f"{path}-2004"


def test_where_nobody_knows_who_speaks_nobody_knows_whose_department_it_is() -> None:
    assert resolve("Sở Y tế", Setting(), ACT).kind == "agency"
    assert not resolve("Tỉnh ủy", Setting(), ACT).known


# The one that speaks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "where", "path"),
    [
        ("Sở", DEPARTMENT, "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe"),
        ("Giám đốc Sở", DEPARTMENT, "agency/thanh-hoa/giam-doc-so-khoa-hoc-va-cong-nghe"),
        ("Sở Y tế", DEPARTMENT, "agency/thanh-hoa/so-y-te"),
        ("Giám đốc Sở", THANH_HOA, "group/thanh-hoa/giam-doc-so"),
        ("Bộ", MINISTRY, "agency/tw/bo-khoa-hoc-va-cong-nghe"),
        ("Các bộ", MINISTRY, "group/tw/bo"),
    ],
)
def test_the_bare_word_of_a_department_is_the_one_that_speaks(name: str, where: Setting, path: str) -> None:
    assert resolve(name, where, ACT).path == path


def test_of_several_of_the_centre_who_issue_an_act_the_first_one_speaks() -> None:
    where = setting_of(DocumentHead(issuer="Bộ Nội vụ - Bộ Tài chính", place="Hà Nội", date="2025-09-01"))
    assert (where.scope, where.province) == ("bnv", None)


def test_a_department_that_names_no_province_is_that_of_the_dateline() -> None:
    where = setting_of(DocumentHead(issuer="Sở Y tế", place="Thanh Hóa", date="2025-09-01"))
    assert resolve("Giám đốc Sở", where, ACT).path == "agency/thanh-hoa/giam-doc-so-y-te"
