"""Which body a name in an act means.

    resolve("Sở KH&CN", setting of Thanh Hóa, act)    agency/thanh-hoa/so-khoa-hoc-va-cong-nghe
    resolve("Chủ tịch UBND tỉnh", …)                  agency/thanh-hoa/chu-tich-ubnd, an office in ubnd
    resolve("UBND xã Quan Sơn", …)                    agency/thanh-hoa/15016/ubnd
    resolve("UBND các xã, phường", …)                 group/thanh-hoa/ubnd-cap-xa
    resolve("Các đơn vị có liên quan", …)             {act}/group/don-vi-lien-quan, open

A name is resolved in the act's own place and time: "UBND tỉnh" is that of the province that speaks. Forms,
groups and posts are tables in `ontology`. A name that no table has becomes an agency of its own under the
act's province, marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from loaders.graph.setting import (
    DISTRICT_LEVELS,
    LOCAL_LEVELS,
    LocalName,
    Setting,
    local_name,
    local_unit_of,
    places_in,
)
from ontology.agencies import Body, Row, central, forms, local, provincial
from ontology.groups import collectives, group_body
from ontology.names import body_key, digest, short_slug, table, tidy
from ontology.places import Unit, province
from ontology.posts import heads, post

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
    return (
        _agency(key, setting)
        or _office(name, key, setting)
        or _collective(key, setting)
        or _named_local(name, key, setting)
    )


def acting_unit(name: str, of: Body, setting: Setting, act: str) -> Body:
    """The body in brackets behind a name, that acts for it: "Sở Khoa học và Công nghệ (Chi cục …)"."""
    key = body_key(name)
    body = _agency(key, setting) or _office(name, key, setting)
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
    own = _own_local(key, setting)
    if own:
        return own
    at_centre = forms("central").get(key)
    for rest, unit in _placed(key, setting):
        row = forms("province").get(rest)
        # "Cục Thuế" since 2025-03-01 is the ministry's: the province's of that name is gone.
        gone = rest == key and at_centre and row and _ended(row.valid_until, setting)
        if row and not gone:
            return provincial(row.name, unit)
    return central(at_centre.name) if at_centre else None


def _ended(last: date | None, setting: Setting) -> bool:
    return last is not None and setting.day is not None and last < setting.day


def _own_local(key: str, setting: Setting) -> Body | None:
    """ "UBND xã" in an act of a commune: its own."""
    if setting.local is None:
        return None
    level = next(word for word in LOCAL_LEVELS if setting.local.startswith(f"{word}-"))
    kinds = forms("district" if level in DISTRICT_LEVELS else "commune")
    row = kinds.get(key.removesuffix(f"-{level}"))
    if row is None:
        return None
    return local(row.name, setting.unit) if setting.unit else _unlisted(row, setting.scope, setting.local_label)


def _named_local(name: str, key: str, setting: Setting) -> Body | None:
    """A body of one commune or district, "UBND phường Hạc Thành", by its unit's name."""
    found = local_name(key)
    if found is None or found.behind:
        return None
    home = province(found.province, setting.day) if found.province else setting.province
    unit = local_unit_of(found, name, home, setting.day)
    row = forms("district" if found.district else "commune").get(found.kind)
    return local(row.name, unit) if unit and row and row.level == unit.level else None


def _unlisted(row: Row, scope: str, place: str) -> Body:
    """The body of a commune or district that no list has, or that the name alone does not tell from another."""
    return Body(
        path=f"agency/{scope}/{row.name}",
        kind=row.kind,
        label=row.label.replace("{place}", place).replace("{name}", place),
        level=row.level,
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


def _office(name: str, key: str, setting: Setting) -> Body | None:
    for head in heads():
        if not key.startswith(f"{head.slug}-"):
            continue
        rest = key.removeprefix(f"{head.slug}-")
        for candidate in (f"{head.swallows}-{rest}", rest) if head.swallows else (rest,):
            agency = _agency(candidate, setting) or _named_local(name, candidate, setting)
            if agency and agency.kind == "agency":
                return post(head, agency)
    return None


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
    return Body(path=f"{act}/group/{short_slug(key)}", kind="group", label=tidy(name), act=act, open=True)


@cache
def _open_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("open_groups.csv"))


def _is_open(key: str, certain: bool = False) -> bool:
    """Whether a name is of an open group; `certain`: whatever else the tables say ("… có liên quan")."""
    patterns = _open_patterns()[:2] if certain else _open_patterns()
    return any(pattern.search(key) for pattern in patterns)


# Names in no table ----------------------------------------------------------------------------------------


def _unknown(name: str, key: str, setting: Setting) -> Body:
    """A body of its own, with the one that its name may be a slip for; marked, so that the tables can grow."""
    ways = list(_placed(key, setting))
    rest, unit = ways[-1] if ways else (key, setting.province)
    named = local_name(key)
    if named and not named.behind:
        row = forms("district" if named.district else "commune").get(named.kind)
        if row:
            home = province(named.province, setting.day) if named.province else setting.province
            return _unlisted(row, "/".join((*((home.name,) if home else ()), named.unit)), _tail(name, named))
    scope = unit.name if unit else "tw"
    if rest == key and setting.local:
        scope = setting.scope
    return Body(
        path=f"agency/{scope}/{short_slug(rest) or digest(name)}",
        kind="agency",
        label=tidy(name),
        territory=unit,
        resembles=_near(rest, unit),
        known=False,
    )


def _tail(name: str, named: LocalName) -> str:
    """The words of a name that tell the unit: "xã Quan Sơn" of "UBND xã Quan Sơn"."""
    words = tidy(name).split()
    behind = len(named.province.split("-")) + 1 if named.province else 0
    count = len(named.unit.split("-"))
    return " ".join(words[-count - behind : len(words) - behind])


_ALIKE: Final = 90.0
"""From which likeness of two names (0-100, rapidfuzz's ratio) on one may be a slip for the other."""


def _near(rest: str, unit: Unit | None) -> Body | None:
    """The body of the tables whose name comes nearest, as a proposal; None where none is near."""
    kinds: Mapping[str, Row] = {**forms("central"), **(forms("province") if unit else {})}
    found = process.extractOne(rest, kinds.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if found is None:
        return None
    row = kinds[found[0]]
    return provincial(row.name, unit) if unit and row.level == "province" else central(row.name)
