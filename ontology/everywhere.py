"""Which bodies every store tells of: the members of the groups that `collectives.csv` marks so, and what they lead to.

    provincial_kinds()               ubnd, so-y-te, cong-an …: told of every province
    local_kinds("commune")           ubnd: told of every commune of both lists

There are 15,000 units and 80 kinds of bodies; all of each would be a graph of millions of triples that nobody asks
for. The others are described when an act names them, from the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ontology.names import table


@cache
def provincial_kinds() -> frozenset[str]:
    """Names of the province's rows of `agencies.csv`: members, and what follows them or stands above them."""
    rows = {row["name"]: row for row in table("agencies.csv") if row["level"] == "province"}
    found: set[str] = set()
    waiting = [name for level in ("province", "own") for part in _parts(level) for name in _meant(part, rows)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [part for part in (*rows[name]["succeeded_by"].split("|"), rows[name]["parent"]) if part]
    return frozenset(found)


@cache
def local_kinds(level: str) -> frozenset[str]:
    """Names of the rows of a level below the province."""
    return frozenset(part.rpartition("/")[2] for part in _parts(level))


@cache
def posts(level: str) -> frozenset[str]:
    """The posts of that level as members are written: "giam-doc/kind=so", "chu-tich/ubnd"."""
    levels = ("province", "own") if level == "province" else (level,)
    return frozenset(part for one in levels for part in _parts(one) if "/" in part)


def _parts(level: str) -> Iterator[str]:
    for row in table("collectives.csv"):
        if row["everywhere"] == "yes":
            for part in row["members"].split("|"):
                if part.startswith(f"{level}:"):
                    yield part.partition(":")[2]


def _meant(part: str, rows: dict[str, dict[str, str]]) -> list[str]:
    """Names of the rows that "ubnd", "kind=so" or "giam-doc/kind=so" means."""
    which = part.rpartition("/")[2]
    kind = which.removeprefix("kind=")
    return [which] if kind == which else [name for name, row in rows.items() if row["kind"] == kind]
