from __future__ import annotations

from pathlib import Path

import pytest

from queries.catalogue import catalogue
from queries.listing import listed

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"


def test_the_page_lists_the_questions_as_they_are() -> None:
    """If this fails: python -m queries.listing docs/questions.md"""
    page = PAGE.read_text(encoding="utf-8")
    assert page == listed(page)
    assert all(f"### {name}\n" in page for name in catalogue())


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no pair of marks"):
        listed("# Questions\n")
