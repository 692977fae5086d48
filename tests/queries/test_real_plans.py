"""The questions on graphs that the loaders make from the gold records of real plans."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from loaders.record import Record
from loaders.triples import act_graphs
from ontology.vocabulary import vocabulary_quads
from queries.engine import OxigraphEngine
from tests.queries.country import hanging, rows

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def plans() -> OxigraphEngine:
    """Three plans with their stubs; a triple that two records offer stands once, as the store keeps it."""
    quads: set[Quad] = set(vocabulary_quads())
    records = [Record.model_validate_json((GOLD / f"{name}.json").read_bytes()) for name in ("000", "002", "003")]
    graphs = [act_graphs(record) for record in records]
    loaded = {each.act for each in graphs}
    described = set(loaded)
    for each in graphs:
        quads.update(each.quads, each.named)
        for act, stub in each.stubs.items():
            if act not in described:  # one stub an act, and none of an act that is loaded
                described.add(act)
                quads.update(stub)
    store = Store()
    store.extend(quads)
    store.extend(hanging(store))
    return OxigraphEngine(store)


def test_the_directives_lineage_holds_the_plans_also_the_one_without_a_number(plans: OxigraphEngine) -> None:
    found = rows(plans, "lineage-down", document="38-CT/TW")
    assert len(found) == len({row["document"] for row in found})
    below = {(row["number"], row["issuer"], row["depth"]) for row in found}
    assert below >= {
        ("1703/QĐ-TTg", "Thủ tướng Chính phủ", "1"),
        ("191-KH/TU", "Tỉnh ủy Bình Dương", "1"),
        ("1169/QĐ-UBND", "Ủy ban nhân dân tỉnh Bình Dương", "2"),
        (None, "Ủy ban nhân dân tỉnh Bắc Ninh", "2"),
    }


def test_a_real_task_leads_up_to_the_directive(plans: OxigraphEngine) -> None:
    found = rows(plans, "lineage-up", resource="1169/QĐ-UBND#II.1")
    assert [(row["depth"], row["label"], row["via"]) for row in found[1:2]] == [
        ("1", "Quyết định 1169/QĐ-UBND", "do văn bản giao")
    ]
    assert ("Chỉ thị 38-CT/TW", "2") in {(row["label"], row["depth"]) for row in found}


def test_each_legal_basis_of_the_record_is_a_row(plans: OxigraphEngine) -> None:
    record = Record.model_validate_json((GOLD / "000.json").read_bytes())
    found = rows(plans, "legal-bases", document="1169/QĐ-UBND")
    assert len(found) == len(record.legal_bases)
    assert [row["number"] for row in found if row["number"]] == [
        basis.number for basis in record.legal_bases if basis.number
    ]


def test_incomplete_tasks_are_those_that_the_record_has_without(plans: OxigraphEngine) -> None:
    wanted = {}
    for name in ("000", "002", "003"):
        record = Record.model_validate_json((GOLD / f"{name}.json").read_bytes())
        for task in record.tasks:
            missing = [word for word, lacks in (("lead", not task.lead), ("deadline", not task.deadline)) if lacks]
            if missing:
                wanted[name, task.id] = ", ".join(missing)
    found = rows(plans, "incomplete-tasks")
    assert sorted(str(row["missing"]) for row in found) == sorted(wanted.values())
