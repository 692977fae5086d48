from __future__ import annotations

from datetime import date

import pytest

from ontology.localities import local_unit, parts, unit_by_code
from ontology.places import units

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("name", "kind", "province", "day", "found"),
    [
        ("xã Quan Sơn", None, "thanh-hoa", date(2025, 8, 1), ["15016"]),
        ("Quan Sơn", None, "thanh-hoa", date(2025, 8, 1), ["15016"]),
        ("QUAN SƠN", "xã", "thanh-hoa", date(2025, 8, 1), ["15016"]),
        ("Quan Sơn", "phường", "thanh-hoa", date(2025, 8, 1), []),
        ("Quan Sơn", None, "thanh-hoa", BEFORE, ["387"]),
        ("Mường Lát", None, "thanh-hoa", BEFORE, ["384", "14845-2004"]),
        ("huyện Mường Lát", None, "thanh-hoa", BEFORE, ["384"]),
        ("Mường Lát", "thị trấn", "thanh-hoa", BEFORE, ["14845-2004"]),
        ("TP. Thanh Hoá", None, "thanh-hoa", BEFORE, ["380"]),
        ("Ba Đình", None, "ha-noi", AFTER, ["00004"]),
        ("phường Trúc Bạch", None, "ha-noi", BEFORE, ["00004-2004"]),
        ("phường Trúc Bạch", None, "ha-noi", AFTER, []),
        ("Phường 01", None, "ba-ria-vung-tau", BEFORE, ["26506-2004"]),
        ("xã Thuận Hoà", None, "tuyen-quang", AFTER, ["00922"]),
        ("xã Mường Chanh", None, "thanh-hoa", BEFORE, ["14866"]),
        ("xã Mường Chanh", None, "thanh-hoa", AFTER, ["14866"]),
        ("huyện Dầu Tiếng", None, "binh-duong", date(2025, 4, 28), ["720"]),
        ("huyện Dầu Tiếng", None, "ho-chi-minh", AFTER, []),
        ("quận Thuận Hóa", None, "thua-thien-hue", date(2024, 12, 1), ["474"]),
    ],
)
def test_place_and_day_choose_the_unit_of_a_name(
    name: str, kind: str | None, province: str, day: date, found: list[str]
) -> None:
    assert [unit.name for unit in local_unit(name, kind, units()[province], day)] == found


def test_without_a_province_all_bearers_are_given() -> None:
    bearers = local_unit("xã Tân Thành", None, None, AFTER)
    assert len(bearers) > 3
    assert {unit.label for unit in bearers} == {"Tân Thành"}


def test_names_that_differ_in_marks_alone_are_told_apart_by_them_and_given_together_without() -> None:
    quang_ngai = units()["quang-ngai"]
    assert [unit.name for unit in local_unit("xã Ba Tơ", None, quang_ngai, AFTER)] == ["21484"]
    assert [unit.name for unit in local_unit("XÃ BA TÔ", None, quang_ngai, AFTER)] == ["21523"]
    assert {unit.name for unit in local_unit("xa Ba To", None, quang_ngai, AFTER)} == {"21484", "21523"}


@pytest.mark.parametrize(
    ("code", "day", "full"),
    [
        ("00004", None, "phường Ba Đình"),
        ("00004", AFTER, "phường Ba Đình"),
        ("00004", BEFORE, "phường Trúc Bạch"),
        ("385", None, "huyện Quan Hóa"),
        ("24", BEFORE, "tỉnh Bắc Giang"),
        ("24", None, "tỉnh Bắc Ninh"),
        ("14866", BEFORE, "xã Mường Chanh"),
    ],
)
def test_the_day_chooses_the_unit_of_a_code(code: str, day: date | None, full: str) -> None:
    found = unit_by_code(code, day)
    assert found is not None and found.full == full


@pytest.mark.parametrize(("code", "day"), [("99999", None), ("385", AFTER)])
def test_a_code_that_no_unit_bears_on_that_day_gives_none(code: str, day: date | None) -> None:
    assert unit_by_code(code, day) is None


def test_a_province_of_both_lists_has_the_communes_of_each() -> None:
    thanh_hoa = units()["thanh-hoa"]
    assert len(parts(thanh_hoa, "commune", old_list=False)) == 166
    assert len(parts(thanh_hoa, "commune", old_list=True)) == 547
    assert parts(thanh_hoa, "district", old_list=False) == ()
    assert len(parts(thanh_hoa, "district", old_list=True)) == 26


def test_a_district_has_its_communes_and_became_all_that_they_became() -> None:
    quan_son = unit_by_code("387")
    assert quan_son is not None
    communes = parts(quan_son, "commune", old_list=True)
    assert "xã Na Mèo" in {unit.full for unit in communes}
    became = {heir for unit in communes for heir in (unit.succeeded_by or (unit.name,))}
    assert set(quan_son.succeeded_by) == became


def test_an_island_district_without_communes_became_a_special_zone() -> None:
    con_dao = unit_by_code("755")
    assert con_dao is not None and con_dao.full == "huyện Côn Đảo"
    assert parts(con_dao, "commune", old_list=True) == ()
    assert [unit.full for unit in local_unit("Côn Đảo", None, units()["ho-chi-minh"], AFTER)] == ["đặc khu Côn Đảo"]
    assert con_dao.succeeded_by == ("26732",)


def test_a_commune_that_was_split_names_all_its_heirs() -> None:
    cong_vi = unit_by_code("00007")
    assert cong_vi is not None and cong_vi.succeeded_by == ("00008", "00025")
