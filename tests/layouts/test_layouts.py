"""The same tables, printed in many ways, give the same tasks.

Fixed seeds here; fresh ones with `--layout-seed 5000 --layout-count 100`. What fails is told by seed: `layout(seed)` is
that layout again, `linear_text` its text. `python -m tests.layouts --layout-seed 5000` prints the figures of all doors.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.layouts.doors import DOORS
from tests.layouts.legacy import typed
from tests.layouts.linear import wrapped
from tests.layouts.measure import Figures, measure

FIXED = range(200 if os.environ.get("CI") else 40)
"""Seeds of the layouts that are always read; CI reads more of them than a person wants to wait for."""
FEW = 8
"""Wrong rows below which the share of the doubted ones says nothing."""
TRUE = [door for door in DOORS if door not in ("text", "legacy text")]


@pytest.mark.parametrize("part", range(2))
def test_tables_that_have_lost_their_columns_are_read_in_any_layout(part: int, tmp_path: Path) -> None:
    """Wrong rows are few, most of them are doubted, right ones seldom, and no layout is read for long."""
    figures = measure(FIXED[part::2], "text", tmp_path)
    assert figures.f1 >= 0.99, figures.worst()
    assert figures.told >= (0.5 if figures.wrong >= FEW else 0.0)
    assert figures.false_alarms < 0.03
    assert figures.slowest.seconds < 4


@pytest.mark.parametrize("door", TRUE)
def test_true_tables_give_the_same_tasks_through_every_door(door: str, tmp_path: Path) -> None:
    figures = measure(FIXED[:8], door, tmp_path)
    # A group's title at the top of a PDF's page goes to the row before it where nothing numbers the rows.
    assert figures.f1 >= (0.98 if door == "unnumbered pdf" else 0.99), figures.worst()


def test_a_text_in_letters_of_before_unicode_is_read_too(tmp_path: Path) -> None:
    """Capitals with a tone are lost in it, and with them some beginnings of cells."""
    figures = measure(FIXED[:8], "legacy text", tmp_path)
    assert figures.f1 >= 0.96, figures.worst()


def test_fresh_layouts_are_read_as_well(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    first = request.config.getoption("--layout-seed")
    seeds = range(first, first + request.config.getoption("--layout-count"))
    figures: Figures = measure(seeds, "text", tmp_path)
    assert figures.f1 >= 0.985, figures.worst()


def test_a_line_is_broken_only_where_the_next_word_does_not_fit() -> None:
    assert wrapped("Sở Khoa học và Công nghệ", 12) == ["Sở Khoa học", "và Công nghệ"]
    assert wrapped("", 14) == []


def test_a_capital_with_a_tone_is_typed_as_the_small_letter() -> None:
    assert typed("Ủy ban Đo lường") == "ñy ban §o l­êng"
