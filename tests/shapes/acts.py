"""Acts in Turtle as the quads that `validate` takes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

EXAMPLES = Path(__file__).parent / "examples"
ACT = "https://w3id.org/cancu/id/doc/bac-ninh/draft/ke-hoach-1c2d3e4f"

PREFIXES = """
@base <https://w3id.org/cancu/id/> .
@prefix cancu: <https://w3id.org/cancu/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# A plan of Bắc Ninh whose number was left blank, with one task that nobody leads.
PLAN = """
<doc/bac-ninh/draft/ke-hoach-1c2d3e4f> a cancu:Document ; rdfs:label "Kế hoạch chưa có số"@vi ;
  eli:type_document <type/ke-hoach> ; dcterms:date "2025-08"^^xsd:gYearMonth ;
  dcterms:title "Đẩy mạnh công tác tiêu chuẩn, đo lường, chất lượng"@vi ;
  eli:passed_by <agency/bac-ninh/ubnd> ; cancu:implements <doc/tw/2024/38-ct-tw> .
<doc/bac-ninh/draft/ke-hoach-1c2d3e4f/text/III> a cancu:Subdivision ; cancu:path "III" ;
  eli:is_part_of <doc/bac-ninh/draft/ke-hoach-1c2d3e4f> .
<doc/bac-ninh/draft/ke-hoach-1c2d3e4f/task/II.3> a cancu:Task ; cancu:ordinal "II.3" ;
  cancu:setBy <doc/bac-ninh/draft/ke-hoach-1c2d3e4f> ;
  cancu:setIn <doc/bac-ninh/draft/ke-hoach-1c2d3e4f/text/III> ;
  dcterms:description "Rà soát các quy chuẩn kỹ thuật địa phương"@vi ;
  cancu:hasDeadline <doc/bac-ninh/draft/ke-hoach-1c2d3e4f/task/II.3/deadline> ;
  cancu:quote "Rà soát các quy chuẩn kỹ thuật địa phương" ; cancu:page 9 ;
  cancu:sourceStart 20114 ; cancu:sourceEnd 20155 .
<doc/bac-ninh/draft/ke-hoach-1c2d3e4f/task/II.3/deadline> a cancu:Deadline ;
  rdfs:label "Giai đoạn 2030-2025"@vi ; cancu:deadlineKind <deadline/period> ;
  cancu:startDate "2030-01-01"^^xsd:date ; cancu:endDate "2025-12-31"^^xsd:date .
"""


def quads(turtle: str) -> list[ox.Quad]:
    """The triples of a Turtle text, prefixes given, in the default graph."""
    triples = ox.parse(input=PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in triples]


def example(rule: str, kind: str) -> list[ox.Quad]:
    """The example of a rule, "good" or "bad"."""
    return list(ox.parse(path=EXAMPLES / f"{rule}-{kind}.ttl", format=ox.RdfFormat.TURTLE))
