"""The reader against the gold records: how much of what a careful reader wrote down it reads itself."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from loaders.reading import read_record
from tests.corpus import plan

HERE = Path(__file__).parent
CORE = (
    "tasks.id", "tasks.text", "tasks.lead", "tasks.lead.named", "tasks.coordinating", "tasks.coordinating.named",
    "tasks.directing", "tasks.directing.named", "tasks.deadline", "tasks.result",
)  # fmt: skip


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", HERE / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["000", "002", "003"])
def test_a_real_plan_is_read_as_its_gold_record_says(name: str) -> None:
    record = json.loads(read_record(plan(name)).to_json())
    gold = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    tally = scorer().score(record, gold)
    low = {
        field: round(tally.f1(field), 3)
        for field in {*tally.want, *tally.got}
        if field.startswith(("document.", "legal_bases")) and tally.f1(field) < 0.95
    }
    assert low == {}
    assert tally.f1("tasks.id") == 1.0
    hits = sum(tally.hit[field] for field in CORE)
    total = sum(tally.got[field] + tally.want[field] for field in CORE)
    assert 2 * hits / total >= 0.98
    assert tally.f1("structure.path") == 1.0
    assert tally.f1("cited_numbers") == 1.0
