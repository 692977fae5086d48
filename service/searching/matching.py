"""Which items a line finds, and what had to be done to it so that it finds any.

match(index, Typed.of("truy xuat nguonn goc"))      Match(way="corrected", typed=Typed.of("truy xuat nguon goc"), …)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final, Literal

from service.searching.correcting import corrected
from service.searching.index import Index
from service.searching.typed import Part, Typed

FEW: Final = 3
"""With fewer hits than this the last word is taken as one that is not typed to its end."""

TELLING: Final = 0.2
"""The rarest words tell the items apart: so many that together they lead to this share of all items."""
NEARLY: Final = 0.75
"""Where no item holds all words, those are hits that hold so much of what the best one holds."""

Way = Literal["all", "prefix", "corrected", "fewer", "none"]
"""All words are there; the last one goes on; slips were mended; most words are there; nothing."""


@dataclass(frozen=True)
class Match:
    """What was looked up, and the places of the items that it found, in the index's own order."""

    typed: Typed
    way: Way
    expression: str
    places: Sequence[int]
    first: Sequence[int] = ()
    """Those to look at first, where the expression does not say."""


def match(index: Index, typed: Typed) -> Match:
    """The items of a line. A line without words finds all."""
    if not typed.parts:
        return Match(typed, "all", "", range(index.size))
    exact = _looked_up(index, typed, "all")
    if len(exact.places) >= FEW:
        return exact
    going_on = _looked_up(index, typed, "prefix")
    if going_on.places:
        return going_on if len(going_on.places) > len(exact.places) else exact
    mended = corrected(index, typed)
    return _looked_up(index, mended, "corrected") if mended else _fewer(index, typed)


def _looked_up(index: Index, typed: Typed, way: Way) -> Match:
    expression = typed.expression(prefix=way == "prefix")
    return Match(typed, way, expression, index.matching(expression))


def _fewer(index: Index, typed: Typed) -> Match:
    """The items that hold the most of the words, the rare ones above all; words that stand nearly everywhere aside."""
    rarest = sorted(dict.fromkeys(typed.parts), key=lambda part: _frequency(index, part))
    telling: dict[Part, Sequence[int]] = {}
    for part in rarest:
        if sum(map(len, telling.values())) + _frequency(index, part) > index.size * TELLING:
            break
        if held := index.matching(part.expression()):
            telling[part] = held
    weights: defaultdict[int, float] = defaultdict(float)
    for places in telling.values():
        weight = log(1 + index.size / len(places))
        for place in places:
            weights[place] += weight
    least = max(weights.values(), default=0.0) * NEARLY
    best = sorted((-weight, place) for place, weight in weights.items() if weight >= least)
    if not best:
        return Match(typed, "none", "", ())
    left = replace(typed, parts=tuple(part for part in typed.parts if part in telling))
    first = [place for _, place in best]
    return Match(left, "fewer", left.expression(), sorted(first), first)


def _frequency(index: Index, part: Part) -> int:
    """At most how many items hold it."""
    return sum(min(index.vocabulary.get(word, 0) for word in run) for run in (part.run, *part.others))
