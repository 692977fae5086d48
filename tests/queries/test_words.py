"""Words typed with or without accents find what was written with them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import fold
from queries.binding import ask
from queries.engine import OxigraphEngine
from queries.errors import BadParameter
from queries.words import pattern_of

LETTERS = st.sampled_from("aáặâăeệêiíoơộuưựyỹdđbcghklmnpqrstvx0123456789.,()-[]*+?")
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)


@given(WORDS)
def test_a_text_is_found_as_it_stands_without_its_marks_and_in_capitals(text: str) -> None:
    for typed in (text, fold(text)):
        assert re.search(pattern_of(typed), text, re.IGNORECASE)
        assert re.search(pattern_of(typed), text.upper(), re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "text"), [("đo luong", "do lường"), ("đổi mới", "đôi mới"), ("1703", "170 3"), ("a.c", "abc")]
)
def test_a_letter_with_its_mark_and_a_sign_stand_for_themselves(typed: str, text: str) -> None:
    assert not re.search(pattern_of(typed), text, re.IGNORECASE)


def test_the_question_finds_acts_and_tasks_by_their_words(engine: OxigraphEngine) -> None:
    label = next(row[3] for row in ask("search", {"text": "chi thi"}, engine).rows)
    assert "chỉ thị" in str(label).lower()


@pytest.mark.parametrize("text", ["(", "…", " - "])
def test_words_without_a_letter_are_refused(engine: OxigraphEngine, text: str) -> None:
    with pytest.raises(BadParameter, match="no letter"):
        ask("search", {"text": text}, engine)
