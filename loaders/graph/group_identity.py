"""Which group a name in an act means: of a table, of several bodies named together, or open.

shared_group("ubnd-cac-xa-phuong", ways, setting)     group/thanh-hoa/ubnd-cap-xa
shared_group("ubnd-cac-xa", …) in a district's act    group/thanh-hoa/384/ubnd-cap-xa
kind_everywhere("so-y-te", …) in an act of the centre group/tw/so-y-te-cap-tinh
joint_group("HĐND, UBND xã", …) in a commune's act    group/thanh-hoa/15016/hdnd-ubnd
open_group("Các đơn vị có liên quan", act)            {act}/group/don-vi-lien-quan
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from loaders.graph.setting import UNKNOWN_SCOPE, Setting
from ontology.agencies import Body, Row, bare_form, central, forms, local, provincial
from ontology.groups import Collective, collectives, group_body
from ontology.names import CACHED, body_key, short_slug, table, tidy
from ontology.places import Unit

_OF_A_PROVINCE: Final = re.compile(r".+-tinh|(?:.+-)?tinh-uy")
_BETWEEN: Final = re.compile(r"\s*[,;/&]\s*|\s+-\s+|\s+và\s+", re.I)


def shared_group(key: str, ways: Iterable[tuple[str, Unit | None]], setting: Setting) -> Body | None:
    """The group of `collectives.csv` that the key of a name means; None for another name.

    `ways`: the ways to part the key into name and province.
    """
    for rest, unit in dict.fromkeys([(key, setting.province), *ways]):
        for group in _of_name(rest):
            if group.level == "central" or unit:
                return _of_place(group, unit if group.level == "province" else None, setting)
    return None


@lru_cache(maxsize=CACHED)
def _of_name(key: str) -> tuple[Collective, ...]:
    """The groups whose pattern fits a key, or what stands in it behind "các"."""
    bare = re.sub(r"^(?:(?:tat-ca-|toan-the-)?cac-)", "", key)
    return tuple(group for group in collectives() if group.pattern.fullmatch(key) or group.pattern.fullmatch(bare))


def _of_place(group: Collective, unit: Unit | None, setting: Setting) -> Body:
    """The province's group; in an act of a district, which names communes, that of the district's communes."""
    district = setting.unit if setting.unit and setting.unit.level == "district" else None
    communes = bool(group.members) and all(part.startswith("commune:") for part in group.members)
    if district is None or not communes or unit != setting.province:
        return group_body(group, unit, setting.old_list)
    path = f"group/{setting.scope}/{group.name}"
    return replace(group_body(group, district, setting.old_list), path=path, level="district", listed=False)


def kind_everywhere(key: str, setting: Setting) -> Body | None:
    """The departments of one kind, where an act of the centre names none: "Sở Y tế" there means each province's."""
    row = forms("province").get(key.removesuffix("-tinh"))
    if setting.province or setting.scope == UNKNOWN_SCOPE or row is None:
        return None
    if not (row.classification.startswith("so") or _OF_A_PROVINCE.fullmatch(key)):
        return None
    name = f"{row.name.replace('/', '-')}-cap-tinh"
    told = next((group for group in collectives() if (group.level, group.name) == ("central", name)), None)
    group = told or Collective(
        level="central",
        name=name,
        label=f"{bare_form(row.label)} các tỉnh, thành phố trực thuộc Trung ương",
        pattern=re.compile(re.escape(key)),
        by_list=True,
        until=row.valid_until,
        members=(f"province:{row.name}",),
        open=False,
        everywhere=False,
    )
    return group_body(group, None, setting.old_list)


def joint_group(name: str, agency: Callable[[str], Body | None]) -> Body | None:
    """Several bodies of one place named together, "HĐND, UBND xã"; None where the parts of the name are not bodies.

    The last one tells the place; `agency` gives the body of a single name.
    """
    *before, last = (part.strip() for part in _BETWEEN.split(name))
    whose = agency(last) if before else None
    if whose is None or whose.kind != "agency":
        return None
    beside = [_beside(part, whose) or agency(part) for part in before]
    members = [*(body for body in beside if body and body.folder == whose.folder), whose]
    if len({body.path for body in members}) <= len(before):
        return None
    names = "-".join(body.name.replace("/", "-") for body in members)
    return Body(
        path=f"group/{whose.folder.removeprefix('agency/')}/{short_slug(names)}",
        kind="group",
        label=", ".join([*map(tidy, before), whose.label]),
        level=whose.level,
        territory=whose.territory,
        valid_from=whose.valid_from,
        valid_until=whose.valid_until,
        members=lambda: members,
    )


def _beside(name: str, other: Body) -> Body | None:
    """The body of that name in the place of another: "HĐND" beside "UBND xã Quan Sơn"."""
    row: Row | None = forms(other.level or "").get(body_key(name))
    if row is None or row.kind != "agency":
        return None
    if other.territory is None:
        return central(row.name)
    return (provincial if other.level == "province" else local)(row.name, other.territory)


# Open groups ----------------------------------------------------------------------------------------------


def open_group(name: str, act: str) -> Body:
    """A group whose members no list fixes; it belongs to the act that names it."""
    key = re.sub(r"^(?:cac|nhung|moi)-", "", body_key(name)).replace("co-lien-quan", "lien-quan")
    return Body(path=f"{act}/group/{short_slug(key)}", kind="group", label=tidy(name), act=act, open=True)


@cache
def _open_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("open_groups.csv"))


def is_open(key: str, certain: bool = False) -> bool:
    """Whether a name is of an open group; `certain`: whatever else the tables say ("… có liên quan")."""
    patterns = _open_patterns()[:2] if certain else _open_patterns()
    return any(pattern.search(key) for pattern in patterns)
