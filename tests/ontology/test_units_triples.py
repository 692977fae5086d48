from __future__ import annotations

from functools import cache

from pyoxigraph import Quad, QuerySolutions, Store

from ontology.terms import cancu, node
from ontology.unit_triples import all_unit_quads

PREFIXES = """
PREFIX cancu: <https://w3id.org/cancu/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX unit: <https://w3id.org/cancu/id/unit/>
PREFIX level: <https://w3id.org/cancu/id/level/>
"""


@cache
def quads() -> tuple[Quad, ...]:
    return tuple(all_unit_quads())


@cache
def store() -> Store:
    filled = Store()
    filled.extend(quads())
    return filled


def answers(pattern: str, variables: str = "?answer") -> list[str]:
    text = f"{PREFIXES} SELECT {variables} {{ GRAPH <https://w3id.org/cancu/id/graph/units> {{ {pattern} }} }}"
    solutions = store().query(text)
    assert isinstance(solutions, QuerySolutions)
    return sorted(str(getattr(solution[0], "value", "")) for solution in solutions)


def test_today_34_provinces_and_3321_communes_stand() -> None:
    standing = "?u a cancu:AdministrativeUnit ; cancu:level level:{} . FILTER NOT EXISTS {{ ?u cancu:validUntil [] }}"
    assert answers(standing.format("province"), "(COUNT(?u) AS ?n)") == ["34"]
    assert answers(standing.format("commune"), "(COUNT(?u) AS ?n)") == ["3321"]
    assert answers(standing.format("district"), "(COUNT(?u) AS ?n)") == ["0"]


def test_every_unit_that_ended_has_a_successor() -> None:
    assert answers("?answer cancu:validUntil [] . FILTER NOT EXISTS { ?answer cancu:succeededBy ?heir }") == []


def test_every_unit_but_a_province_is_part_of_one() -> None:
    below = "?answer cancu:level ?level . FILTER (?level != level:province)"
    assert answers(f"{below} FILTER NOT EXISTS {{ ?answer cancu:partOf ?above }}") == []


def test_every_unit_that_another_points_to_is_described() -> None:
    described = {quad.subject for quad in quads()}
    pointed = {quad.object for quad in quads() if quad.predicate in (cancu("partOf"), cancu("succeededBy"))}
    assert pointed and pointed <= described


def test_a_code_that_came_back_names_two_units() -> None:
    assert answers('?u cancu:unitCode "00004" ; skos:prefLabel ?answer') == ["Phường Ba Đình", "Phường Trúc Bạch"]
    assert answers("unit:00004-2004 cancu:succeededBy/skos:prefLabel ?answer") == ["Phường Ba Đình"]


def test_a_commune_that_was_not_rearranged_is_part_of_its_province_and_of_the_district_that_ended() -> None:
    assert answers("unit:14866 cancu:partOf/skos:prefLabel ?answer") == ["Huyện Mường Lát", "Tỉnh Thanh Hóa"]
    assert answers("unit:14866 cancu:validFrom|cancu:validUntil ?answer") == []


def test_a_commune_of_today_bears_the_list_s_first_day_and_its_centre() -> None:
    assert answers("unit:15016 cancu:validFrom ?answer") == ["2025-07-01"]
    assert answers("unit:15016 geo:lat|geo:long ?answer") == ["104.929", "20.2756"]


def test_a_number_alone_is_no_name() -> None:
    assert answers("unit:26506-2004 skos:altLabel ?answer") == []
    assert answers("unit:26506-2004 skos:prefLabel ?answer") == ["Phường 1"]


def test_all_stands_once_in_the_graph_of_units() -> None:
    assert len(quads()) == len(set(quads()))
    assert {quad.graph_name for quad in quads()} == {node("graph/units")}


def test_what_goes_into_a_store_comes_out_the_same() -> None:
    assert set(store()) == set(quads())
