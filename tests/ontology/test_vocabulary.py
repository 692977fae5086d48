"""The vocabulary as others meet it: every settled term is there, within the profile, and the look-ups answer."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from ontology import vocabulary
from ontology.namespaces import CANCU, ELI, ONTOLOGY_IRI, ORG, OWL, RDF, RDFS, SKOS, data, graph
from ontology.vocabulary import (
    concept_label,
    concepts_graph,
    is_concept,
    ontology_graph,
    relation_shortcut,
    role_shortcut,
    type_concept,
    vocabulary_quads,
)


def _words(text: str) -> list[str]:
    return text.split()


CLASSES = _words("""
Document Subdivision Citation Signature Obligation Task Duty ReportingDuty Assignment Deadline Alignment Review
Body Agency Office AgencyGroup AdministrativeUnit Impact Progress
""")
PROPERTIES = _words("""
knownOnlyByCitation sha256 path order implements hangsOn proposedBy citing cited relation signatureOf signerName
position capacity recipient recipientLine reportTo setBy setIn ordinal expectedResult note leadAgency coordinatingAgency
directingAgency responsibleAgency assigns assignee role shortcut actingUnit hasDeadline deadlineKind startDate
endDate recurrence dueMonthDay condition after offset elaborates aligns alignedWith score method settledBy reviews
verdict quote sourceStart sourceEnd page textDigest confidence level territory validFrom validUntil hasMember
openMembership unitCode partOf succeededBy establishedBy abolishedBy readerVersion replaces suspends guides
urgency category
""")
RESERVED = {"replaces", "suspends", "guides", "Impact", "urgency", "category", "Progress"}
UNJUDGED = {URIRef(f"http://www.w3.org/2001/XMLSchema#{name}") for name in ("date", "duration", "gMonthDay")}
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")

APART = [
    (
        *(ELI[name] for name in _words("Work Expression Manifestation")),
        *(CANCU[name] for name in _words("Body AdministrativeUnit Obligation Citation Assignment Deadline")),
        *(CANCU[name] for name in _words("Alignment Signature Review")),
    ),
    (CANCU.Document, CANCU.Subdivision),
    (CANCU.Agency, CANCU.Office, CANCU.AgencyGroup),
    (ORG.Organization, CANCU.AgencyGroup),
    (ORG.Organization, CANCU.AdministrativeUnit),
    (SKOS.Concept, CANCU.Body),
    (SKOS.Concept, CANCU.Obligation),
    (SKOS.Collection, CANCU.Body),
    (SKOS.Collection, CANCU.Obligation),
]


@pytest.mark.parametrize("name", CLASSES)
def test_every_settled_class_is_defined(name: str) -> None:
    assert (CANCU[name], RDF.type, OWL.Class) in ontology_graph()
    assert (CANCU[name], RDFS.isDefinedBy, ONTOLOGY_IRI) in ontology_graph()


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_settled_property_is_defined_as_one_kind(name: str) -> None:
    kinds = set(ontology_graph().objects(CANCU[name], RDF.type))

    assert len(kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}) == 1
    assert (CANCU[name], RDFS.isDefinedBy, ONTOLOGY_IRI) in ontology_graph()


def test_reserved_terms_are_marked() -> None:
    marked = {str(term).removeprefix(str(CANCU)) for term in ontology_graph().subjects(STATUS, Literal("unstable"))}

    assert marked == RESERVED


def test_the_stated_classes_exclude_each_other_and_no_others_do() -> None:
    expected = {frozenset(pair) for group in APART for pair in combinations(group, 2)}

    assert {frozenset(pair) for pair in ontology_graph().subject_objects(OWL.disjointWith)} == expected


def test_the_ontology_stays_in_its_profile() -> None:
    ontology = ontology_graph()
    kinds = set(ontology.objects(None, RDF.type))
    ranges = set(ontology.objects(None, RDFS.range))

    assert kinds == {OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    assert not ranges & UNJUDGED
    assert not any(isinstance(term, BNode) for triple in ontology for term in triple)
    assert not set(ontology.predicates()) & {OWL.hasKey, OWL.unionOf, OWL.propertyChainAxiom, OWL.inverseOf}


def test_the_29_administrative_types_are_there_with_their_abbreviations() -> None:
    concepts = concepts_graph()
    types = set(concepts.objects(data("types/administrative"), SKOS.member))
    unabbreviated = {kind for kind in types if not list(concepts.objects(kind, SKOS.notation))}

    assert len(types) == 29
    assert unabbreviated == {data("type/thu-cong")}
    assert set(concepts.objects(data("type/quy-dinh"), SKOS.notation)) == {Literal("QyĐ"), Literal("QĐ")}


def test_a_kind_of_act_stands_in_the_table_of_eli_too() -> None:
    concepts = concepts_graph()
    for kind in concepts.subjects(SKOS.inScheme, data("type")):
        assert (kind, SKOS.inScheme, ELI.ResourceTypeTable) in concepts


def test_every_relation_has_the_name_of_its_other_direction() -> None:
    concepts = concepts_graph()
    relations = list(concepts.subjects(SKOS.inScheme, data("relation")))

    assert len(relations) >= 15
    for relation in relations:
        names = concepts.objects(relation, CANCU.inverseLabel)
        assert {name.language for name in names if isinstance(name, Literal)} == {"vi", "en"}


def test_concepts_are_named_below_the_base_of_the_deployment() -> None:
    elsewhere = concepts_graph("https://luat.example.vn/id/")

    assert (URIRef("https://luat.example.vn/id/role/lead"), CANCU.shortcut, CANCU.leadAgency) in elsewhere
    assert not any(str(term).startswith("https://w3id.org/cancu/id/") for triple in elsewhere for term in triple)


def test_the_base_line_of_the_concepts_can_be_set() -> None:
    text = (Path(vocabulary.__file__).parent / "concepts.ttl").read_text(encoding="utf-8")

    assert text.count("@base") == 1
    assert "<https://w3id.org/cancu/id/" not in text.replace("@base <https://w3id.org/cancu/id/> .", "")


def test_each_role_names_its_property() -> None:
    assert role_shortcut("lead") == CANCU.leadAgency
    assert role_shortcut("role/coordinating") == CANCU.coordinatingAgency
    assert role_shortcut("directing") == CANCU.directingAgency
    with pytest.raises(KeyError):
        role_shortcut("helping")


def test_relations_of_the_preamble_name_their_properties() -> None:
    assert relation_shortcut("based-on") == ELI.based_on
    assert relation_shortcut("relation/implements") == CANCU.implements
    assert relation_shortcut("proposed-by") == CANCU.proposedBy
    assert relation_shortcut("cites") == ELI.cites
    assert relation_shortcut("admires") is None


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Quyết định", "type/quyet-dinh"),
        ("KẾ HOẠCH", "type/ke-hoach"),
        (" Tờ  trình\n", "type/to-trinh"),
        ("Bản thoả thuận", "type/ban-thoa-thuan"),
        ("Văn bản hợp nhất", "type/van-ban-hop-nhat"),
        ("Kế hoạch phối hợp", None),
        ("", None),
    ],
)
def test_a_kind_of_act_is_found_by_its_name(name: str, concept: str | None) -> None:
    assert type_concept(name) == concept


def test_every_kind_of_act_in_the_gold_records_is_known() -> None:
    kinds = set()
    for path in (Path(__file__).parents[1] / "gold").glob("[0-9]*.json"):
        record = json.loads(path.read_text(encoding="utf-8"))
        kinds |= {record["document"]["type"], *(base["type"] for base in record["legal_bases"])}

    assert "Chỉ thị" in kinds
    assert {kind for kind in kinds if kind and type_concept(kind) is None} == set()


def test_concepts_have_labels_in_both_languages() -> None:
    assert concept_label("deadline/quarter") == "quý"
    assert concept_label("deadline/quarter", "en") == "quarter"
    assert concept_label("deadline/fortnight") is None
    assert is_concept("level/commune")
    assert not is_concept("level/hamlet")


def test_the_store_gets_each_vocabulary_in_its_own_graph_and_the_same_each_time() -> None:
    quads = vocabulary_quads()

    assert {str(quad.graph_name) for quad in quads} == {ONTOLOGY_IRI.n3(), graph("concepts").n3()}
    assert len(quads) == len(set(quads)) == len(ontology_graph()) + len(concepts_graph())
    assert quads == vocabulary_quads()
    assert any(str(quad.subject) == data("role/lead").n3() for quad in quads)
