"""Every planted fault is found where it stands, and nothing else is said; the faultless drafts give nothing."""

from __future__ import annotations

import pytest

from shapes import by_pyshacl, engine
from shapes.report import Finding, Report
from shapes.validate import check_act, validate
from tests.mutations.checking import read
from tests.mutations.draft import DECISION, PLAN, Draft
from tests.mutations.mutants import MUTANTS, Mutant


def report(draft: Draft) -> Report:
    found = read(draft)
    return check_act("du-thao.docx", found.graphs.act, found.graphs.quads, found.named, found.noticed)


def place(finding: Finding) -> str:
    return finding.place.id or finding.place.path or ""


@pytest.mark.parametrize("draft", [PLAN, DECISION], ids=["plan", "decision"])
def test_the_faultless_draft_gives_nothing(draft: Draft) -> None:
    assert report(draft).findings == ()


def test_there_are_forty_faults_and_more() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 40


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_fault_is_found_where_it_stands_and_nothing_else(mutant: Mutant) -> None:
    findings = report(mutant.draft).findings
    serious = {(finding.rule, place(finding)) for finding in findings if finding.severity != "hint"}
    hints = {(finding.rule, place(finding)) for finding in findings if finding.severity == "hint"}
    expected = {(mutant.rule, mutant.place)}
    assert serious == (set() if mutant.hint else expected)
    assert expected <= serious | hints


@pytest.mark.parametrize("mutant", MUTANTS[::7], ids=lambda mutant: mutant.name)
def test_both_ways_of_running_the_rules_agree_on_the_draft(mutant: Mutant) -> None:
    found = read(mutant.draft)
    ways = [set(validate(found.graphs.quads, found.named, run=way.results)) for way in (engine, by_pyshacl)]
    assert ways[0] == ways[1]
