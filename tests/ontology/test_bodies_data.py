"""The tables of bodies, groups and acts of change: every name in them that points elsewhere finds its target."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from loaders.graph.body_identity import resolve
from loaders.graph.setting import Setting, setting_of_issuer
from ontology.agencies import rows
from ontology.groups import collectives, group_body
from ontology.names import body_key, number_key, slug, table
from ontology.places import units
from ontology.posts import head_called

LEVELS = ("central", "province", "district", "commune")
ACT = "doc/thanh-hoa/2025/1-kh-ubnd"
PROVINCE = setting_of_issuer("Ủy ban nhân dân tỉnh Thanh Hóa", date(2025, 9, 1))
DISTRICTS = setting_of_issuer("Ủy ban nhân dân tỉnh Thanh Hóa", date(2025, 2, 1))
CENTRE = setting_of_issuer("Thủ tướng Chính phủ", date(2025, 9, 1))

Cells = dict[str, str]


def of_level(level: str) -> dict[str, Cells]:
    return {row["name"]: row for row in table("agencies.csv") if row["level"] == level}


def named(row: Cells) -> str:
    return f"{row['level']}/{row['name']}"


ACTS = {row["key"]: row for row in table("changes.csv")}
BODIES = [row for level in LEVELS for row in of_level(level).values()]
GROUPS = table("collectives.csv")


@pytest.mark.parametrize("name", ["agencies.csv", "changes.csv", "collectives.csv", "heads.csv", "open_groups.csv"])
def test_every_row_has_a_cell_for_each_column(name: str) -> None:
    for row in table(name):
        assert None not in row and None not in row.values(), row
        assert all(cell == cell.strip() for cell in row.values()), row


def test_the_rows_of_a_table_are_named_once() -> None:
    for names in (
        [named(row) for row in BODIES],
        [named(row) for row in GROUPS],
        [row["key"] for row in table("changes.csv")],
        [row["head"] for row in table("heads.csv")],
        [row["pattern"] for row in table("open_groups.csv")],
        [slug(row["form"]) for row in table("abbreviations.csv")],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


# Bodies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_a_body_names_parents_and_heirs_of_its_own_level(level: str) -> None:
    found = of_level(level)
    for row in found.values():
        heirs = [name for name in row["succeeded_by"].split("|") if name and ":" not in name]
        assert len(heirs) == len(set(heirs)) and row["name"] not in heirs, row
        assert all(name in found for name in [*heirs, *filter(None, [row["parent"]])]), row


def test_what_a_district_owed_passes_to_kinds_that_communes_have() -> None:
    heirs = [name for row in of_level("district").values() for name in row["succeeded_by"].split("|") if name]
    assert heirs and {name.partition(":")[0] for name in heirs} == {"commune"}
    assert all(name.partition(":")[2] in of_level("commune") for name in heirs)


def test_the_acts_of_a_change_are_in_their_table() -> None:
    for row in BODIES:
        for column in ("established_by", "abolished_by"):
            assert not row[column] or row[column] in ACTS, named(row)


def test_a_body_that_changed_tells_by_what_and_from_where() -> None:
    for row in BODIES:
        if row["valid_from"] or row["valid_until"] or row["succeeded_by"]:
            assert row["source"], named(row)
        for day, act in (("valid_from", "established_by"), ("valid_until", "abolished_by")):
            assert not row[day] or row[act] or "no act of its own" in row["source"], named(row)


def test_no_body_ends_before_it_begins_or_after_its_heir() -> None:
    for level in LEVELS:
        found = rows(level)
        for row in found.values():
            assert (row.valid_from or date.min) <= (row.valid_until or date.max), row.name
            for heir in (found[name] for name in row.succeeded_by if ":" not in name):
                assert (row.valid_until or date.min) < (heir.valid_until or date.max), (row.name, heir.name)


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_bodies_of_a_level_share_a_form_of_their_names(level: str) -> None:
    forms = Counter(key for row in rows(level).values() for key in row.keys)
    assert [key for key, count in forms.items() if count > 1] == []


def test_the_government_has_fourteen_ministries_and_three_agencies_of_their_rank() -> None:
    def standing(kind: str, day: str) -> int:
        return sum(
            row["kind"] == kind and (row["valid_from"] or "0") <= day <= (row["valid_until"] or "9")
            for row in of_level("central").values()
        )

    assert (standing("bo", "2025-02-28"), standing("co-quan-ngang-bo", "2025-02-28")) == (18, 4)
    assert (standing("bo", "2025-03-01"), standing("co-quan-ngang-bo", "2025-03-01")) == (14, 3)
    assert standing("co-quan-thuoc-chinh-phu", "2025-03-01") == 5
    assert standing("uy-ban-cua-quoc-hoi", "2025-01-01") == 9
    assert standing("uy-ban-cua-quoc-hoi", "2025-03-01") == 7


def test_no_body_of_a_district_outlives_the_level() -> None:
    assert all("" < row["valid_until"] <= "2025-06-30" for row in of_level("district").values())


# Acts -----------------------------------------------------------------------------------------------------


def test_an_act_of_change_is_told_in_full_or_says_what_is_missing() -> None:
    for row in ACTS.values():
        assert row["type"] and row["title"] and row["source"], row
        assert row["issuer"] in of_level("central"), row
        assert row["checked"] in ("original", "two-sources", "secondary"), row
        for day in (row["date"], row["in_force"]):
            assert not day or date.fromisoformat(day), row
        assert row["date"] or "date was not found" in row["source"], row
        assert row["number"] or "number" in row["source"], row
        assert not row["number"] or row["key"].endswith(number_key(row["number"])), row


def test_each_province_of_today_has_the_act_on_its_communes() -> None:
    found = {row["unit"]: row["number"] for row in ACTS.values() if row["unit"]}
    assert set(found) == {unit.name for unit in units().values() if unit.level == "province" and not unit.valid_until}
    assert {int(number.partition("/")[0]) for number in found.values()} == set(range(1654, 1688))
    assert found["thanh-hoa"] == "1686/NQ-UBTVQH15"


# Groups ---------------------------------------------------------------------------------------------------


def test_the_members_of_a_group_are_names_or_kinds_of_bodies() -> None:
    kinds = {level: {row["kind"] for row in of_level(level).values()} for level in LEVELS}
    for row in GROUPS:
        assert row["open"] in ("", "yes"), named(row)
        assert row["open"] or row["members"], f"{named(row)} has no members and is not open"
        for member in filter(None, row["members"].split("|")):
            level, _, what = member.partition(":")
            level = "province" if level == "own" else level
            head, _, what = what.rpartition("/")
            assert not head or head_called(head)
            kind = re.fullmatch(r"kind=(.+)", what)
            assert (kind[1] in kinds[level]) if kind else (what in of_level(level)), (named(row), member)


def setting_of_group(row: Cells) -> Setting:
    if row["level"] == "central":
        return CENTRE
    return DISTRICTS if row["until"] else PROVINCE


def example_rows() -> list[tuple[Cells, str]]:
    return [(row, form) for row in GROUPS for form in row["example"].split("|")]


@pytest.mark.parametrize(
    ("row", "form"), example_rows(), ids=lambda cell: cell if isinstance(cell, str) else named(cell)
)
def test_each_way_of_writing_a_group_is_that_group(row: Cells, form: str) -> None:
    where = setting_of_group(row)
    group = next(one for one in collectives() if (one.level, one.name) == (row["level"], row["name"]))
    unit = where.province if row["level"] == "province" else None
    expected = group_body(group, unit, where.old_list)
    assert resolve(form, where, ACT).path == expected.path
    assert resolve(expected.label, where, ACT).path == expected.path


@pytest.mark.parametrize("row", table("open_groups.csv"), ids=lambda row: row["example"])
def test_a_name_of_an_open_group_fits_its_pattern(row: Cells) -> None:
    assert re.search(row["pattern"], body_key(row["example"]))
    assert resolve(row["example"], CENTRE, ACT).act == ACT


@pytest.mark.parametrize("level", ["central", "province"])
def test_no_body_is_taken_for_a_group(level: str) -> None:
    for row in rows(level).values():
        for form in filter(None, (row.label, *row.aliases)):
            name = form.replace("{place}", "tỉnh").replace("{name}", "")
            body = resolve(name, PROVINCE, ACT)
            assert body.kind == row.kind and body.known, name


@pytest.mark.parametrize(
    "name",
    [
        "Ban Quản lý các dự án đầu tư xây dựng tỉnh",
        "Ban Quản lý rừng phòng hộ",
        "Trường Đại học Hồng Đức",
        "Liên hiệp các tổ chức hữu nghị tỉnh",
        "Hội đồng nghiệm thu cấp tỉnh",
        "Người phát ngôn UBND tỉnh",
        "Cơ sở cai nghiện ma túy số 1",
        "Bộ Thương mại",
    ],
)
def test_a_body_in_no_table_stays_one_body(name: str) -> None:
    assert resolve(name, PROVINCE, ACT).kind == "agency"


@pytest.mark.parametrize(
    "name",
    [
        "Chính quyền địa phương các cấp",
        "Công an các đơn vị, địa phương",
        "Các bộ, cơ quan ngang bộ, UBND các cấp",
        "UBND cấp tỉnh, bộ, ngành, cơ quan, tổ chức ở Trung ương",
        "Sở Khoa học và Công nghệ các tỉnh, thành phố trực thuộc Trung ương",
        "Tổ chức, hộ gia đình, cá nhân",
        "Cấp ủy, chính quyền địa phương",
        "Trường đại học, cao đẳng",
    ],
)
def test_several_bodies_in_one_name_are_never_one_body(name: str) -> None:
    for where in (CENTRE, PROVINCE):
        assert resolve(name, where, ACT).kind == "group"
