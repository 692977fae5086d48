"""The report as data: what the reader found, and the report as RDF."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from shapes.report import Place, reading_findings, report_quads
from shapes.validate import validate
from tests.shapes.acts import ACT, PLAN, example, quads

SH = "http://www.w3.org/ns/shacl#"
RESULT = ox.NamedNode(f"{SH}ValidationResult")


def test_an_unread_line_is_a_hint_at_its_place() -> None:
    (finding,) = reading_findings(ACT, unread=[(3, "4. 3 2 1", 7000, 7008)])
    assert (finding.rule, finding.severity, finding.node) == ("reading.unread", "hint", ACT)
    assert finding.place == Place(page=3, quote="4. 3 2 1", start=7000, end=7008)


def test_a_remark_is_told_in_the_message() -> None:
    (finding,) = reading_findings(ACT, remarks=[(Place(id="IV.6"), "số thứ tự nhảy từ 4 sang 6")])
    assert finding.severity == "warning"
    assert finding.message.vi == "Bộ đọc ghi nhận: số thứ tự nhảy từ 4 sang 6"
    assert finding.place == Place(id="IV.6")


def test_the_report_stands_in_the_graph_of_the_acts_reports() -> None:
    stored = report_quads(ACT, validate(quads(PLAN)))
    assert {str(quad.graph_name) for quad in stored} == {
        "<https://w3id.org/cancu/id/graph/report/doc/bac-ninh/draft/ke-hoach-1c2d3e4f>"
    }


def test_each_finding_is_a_result_with_its_own_iri() -> None:
    findings = (*validate(quads(PLAN)), *reading_findings(ACT, unread=[(3, "4.", 10, 12), (3, "4.", 50, 52)]))
    stored = report_quads(ACT, findings)
    results = {str(quad.subject) for quad in stored if quad.object == RESULT}
    assert len(results) == len(findings)
    assert "<https://w3id.org/cancu/id/report/doc/bac-ninh/draft/ke-hoach-1c2d3e4f/task.lead/task-II.3>" in results
    assert not any(isinstance(term, ox.BlankNode) for quad in stored for term in (quad.subject, quad.object))


def test_two_faults_of_one_node_stay_two_results() -> None:
    findings = [
        finding for finding in validate(example("loading.deadline", "bad")) if finding.rule == "loading.deadline"
    ]
    assert len({finding.node for finding in findings}) == 1
    stored = report_quads(ACT, findings)
    assert sum(quad.object == RESULT for quad in stored) == len(findings) == 2


def test_the_order_of_the_findings_does_not_change_the_stored_report() -> None:
    findings = validate(quads(PLAN))
    assert report_quads(ACT, findings) == report_quads(ACT, reversed(findings))


@pytest.mark.parametrize(("turtle", "conforms"), [(PLAN, "false"), ("", "true")])
def test_an_act_conforms_where_nothing_was_found(turtle: str, conforms: str) -> None:
    stored = report_quads(ACT, validate(quads(turtle)))
    (said,) = [quad.object for quad in stored if quad.predicate.value == f"{SH}conforms"]
    assert isinstance(said, ox.Literal)
    assert said.value == conforms


def test_a_line_without_a_node_of_its_own_keeps_its_words_in_the_stored_report() -> None:
    stored = report_quads(ACT, reading_findings(ACT, unread=[(3, "4. 3 2 1", 7000, 7008)]))
    words = [quad.object for quad in stored if quad.predicate.value.endswith("#quote")]
    assert words == [ox.Literal("4. 3 2 1")]
