"""Every deadline falls into one period, and nothing is left out."""

from __future__ import annotations

import pytest

from ontology.namespaces import data
from queries.analysis.congestion import Period, by_lead, by_level, period
from queries.analysis.facts import Deadline, Facts
from queries.analysis.sheets import period_name
from tests.queries.analysis.small import iri


def deadline(kind: str = "", end: str = "", day: str = "", recurrence: str = "") -> Deadline:
    return Deadline("x", str(data(f"deadline/{kind}")) if kind else "", end, day, recurrence)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (deadline("quarter", "2026-06-30"), "Quý II/2026"),
        (deadline("date", "2026-07-01"), "Quý III/2026"),
        (deadline("period", "2030-12-31"), "Quý IV/2030"),
        (deadline("year", "2026-03-31Z"), "Quý I/2026"),
        (deadline("annual", "", "--11-15", "P1Y"), "15/11 hằng năm"),
        (deadline("annual", "2030-12-31", "", "P1Y"), "Định kỳ, không nêu ngày"),
        (deadline("annual"), "Định kỳ, không nêu ngày"),
        (deadline("ongoing"), "Thường xuyên"),
        (deadline("condition"), "Theo điều kiện"),
        (deadline("period"), "Không rõ ngày cuối"),
        (deadline("date", "sắp tới"), "Không rõ ngày cuối"),
        (deadline(), "Không rõ ngày cuối"),
    ],
)
def test_each_deadline_has_its_period(given: Deadline, name: str) -> None:
    assert period_name(period(given)) == name


def test_deadlines_by_the_level_of_the_act_and_none_is_lost(facts: Facts) -> None:
    province = iri("level/province")
    found = by_level(facts)
    assert {(when.kind, when.when): dict(counts) for when, counts in found.items()} == {
        ("quarter", "2026-Q2"): {province: 1},
        ("yearly", "11-15"): {"": 1},
        ("ongoing", ""): {province: 1},
        ("conditional", ""): {province: 1},
        ("none", ""): {"": 1},
    }
    assert sum(counts.total() for counts in found.values()) == len(facts.obligations) == 5


def test_what_nobody_leads_is_told_too(facts: Facts) -> None:
    found = by_lead(facts)
    assert found[Period("none", "")] == {"": 1}
    assert found[Period("quarter", "2026-Q2")] == {iri("agency/x/so-y-te"): 1}
