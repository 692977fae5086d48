"""The sample that stands for a large graph before the reasoner: no fault slips through it."""

from __future__ import annotations

from pyoxigraph import Literal, Quad, RdfFormat, serialize
from rdflib import Graph

from ontology.agencies import provincial
from ontology.body_triples import body_quads
from ontology.check import check
from ontology.places import units
from ontology.sampling import representatives
from ontology.terms import cancu, eli, graph_node, node, typed
from ontology.unit_triples import unit_quads

BODIES = graph_node("bodies")


def departments() -> list[Quad]:
    """The department of health of each province, with the provinces."""
    alike = [quad for unit in units().values() for quad in body_quads(provincial("so-y-te", unit), BODIES)]
    return [*alike, *(quad for unit in units().values() for quad in unit_quads(unit))]


def as_rdflib(quads: list[Quad]) -> Graph:
    lines = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=lines, format="nt")


def test_of_things_alike_one_is_taken() -> None:
    sample = representatives(departments())
    taken = {str(quad.subject) for quad in sample if "so-y-te" in str(quad.subject)}
    assert 0 < len(taken) < 10 < len(units())
    assert check(as_rdflib(sample)).ok


def test_the_one_that_contradicts_the_ontology_is_in_the_sample() -> None:
    fault = Quad(node("agency/thanh-hoa/so-y-te"), eli("jurisdiction"), node("unit/thanh-hoa"), BODIES)
    assert not check(as_rdflib(representatives([*departments(), fault]))).consistent


def test_the_one_with_a_date_that_is_none_and_the_one_with_a_term_that_is_none_are_in_it() -> None:
    odd = node("agency/thanh-hoa/so-y-te")
    wrong = [
        Quad(odd, cancu("validFrom"), typed("2025-13-01", "date"), BODIES),
        Quad(node("agency/ha-noi/so-y-te"), cancu("validFrm"), Literal("x"), BODIES),
    ]
    report = check(as_rdflib(representatives([*departments(), *wrong])))
    assert report.undefined == ("cancu:validFrm",)
    assert any("2025-13-01" in line for line in report.misused)
