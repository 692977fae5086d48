"""An act's items as weighted vectors of their terms: made once, and kept for an act that comes back as upstream.

A term weighs the more, the fewer items of its own act have it. So what two items share is the cosine of their vectors,
and nothing of it has to be counted anew for each pair of acts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from loaders.alignment.index import Index, Vector, weighted
from loaders.alignment.items import ActItems, Item
from loaders.alignment.settings import matters, merge_settings, term_settings
from loaders.alignment.terms import terms, words_of

_KEPT = 24
"""Profiles kept, a few MB each: some central acts and a province's, whose communes come one after the other."""


@dataclass(frozen=True)
class Profile:
    """Items are counted through: tasks first, then parts."""

    items: tuple[Item, ...]
    tasks: int
    wording: Index
    """Of the items."""
    matters: Index
    """Of the items' kinds of work."""
    titles: Index
    """Of the groups: rows under one group row, or parts under one part."""
    group_of: tuple[int, ...]
    places: tuple[float, ...]
    """Of each item, how far down its group it stands, from 0 to 1."""
    several: tuple[bool, ...]
    """Of each item, whether it sets several works, parted by semicolons."""
    whole: tuple[bool, ...]
    """Of each item, whether it is a part that holds other parts."""

    def titled(self, group: int) -> bool:
        """Whether that group stands under a title."""
        return bool(self.titles.vectors[group])


@lru_cache(maxsize=_KEPT)
def profile(act: ActItems) -> Profile:
    """The profile of an act."""
    items = act.tasks + act.parts
    words = [words_of(item.text) for item in items]
    counts = [terms(found, term_settings().run) for found in words]
    weights = _weights(counts)
    keys = [(order < len(act.tasks), item.headings) for order, item in enumerate(items)]
    groups = {key: group for group, key in enumerate(dict.fromkeys(keys))}
    group_of = tuple(groups[key] for key in keys)
    return Profile(
        items=items,
        tasks=len(act.tasks),
        wording=Index(tuple(weighted(count, weights) for count in counts)),
        matters=Index(_matters(words)),
        titles=Index(tuple(_title(headings, weights, len(items)) for _, headings in groups)),
        group_of=group_of,
        places=_places(group_of),
        several=tuple(_several(item.text) for item in items),
        whole=tuple(_holds(item, act.parts) for item in items),
    )


def _weights(counts: Sequence[Counter[str]]) -> Mapping[str, float]:
    """Term -> what it says among these items; 0 for one that most of them have."""
    spread = Counter(chain.from_iterable(counts))
    room = _room(len(counts))
    says = {having: math.log(room / having) if having < room else 0.0 for having in set(spread.values())}
    return {term: says[having] for term, having in spread.items()}


def _room(items: int) -> float:
    return term_settings().share * (items + term_settings().few)


def _title(headings: tuple[str, ...], weights: Mapping[str, float], items: int) -> Vector:
    """The innermost title; a term that no item has says as much as one that a single item has."""
    count = _title_terms(headings[-1]) if headings else {}
    return weighted(count, weights, unknown=max(math.log(_room(items)), 0.0))


@lru_cache(maxsize=256)
def _title_terms(title: str) -> Counter[str]:
    """Kept, for the plans of one province have the same groups."""
    return terms(words_of(title), term_settings().run)


def _places(group_of: Sequence[int]) -> tuple[float, ...]:
    sizes, seen = Counter(group_of), Counter[int]()
    places = []
    for group in group_of:
        places.append((seen[group] + 0.5) / sizes[group])
        seen[group] += 1
    return tuple(places)


def _holds(item: Item, parts: Sequence[Item]) -> bool:
    return any(part.node.startswith(f"{item.node}/") for part in parts)


def _several(text: str) -> bool:
    """A semicolon with a few words on both sides: "; khen thưởng." alone is no work of its own."""
    works = [work for work in text.split(";") if len(work.split()) >= merge_settings().words]
    return len(works) > 1


@cache
def _matter() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(matters(), key=len, reverse=True))})\b")


def _matters(words: Sequence[Sequence[str]]) -> tuple[Vector, ...]:
    kinds = matters()
    counts = [Counter(kinds[form] for form in _matter().findall(" ".join(found))) for found in words]
    spread = Counter(kind for count in counts for kind in count)
    room = len(counts) + term_settings().few
    weights = {kind: math.log(1 + room / (having + 1)) for kind, having in spread.items()}
    return tuple(weighted(count, weights) for count in counts)
