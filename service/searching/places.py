"""Which unit lies in which: the province of a commune, and how both are named.

Units(above, levels, names).province("https://w3id.org/cancu/id/unit/14758")      …/unit/thanh-hoa
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

Links = Mapping[str, Sequence[str]]


class Units:
    """The administrative units by their IRIs: those that each lies in, their levels, their names."""

    def __init__(self, above: Links, levels: Links, names: Mapping[str, str]) -> None:
        self._above: Final = above
        self._levels: Final = levels
        self._names: Final = names
        self._provinces: Final[dict[str, str]] = {}

    def province(self, unit: str) -> str:
        """The province in which a unit lies, or which it is; "" where none is known."""
        if unit not in self._provinces:
            self._provinces[unit] = self._nearest_province(unit)
        return self._provinces[unit]

    def names(self, unit: str) -> str:
        """The names of a unit and of its province: "Phường Hàm Rồng, Tỉnh Thanh Hóa"; "" for an unknown one."""
        both = dict.fromkeys(one for one in (unit, self.province(unit)) if one in self._names)
        return ", ".join(self._names[one] for one in both)

    def _nearest_province(self, unit: str) -> str:
        row, seen = [unit], {unit}
        while row:
            for one in row:
                if any(level.endswith("/province") for level in self._levels.get(one, ())):
                    return one
            row = [above for one in row for above in self._above.get(one, ()) if above not in seen]
            seen.update(row)
        return ""
