"""The ontology reasons cleanly, the worked example too, and each known fault is caught and explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from ontology import check as checking
from ontology.check import ReasonerError, check
from ontology.namespaces import CANCU, ELI, OWL, RDFS, data
from ontology.vocabulary import ontology_graph

HERE = Path(__file__).parent
DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
TASK = data("doc/binh-duong/2025/9999-qd-ubnd/task/II.3")

# Fixture of a fault -> what the explanation must name, so that a person finds it.
FAULTS = {
    "agency-broader-than-an-agency": ("agency/binh-duong/so-khoa-hoc-va-cong-nghe", "skos:broader"),
    "agency-that-is-a-duty": ("doc/thanh-hoa/2025/9999-qd-ubnd/duty/III", "cancu:Agency", "cancu:Duty"),
    "citation-by-an-annex": ("doc/ttg/2024/1703-qd-ttg/text/ke-hoach", "cancu:citing"),
    "deadline-on-an-act": ("doc/thanh-hoa/2025/9999-qd-ubnd", "cancu:hasDeadline"),
    "file-of-an-act": ("doc/ttg/2024/1703-qd-ttg", "eli:embodies"),
    "group-as-a-collection-of-concepts": ("group/binh-duong/ubnd-cap-xa", "skos:member"),
    "group-with-members-of-an-organization": ("group/binh-duong/ubnd-cap-xa", "org:hasMember"),
    "jurisdiction-of-an-agency": ("agency/binh-duong/ubnd", "eli:jurisdiction"),
    "number-with-a-language": ("doc/tw/2024/38-ct-tw", "eli:number", '"38-CT/TW"@vi'),
    "place-that-results-from-a-merger": ("unit/ho-chi-minh", "org:resultingOrganization"),
    "score-as-a-float": ("cancu:score", "decimal"),
    "task-as-a-part-of-its-act": ("doc/binh-duong/2025/1169-qd-ubnd/task/II.3", "eli:is_part_of"),
    "task-given-to-a-place": ("unit/bac-ninh", "cancu:assignee"),
    "title-on-an-act": ("doc/ttg/2024/1703-qd-ttg", "eli:title"),
}


def test_every_fault_on_file_is_tried() -> None:
    assert {path.stem for path in (HERE / "faults").glob("*.ttl")} == set(FAULTS)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_known_fault_is_inconsistent_and_explained(fault: str) -> None:
    report = check(Graph().parse(HERE / "faults" / f"{fault}.ttl"))

    assert not report.consistent
    assert not report.ok
    for words in FAULTS[fault]:
        assert words in report.explanation


def test_the_ontology_alone_has_no_empty_class_and_no_loose_term() -> None:
    report = check()

    assert report.consistent, report.explanation
    assert report.unsatisfiable == ()
    assert report.undefined == ()
    assert report.unlabelled == ()
    assert report.ok


def test_the_worked_example_is_consistent_and_uses_only_defined_terms() -> None:
    report = check(Graph().parse(HERE / "example.ttl"))

    assert report.ok, report.explanation
    assert "Consistent" in report.explanation


def test_what_the_reasoner_passes_over_is_still_named() -> None:
    slips = Graph().parse(HERE / "example.ttl")
    slips.add((TASK, CANCU.leadAgancy, data("agency/binh-duong/ubnd")))
    slips.add((data("doc/binh-duong/2025/9999-qd-ubnd/task/II.3/lead/x"), CANCU.role, data("role/leed")))
    slips.add((data("doc/tw/2024/38-ct-tw"), ELI.passed_by, Literal("Ban Bí thư")))
    slips.add((TASK, CANCU.ordinal, data("II.3")))
    slips.add((data("agency/binh-duong/ubnd"), CANCU.validFrom, Literal("2025-02-30", datatype=DATE)))

    report = check(slips)

    assert report.consistent
    assert report.undefined == ("role/leed", "cancu:leadAgancy")
    no_date, no_text, no_node = report.misused
    assert "agency/binh-duong/ubnd has cancu:validFrom" in no_date
    assert "cancu:ordinal II.3" in no_text
    assert 'eli:passed_by "Ban Bí thư"' in no_node
    assert not report.ok


def test_a_class_that_can_have_no_member_is_named() -> None:
    report = check(_with_odd_class(Graph()))

    assert report.consistent
    assert report.unsatisfiable == ("cancu:ActingDocument",)
    assert "cancu:ActingDocument" in report.explanation


def test_a_term_without_english_comment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    unfinished = Graph()
    for triple in ontology_graph():
        if triple[0] != CANCU.Task or triple[1] != RDFS.comment:
            unfinished.add(triple)
    unfinished.add((CANCU.Task, RDFS.comment, Literal("Một nhiệm vụ.", lang="vi")))
    monkeypatch.setattr(checking, "ontology_graph", lambda: unfinished)
    monkeypatch.setattr(checking, "_reason", lambda _: ())

    assert check().unlabelled == ("cancu:Task has no rdfs:comment in en.",)


def test_an_inconsistent_graph_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    report = check(Graph().parse(HERE / "faults" / "agency-that-is-a-duty.ttl"))

    assert not report.consistent
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_the_reasoner_cannot_read_is_not_called_consistent(monkeypatch: pytest.MonkeyPatch) -> None:
    # HermiT ends with exit code 0 even then.
    monkeypatch.setattr(Graph, "serialize", lambda _, file, **__: file.write_text("Căn cứ Luật"))

    with pytest.raises(ReasonerError, match="HermiT could not check the graph"):
        check()


def _with_odd_class(graph: Graph) -> Graph:
    graph.add((CANCU.ActingDocument, RDF.type, OWL.Class))
    graph.add((CANCU.ActingDocument, RDFS.subClassOf, CANCU.Body))
    graph.add((CANCU.ActingDocument, RDFS.subClassOf, CANCU.Document))
    return graph
