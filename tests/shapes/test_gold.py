"""The real plans held against the rules: what is listed is true of them, and nothing is missing."""

from __future__ import annotations

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


def rules_broken(read: Record) -> list[str]:
    return [finding.rule for finding in findings(read)]


def test_the_plan_of_bac_ninh_lacks_its_number_and_its_day() -> None:
    """Its head is not in the source; the annex reads "Kế hoạch số      /KH-UBND ngày      /8/2025"."""
    assert rules_broken(record("002")) == ["document.number", "document.date-incomplete"]


@pytest.mark.parametrize("name", ["000", "003"])
def test_a_decision_with_bases_and_whole_task_rows_has_nothing_to_mend(name: str) -> None:
    assert rules_broken(record(name)) == []


def test_a_row_whose_lead_cell_is_emptied_is_found_at_its_place() -> None:
    read = record("003")
    tasks = [task.model_copy(update={"lead": []}) if task.id == "II.3" else task for task in read.tasks]
    (finding,) = findings(read.model_copy(update={"tasks": tasks}))
    assert (finding.rule, finding.place.id) == ("task.lead", "II.3")


def test_a_decision_whose_bases_are_struck_out_is_found() -> None:
    read = record("000").model_copy(update={"legal_bases": []})
    assert rules_broken(read) == ["document.basis"]
    assert rule("document.basis").severity == "violation"
