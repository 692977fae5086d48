"""Faults that only other acts can tell: the draft held against a store of the Prime Minister's plan and its sisters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pytest
from rdflib.namespace import RDF

from loaders.reading import read_record
from ontology.namespaces import CANCU, ELI, XSD, data
from queries.engine import OxigraphEngine
from shapes import by_pyshacl, engine
from shapes.context import Around
from shapes.report import Finding
from shapes.validate import check_act, validate
from tests.corpus import plans
from tests.mutations.checking import Read, of, read
from tests.mutations.draft import PLAN, Draft
from tests.mutations.mutants import TIME
from tests.service.small_reference import small_reference

ABOVE = str(data("doc/ttg/2024/1703-qd-ttg"))
# What the plan's rows carry out, as the lineage would have it; the other rows are the province's own.
LINKS = {"II.1": "II.6", "I.2": "I.1"}


@cache
def loaded(left_out: str = "none") -> OxigraphEngine:
    """The reference data and the five plans, or four."""
    store = ox.Store()
    store.extend(small_reference().quads())
    acts = [of(read_record(file)) for file in plans() if not file.name.startswith(left_out)]
    own = {act.graphs.act for act in acts}
    for act in acts:
        store.extend((*act.graphs.quads, *act.graphs.named))
        for cited, stub in act.graphs.stubs.items():
            if cited not in own:
                store.extend(stub)
    return OxigraphEngine(store)


def context(found: Read, links: Iterable[tuple[str, str]], left_out: str = "none") -> list[ox.Quad]:
    act = found.graphs.act
    tied = [
        quad
        for row, above in links
        for quad in link(f"{act}/task/{row}", above if above.startswith("http") else f"{ABOVE}/task/{above}")
    ]
    return Around(loaded(left_out)).context_of((*found.graphs.quads, *found.named), tied)


def link(task: str, above: str) -> Iterable[ox.Quad]:
    alignment = ox.NamedNode(f"{task}/upstream/{above.rpartition('/')[2]}")
    here, there = ox.NamedNode(task), ox.NamedNode(above)
    yield ox.Quad(alignment, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(CANCU.Alignment)))
    yield ox.Quad(alignment, ox.NamedNode(str(CANCU.aligns)), here)
    yield ox.Quad(alignment, ox.NamedNode(str(CANCU.alignedWith)), there)
    yield ox.Quad(here, ox.NamedNode(str(CANCU.elaborates)), there)


def all_links(found: Read) -> dict[str, str]:
    """Those of LINKS, and one for each other task that the Prime Minister gives to the provinces: none is lost."""
    known = Around(loaded()).context_of((*found.graphs.quads, *found.named))
    given = [
        str(quad.subject).strip("<>").rpartition("/")[2] for quad in known if quad.predicate.value.endswith("#leadFor")
    ]
    rest = sorted(set(given) - set(LINKS.values()))
    rows = [task.id for task in found.record.tasks if task.id not in LINKS]
    assert len(rows) >= len(rest), "the plan has too few rows for what the provinces have to lead"
    return {**LINKS, **dict(zip(rows, rest, strict=False))}


@dataclass(frozen=True)
class Case:
    draft: Draft
    rule: str
    place: str


NO_UPSTREAM = (
    PLAN.line("Căn cứ Quyết định số 1703")
    .words(
        "thực hiện Quyết định số 1703/QĐ-TTg ngày 31/12/2024 của Thủ tướng Chính phủ trên",
        "thực hiện Chỉ thị số 38-CT/TW trên",
    )
    .words("bám sát nội dung Quyết định số 1703/QĐ-TTg,", "bám sát nội dung Chỉ thị số 38-CT/TW,")
)

CASES = {
    "due after the task above": Case(PLAN.cell("II.1", TIME, "Quý IV/2026"), "deadline.upstream", "II.1"),
    "ongoing where the Prime Minister sets a quarter": Case(
        PLAN.cell("II.1", TIME, "Thường xuyên"), "deadline.vague", "II.1"
    ),
    "reports due after the province's own": Case(
        PLAN.words("trước ngày 15/11 hằng năm", "trước ngày 15/12 hằng năm"), "reporting.upstream", "IV.4"
    ),
    "the act in between is not named": Case(NO_UPSTREAM, "basis.chain", ""),
}


def serious(found: Read, store: list[ox.Quad]) -> set[tuple[str, str]]:
    findings = check_act(
        "du-thao.docx", found.graphs.act, found.graphs.quads, found.named, found.noticed, store
    ).findings
    return {(item.rule, place(item)) for item in findings if item.severity != "hint"}


def place(finding: Finding) -> str:
    return finding.place.id or finding.place.path or ""


def test_the_faultless_plan_stands_against_the_store() -> None:
    found = read(PLAN)
    assert serious(found, context(found, all_links(found).items())) == set()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_fault_is_found_where_it_stands_and_nothing_else(case: Case) -> None:
    found = read(case.draft)
    links = all_links(read(PLAN)) if case.rule != "basis.chain" else {}
    assert serious(found, context(found, links.items())) == {(case.rule, case.place)}


def test_a_task_of_the_prime_ministers_that_nobody_takes_up_is_found() -> None:
    found = read(PLAN)
    links = {row: above for row, above in all_links(found).items() if above != "I.1"}
    assert serious(found, context(found, links.items())) == {("lineage.uncovered", "")}


def test_a_row_that_carries_out_nothing_is_a_hint() -> None:
    found = read(PLAN)
    links = {row: above for row, above in all_links(found).items() if row != "II.4"}
    store = context(found, [*links.items(), ("II.4", f"{found.graphs.act}/text/II/2/b")])
    report = check_act("du-thao.docx", found.graphs.act, found.graphs.quads, found.named, found.noticed, store)
    assert ("lineage.origin", "II.4") in {(item.rule, place(item)) for item in report.findings}


def test_where_nothing_is_tied_to_an_act_above_no_row_is_asked_for_its_origin() -> None:
    found = read(PLAN)
    store = context(found, [("II.4", f"{found.graphs.act}/text/II/2/b")])
    report = check_act("du-thao.docx", found.graphs.act, found.graphs.quads, found.named, found.noticed, store)
    assert "lineage.origin" not in {item.rule for item in report.findings}


def test_of_several_tasks_above_the_latest_deadline_counts() -> None:
    found = read(PLAN.cell("II.1", TIME, "Quý IV/2026"))
    links = [*all_links(read(PLAN)).items(), ("II.1", f"{ABOVE}/task/later")]
    deadline = ox.NamedNode(f"{ABOVE}/task/later/deadline")
    day = ox.Literal("2027-12-31", datatype=ox.NamedNode(str(XSD.date)))
    later = [
        ox.Quad(ox.NamedNode(f"{ABOVE}/task/later"), ox.NamedNode(str(CANCU.hasDeadline)), deadline),
        ox.Quad(deadline, ox.NamedNode(str(CANCU.endDate)), day),
    ]
    assert serious(found, context(found, links)) == {("deadline.upstream", "II.1")}
    assert serious(found, [*context(found, links), *later]) == set()


def test_a_row_that_contradicts_the_point_that_it_repeats_is_found() -> None:
    found = read(PLAN.cell("II.1", 1, "Rà soát, sửa đổi, bổ sung văn bản của cấp trên về tiêu chuẩn, đo lường"))
    links = [*all_links(read(PLAN)).items(), ("II.1", f"{found.graphs.act}/text/II/2/a")]
    assert serious(found, context(found, links)) == {("task.contradiction", "II.1")}


@pytest.mark.parametrize(
    ("term", "day", "rule"),
    [
        (ELI.date_no_longer_in_force, "2025-06-30", "basis.replaced"),
        (ELI.first_date_entry_in_force, "2026-01-01", "basis.not-yet"),
    ],
)
def test_a_basis_that_the_store_knows_to_be_out_of_force_is_found(term: str, day: str, rule: str) -> None:
    found = read(PLAN)
    fact = ox.Quad(ox.NamedNode(ABOVE), ox.NamedNode(str(term)), ox.Literal(day, datatype=ox.NamedNode(str(XSD.date))))
    store = [*context(found, all_links(found).items()), fact]
    assert serious(found, store) == {(rule, "")}


def test_what_all_sisters_cite_is_missed_in_a_draft_that_does_not() -> None:
    """Where nothing says that the Prime Minister's plan binds the province, only the sisters tell."""
    found = read(NO_UPSTREAM)

    def told(left_out: str) -> set[tuple[str, str]]:
        known = context(found, [], left_out)
        return serious(found, [quad for quad in known if not quad.predicate.value.endswith("#addresses")])

    assert told("004") == {("basis.sisters", "")}
    assert told("none") == set(), "An Giang's plan does not cite it either"


def test_without_a_store_the_report_says_what_was_not_checked() -> None:
    found = read(PLAN)
    report = check_act("du-thao.docx", found.graphs.act, found.graphs.quads, found.named)
    reasons = {item.rule: item.reason.vi for item in report.not_checked}
    assert reasons["basis.sisters"] == "Không có kho dữ liệu."
    assert {"basis.chain", "basis.replaced", "deadline.upstream", "lineage.uncovered"} <= set(reasons)
    assert "task.lead" not in reasons


def test_with_a_store_but_without_links_only_the_lineage_is_not_checked() -> None:
    found = read(PLAN)
    report = check_act("du-thao.docx", found.graphs.act, found.graphs.quads, found.named, (), context(found, []))
    reasons = {item.rule for item in report.not_checked}
    assert "lineage.uncovered" in reasons
    assert "basis.chain" not in reasons


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_both_ways_of_running_the_rules_agree_with_a_store(case: Case) -> None:
    found = read(case.draft)
    store = context(found, LINKS.items())
    ways = [set(validate(found.graphs.quads, found.named, store, way.results)) for way in (engine, by_pyshacl)]
    assert ways[0] == ways[1]
