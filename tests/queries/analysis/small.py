"""Two small graphs for the analysis: one by hand, and the five plans of corpus/ as they are read.

By hand, invented: "<-" is what the act rests on, "T" is known only by citation.

    acts    T <- L <- U,  T <- R <- U  (a diamond);  T <- A,  A <- C <- B <- A  (a cycle of three)
    tasks   point 1 of T  <-  L/1  <-  U/1 and U/2;   point 1 of T  <-  R/1  <-  U/1
    bodies  Sở Y tế and Sở Tài chính, both in "Các sở, ban, ngành"; Sở Tài chính stands from 2025-01-01
"""

from __future__ import annotations

from functools import cache
from typing import Final

from pyoxigraph import RdfFormat, Store

from loaders.reading import read_record
from loaders.triples import act_graphs
from ontology.namespaces import BASE
from ontology.vocabulary import vocabulary_quads
from queries.engine import OxigraphEngine
from tests.corpus import plans

PREFIXES: Final = """
@prefix cancu: <https://w3id.org/cancu/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

ACTS: Final = """
<graph/doc/t> { <doc/t> a cancu:Document ; rdfs:label "Chỉ thị T" ; cancu:knownOnlyByCitation true ;
    eli:number "T" ; eli:date_document "2030-01-01"^^xsd:date ; eli:passed_by <agency/tw/ban-bi-thu> . }
<graph/doc/l> { <doc/l> a cancu:Document ; rdfs:label "Kế hoạch L" ; eli:date_document "2024-05-01"^^xsd:date ;
    eli:based_on <doc/t> ; eli:cites <doc/t> ; eli:passed_by <agency/x/so-y-te> . }
<graph/doc/r> { <doc/r> a cancu:Document ; rdfs:label "Kế hoạch R" ; eli:date_document "2025-05-01"^^xsd:date ;
    cancu:implements <doc/t> ; eli:passed_by <agency/x/so-y-te> . }
<graph/doc/u> { <doc/u> a cancu:Document ; rdfs:label "Kế hoạch U" ; eli:date_document "2025-09-01"^^xsd:date ;
    eli:based_on <doc/l> , <doc/r> ; cancu:implements <doc/r> . }
<graph/doc/a> { <doc/a> a cancu:Document ; rdfs:label "Quyết định A" ; eli:based_on <doc/b> , <doc/t> . }
<graph/doc/b> { <doc/b> a cancu:Document ; rdfs:label "Quyết định B" ; cancu:implements <doc/c> . }
<graph/doc/c> { <doc/c> a cancu:Document ; rdfs:label "Quyết định C" ; eli:based_on <doc/a> ; eli:cites <doc/u> . }
"""

BODIES: Final = """
<graph/bodies> {
  <agency/tw/ban-bi-thu> a cancu:Agency ; skos:prefLabel "Ban Bí thư"@vi ; cancu:level <level/central> .
  <agency/x/so-y-te> a cancu:Agency ; skos:prefLabel "Sở Y tế"@vi ; cancu:level <level/province> .
  <agency/x/so-tai-chinh> a cancu:Agency ; skos:prefLabel "Sở Tài chính"@vi ; cancu:level <level/province> ;
    cancu:validFrom "2025-01-01"^^xsd:date .
  <agency/x/to-cong-tac> a cancu:Agency ; skos:prefLabel "Tổ công tác 05"@vi ;
    skos:editorialNote "chưa có trong bảng tên cơ quan"@vi .
  <group/x/so-ban-nganh> a cancu:AgencyGroup ; skos:prefLabel "Các sở, ban, ngành"@vi ;
    cancu:hasMember <agency/x/so-y-te> , <agency/x/so-tai-chinh> . }
"""

TASKS: Final = """
<graph/doc/l> {
  <doc/l/task/1> a cancu:Task ; cancu:setBy <doc/l> ; cancu:leadAgency <agency/x/so-y-te> ;
    cancu:coordinatingAgency <group/x/so-ban-nganh> ; cancu:hasDeadline <doc/l/task/1/deadline> .
  <doc/l/task/1/deadline> a cancu:Deadline ; cancu:deadlineKind <deadline/quarter> ;
    cancu:startDate "2026-04-01"^^xsd:date ; cancu:endDate "2026-06-30"^^xsd:date . }
<graph/doc/r> {
  <doc/r/task/1> a cancu:Task ; cancu:setBy <doc/r> ; cancu:leadAgency <agency/x/so-y-te> ;
    cancu:hasDeadline <doc/r/task/1/deadline> .
  <doc/r/task/1/deadline> a cancu:Deadline ; cancu:deadlineKind <deadline/ongoing> .
  <doc/r/task/2> a cancu:Task ; cancu:setBy <doc/r> ; cancu:directingAgency <agency/x/to-cong-tac> ;
    cancu:hasDeadline <doc/r/task/2/deadline> .
  <doc/r/task/2/deadline> a cancu:Deadline ; cancu:deadlineKind <deadline/condition> ; cancu:condition "sau khi …" . }
<graph/doc/u> {
  <doc/u/task/1> a cancu:Task ; cancu:setBy <doc/u> ; cancu:leadAgency <agency/x/so-tai-chinh> ;
    cancu:coordinatingAgency <group/x/so-ban-nganh> , <agency/x/so-y-te> ; cancu:hasDeadline <doc/u/task/1/deadline> .
  <doc/u/task/1/deadline> a cancu:Deadline ; cancu:deadlineKind <deadline/annual> ; cancu:recurrence "P1Y" ;
    cancu:dueMonthDay "--11-15"^^xsd:gMonthDay .
  <doc/u/task/2> a cancu:Task ; cancu:setBy <doc/u> . }
"""

LINEAGE: Final = """
<graph/lineage/doc/l> { <doc/l/task/1> cancu:elaborates <doc/t/text/1> . }
<graph/lineage/doc/r> { <doc/r/task/1> cancu:elaborates <doc/t/text/1> . }
<graph/lineage/doc/u> {
  <doc/u/task/1> cancu:elaborates <doc/l/task/1> , <doc/r/task/1> . <doc/u/task/2> cancu:elaborates <doc/l/task/1> .
  <doc/u/task/2/upstream/r-task-1> a cancu:Alignment ; cancu:aligns <doc/u/task/2> ; cancu:alignedWith <doc/r/task/1> ;
    cancu:score 0.50 ; cancu:method <method/text-similarity> ; cancu:settledBy <review/5b0e3c1e> . }
<graph/review> { <review/5b0e3c1e> a cancu:Review ; cancu:verdict <verdict/rejected> . }
"""

SMALL: Final = ACTS + BODIES + TASKS + LINEAGE


def engine_of(trig: str) -> OxigraphEngine:
    """A graph written in TriG with the prefixes above, and the vocabulary."""
    store = Store()
    store.load((PREFIXES + trig).encode(), format=RdfFormat.TRIG, base_iri=BASE)
    store.extend(vocabulary_quads())
    return OxigraphEngine(store)


@cache
def five_plans() -> OxigraphEngine:
    """The five plans, each act in one graph, as the store keeps them; without reference data."""
    quads = set(vocabulary_quads())
    graphs = [act_graphs(read_record(plan)) for plan in plans()]
    described = {each.act for each in graphs}
    for each in graphs:
        quads.update(each.quads, each.named)
        for act, stub in each.stubs.items():
            if act not in described:
                described.add(act)
                quads.update(stub)
    store = Store()
    store.extend(quads)
    return OxigraphEngine(store)


def iri(path: str) -> str:
    """The IRI of a path below the base."""
    return BASE + path
