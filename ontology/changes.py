"""The acts on which the beginnings and ends of bodies and units rest.

    changes()["nq-202-2025-qh15"].path            doc/qh/2025/202-2025-qh15
    change_of_unit(phường Ba Đình of before)      nq-1656-nq-ubtvqh15, the resolution for communes of Hà Nội

The table is `changes.csv`; its columns `ends` and `unit` tell which units of the older list an act ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Quad

from ontology.act_names import named_path
from ontology.act_triples import ActWords, known_by_citation
from ontology.names import read_number, table
from ontology.places import LAST_DAY_2004, Unit
from ontology.symbols import symbol_of
from ontology.territory import province_of


@dataclass(frozen=True)
class Change:
    """A row of `changes.csv`."""

    key: str
    path: str
    """The act's, "doc/ubtvqh/2025/1686-nq-ubtvqh15"."""
    words: ActWords
    ends: str
    """Level of the units of the older list that it ended; "" for another act."""
    unit: str
    """Name of the province of today whose units these are; "" for all."""


@cache
def changes() -> dict[str, Change]:
    """All rows by key. KeyError for an issuer that is no body of the centre."""
    return {row["key"]: _change(row) for row in table("changes.csv")}


def _change(row: dict[str, str]) -> Change:
    issuer = _issuers()[row["issuer"]]
    return Change(
        key=row["key"],
        path=_path(row, issuer["scope"]),
        words=ActWords(
            type=row["type"],
            number=row["number"] or None,
            date=row["date"] or None,
            title=row["title"] or None,
            issuer=f"agency/tw/{row['issuer']}",
        ),
        ends=row["ends"],
        unit=row["unit"],
    )


def _path(row: dict[str, str], scope: str) -> str:
    """By its number, where the symbol says whose it is; else by its title, under its issuer's scope."""
    number = read_number(row["number"])
    if number is None or not row["date"]:
        return named_path(scope, row["type"], row["title"], row["date"] or None)
    symbol = symbol_of(number.symbols)
    return f"doc/{symbol.scope if symbol else scope}/{row['date'][:4]}/{number.key}"


@cache
def _issuers() -> dict[str, dict[str, str]]:
    """The rows of the bodies of the centre; read here, since the bodies themselves name these changes."""
    return {row["name"]: row for row in table("agencies.csv") if row["level"] == "central"}


@cache
def _enders() -> dict[tuple[str, str], str]:
    """(level, province of today or "" for all) -> key of the act that ended the units of that level there."""
    return {(change.ends, change.unit): change.key for change in changes().values() if change.ends}


def change_of_unit(unit: Unit) -> str | None:
    """The act that ended a unit of the list before 2025-07-01; None for one that stands or ended otherwise."""
    if unit.valid_until != LAST_DAY_2004:
        return None
    province = province_of(unit)
    today = province.succeeded_by[0] if province.succeeded_by else province.name
    return _enders().get((unit.level, today)) or _enders().get((unit.level, ""))


def changing_acts() -> Iterator[Quad]:
    """Each act of the table as an act known only by citation, in its own graph."""
    for change in changes().values():
        yield from known_by_citation(change.path, change.words)
