"""The same tables, printed in many ways, give the same tasks.

Fixed seeds here; fresh ones with `--layout-seed 5000 --layout-count 100`. What fails is told by seed: `layout(seed)` is
that layout again, `linear_text` its text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from loaders.reading import read_record
from tests.gold.score import Tally, score
from tests.layouts.doors import DOORS
from tests.layouts.layouts import layout
from tests.layouts.linear import wrapped

FIXED = range(200 if os.environ.get("CI") else 80)
"""Seeds of the layouts that are always read; CI reads more of them than a person wants to wait for."""
FIELDS = (
    "tasks.id",
    "tasks.text",
    "tasks.lead",
    "tasks.lead.named",
    "tasks.coordinating",
    "tasks.coordinating.named",
    "tasks.directing",
    "tasks.directing.named",
    "tasks.deadline",
    "tasks.result",
)


def f1(tally: Tally) -> float:
    """The F1 of the task table: of all its fields together."""
    hits = sum(tally.hit[field] for field in FIELDS)
    total = sum(tally.got[field] + tally.want[field] for field in FIELDS)
    return 2 * hits / max(1, total)


def read_back(seed: int, suffix: str, folder: Path) -> Any:
    path = folder / f"{seed}{suffix}"
    path.write_bytes(DOORS[suffix](layout(seed)))
    return read_record(path).model_dump(by_alias=True)


def scored(seeds: Iterable[int], suffix: str, folder: Path) -> tuple[float, str]:
    """The F1 over all layouts, and the seeds that were read worst."""
    total = Tally()
    each = []
    for seed in seeds:
        record, gold = read_back(seed, suffix, folder), layout(seed).plan.gold()
        score(record, gold, total)
        each.append((f1(score(record, gold)), seed))
    return f1(total), f"worst of {suffix}: {sorted(each)[:5]}"


@pytest.mark.parametrize("part", range(4))
def test_tables_that_have_lost_their_columns_are_read_in_any_layout(part: int, tmp_path: Path) -> None:
    result, worst = scored(FIXED[part::4], ".txt", tmp_path)
    assert result >= 0.99, worst


@pytest.mark.parametrize("suffix", [suffix for suffix in DOORS if suffix != ".txt"])
def test_true_tables_give_the_same_tasks_through_every_door(suffix: str, tmp_path: Path) -> None:
    result, worst = scored(FIXED[:20], suffix, tmp_path)
    assert result >= 0.99, worst


def test_fresh_layouts_are_read_as_well(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    first = request.config.getoption("--layout-seed")
    seeds = range(first, first + request.config.getoption("--layout-count"))
    result, worst = scored(seeds, ".txt", tmp_path)
    assert result >= 0.98, worst


def test_rows_that_are_read_wrongly_are_few_and_some_are_doubted(tmp_path: Path) -> None:
    """A cut that another one nearly equals is told as a doubt; what nothing in the text tells is counted here."""
    wrong, doubted, rows = 0, 0, 0
    for seed in FIXED[40:80]:
        record, gold = read_back(seed, ".txt", tmp_path), layout(seed).plan.gold()
        missed = {m.split("('")[1].split("'")[0] for m in score(record, gold).misses if "('" in m}
        for task in record["tasks"]:
            rows += 1
            wrong += task["id"] in missed
            doubted += task["confidence"] < 1
    assert wrong / rows < 0.04
    assert 0 < doubted / rows < 0.06


def test_a_line_is_broken_only_where_the_next_word_does_not_fit() -> None:
    assert wrapped("Sở Khoa học và Công nghệ", 12) == ["Sở Khoa học", "và Công nghệ"]
    assert wrapped("", 14) == []
