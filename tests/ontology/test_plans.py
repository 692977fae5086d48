"""What the loaders make of real plans, under the ontology's logic."""

from __future__ import annotations

from pyoxigraph import Quad, RdfFormat, serialize
from rdflib import Graph

from loaders.reading import read_record
from loaders.triples import act_graphs
from ontology.check import check
from ontology.sampling import representatives
from tests.corpus import plans
from tests.ontology.whole_reference import quads as reference


def test_the_five_plans_with_all_that_they_cite_and_name_are_consistent_and_use_defined_terms() -> None:
    quads: set[Quad] = set(representatives(reference()))
    loaded = [act_graphs(read_record(path)) for path in plans()]
    acts = {graph.act for graph in loaded}
    for graph in loaded:
        quads.update(graph.quads, graph.named)
        for act, stub in graph.stubs.items():
            quads.update(stub if act not in acts else ())
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    report = check(Graph().parse(data=triples, format="nt"))
    assert report.consistent, report.explanation
    assert (report.unsatisfiable, report.undefined, report.misused) == ((), (), ())
