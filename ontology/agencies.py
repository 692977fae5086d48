"""The bodies that texts give duties to, from the tables of names.

    central("bo-khoa-hoc-va-cong-nghe")          Bộ Khoa học và Công nghệ
    provincial("ubnd", units()["binh-duong"])    Ủy ban nhân dân tỉnh Bình Dương, until 2025-06-30
    local("ubnd", unit_by_code("14758"))         Ủy ban nhân dân of one commune, or of a district that is gone

`agencies.csv` names the bodies of the centre and the kinds that each province, commune and former district has.
The posts that head them are in `ontology.posts`. A body here is a value; its triples are made in
`ontology.body_triples`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from ontology.changes import change_of_unit
from ontology.everywhere import local_kinds, provincial_kinds
from ontology.localities import localities
from ontology.names import body_key, table
from ontology.places import OLDER, Unit, earliest, optional_date, units
from ontology.territory import above_of, province_of

Kind = Literal["agency", "office", "group"]


@dataclass(frozen=True)
class Body:
    """An agency, an office in one, or a group, as the graph describes it."""

    path: str
    """Below the base: "agency/binh-duong/ubnd", "group/tw/bo-nganh"."""
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    level: str | None = None
    territory: Unit | None = None
    parent: Body | None = None
    """Of an agency the one above it, of an office the agency that it is a post in."""
    successors: tuple[Body, ...] = ()
    """The bodies that its work went to, the main heir first; each "in part" where there are several."""
    valid_from: date | None = None
    valid_until: date | None = None
    established_by: str | None = None
    abolished_by: str | None = None
    """Keys of `changes.csv`: the acts on which its beginning and its end rest."""
    classification: str = ""
    """What kind of body it is: "so" for a department, "bo" for a ministry; "" where the table names none."""
    open: bool = False
    """Of a group: whether it has members that no list names."""
    members: Callable[[], Iterable[Body]] = field(default=tuple, compare=False, repr=False)
    """Of a group, those that a list names."""
    act: str | None = None
    """Path of the act that an open group belongs to; None for a body that acts share."""
    resembles: Body | None = None
    """Of a name that no table has, the body whose name it may be a slip for: a proposal, never a decision."""
    known: bool = True
    """Whether a table of names has it."""
    listed: bool = False
    """Whether it is reference data, which every store holds."""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Row:
    """A row of `agencies.csv`."""

    level: str
    name: str
    kind: Kind
    label: str
    city_label: str
    aliases: tuple[str, ...]
    parent: str
    scope: str
    valid_from: date | None
    valid_until: date | None
    succeeded_by: tuple[str, ...]
    classification: str
    established_by: str | None
    abolished_by: str | None

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all forms of the name, its place left out."""
        forms = (self.label, self.city_label, *self.aliases)
        return frozenset(body_key(bare_form(form)) for form in forms if form)


def bare_form(label: str) -> str:
    """A label of the table without its place."""
    return label.replace("{place}", "").replace("{name}", "").strip()


def _row(row: dict[str, str]) -> Row:
    kind: Kind = "office" if row["class"] == "office" else "agency"
    return Row(
        level=row["level"],
        name=row["name"],
        kind=kind,
        label=row["label"],
        city_label=row["city_label"],
        aliases=tuple(form for form in row["aliases"].split("|") if form),
        parent=row["parent"],
        scope=row["scope"],
        valid_from=optional_date(row["valid_from"]),
        valid_until=optional_date(row["valid_until"]),
        succeeded_by=tuple(name for name in row["succeeded_by"].split("|") if name),
        classification=row["kind"],
        established_by=row["established_by"] or None,
        abolished_by=row["abolished_by"] or None,
    )


@cache
def rows(level: str) -> dict[str, Row]:
    """The rows of one level ("central", "province", "district", "commune") by name."""
    return {row["name"]: _row(row) for row in table("agencies.csv") if row["level"] == level}


@cache
def forms(level: str) -> dict[str, Row]:
    """Key of each form of a name -> its row."""
    return {key: row for row in rows(level).values() for key in row.keys}


@cache
def central(name: str) -> Body:
    """The body of the centre of that name in the table; KeyError where there is none."""
    row = rows("central")[name]
    return Body(
        path=f"agency/tw/{name}",
        kind=row.kind,
        label=row.label,
        aliases=row.aliases,
        level="central",
        parent=central(row.parent) if row.parent else None,
        successors=tuple(central(heir) for heir in row.succeeded_by),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        established_by=row.established_by,
        abolished_by=row.abolished_by,
        classification=row.classification,
        listed=True,
    )


@cache
def provincial(name: str, unit: Unit) -> Body:
    """The province's body of that kind; KeyError for an unknown kind. It ends with its province.

    A kind that ended before the province of today began is that of its older namesake: nobody but Tuyên Quang of
    before 2025-07-01 ever had a Sở Giao thông vận tải.
    """
    row = rows("province")[name]
    if row.valid_until and unit.valid_from and row.valid_until < unit.valid_from:
        return provincial(name, units()[f"{unit.name}{OLDER}"])
    label = row.city_label if unit.city and row.city_label else row.label
    return Body(
        path=f"agency/{unit.name}/{name}",
        kind=row.kind,
        label=placed(label, unit),
        aliases=tuple(f"{alias} {unit.full}" for alias in row.aliases if label.endswith("{place}")),
        level="province",
        territory=unit,
        parent=provincial(row.parent, unit) if row.parent else None,
        successors=_successors(row, unit),
        valid_from=_latest(row.valid_from, unit.valid_from),
        valid_until=earliest(row.valid_until, unit.valid_until),
        established_by=row.established_by,
        abolished_by=row.abolished_by or (change_of_unit(unit) if unit.valid_until else None),
        classification=row.classification,
        listed=name in provincial_kinds() and (row.valid_from or date.min) <= (unit.valid_until or date.max),
    )


def _successors(row: Row, unit: Unit) -> tuple[Body, ...]:
    """In the same province where the kind ended before it did; else in the one that its territory went to."""
    ended_before = row.succeeded_by and row.valid_until and row.valid_until < (unit.valid_until or date.max)
    heirs = [units()[name] for name in unit.succeeded_by if not ended_before] or [unit]
    names = row.succeeded_by or (row.name,)
    pairs = [(name, heir) for heir in heirs for name in names]
    return tuple(provincial(name, heir) for name, heir in pairs if (name, heir) != (row.name, unit))


@cache
def local(name: str, unit: Unit) -> Body:
    """A body of a commune, or of a district of before 2025-07-01; KeyError for an unknown kind.

    What a body of a district or of a former commune owed went to the body of that kind of each commune of today that
    its territory became.
    """
    row = rows(unit.level)[name]
    place = f"{unit.full}, {above_of(unit)}"
    return Body(
        path=f"agency/{province_of(unit).name}/{unit.name}/{name}",
        kind=row.kind,
        label=row.label.replace("{place}", place).replace("{name}", f"{unit.label}, {above_of(unit)}"),
        aliases=(),
        level=unit.level,
        territory=unit,
        parent=local(row.parent, unit) if row.parent else None,
        successors=tuple(_local_heirs(row, unit)),
        valid_from=_latest(row.valid_from, unit.valid_from),
        valid_until=earliest(row.valid_until, unit.valid_until),
        established_by=row.established_by,
        abolished_by=row.abolished_by or (change_of_unit(unit) if unit.valid_until else None),
        classification=row.classification,
        listed=name in local_kinds(unit.level),
    )


def _local_heirs(row: Row, unit: Unit) -> Iterator[Body]:
    """Those of the same unit where only the kind ended; else those of the communes that the unit became.

    What a district's body owed passes to another level, so that the table must say to which kind.
    """
    for heir in [localities()[name] for name in unit.succeeded_by] or [unit]:
        own = (row.name,) if heir.level == row.level else ()
        for told in row.succeeded_by or own:
            name = told.removeprefix(f"{heir.level}:")
            if (name, heir) != (row.name, unit):
                yield local(name, heir)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def placed(label: str, unit: Unit | None) -> str:
    """A label of the tables with its place set in."""
    if unit is None:
        return bare_form(label)
    return label.replace("{place}", unit.full).replace("{name}", unit.label).replace("thuộc thuộc", "thuộc")
