"""What the tables of districts and communes must hold, counted against the acts that made them."""

from __future__ import annotations

from collections import Counter

import pytest

from ontology.localities import localities, parts
from ontology.names import table
from ontology.places import LAST_DAY_2004, LIST_2025, units

# Communes of 2025-07-01: phường, xã, đặc khu (resolutions 1654 to 1687/NQ-UBTVQH15, the last sentence of Điều 1).
RESOLVED = {
    "ha-noi": (51, 75, 0),
    "cao-bang": (3, 53, 0),
    "tuyen-quang": (7, 117, 0),
    "dien-bien": (3, 42, 0),
    "lai-chau": (2, 36, 0),
    "son-la": (8, 67, 0),
    "lao-cai": (10, 89, 0),
    "thai-nguyen": (15, 77, 0),
    "lang-son": (4, 61, 0),
    "quang-ninh": (30, 22, 2),
    "bac-ninh": (33, 66, 0),
    "phu-tho": (15, 133, 0),
    "hai-phong": (45, 67, 2),
    "hung-yen": (11, 93, 0),
    "ninh-binh": (32, 97, 0),
    "thanh-hoa": (19, 147, 0),
    "nghe-an": (11, 119, 0),
    "ha-tinh": (9, 60, 0),
    "quang-tri": (8, 69, 1),
    "hue": (21, 19, 0),
    "da-nang": (23, 70, 1),
    "quang-ngai": (9, 86, 1),
    "gia-lai": (25, 110, 0),
    "khanh-hoa": (16, 48, 1),
    "dak-lak": (14, 88, 0),
    "lam-dong": (20, 103, 1),
    "dong-nai": (23, 72, 0),
    "ho-chi-minh": (113, 54, 1),
    "tay-ninh": (14, 82, 0),
    "dong-thap": (20, 82, 0),
    "vinh-long": (19, 105, 0),
    "an-giang": (14, 85, 3),
    "can-tho": (31, 72, 0),
    "ca-mau": (9, 55, 0),
}

# Communes "không thực hiện sắp xếp", by the same sentence.
NOT_REARRANGED = {
    "an-giang": 6,
    "ca-mau": 1,
    "bac-ninh": 1,
    "da-nang": 2,
    "dak-lak": 6,
    "dong-nai": 7,
    "gia-lai": 9,
    "ha-tinh": 2,
    "can-tho": 8,
    "lai-chau": 2,
    "lam-dong": 4,
    "lao-cai": 8,
    "hue": 1,
    "phu-tho": 2,
    "quang-ngai": 5,
    "nghe-an": 9,
    "quang-ninh": 1,
    "quang-tri": 1,
    "son-la": 7,
    "thai-nguyen": 2,
    "tuyen-quang": 13,
    "ho-chi-minh": 5,
    "thanh-hoa": 21,
    "vinh-long": 4,
}


@pytest.mark.parametrize("province", RESOLVED)
def test_each_province_has_the_communes_of_its_resolution(province: str) -> None:
    kinds = Counter(unit.kind for unit in parts(units()[province], "commune", old_list=False))
    assert tuple(kinds[kind] for kind in ("phường", "xã", "đặc khu")) == RESOLVED[province]


def test_the_communes_that_were_not_rearranged_are_those_of_the_resolutions() -> None:
    unchanged = Counter(unit.part_of for unit in localities().values() if unit.district)
    assert unchanged == NOT_REARRANGED


def test_the_lists_have_3321_communes_and_before_10035_with_696_districts() -> None:
    standing = Counter(unit.level for unit in localities().values() if unit.stands_on(LIST_2025))
    before = Counter(unit.level for unit in localities().values() if unit.stands_on(LAST_DAY_2004))
    assert standing == {"commune": 3321}
    assert before == {"commune": 10035, "district": 696}


def test_every_unit_that_ended_has_an_heir_that_stands_and_every_other_none() -> None:
    for unit in localities().values():
        heirs = [localities()[name] for name in unit.succeeded_by]
        assert bool(heirs) == (unit.valid_until is not None), unit
        assert all(heir.stands_on(LIST_2025) and heir.level == "commune" for heir in heirs), unit


def test_every_commune_of_today_has_an_origin() -> None:
    origins = {heir for unit in localities().values() for heir in unit.succeeded_by}
    assert not [unit for unit in localities().values() if unit.valid_from and unit.name not in origins]


def test_what_lay_in_a_province_lies_in_the_province_that_followed_it() -> None:
    for province in units().values():
        if province.stands_on(LAST_DAY_2004):
            of_before = parts(province, "district", old_list=True)
            heirs = {localities()[name].part_of for district in of_before for name in district.succeeded_by}
            assert heirs == set(province.succeeded_by or (province.name,))


def test_the_unit_above_is_in_the_tables() -> None:
    known = units() | localities()
    for unit in localities().values():
        above = known[unit.part_of or ""]
        assert above.level == ("district" if unit.level == "commune" and unit.valid_until else "province")
        assert unit.district is None or known[unit.district].level == "district"


def test_codes_are_unique_in_each_list() -> None:
    for day in (LAST_DAY_2004, LIST_2025):
        codes = [unit.code for unit in localities().values() if unit.stands_on(day)]
        assert len(codes) == len(set(codes))


def test_only_an_older_namesake_bears_2004() -> None:
    today = {unit.code for unit in localities().values() if unit.stands_on(LIST_2025)}
    for unit in localities().values():
        namesake = unit.valid_until is not None and unit.code in today
        assert unit.name == (f"{unit.code}-2004" if namesake else unit.code)


def test_the_centres_lie_in_vietnam() -> None:
    for unit in (*units().values(), *localities().values()):
        if unit.stands_on(LIST_2025):
            assert unit.latitude is not None and 8 < unit.latitude < 23.5, unit
            assert unit.longitude is not None and 102 < unit.longitude < 115, unit


def test_every_correction_names_a_row_of_the_table() -> None:
    rows = {row["code"]: row for row in table("communes-2004.csv")}
    for row in table("building/corrections.csv"):
        assert rows[row["code"]][row["column"]] == row["value"]
