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
class Work:
    """One of several works that a task sets, parted by semicolons."""

    wording: Vector
    matters: Vector


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
    works: tuple[tuple[Work, ...], ...]
    """Of each task, the works that it sets; () where it is not several."""
    several: tuple[bool, ...]
    """Of each item, whether it sets several works."""
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
    matters_of = [_counted_matters(found) for found in words]
    kinds = _matter_weights(matters_of)
    works = [_parted(item.text) for item in items]
    keys = [(order < len(act.tasks), item.headings) for order, item in enumerate(items)]
    groups = {key: group for group, key in enumerate(dict.fromkeys(keys))}
    group_of = tuple(groups[key] for key in keys)
    return Profile(
        items=items,
        tasks=len(act.tasks),
        wording=Index(tuple(weighted(count, weights) for count in counts)),
        matters=Index(tuple(weighted(count, kinds) for count in matters_of)),
        titles=Index(tuple(_title(headings, weights, len(items)) for _, headings in groups)),
        group_of=group_of,
        places=_places(group_of),
        works=tuple(_works(parted, weights, kinds) for parted in works[: len(act.tasks)]),
        several=tuple(bool(parted) for parted in works),
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


def _parted(text: str) -> list[list[str]]:
    """The words of each work that a text sets, where semicolons part several; else none.

    Each has a few words at least: "; khen thưởng." alone is no work of its own.
    """
    several = text.rstrip("; ").split(";")
    works = [words for work in several if len(words := words_of(work)) >= merge_settings().words] if several[1:] else []
    return works if len(works) > 1 else []


def _works(parted: Sequence[list[str]], weights: Mapping[str, float], kinds: Mapping[str, float]) -> tuple[Work, ...]:
    run = term_settings().run
    return tuple(
        Work(weighted(terms(words, run), weights), weighted(_counted_matters(words), kinds)) for words in parted
    )


@cache
def _matter() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(matters(), key=len, reverse=True))})\b")


def _counted_matters(words: Sequence[str]) -> Counter[str]:
    kinds = matters()
    return Counter(kinds[form] for form in _matter().findall(" ".join(words)))


def _matter_weights(counts: Sequence[Counter[str]]) -> Mapping[str, float]:
    """Kind of work -> what it says among these items."""
    spread = Counter(kind for count in counts for kind in count)
    room = len(counts) + term_settings().few
    return {kind: math.log(1 + room / (having + 1)) for kind, having in spread.items()}
