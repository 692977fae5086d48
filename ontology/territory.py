"""What a unit lies in.

province_of(xã Quan Sơn)      tỉnh Thanh Hóa
above_of(phường Trúc Bạch)    "quận Ba Đình, thành phố Hà Nội", as it stood
"""

from __future__ import annotations

from ontology.localities import localities
from ontology.places import Unit, units


def province_of(unit: Unit) -> Unit:
    """The province, or the city under the centre, that a unit lies in; itself for one."""
    while unit.part_of:
        unit = units().get(unit.part_of) or localities()[unit.part_of]
    return unit


def above_of(unit: Unit) -> str:
    """The units above a commune or a district as inside a sentence, the nearest first."""
    names = []
    while unit.part_of:
        unit = units().get(unit.part_of) or localities()[unit.part_of]
        names.append(unit.full)
    return ", ".join(names)
