from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.language import grammar
from loaders.tables.cell_roles import parts_by_role
from tests.loaders.passages import passage

EXAMPLES = grammar("cell_roles.yaml")["examples"]


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_example_gives_its_roles(text: str) -> None:
    assert {role: part.text for role, part in parts_by_role(passage(text), "lead")} == EXAMPLES[text]


@given(st.lists(st.sampled_from(["Sở Y tế", "chủ trì", "phối hợp với", ":", ",", ";", "(", ")", "các"]), max_size=12))
def test_no_word_of_a_body_is_lost_and_none_is_made(words: list[str]) -> None:
    text = " ".join(words)
    parts = parts_by_role(passage(text), "lead")
    assert sum(part.text.count("Sở Y tế") for _, part in parts) == words.count("Sở Y tế")
    assert all(part.text in text for _, part in parts)
