"""Weighted vectors of terms, and how near another vector is to each of them.

Index([{"do": 0.6, "luong": 0.8}, {"luong": 1.0}]).near({"luong": 1.0})
    cosines 0.8, 1.0    covers 1.0, 1.0    known 1.0
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Vector = Mapping[str, float]
"""Term -> weight; of length 1, or empty."""


@dataclass(frozen=True)
class Near:
    """How near a vector is to each vector of an index; all from 0 to 1."""

    cosines: list[float]
    covers: list[float]
    """How much of the vector's weight is on terms that the other one has too."""
    known: float
    """How much of the vector's weight is on terms that any of them has."""


@dataclass(frozen=True)
class Index:
    """Vectors, with the way from a term to those that have it."""

    vectors: tuple[Vector, ...]

    @cached_property
    def _distinct(self) -> tuple[Sequence[Vector], Sequence[int]]:
        """The vectors, each once, and where each of all stands among them: a row often says what a point says."""
        keys = [tuple(vector.items()) for vector in self.vectors]
        once = dict(zip(keys, self.vectors, strict=True))
        places = {key: at for at, key in enumerate(once)}
        return tuple(once.values()), tuple(places[key] for key in keys)

    @cached_property
    def _postings(self) -> Mapping[str, Sequence[tuple[int, float]]]:
        """Only an index that is looked into needs them."""
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, vector in enumerate(self._distinct[0]):
            for term, weight in vector.items():
                postings[term].append((at, weight))
        return dict(postings)

    def near(self, vector: Vector) -> Near:
        """That vector beside each one of the index. Sums run in the vector's own order, and so come out the same."""
        distinct, places = self._distinct
        cosines, covers, known = [0.0] * len(distinct), [0.0] * len(distinct), 0.0
        postings = self._postings
        for term, weight in vector.items():
            if having := postings.get(term):
                square = weight * weight
                known += square
                for at, other in having:
                    cosines[at] += weight * other
                    covers[at] += square
        return Near([cosines[at] for at in places], [covers[at] for at in places], known)


def weighted(count: Mapping[str, int], weights: Mapping[str, float], unknown: float = 0.0) -> Vector:
    """A vector of length 1: a term that stands twice weighs a little more; `unknown` is for terms without a weight."""
    raw = {
        term: weight if times == 1 else weight * math.sqrt(2)
        for term, times in count.items()
        if (weight := weights.get(term, unknown))
    }
    length = math.hypot(*raw.values())
    return {term: weight / length for term, weight in raw.items()}
