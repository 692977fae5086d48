"""The groups whose members the law fixes: "các sở, ban, ngành" of a province, "UBND các tỉnh, thành phố".

    group/thanh-hoa/ubnd-cap-xa          the communes of the list of 2025-07-01
    group/thanh-hoa/ubnd-cap-xa-2004     those before it, in a province that stands in both lists

The table is `collectives.csv`. A group in no row ("các đơn vị có liên quan") is open and belongs to the act
that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ontology.agencies import Body, placed, provincial
from ontology.names import table
from ontology.places import LIST_2025, Unit, optional_date, units


@dataclass(frozen=True)
class Collective:
    """A row of `collectives.csv`."""

    level: str
    name: str
    label: str
    pattern: re.Pattern[str]
    by_list: bool
    until: date | None
    member: str
    """Name of the provincial kind of which each province gives one member; "" where members are not known."""


@cache
def collectives() -> tuple[Collective, ...]:
    """All rows, in the order of the table."""
    return tuple(
        Collective(
            level=row["level"],
            name=row["name"],
            label=row["label"],
            pattern=re.compile(row["pattern"]),
            by_list=row["by_list"] == "yes",
            until=optional_date(row["until"]),
            member=row["members"].removeprefix("province:"),
        )
        for row in table("collectives.csv")
    )


@cache
def group_body(group: Collective, unit: Unit | None, old_list: bool) -> Body:
    """The group of the centre (`unit` None) or of a province; `old_list`: as of before 2025-07-01."""
    namesake = group.by_list and old_list and _stands_in_both_lists(unit)
    until = _earliest(group.until, unit.valid_until if unit else None, LIST_2025 - timedelta(1) if namesake else None)
    return Body(
        path=f"group/{unit.name if unit else 'tw'}/{group.name}{'-2004' if namesake else ''}",
        kind="group",
        label=placed(group.label, unit),
        level=group.level,
        territory=unit,
        valid_from=LIST_2025 if group.by_list and not old_list and until is None else None,
        valid_until=until,
        members=tuple(provincial(group.member, member) for member in _provinces(old_list)) if group.member else (),
    )


def _stands_in_both_lists(unit: Unit | None) -> bool:
    return unit is None or (unit.valid_until is None and (unit.valid_from or date.min) < LIST_2025)


def _provinces(old_list: bool) -> list[Unit]:
    day = LIST_2025 - timedelta(1) if old_list else LIST_2025
    return [unit for unit in units().values() if unit.stands_on(day)]


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def central_groups() -> Iterator[Body]:
    """The groups of the centre, of both lists where there are two."""
    for group in collectives():
        if group.level == "central":
            yield group_body(group, None, old_list=False)
            if group.by_list:
                yield group_body(group, None, old_list=True)
