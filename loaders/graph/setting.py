"""Where and when an act stands: what decides whose "UBND tỉnh" it speaks of, and which of two Bắc Ninh.

    setting_of(document)    of "Ủy ban nhân dân tỉnh Bắc Ninh", 2025-08:  province bac-ninh, day 2025-08-31

An act's date chooses the list of provinces; of a date of month or year alone the last day counts. The issuer
names the province; where it does not ("Tỉnh ủy"), the dateline's place does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Final

from loaders.record import DocumentHead
from ontology.agencies import forms
from ontology.localities import local_unit
from ontology.names import CACHED, body_key
from ontology.places import LAST_DAY_2004, LIST_2025, Unit, last_day, namesakes, province, units
from ontology.posts import heads
from ontology.territory import province_of

UNKNOWN_SCOPE: Final = "unknown"

DISTRICT_LEVELS: Final = ("huyen", "quan", "thi-xa", "thanh-pho")
LOCAL_LEVELS: Final = ("xa", "phuong", "thi-tran", "dac-khu", *DISTRICT_LEVELS)

_LEVELS: Final = "|".join(LOCAL_LEVELS)
_LABEL: Final = re.compile(
    r"\b(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)\s+[^,]+?(?=\s+(?:tỉnh|thành phố)\s|\s*,|$)", re.I
)
_FIRST: Final = re.compile(r"\s*[,;]\s|\s-\s")
_COMMITTEE: Final = re.compile(rf"(?:^|-)(?P<level>huyen|quan|thi|thanh)-uy-(?!(?:{_LEVELS})-)")
"""A Party committee, whose own name tells the level: "Huyện ủy Mường Lát"."""
_TOWNS: Final = {"thi": "thi-xa", "thanh": "thanh-pho"}
_SEVERAL: Final = re.compile(rf"(?:(?:va-)?(?:{_LEVELS})(?:-|$))+(?:(?:truc-)?thuoc-.*)?|(?:truc-)?thuoc-.*")


@dataclass(frozen=True)
class Setting:
    """`province` is None for the centre; `local` is the slug of the commune or district that speaks."""

    day: date | None = None
    province: Unit | None = None
    local: str | None = None
    local_label: str = ""
    """ "xã Quan Sơn"."""
    unit: Unit | None = None
    """The commune or district that speaks, where the tables have one of that name there at that time."""
    scope: str = UNKNOWN_SCOPE
    """What its acts stand under: "ttg", "binh-duong", "thanh-hoa/xa-quan-son"."""
    issuer: str = ""
    """Key of the body that speaks, its province left out: "so-y-te", "bo-khcn"."""

    @property
    def old_list(self) -> bool:
        """Whether it stands before the list of provinces and communes of 2025-07-01."""
        return self.day is not None and self.day < LIST_2025


def setting_of(document: DocumentHead) -> Setting:
    """The setting of an act, from its own head."""
    setting = setting_of_issuer(document.issuer, last_day(document.date))
    if setting.scope != UNKNOWN_SCOPE or not document.place:
        return setting
    unit = province(document.place, setting.day)
    return replace(setting, province=unit, scope=unit.name) if unit else setting


@lru_cache(maxsize=CACHED)
def setting_of_issuer(issuer: str | None, day: date | None, default: Setting | None = None) -> Setting:
    """The setting of what that body issues on that day; its own place first, then that of `default`."""
    key = body_key(issuer or "")
    # Of several who issue an act together the first one speaks: "Bộ Nội vụ - Bộ Tài chính".
    scope = central_scope(key) or central_scope(body_key(_FIRST.split(issuer or "")[0]))
    if scope:
        return Setting(day, scope=scope, issuer=key)
    local = local_name(key)
    if local:
        home = province(local.province, day) if local.province else default.province if default else None
        unit = local_unit_of(local, issuer or "", home, day)
        home = home or (province_of(unit) if unit else None)
        within = unit.name if unit else local.unit
        return Setting(
            day=day,
            province=home,
            local=local.unit,
            local_label=_local_label(issuer or ""),
            unit=unit,
            scope=f"{home.name}/{within}" if home else within,
        )
    rest, unit = next(places_in(key, day), (key, default.province if default else None))
    return Setting(day, unit, scope=unit.name if unit else UNKNOWN_SCOPE, issuer=rest)


def _local_label(issuer: str) -> str:
    found = _LABEL.search(issuer)
    return " ".join(found[0].split()) if found else ""


@lru_cache(maxsize=CACHED)
def central_scope(key: str) -> str | None:
    """The scope of a body of the centre, or of the one who heads it; None for another body."""
    row = forms("central").get(key)
    if row is None:
        rests = (key.removeprefix(f"{head.slug}-") for head in heads() if key.startswith(f"{head.slug}-"))
        row = next((forms("central")[rest] for rest in rests if rest in forms("central")), None)
    return row.scope or None if row else None


@dataclass(frozen=True)
class LocalName:
    """A body of one commune or district: "ubnd", "xa", "quan-son", and the province where it is named."""

    kind: str
    level: str
    name: str
    province: str | None
    behind: str
    """What stands before the body's name: "chu-tich" of "Chủ tịch UBND xã Quan Sơn"."""

    @property
    def unit(self) -> str:
        return f"{self.level}-{self.name}"

    @property
    def district(self) -> bool:
        return self.level in DISTRICT_LEVELS


@cache
def _local() -> re.Pattern[str]:
    kinds = "|".join(sorted({*forms("commune"), *forms("district")}, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<behind>[a-z-]+?)-)??(?P<kind>{kinds})-(?P<level>{_LEVELS})-(?P<name>[a-z0-9-]+?)"
        r"(?:-(?:tinh|thanh-pho)-(?P<province>[a-z-]+))?"
    )


def local_name(key: str) -> LocalName | None:
    """The commune or district in the key of a body's name; None for another body, or for several."""
    found = _local().fullmatch(_COMMITTEE.sub(_with_level, key))
    if found is None or _SEVERAL.fullmatch(found["name"]):
        return None
    if found["level"] == "thanh-pho" and any(unit.city for unit in namesakes().get(found["name"], ())):
        return None
    return LocalName(found["kind"], found["level"], found["name"], found["province"], found["behind"] or "")


def _with_level(committee: re.Match[str]) -> str:
    return f"{committee[0]}{_TOWNS.get(committee['level'], committee['level'])}-"


def local_unit_of(local: LocalName, name: str, home: Unit | None, day: date | None) -> Unit | None:
    """The one commune or district of that name in that province; None where there is none, or several.

    Of the list of the day; else of the other one, since acts go on naming the districts that are gone; a province that
    is gone tells the older list. `name` is the body's whole name: its marks tell Tân Thành from Tân Thạnh.
    """
    old_first = (day is not None and day < LIST_2025) or (home is not None and home.valid_until is not None)
    for when in (LAST_DAY_2004, LIST_2025) if old_first else (LIST_2025, LAST_DAY_2004):
        found = [unit for place in _homes(home, when) for unit in local_unit(local.unit, None, place, when)]
        spelt = [unit for unit in found if unit.label.lower() in name.lower()]
        if found:
            candidates = spelt or found
            return candidates[0] if len(candidates) == 1 else None
    return None


def _homes(home: Unit | None, when: date) -> list[Unit | None]:
    """The province itself where it stands on that day; else those that became it, or that it became."""
    if home is None or home.stands_on(when):
        return [home]
    standing = (unit for unit in units().values() if unit.stands_on(when))
    return [unit for unit in standing if home.name in unit.succeeded_by or unit.name in home.succeeded_by]


@cache
def _places() -> re.Pattern[str]:
    names = sorted(namesakes(), key=len, reverse=True)
    return re.compile(rf"(?P<rest>.+?)-(?:cua-)?(?:(?P<kind>tinh|thanh-pho)-)?(?P<name>{'|'.join(names)})")


def places_in(key: str, day: date | None) -> Iterator[tuple[str, Unit]]:
    """A province that the key of a body's name ends in, with the key before it: none or one."""
    found = _places().fullmatch(key)
    if found is None:
        return
    unit = province(found["name"], day)
    named = local_name(key)
    below = found["kind"] is None and named is not None and named.name == found["name"]
    # "UBND thành phố Thanh Hóa", "Thành ủy Thanh Hóa" are a town's and "UBND phường Bình Dương" a ward's.
    town = found["kind"] == "thanh-pho" or (found["kind"] is None and found["rest"].endswith("thanh-uy"))
    if unit and not below and not (town and not unit.city):
        yield found["rest"], unit
