"""A made country: directives, and the acts of every level that carry them out down to each commune.

    for made in acts(0, "bac-ninh"):
        made.record          a Record, as the readers make them
        made.truth           which task carries out which task of the act above
    parts(2)                 [(0, "tw"), (0, "ha-noi"), …]: what may be made apart from each other

A directive has the Party's directive and the Prime Minister's decision ("tw"), for each of the 34 provinces a plan of
its Party committee and a decision of its People's Committee, and a plan for each of the 3,321 communes: 3,391 acts.
The same seed gives the same country, whatever part of it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Final

from benchmarks.nation import plans
from benchmarks.nation.made import FaultKind, Link, Made
from benchmarks.nation.places import CENTRE, Home, communes, provinces
from benchmarks.nation.words import fields
from ontology.places import units

__all__ = ["CENTRE", "SEED", "FaultKind", "Link", "Made", "acts", "parts"]

SEED: Final = 2026


def parts(directives: int) -> list[tuple[int, str]]:
    """The (directive, province) of a whole country, the centre's first. ValueError for more directives than fields."""
    if not 1 <= directives <= len(fields()):
        raise ValueError(f"there are words for 1 to {len(fields())} directives, not for {directives}")
    places = [CENTRE, *(unit.name for unit in provinces())]
    return [(directive, place) for directive in range(directives) for place in places]


def acts(directive: int, province: str, *, most_communes: int | None = None, seed: int = SEED) -> Iterator[Made]:
    """The acts of one directive (from 0) in one province, or of the centre (`CENTRE`), the upper ones first.

    `province`: name of its unit, "bac-ninh". `most_communes`: those with the lowest codes only.
    """
    if province == CENTRE:
        yield plans.party_directive(directive, Random(f"{seed}/{directive}/party"))
        yield _central(directive, seed).made
        return
    home = Home(1, units()[province], units()[province])
    random = Random(f"{seed}/{directive}/{province}")
    party_head, party = plans.party(directive, home, random)
    yield party
    decision = plans.decision(directive, home, _central(directive, seed), party_head, random)
    yield decision.made
    for commune in communes(units()[province], most_communes):
        code = commune.unit.code if commune.unit else ""
        yield plans.commune(directive, commune, decision, party_head, Random(f"{seed}/{directive}/{code}"))


@lru_cache(maxsize=16)
def _central(directive: int, seed: int) -> plans.Plan:
    return plans.prime_minister(directive, Random(f"{seed}/{directive}"))
