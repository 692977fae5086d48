"""The groups whose name the law knows: "các sở, ban, ngành" of a province, "UBND các tỉnh, thành phố".

    group/thanh-hoa/ubnd-cap-xa          the communes of the list of 2025-07-01
    group/thanh-hoa/ubnd-cap-xa-2004     those before it, in a province that stands in both lists

The table is `collectives.csv`. Where a list fixes who belongs to a group, `members` gives them; a group may have
members and be open all the same ("các sở, ban, ngành": the departments are known, the branches are not). A group in
no row ("các đơn vị có liên quan") is open and belongs to the act that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import chain

from ontology.agencies import Body, central, local, placed, provincial
from ontology.everywhere import kinds_meant
from ontology.localities import Level, parts
from ontology.names import table
from ontology.places import LAST_DAY_2004, LIST_2025, OLDER, Unit, earliest, optional_date, units
from ontology.posts import head_called, post


@dataclass(frozen=True)
class Collective:
    """A row of `collectives.csv`."""

    level: str
    name: str
    label: str
    pattern: re.Pattern[str]
    by_list: bool
    until: date | None
    members: tuple[str, ...]
    """Who belongs to it: "province:ubnd", "commune:ubnd", "own:kind=so", "central:kind=bo"; their heads, as
    "own:giam-doc/kind=so"."""
    open: bool
    everywhere: bool
    """Whether every store tells of it: ontology.everywhere."""


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
            members=tuple(part for part in row["members"].split("|") if part),
            open=row["open"] == "yes" or not row["members"],
            everywhere=row["everywhere"] == "yes",
        )
        for row in table("collectives.csv")
    )


@cache
def group_body(group: Collective, unit: Unit | None, old_list: bool) -> Body:
    """The group of the centre (`unit` None) or of a province; `old_list`: as of before 2025-07-01."""
    namesake = group.by_list and old_list and _stands_in_both_lists(unit)
    until = earliest(group.until, unit.valid_until if unit else None, LAST_DAY_2004 if namesake else None)
    return Body(
        path=f"group/{unit.name if unit else 'tw'}/{group.name}{OLDER if namesake else ''}",
        kind="group",
        label=placed(group.label, unit),
        level=group.level,
        territory=unit,
        valid_from=LIST_2025 if group.by_list and not old_list and until is None else None,
        valid_until=until,
        open=group.open,
        members=partial(members, group, unit, old_list),
        listed=group.everywhere,
    )


def members(group: Collective, unit: Unit | None, old_list: bool) -> Iterator[Body]:
    """Who belongs to the group, each once; of bodies that came and went all, with their own dates."""
    found = chain.from_iterable(_members(part, unit, old_list) for part in group.members)
    yield from {body.path: body for body in found}.values()


def _is_old(unit: Unit | None, old_list: bool) -> bool:
    return old_list or (unit is not None and unit.valid_until is not None)


def _members(part: str, unit: Unit | None, old_list: bool) -> Iterator[Body]:
    level, _, which = part.partition(":")
    head, slash, kind = which.rpartition("/")
    bodies = _bodies(level, kind, unit, old_list)
    yield from (post(head_called(head), body) for body in bodies) if slash else bodies


def _bodies(level: str, which: str, unit: Unit | None, old_list: bool) -> Iterator[Body]:
    if level == "central":
        yield from (central(name) for name in kinds_meant("central", which))
    elif level == "province":
        yield from (
            provincial(name, other) for other in _provinces(old_list) for name in kinds_meant("province", which)
        )
    elif unit and level == "own":
        found = (provincial(name, unit) for name in kinds_meant("province", which))
        yield from (body for body in found if body.territory == unit and _ever_stood(body))
    elif unit:
        below: Level = "district" if level == "district" else "commune"
        places = parts(unit, below, old_list=_is_old(unit, old_list))
        yield from (local(name, place) for place in places for name in kinds_meant(below, which))


def _ever_stood(body: Body) -> bool:
    """Whether the kind began before its province ended."""
    return (body.valid_from or date.min) <= (body.valid_until or date.max)


def _stands_in_both_lists(unit: Unit | None) -> bool:
    return unit is None or (unit.valid_until is None and (unit.valid_from or date.min) < LIST_2025)


def _provinces(old_list: bool) -> list[Unit]:
    day = LAST_DAY_2004 if old_list else LIST_2025
    return [unit for unit in units().values() if unit.stands_on(day)]


def listed_groups() -> Iterator[Body]:
    """The groups that every store tells of: of the centre and of each province, of both lists where there are two."""
    for group in collectives():
        places: list[Unit | None] = [None] if group.level == "central" else list(units().values())
        found = (group_body(group, unit, old) for unit in places for old in _lists(group, unit))
        yield from (body for body in found if body.listed)


def _lists(group: Collective, unit: Unit | None) -> tuple[bool, ...]:
    if not group.by_list:
        return (_is_old(unit, group.until is not None),)
    if _stands_in_both_lists(unit):
        return (False, True)
    return (_is_old(unit, False),)
