"""The real plans held against the rules: what is listed is true of them, and nothing is missing."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from loaders.record import Record
from loaders.triples import act_graphs
from shapes.report import Finding
from shapes.rules import rule
from shapes.validate import validate

GOLD = Path(__file__).parents[1] / "gold"


def record(name: str) -> Record:
    return Record.model_validate_json((GOLD / f"{name}.json").read_text(encoding="utf-8"))


def findings(read: Record) -> tuple[Finding, ...]:
    graphs = act_graphs(read)
    return validate(graphs.quads, context=chain(*graphs.stubs.values(), graphs.named))


# Only the plans' own faults, each held against the source (docs/findings-of-the-five-plans.md).
VIOLATIONS: dict[str, list[tuple[str, str | None]]] = {
    "000": [
        ("document.recipients", None),
        *[("task.lead-director", row) for row in ("I.3", "I.4", "II.3", "II.4", "II.6")],
        *[("task.lead-partner", row) for row in ("V.2", "V.2", "VI.1", "VI.1", "VI.2", "VI.2")],
    ],
    "002": [
        ("document.number", None),
        ("form.row-gap", "IV.6"),
        ("form.row-gap", "IV.8"),
        ("task.lead-partner", "V.2"),
    ],
    "003": [("task.lead-director", row) for row in ("II.2", "II.4", "II.7", "VI.2")],
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_violations_of_a_real_plan_are_its_own_faults(name: str) -> None:
    found = [(item.rule, item.place.id) for item in findings(record(name)) if item.severity == "violation"]
    assert Counter(found) == Counter(VIOLATIONS[name])


def test_a_row_whose_lead_cell_is_emptied_is_found_at_its_place() -> None:
    read = record("003")
    tasks = [task.model_copy(update={"lead": []}) if task.id == "II.3" else task for task in read.tasks]
    found = set(findings(read.model_copy(update={"tasks": tasks}))) - set(findings(read))
    assert [(item.rule, item.place.id) for item in found] == [("task.lead", "II.3")]


def test_a_decision_whose_bases_are_struck_out_is_found() -> None:
    read = record("000")
    found = set(findings(read.model_copy(update={"legal_bases": []}))) - set(findings(read))
    assert [item.rule for item in found] == ["document.basis"]
    assert rule("document.basis").severity == "violation"
