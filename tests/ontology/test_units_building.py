"""The making of the tables, on packages of three communes; the real ones come over the network."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ontology.building.comparison import differences, lists
from ontology.building.second import Listed, Lists
from ontology.building.second import read as read_second
from ontology.building.source import Tables, UnknownProvince, rows
from ontology.building.writing import write

Entry = dict[str, str | float | None]
HA_NOI: Entry = {"provinceCode": "01", "provinceShort": "Hà Nội", "provinceKey": "hanoi"}
TODAY: list[Entry] = [
    {
        **HA_NOI,
        "wardCode": "00008",
        "ward": "Phường  Ngọc Hà",
        "wardKey": "ngocha",
        "wardLat": 21.03811,
        "wardLon": 105.8,
    },
    {**HA_NOI, "wardCode": "00004", "ward": "Phường Ba Đình", "wardKey": "badinh", "wardLat": 21.0, "wardLon": 105.838},
]
DISTRICT: Entry = {**HA_NOI, "districtCode": "001", "district": "Quận Ba Đình", "districtKey": "quanbadinh"}
ISLAND: Entry = {**HA_NOI, "districtCode": "002", "district": "Huyện Đảo", "districtKey": "dao"}
FORMER: list[Entry] = [
    {**DISTRICT, "wardCode": "00016", "ward": "Phường Ngọc Hà", "wardKey": "ngocha"},
    {**DISTRICT, "wardCode": "00013", "ward": "Thị Trấn 1", "wardKey": "1"},
    {**ISLAND, "wardCode": None, "ward": None, "wardKey": None},
]
CONVERTER = {
    "DICT_PROVINCE_WARD_NO_DIVIDED": {"hanoi": {"badinh": ["hanoi_quanbadinh_1", "hanoi_dao_"]}},
    "DICT_PROVINCE_WARD_DIVIDED": {
        "hanoi": {
            "hanoi_quanbadinh_ngocha": [
                {"newWardKey": "badinh", "isDefaultNewWard": False},
                {"newWardKey": "ngocha", "isDefaultNewWard": True},
            ]
        }
    },
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "converter_2025.json").write_text(json.dumps(CONVERTER), "utf-8")
    with sqlite3.connect(tmp_path / "data" / "dataset.db") as database:
        for name, entries in (("admin_units", TODAY), ("admin_units_legacy", FORMER)):
            columns = list(entries[0])
            database.execute(f"create table {name} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            database.executemany(f"insert into {name} values ({marks})", [list(entry.values()) for entry in entries])
    return tmp_path


def test_names_lose_the_word_of_their_kind_and_rows_stand_by_code(package: Path) -> None:
    made = rows(package)
    assert list(made.communes) == ["00004", "00008"]
    assert made.communes["00008"] == {
        "code": "00008",
        "name": "Ngọc Hà",
        "kind": "phường",
        "province": "ha-noi",
        "latitude": "21.0381",
        "longitude": "105.8000",
    }
    assert made.communes_2004["00013"]["kind"] == "thị trấn"
    assert made.communes_2004["00013"]["name"] == "1"


def test_the_default_heir_stands_first_and_a_district_without_communes_names_its_own(package: Path) -> None:
    made = rows(package)
    assert made.communes_2004["00016"]["became"] == "00008|00004"
    assert made.communes_2004["00013"]["became"] == "00004"
    assert [row["became"] for row in made.districts_2004.values()] == ["", "00004"]


def test_a_province_that_units_csv_does_not_have_is_refused(package: Path) -> None:
    with sqlite3.connect(package / "data" / "dataset.db") as database:
        database.execute("update admin_units set provinceCode = '99'")
    with pytest.raises(UnknownProvince, match="99"):
        rows(package)


def test_the_same_rows_give_the_same_file_with_source_and_licence_above(package: Path, tmp_path: Path) -> None:
    write(rows(package), tmp_path)
    text = (tmp_path / "communes-2004.csv").read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "MIT License" in " ".join(head) and max(map(len, head)) <= 120
    assert text.splitlines()[len(head) :] == [
        "code,name,kind,district,became",
        "00013,1,thị trấn,001,00004",
        "00016,Ngọc Hà,phường,001,00008|00004",
    ]


SECOND = {
    "_lookup.py": "PROVINCE_MAPPING = {1: P('Thành phố Hà Nội', 24)}\n"
    "WARD_MAPPING = {4: W('Phường Ba Đình', C.W_00004, ProvinceCode.P_01)}",
    "legacy/_lookup.py": "PROVINCE_MAPPING: dict[int, P] = {1: P('Thành phố Hà Nội', 24)}\n"
    "DISTRICT_MAPPING = {1: D('Quận Ba Đình', ProvinceCode.P_01)}\n"
    "WARD_MAPPING = {16: W('Phường Ngọc Hà', C.W_00016, DistrictCode.D_001)}",
    "_province_conversion_2025.py": "OLD_TO_NEW = {1: E(R(1), (N(1),))}",
    "_ward_conversion_2025.py": "OLD_TO_NEW: dict[int, E] = {16: E(R(16, 1, 1, True), (N(4, 1), N(8, 1)))}",
}


def test_the_second_package_is_read_without_running_it(tmp_path: Path) -> None:
    (tmp_path / "legacy").mkdir()
    for name, text in SECOND.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = read_second(tmp_path)
    assert found.communes == {"00004": Listed("Phường Ba Đình", "01")}
    assert found.communes_2004 == {"00016": Listed("Phường Ngọc Hà", "001")}
    assert found.provinces_2004 == {"01": Listed("Thành phố Hà Nội", "")}
    assert found.commune_heirs == {"00016": frozenset({"00004", "00008"})}
    assert found.province_heirs == {"01": frozenset({"01"})}


def here() -> Lists:
    row = {"code": "00004", "name": "Ba Đình", "kind": "phường", "province": "ha-noi"}
    former = {"code": "00016", "name": "Ngọc Hà", "kind": "phường", "district": "001", "became": "00008|00004"}
    return lists(Tables({"00004": row}, {}, {"00016": former}))


def test_lists_that_are_the_same_differ_in_nothing() -> None:
    found = differences(here(), here())
    assert not found.grave
    assert not [line for line in found.lines if line.startswith(" ")]
    assert "communes of today: 1 here, 1 there" in found.lines


def test_each_difference_is_named() -> None:
    there = replace(
        here(),
        communes={"00005": Listed("Phường Giảng Võ", "01")},
        communes_2004={"00016": Listed("PHƯỜNG NGỌC HÀ", "002")},
        commune_heirs={"00016": frozenset({"00004"})},
    )
    found = differences(here(), there)
    assert found.grave
    assert [line.strip() for line in found.lines if line.startswith(" ")] == [
        "00004 phường Ba Đình: only here",
        "00005 Phường Giảng Võ: only there",
        "00016 phường Ngọc Hà (001): there PHƯỜNG NGỌC HÀ (002)",
        "00016 phường Ngọc Hà: 00004 00008 here, 00004 there",
    ]
