"""The bodies that texts give duties to, from the tables of names.

    central("bo-khoa-hoc-va-cong-nghe")          Bộ Khoa học và Công nghệ
    provincial("ubnd", units()["binh-duong"])    Ủy ban nhân dân tỉnh Bình Dương, until 2025-06-30

`agencies.csv` names the bodies of the centre and the kinds that each province has, `heads.csv` the posts that
head a body. A body here is a value; its triples are made in `ontology.reference`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from ontology.names import body_key, slug, table
from ontology.places import Unit, optional_date, units

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
    members: tuple[Body, ...] = field(default=(), repr=False)
    act: str | None = None
    """Path of the act that an open group belongs to; None for a body that acts share."""
    known: bool = True
    """Whether a table of names has it."""

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
    )


@cache
def provincial(name: str, unit: Unit) -> Body:
    """The province's body of that kind; KeyError for an unknown kind. It ends with its province."""
    row = rows("province")[name]
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
        valid_from=max(filter(None, (row.valid_from, unit.valid_from)), default=None),
        valid_until=min(filter(None, (row.valid_until, unit.valid_until)), default=None),
    )


def _successors(row: Row, unit: Unit) -> tuple[Body, ...]:
    heirs = [units()[name] for name in unit.succeeded_by] or [unit]
    names = row.succeeded_by or (row.name,)
    pairs = [(name, heir) for heir in heirs for name in names]
    return tuple(provincial(name, heir) for name, heir in pairs if (name, heir) != (row.name, unit))


def placed(label: str, unit: Unit | None) -> str:
    """A label of the tables with its place set in."""
    if unit is None:
        return bare_form(label)
    return label.replace("{place}", unit.full).replace("{name}", unit.label).replace("thuộc thuộc", "thuộc")


# Posts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """A row of `heads.csv`: slugs of the post and of the words that it swallows from its body's name."""

    label: str
    slug: str
    swallows: str


@cache
def heads() -> tuple[Head, ...]:
    """The posts, the longest first."""
    found = {slug(row["head"]): Head(row["head"], slug(row["head"]), slug(row["body"])) for row in table("heads.csv")}
    return tuple(sorted(found.values(), key=lambda head: -len(head.slug)))
