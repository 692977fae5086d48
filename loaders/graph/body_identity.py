"""Which body a name in an act means.

    resolve("Sở KH&CN", setting of Thanh Hóa, act)    agency/thanh-hoa/so-khoa-hoc-va-cong-nghe
    resolve("Chủ tịch UBND tỉnh", …)                  agency/thanh-hoa/chu-tich-ubnd, an office in ubnd
    resolve("UBND các xã, phường", …)                 group/thanh-hoa/ubnd-cap-xa
    resolve("Các đơn vị có liên quan", …)             {act}/group/don-vi-lien-quan, open

A name is resolved in the act's own place and time: "UBND tỉnh" is that of the province that speaks. Forms,
groups and posts are tables in `ontology`. A name that no table has becomes an agency of its own under the
act's province, marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, lru_cache
from typing import Final

from loaders.graph.setting import DISTRICT_LEVELS, LOCAL_LEVELS, Setting, local_name, places_in
from ontology.agencies import (
    Body,
    Head,
    central,
    forms,
    heads,
    provincial,
)
from ontology.groups import collectives, group_body
from ontology.names import body_key, digest, short_slug, table, tidy
from ontology.places import LIST_2025, Unit, province

_OWN_PLACE: Final = re.compile(r"(.+?)-(?:cua-)?(?:cap-)?(tinh|thanh-pho)(?:-nha)?")


@lru_cache(maxsize=16384)
def resolve(name: str, setting: Setting, act: str) -> Body:
    """The body of that name in an act. `act` is the path of the act, to which an open group belongs."""
    key = body_key(name)
    if _is_open(key, certain=True):
        return open_group(name, act)
    body = known_body(name, setting)
    if body:
        return body
    forms_of_it = (key, *(rest for rest, _ in _placed(key, setting)))
    return open_group(name, act) if any(map(_is_open, forms_of_it)) else _unknown(name, key, setting)


def known_body(name: str, setting: Setting) -> Body | None:
    """The body of that name that the tables have: an agency, an office, a group that the law fixes; or None."""
    key = body_key(name)
    return _agency(key, setting) or _office(key, setting) or _collective(key, setting) or _local(name, key, setting)


def bodies_called(name: str, place: str | None = None) -> list[Body]:
    """The bodies that a person may mean: "Sở KH&CN" with the place "Thanh Hóa", "Bộ Y tế", "UBND tỉnh Bắc Ninh".

    Of a province that stands in both lists of provinces one; of two namesakes both, today's first. [] for none.
    """
    bare = re.sub(r"^(?:tinh|thanh-pho)-", "", body_key(place or ""))
    found: dict[str, Body] = {}
    for day in (None, LIST_2025 - timedelta(days=1)):
        body = known_body(name, Setting(day, province(bare, day) if bare else None))
        if body:
            found.setdefault(body.path, body)
    return list(found.values())


def acting_unit(name: str, of: Body, setting: Setting, act: str) -> Body:
    """The body in brackets behind a name, that acts for it: "Sở Khoa học và Công nghệ (Chi cục …)"."""
    key = body_key(name)
    body = _agency(key, setting) or _office(key, setting)
    if body:
        return body
    if of.kind != "agency":
        return resolve(name, setting, act)
    return Body(
        path=f"{of.path}/{short_slug(key)}",
        kind="agency",
        label=tidy(name),
        level=of.level,
        territory=of.territory,
        parent=of,
        known=False,
    )


# Agencies -------------------------------------------------------------------------------------------------


def _agency(key: str, setting: Setting) -> Body | None:
    for rest, unit in _placed(key, setting):
        row = forms("province").get(rest)
        # "UBND" alone, in an act of a commune, is the commune's.
        if row and not (setting.local and rest == key and key in forms("commune")):
            return provincial(row.name, unit)
    row = forms("central").get(key)
    return central(row.name) if row else _own_local(key, setting)


def _own_local(key: str, setting: Setting) -> Body | None:
    """ "UBND xã" in an act of a commune: its own."""
    if setting.local is None:
        return None
    level = next(word for word in LOCAL_LEVELS if setting.local.startswith(f"{word}-"))
    row = forms("commune").get(key.removesuffix(f"-{level}"))
    if row is None:
        return None
    return Body(
        path=f"agency/{setting.scope}/{row.name}",
        kind="agency",
        label=row.label.replace("{place}", setting.local_label),
        level="district" if level in DISTRICT_LEVELS else "commune",
        known=False,
    )


def _placed(key: str, setting: Setting) -> Iterator[tuple[str, Unit]]:
    """The ways to part a key into name and province: all name, a province at its end, "tỉnh" at its end."""
    if setting.province:
        yield key, setting.province
    yield from places_in(key, setting.day)
    found = _OWN_PLACE.fullmatch(key)
    if setting.province and found and (found[2] == "tinh" or setting.province.city):
        yield found[1], setting.province


def _office(key: str, setting: Setting) -> Body | None:
    for head in heads():
        if not key.startswith(f"{head.slug}-"):
            continue
        rest = key.removeprefix(f"{head.slug}-")
        for candidate in (f"{head.swallows}-{rest}", rest) if head.swallows else (rest,):
            agency = _agency(candidate, setting)
            if agency and agency.kind == "agency":
                return _post(head, agency)
    return None


def _post(head: Head, agency: Body) -> Body:
    name = agency.name.removeprefix(f"{head.swallows}-") if head.swallows else agency.name
    label = agency.label
    if name != agency.name:
        label = " ".join(label.split()[len(head.swallows.split("-")) :])
    return Body(
        path=f"{agency.folder}/{head.slug}-{name}",
        kind="office",
        label=f"{head.label} {label}",
        level=agency.level,
        territory=agency.territory,
        parent=agency,
        valid_from=agency.valid_from,
        valid_until=agency.valid_until,
    )


def _local(name: str, key: str, setting: Setting) -> Body | None:
    """A body of one commune or district, "UBND phường Hạc Thành", by its unit's name."""
    found = local_name(key)
    if found is None:
        return None
    row = forms("commune").get(found.kind) or forms("district")[found.kind]
    unit = province(found.province, setting.day) if found.province else setting.province
    return Body(
        path="/".join(("agency", *((unit.name,) if unit else ()), found.unit, row.name)),
        kind="agency",
        label=tidy(name),
        level="district" if found.district else "commune",
        known=False,
    )


# Groups ---------------------------------------------------------------------------------------------------


def _collective(key: str, setting: Setting) -> Body | None:
    ways = dict.fromkeys([(key, setting.province), *_placed(key, setting)])
    for rest, unit in ways:
        bare = re.sub(r"^(?:(?:tat-ca-|toan-the-)?cac-)", "", rest)
        for group in collectives():
            fits = group.pattern.fullmatch(rest) or group.pattern.fullmatch(bare)
            if fits and (group.level == "central" or unit):
                return group_body(group, unit if group.level == "province" else None, setting.old_list)
    return None


def open_group(name: str, act: str) -> Body:
    """A group whose members no list fixes; it belongs to the act that names it."""
    key = re.sub(r"^(?:cac|nhung|moi)-", "", body_key(name)).replace("co-lien-quan", "lien-quan")
    return Body(path=f"{act}/group/{short_slug(key)}", kind="group", label=tidy(name), act=act)


@cache
def _open_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("open_groups.csv"))


def _is_open(key: str, certain: bool = False) -> bool:
    """Whether a name is of an open group; `certain`: whatever else the tables say ("… có liên quan")."""
    patterns = _open_patterns()[:2] if certain else _open_patterns()
    return any(pattern.search(key) for pattern in patterns)


# Names in no table ----------------------------------------------------------------------------------------


def _unknown(name: str, key: str, setting: Setting) -> Body:
    ways = list(_placed(key, setting))
    rest, unit = ways[-1] if ways else (key, setting.province)
    scope = unit.name if unit else "tw"
    if rest == key and setting.local:
        scope = setting.scope
    return Body(
        path=f"agency/{scope}/{short_slug(rest) or digest(name)}",
        kind="agency",
        label=tidy(name),
        territory=unit,
        known=False,
    )
