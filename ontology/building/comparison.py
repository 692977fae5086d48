"""Where the tables and the second list differ: counts, codes, names, the unit above, and what units became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ontology.building.second import Heirs, Listed, Lists, Units
from ontology.building.source import Tables
from ontology.names import fold, table
from ontology.places import LAST_DAY_2004, LIST_2025, units


@dataclass(frozen=True)
class Differences:
    """The report, a line a difference."""

    lines: tuple[str, ...]
    grave: bool
    """Whether today's codes differ: those two sources must agree on."""


def lists(tables: Tables) -> Lists:
    """Our own tables, units.csv among them, as they are compared."""
    code = {unit.name: unit.code for unit in units().values()}
    old = [unit for unit in units().values() if unit.stands_on(LAST_DAY_2004)]
    return Lists(
        provinces=_provinces(LIST_2025),
        communes={own: Listed(_full(row), code[row["province"]]) for own, row in tables.communes.items()},
        provinces_2004=_provinces(LAST_DAY_2004),
        districts_2004={own: Listed(_full(row), code[row["province"]]) for own, row in tables.districts_2004.items()},
        communes_2004={own: Listed(_full(row), row["district"]) for own, row in tables.communes_2004.items()},
        province_heirs={unit.code: frozenset(code[heir] for heir in unit.succeeded_by or (unit.name,)) for unit in old},
        commune_heirs={own: frozenset(row["became"].split("|")) for own, row in tables.communes_2004.items()},
    )


def _provinces(day: date) -> Units:
    return {unit.code: Listed(unit.full, "") for unit in units().values() if unit.stands_on(day)}


def _full(row: dict[str, str]) -> str:
    return f"{row['kind']} {row['name']}"


def differences(ours: Lists, theirs: Lists) -> Differences:
    """Compares the lists; names count as one where only case, marks and the place of the tone differ."""
    lines = (
        *_of_units("provinces of today", ours.provinces, theirs.provinces),
        *_of_units("communes of today", ours.communes, theirs.communes),
        *_of_units("provinces until 2025-06-30", ours.provinces_2004, theirs.provinces_2004),
        *_of_units("districts until 2025-06-30", ours.districts_2004, theirs.districts_2004),
        *_of_units("communes until 2025-06-30", ours.communes_2004, theirs.communes_2004),
        *_of_heirs("provinces", ours.province_heirs, theirs.province_heirs, ours.provinces_2004),
        *_of_heirs("communes", ours.commune_heirs, theirs.commune_heirs, ours.communes_2004),
    )
    return Differences(lines, grave=ours.communes.keys() != theirs.communes.keys())


def _of_units(title: str, ours: Units, theirs: Units) -> Iterator[str]:
    yield f"{title}: {len(ours)} here, {len(theirs)} there"
    for code in sorted(ours.keys() - theirs.keys()):
        yield f"  {code} {ours[code].full}: only here"
    for code in sorted(theirs.keys() - ours.keys()):
        yield f"  {code} {theirs[code].full}: only there"
    for code in sorted(ours.keys() & theirs.keys()):
        here, there = ours[code], theirs[code]
        if fold(here.full) != fold(there.full) or here.above != there.above:
            yield f"  {code} {here.full} ({here.above}): there {there.full} ({there.above})"


def _of_heirs(title: str, ours: Heirs, theirs: Heirs, names: Units) -> Iterator[str]:
    """What became of each; a code that the second list does not convert became nothing there."""
    corrected = {row["code"]: row["resolution"] for row in table("building/corrections.csv")}
    yield f"what became of the {title}: {_edges(ours)} edges here, {_edges(theirs)} there"
    yield f"split {title}: {_split(ours)} here, {_split(theirs)} there"
    for code in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(code, frozenset()), theirs.get(code, frozenset())
        if here != there:
            source = f" (here by {corrected[code]})" if code in corrected else ""
            name = names[code].full if code in names else ""
            yield f"  {code} {name}: {_listed(here)} here, {_listed(there)} there{source}"


def _edges(heirs: Heirs) -> int:
    return sum(map(len, heirs.values()))


def _split(heirs: Heirs) -> int:
    return sum(len(codes) > 1 for codes in heirs.values())


def _listed(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes)) or "nothing"
