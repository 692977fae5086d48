from __future__ import annotations

from datetime import date

import pytest

from ontology.places import last_day, namesakes, province, units


def test_today_there_are_34_provinces_and_until_2025_06_there_were_63() -> None:
    assert sum(unit.stands_on(date(2025, 7, 1)) for unit in units().values()) == 34
    assert sum(unit.stands_on(date(2025, 6, 30)) for unit in units().values()) == 63


def test_codes_are_unique_in_each_list() -> None:
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        codes = [unit.code for unit in units().values() if unit.stands_on(day)]
        assert len(codes) == len(set(codes))


def test_every_unit_that_ended_went_to_one_that_began_the_day_after_or_stood_already() -> None:
    for unit in units().values():
        assert (unit.valid_until is None) == (not unit.succeeded_by)
        for heir in unit.succeeded_by:
            assert units()[heir].valid_until is None


def test_an_older_namesake_bears_2004_and_only_such_a_one() -> None:
    for bearers in namesakes().values():
        today, *older = bearers
        assert not today.name.endswith("-2004")
        assert all(unit.name.endswith("-2004") for unit in older)


@pytest.mark.parametrize(
    ("name", "day", "unit"),
    [
        ("Bắc Ninh", date(2025, 8, 1), "bac-ninh"),
        ("Bắc Ninh", date(2025, 6, 30), "bac-ninh-2004"),
        ("Bình Dương", date(2025, 4, 28), "binh-duong"),
        ("Bình Dương", None, "binh-duong"),
        ("Thanh Hoá", date(2024, 1, 1), "thanh-hoa"),
        ("Thanh Hóa", date(2025, 12, 31), "thanh-hoa"),
        ("TP. HCM", date(2025, 8, 1), "ho-chi-minh"),
        ("Bà Rịa-Vũng Tàu", date(2025, 1, 1), "ba-ria-vung-tau"),
        ("Ninh Bình", None, "ninh-binh"),
    ],
)
def test_the_day_chooses_the_province_of_a_name(name: str, day: date | None, unit: str) -> None:
    found = province(name, day)
    assert found is not None and found.name == unit


@pytest.mark.parametrize(
    ("unit", "kind", "city"),
    [("ho-chi-minh", "thành phố", True), ("hue", "thành phố", True), ("thua-thien-hue", "tỉnh", False)],
)
def test_the_kind_of_a_province_is_the_word_before_its_name(unit: str, kind: str, city: bool) -> None:
    assert (units()[unit].kind, units()[unit].city) == (kind, city)
    assert {found.kind for found in units().values()} == {"tỉnh", "thành phố"}


def test_a_name_of_no_province_gives_none() -> None:
    assert province("Chợ Lớn") is None


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2025-04-28", date(2025, 4, 28)),
        ("2025-08", date(2025, 8, 31)),
        ("2025-12", date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025", date(2025, 12, 31)),
        (None, None),
        ("không rõ", None),
    ],
)
def test_of_a_month_or_a_year_alone_the_last_day_counts(printed: str | None, day: date | None) -> None:
    assert last_day(printed) == day
