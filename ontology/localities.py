"""Districts and communes, of today's list and of the one before 2025-07-01.

    local_unit("xã Quan Sơn", None, thanh_hoa, date(2025, 8, 1))     (xã Quan Sơn,)         unit 15016
    local_unit("Mường Lát", None, thanh_hoa, date(2025, 3, 1))       (huyện Mường Lát, thị trấn Mường Lát)
    parts(thanh_hoa, "commune", old_list=False)                      its 166 communes
    unit_by_code("00004", date(2025, 6, 30))                         phường Trúc Bạch     unit 00004-2004

The tables are `communes.csv`, `districts-2004.csv` and `communes-2004.csv`. A commune that was not rearranged in 2025
(same code, name and kind, nothing added, nothing given away) is one unit, which stands in both lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final, Literal

from ontology.names import body_key, slug, table
from ontology.places import LAST_DAY_2004, LIST_2025, OLDER, Unit, units

Level = Literal["district", "commune"]
_Rows = list[dict[str, str]]
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_ZEROS: Final = re.compile(r"\b0+(?=[0-9])")


@cache
def localities() -> dict[str, Unit]:
    """All communes and districts of both lists, by the name in their IRI."""
    today = {row["code"]: _commune(row) for row in table("communes.csv")}
    former = table("communes-2004.csv")
    found = dict(today)
    unchanged = {row["code"]: row["district"] for row in _unchanged(former, today)}
    for code, above in unchanged.items():
        found[code] = replace(today[code], valid_from=None, district=above)
    ended = [_ended(row, today) for row in former if row["code"] not in unchanged]
    found.update((unit.name, unit) for unit in ended)
    for district in _districts(table("districts-2004.csv"), former):
        found[district.name] = district
    return found


def _unchanged(former: _Rows, today: dict[str, Unit]) -> _Rows:
    """The communes of both lists: nothing but themselves became them, and they became nothing else."""
    origins = Counter(code for row in former for code in row["became"].split("|"))
    own = (row for row in former if row["became"] == row["code"] and origins[row["code"]] == 1)
    return [row for row in own if _same(row, today[row["code"]])]


def _same(row: dict[str, str], unit: Unit) -> bool:
    return row["kind"] == unit.kind and slug(row["name"]) == slug(unit.label)


def _commune(row: dict[str, str]) -> Unit:
    return Unit(
        name=row["code"],
        label=row["name"],
        full=f"{row['kind']} {row['name']}",
        code=row["code"],
        level="commune",
        kind=row["kind"],
        valid_from=LIST_2025,
        valid_until=None,
        succeeded_by=(),
        part_of=row["province"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _ended(row: dict[str, str], today: dict[str, Unit]) -> Unit:
    namesake = row["code"] in today
    return _of_2004(
        row, "commune", f"{row['code']}{OLDER}" if namesake else row["code"], row["district"], row["became"]
    )


def _districts(rows: _Rows, former: _Rows) -> Iterable[Unit]:
    """The districts; one became all that its communes became."""
    became: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for commune in former:
        became[commune["district"]].update(dict.fromkeys(commune["became"].split("|")))
    for row in rows:
        heirs = row["became"] or "|".join(became[row["code"]])
        yield _of_2004(row, "district", row["code"], row["province"], heirs)


def _of_2004(row: dict[str, str], level: Level, name: str, part_of: str, heirs: str) -> Unit:
    return Unit(
        name=name,
        label=row["name"],
        full=f"{row['kind']} {row['name']}",
        code=row["code"],
        level=level,
        kind=row["kind"],
        valid_from=None,
        valid_until=LAST_DAY_2004,
        succeeded_by=tuple(heirs.split("|")),
        part_of=part_of,
    )


# What lies in a unit --------------------------------------------------------------------------------------


@cache
def _below() -> dict[tuple[str, bool], tuple[Unit, ...]]:
    """(Name of a unit, whether of the old list) -> the units directly below it."""
    found: defaultdict[tuple[str, bool], list[Unit]] = defaultdict(list)
    for unit in localities().values():
        old = unit.valid_until is not None
        found[unit.part_of or "", old].append(unit)
        if unit.district:
            found[unit.district, True].append(unit)
    return {key: tuple(sorted(below, key=lambda unit: unit.code)) for key, below in found.items()}


def parts(unit: Unit, level: Level, *, old_list: bool) -> tuple[Unit, ...]:
    """The communes or the districts of a province, the communes of a district, in the order of their codes.

    `old_list`: as of 2025-06-30, else of today. A province of both lists has other communes in each; one that ended
    before the old list did (Thừa Thiên Huế) has those of the units that followed it. None: ().
    """
    if unit.level == "province" and old_list and unit.valid_until and unit.valid_until < LAST_DAY_2004:
        return tuple(part for heir in unit.succeeded_by for part in parts(units()[heir], level, old_list=True))
    below = _below().get((unit.name, old_list), ())
    if old_list and unit.level == "province" and level == "commune":
        return tuple(commune for district in below for commune in _below().get((district.name, True), ()))
    return tuple(part for part in below if part.level == level)


# From a name or a code to the unit ------------------------------------------------------------------------


def local_unit(name: str, kind: str | None, province: Unit | None, day: date) -> tuple[Unit, ...]:
    """The districts and communes that a name may mean on that day; () where none bears it.

    `name`: with or without the word of its kind ("xã Quan Sơn", "Quan Sơn"); case, marks and abbreviations do not
    matter, but of several that differ in marks alone (Tân Thành, Tân Thạnh) those with the marks of the name are given.
    `kind`: "xã", "huyện" …, to have that kind only. `province`: of either list; None looks in all.
    """
    old_list = day < LIST_2025
    found = _by_key(province.name if province else None, old_list).get(_key(name), ())
    found = tuple(unit for unit in found if kind is None or unit.kind == kind.lower())
    exact = tuple(unit for unit in found if _spelt(name).endswith(_spelt(unit.label)))
    return exact or found


@cache
def _by_key(province: str | None, old_list: bool) -> dict[str, tuple[Unit, ...]]:
    """Key of a name, bare or with its kind -> the units of that list that bear it."""
    places = (units()[province],) if province else tuple(units().values())
    levels: tuple[Level, ...] = ("district", "commune")
    found: defaultdict[str, dict[Unit, None]] = defaultdict(dict)
    for place in places:
        for level in levels:
            for unit in parts(place, level, old_list=old_list):
                key = _key(unit.label)
                found[key][unit] = found[f"{slug(unit.kind)}-{key}"][unit] = None
    return {key: tuple(bearers) for key, bearers in found.items()}


def _key(name: str) -> str:
    """Without the zeros of "Phường 01"."""
    return _ZEROS.sub("", body_key(name))


def _spelt(name: str) -> str:
    """The name with its marks, wherever in a syllable the tone is written: "Hoà" and "Hòa" are one."""
    words = unicodedata.normalize("NFD", _ZEROS.sub("", name).lower()).split()
    return " ".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    letters = "".join(letter for letter in word if letter not in _TONES)
    return letters + "".join(letter for letter in word if letter in _TONES)


@cache
def _by_code() -> dict[str, tuple[Unit, ...]]:
    """Code -> the units that bear it, today's first."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in (*units().values(), *localities().values()):
        found[unit.code].append(unit)
    return {
        code: tuple(sorted(bearers, key=lambda unit: unit.valid_until or date.max, reverse=True))
        for code, bearers in found.items()
    }


def unit_by_code(code: str, day: date | None = None) -> Unit | None:
    """The unit of that code ("24", "385", "00004") on that day; without a day today's, or else the older one's."""
    bearers = _by_code().get(code.strip(), ())
    return next((unit for unit in bearers if day is None or unit.stands_on(day)), None)
