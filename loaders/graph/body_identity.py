"""Which body a name in an act means.

    resolve("Sở KH&CN", setting of Thanh Hóa, act)    agency/thanh-hoa/so-khoa-hoc-va-cong-nghe
    resolve("Chủ tịch UBND tỉnh", …)                  agency/thanh-hoa/chu-tich-ubnd, an office in ubnd
    resolve("UBND xã Quan Sơn", …)                    agency/thanh-hoa/15016/ubnd
    resolve("UBND các xã, phường", …)                 group/thanh-hoa/ubnd-cap-xa
    resolve("HĐND, UBND xã Quan Sơn", …)              group/thanh-hoa/15016/hdnd-ubnd, those two
    resolve("Các đơn vị có liên quan", …)             {act}/group/don-vi-lien-quan, open

A name is resolved in the act's own place and time: "UBND tỉnh" is that of the province that speaks. Forms,
groups and posts are tables in `ontology`. A name that no table has becomes an agency of its own under the
act's province, marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from loaders.graph.group_identity import is_open, joint_group, kind_everywhere, open_group, shared_group
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
from ontology.names import body_key, digest, short_slug, tidy
from ontology.places import Unit, province
from ontology.posts import heads, post

_ASIDE: Final = re.compile(r"\s*(?:\([^()]*\)\s*|:.*|\bkh(?:óa|oá)\s+[IVXLC]+\s*)$", re.S | re.I)
_OWN_PLACE: Final = re.compile(r"(.+?)-(?:cua-)?(?:cap-)?(tinh|thanh-pho)(?:-nha)?")


@lru_cache(maxsize=16384)
def resolve(name: str, setting: Setting, act: str) -> Body:
    """The body of that name in an act. `act` is the path of the act, to which an open group belongs."""
    key = body_key(name)
    if is_open(key, certain=True):
        return open_group(name, act)
    body = known_body(name, setting) or _joint(name, setting)
    if body:
        return body
    forms_of_it = (key, *(rest for rest, _ in _placed(key, setting)))
    return open_group(name, act) if any(map(is_open, forms_of_it)) else _unknown(name, key, setting)


def known_body(name: str, setting: Setting) -> Body | None:
    """The body of that name that the tables have: an agency, an office, a group that the law fixes; or None.

    What stands behind it in brackets or after a colon, and the number of a term, are asides: "Sở Y tế (để b/c)",
    "VP UBND tỉnh: LĐVP", "HĐND tỉnh khóa XVIII".
    """
    return next(filter(None, (_known(form, setting) for form in dict.fromkeys((name, _ASIDE.sub("", name))))), None)


def _known(name: str, setting: Setting) -> Body | None:
    key = body_key(name)
    body = _agency(key, setting) or _office(name, key, setting)
    if body or _joint(name, setting):
        return body
    return (
        shared_group(key, _placed(key, setting), setting)
        or _named_local(name, key, setting)
        or kind_everywhere(key, setting)
    )


def _joint(name: str, setting: Setting) -> Body | None:
    """Several bodies named together; no body of the tables, so that a list of recipients names each."""

    def agency(part: str) -> Body | None:
        key = body_key(part)
        return _agency(key, setting) or _named_local(part, key, setting)

    return joint_group(name, agency)


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
    key = _speaker(key, setting) or key
    at_centre = forms("central").get(key)
    for rest, unit in _placed(key, setting):
        row = forms("province").get(rest)
        # "Cục Thuế" since 2025-03-01 is the ministry's: the province's of that name is gone.
        gone = rest == key and at_centre and row and _ended(row.valid_until, setting)
        if row and not gone:
            return provincial(row.name, unit)
    return central(at_centre.name) if at_centre else None


def _speaker(key: str, setting: Setting) -> str | None:
    """ "Sở" in an act of a department, "Bộ" in one of a ministry: the whole key of the one that speaks."""
    row = forms("province").get(setting.issuer) or forms("central").get(setting.issuer)
    speaks = row is not None and row.classification in ("so", "so-dac-thu", "bo")
    return setting.issuer if speaks and setting.issuer.startswith(f"{key}-") and "-" not in key else None


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
    # Thứ trưởng and Thủ trưởng are one in plain letters: the name's own spelling goes first.
    fitting = (head for head in heads() if key.startswith(f"{head.slug}-"))
    for head in sorted(fitting, key=lambda head: not name.lower().startswith(head.label.lower())):
        rest = key.removeprefix(f"{head.slug}-")
        for candidate in (f"{head.swallows}-{rest}", rest) if head.swallows else (rest,):
            agency = _agency(candidate, setting) or _named_local(name, candidate, setting)
            if agency and agency.kind == "agency":
                return post(head, agency)
    return None


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
