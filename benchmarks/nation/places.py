"""Who speaks in the made country, and how it names itself and its bodies.

Home(1, ha_noi, ha_noi).name("Chủ tịch UBND tỉnh")      Chủ tịch UBND thành phố
Home(2, ba_dinh, ha_noi).name("Công an xã")             Công an phường
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from ontology.localities import parts
from ontology.places import LIST_2025, Unit, units

CENTRE: Final = "tw"
"""The part of the country that holds the acts of the Party and of the Prime Minister."""

Level = Literal[0, 1, 2]
"""The centre, a province, a commune: the place of its words in a `words.Three`."""

_URBAN_OFFICE: Final = {"Phòng Kinh tế": "Phòng Kinh tế, Hạ tầng và Đô thị"}
"""A phường has this one in the place of a xã's (Nghị định 150/2025/NĐ-CP)."""


@dataclass(frozen=True)
class Home:
    """A place whose committee issues plans."""

    level: Level
    unit: Unit | None
    province: Unit | None

    @property
    def kind(self) -> str:
        """ "tỉnh", "thành phố", "xã", "phường", "đặc khu"; "" of the centre."""
        return self.unit.kind if self.unit else ""

    @property
    def place(self) -> str:
        """As inside a sentence: "tỉnh Bắc Ninh", "phường Hạc Thành"; "cả nước" of the centre."""
        return self.unit.full if self.unit else "cả nước"

    @property
    def committee(self) -> str:
        """Whole name of its People's Committee; of a commune with its province behind."""
        above = f", {self.province.full}" if self.level == 2 and self.province else ""
        return f"Ủy ban nhân dân {self.place}{above}"

    @property
    def above(self) -> Home:
        """The province of a commune."""
        return Home(1, self.province, self.province)

    def name(self, body: str) -> str:
        """A body of `words.yaml` as this place calls it."""
        if self.level == 1 and self.kind != "tỉnh":
            return body.replace("tỉnh", self.kind)
        if self.level == 2 and self.kind != "xã":
            body = _URBAN_OFFICE.get(body, body) if self.kind == "phường" else body
            return body.removesuffix("xã") + self.kind if body.endswith(" xã") else body
        return body


NATION: Final = Home(0, None, None)


@cache
def provinces() -> tuple[Unit, ...]:
    """The 34 of today."""
    return tuple(unit for unit in units().values() if unit.stands_on(date.max) and unit.stands_on(LIST_2025))


def communes(province: Unit, most: int | None = None) -> tuple[Home, ...]:
    """The communes of a province of today in the order of their codes; `most`: the first few only."""
    return tuple(Home(2, unit, province) for unit in parts(province, "commune", old_list=False)[:most])
