"""The lists of the package vietnamadminunits, as rows of our own tables.

The package names a former commune by a key without marks ("tinhhaugiang_huyenchauthanh_xaphuhuu"), and a commune of
today by its province and such a key. Five island districts had no communes: there the district is what became one.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from ontology.names import table
from ontology.places import LAST_DAY_2004, LIST_2025, Unit, units

KINDS: Final = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố")
_PROVINCE, _DISTRICT, _COMMUNE = "provinceCode", "districtCode", "wardCode"
Row = dict[str, Any]
Heirs = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Tables:
    """The rows of the three tables, by code, in the order of the codes; all values as they are written."""

    communes: dict[str, dict[str, str]]
    districts_2004: dict[str, dict[str, str]]
    communes_2004: dict[str, dict[str, str]]


class UnknownProvince(Exception):
    """The package names a province by a code or a name that units.csv does not have."""


def read(folder: Path) -> Tables:
    """The tables from the package's modules, with what corrections.csv says. Raises UnknownProvince."""
    found = rows(folder)
    for row in table("building/corrections.csv"):
        found.communes_2004[row["code"]][row["column"]] = row["value"]
    return found


def rows(folder: Path) -> Tables:
    """The tables as the package alone has them. Raises UnknownProvince."""
    database = sqlite3.connect(folder / "data" / "dataset.db")
    database.row_factory = sqlite3.Row
    today = [dict(row) for row in database.execute("select * from admin_units")]
    former = [dict(row) for row in database.execute("select * from admin_units_legacy")]
    database.close()
    heirs = _heirs(json.loads((folder / "data" / "converter_2025.json").read_text("utf-8")), today)
    return Tables(
        communes=_sorted(_commune(row) for row in today),
        districts_2004=_sorted(_district(row, heirs) for row in former),
        communes_2004=_sorted(_former_commune(row, heirs) for row in former if row[_COMMUNE]),
    )


def _sorted(rows: Iterator[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in sorted(rows, key=lambda row: row["code"])}


def _commune(row: Row) -> dict[str, str]:
    return {
        **_named(row[_COMMUNE], row["ward"]),
        "province": _province(row, old_list=False).name,
        "latitude": degrees(row["wardLat"]),
        "longitude": degrees(row["wardLon"]),
    }


def _district(row: Row, heirs: Heirs) -> dict[str, str]:
    return {
        **_named(row[_DISTRICT], row["district"]),
        "province": _province(row, old_list=True).name,
        "became": "" if row[_COMMUNE] else "|".join(heirs[_key(row)]),
    }


def _former_commune(row: Row, heirs: Heirs) -> dict[str, str]:
    return {
        **_named(row[_COMMUNE], row["ward"]),
        "district": row[_DISTRICT],
        "became": "|".join(heirs[_key(row)]),
    }


def _named(code: str, full: str) -> dict[str, str]:
    """Code, bare name and kind, both from the full name: the package's column of kinds is wrong for some."""
    line = " ".join(unicodedata.normalize("NFC", full).split())
    kind = next(kind for kind in KINDS if line.lower().startswith(f"{kind} "))
    return {"code": code, "name": line[len(kind) :].strip(), "kind": kind}


def degrees(value: float) -> str:
    """A latitude or longitude to four places, some ten metres."""
    return f"{value:.4f}"


def _province(row: Row, *, old_list: bool) -> Unit:
    day = LAST_DAY_2004 if old_list else LIST_2025
    for unit in units().values():
        if unit.stands_on(day) and unit.code == row[_PROVINCE] and unit.label == row["provinceShort"]:
            return unit
    raise UnknownProvince(f"{row[_PROVINCE]} {row['provinceShort']}")


def _key(row: Row) -> str:
    return "_".join((row["provinceKey"], row["districtKey"], row["wardKey"] or ""))


def _heirs(converter: Row, today: list[Row]) -> Heirs:
    """Key of a former commune -> today's codes, the package's default first."""
    code: Final = {(row["provinceKey"], row["wardKey"]): cast(str, row[_COMMUNE]) for row in today}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for heir, olds in whole.items():
            for old in olds:
                found[old].append(code[province, heir])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            main_first = sorted(
                parts, key=lambda part: (not part["isDefaultNewWard"], code[province, part["newWardKey"]])
            )
            found[old] += [code[province, part["newWardKey"]] for part in main_first]
    return {old: tuple(codes) for old, codes in found.items()}
