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
    rows = {row["name"]: row for row in _rows("province")}
    found: set[str] = set()
    members = [part.rpartition("/")[2] for level in ("province", "own") for part in _parts(level)]
    waiting = [name for which in members for name in kinds_meant("province", which)]
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


@cache
def kinds_meant(level: str, which: str) -> tuple[str, ...]:
    """Names of the rows of that level of `agencies.csv` that "ubnd" or "kind=so" means."""
    kind = which.removeprefix("kind=")
    return (which,) if kind == which else tuple(row["name"] for row in _rows(level) if row["kind"] == kind)


@cache
def _rows(level: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in table("agencies.csv") if row["level"] == level)
