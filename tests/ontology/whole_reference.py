"""All of the reference data, made once in a process."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Quad

from ontology.reference import reference_quads


@cache
def quads() -> tuple[Quad, ...]:
    return tuple(reference_quads())
