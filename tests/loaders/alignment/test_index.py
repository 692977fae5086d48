from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from loaders.alignment.index import Index, weighted

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3))
WEIGHTS = {letter: float(at) for at, letter in enumerate("abcdefgh")}
"""The first says nothing."""


def test_what_two_wordings_share_is_told_for_each() -> None:
    near = Index(({"do": 0.6, "luong": 0.8}, {"luong": 1.0})).near({"luong": 1.0})
    assert near.cosines == approx([0.8, 1.0])
    assert near.covers == approx([1.0, 1.0])
    assert near.known == approx(1.0)


def test_words_that_nobody_has_are_not_known() -> None:
    near = Index(({"do": 1.0},)).near({"do": 0.6, "chat": 0.8})
    assert near.known == approx(0.36)
    assert near.covers == approx([0.36])


@given(COUNTS)
def test_a_vector_has_length_one_and_leaves_out_what_says_nothing(count: dict[str, int]) -> None:
    vector = weighted(count, WEIGHTS)
    assert "a" not in vector
    assert math.hypot(*vector.values()) == approx(1.0 if vector else 0.0)


@given(st.lists(COUNTS, max_size=5), COUNTS)
def test_all_figures_lie_between_none_and_all(counts: list[dict[str, int]], count: dict[str, int]) -> None:
    near = Index(tuple(weighted(one, WEIGHTS) for one in counts)).near(weighted(count, WEIGHTS))
    for figure in (*near.cosines, *near.covers, near.known):
        assert -1e-9 <= figure <= 1 + 1e-9
