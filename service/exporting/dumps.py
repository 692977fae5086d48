"""Named graphs as linked data, the same graphs always as the same bytes.

    nq, trig, jsonld    with the named graphs: one an act, and those of the reference data
    ttl, rdfxml, nt     the triples alone (each stands in one graph, so none comes twice)

Graphs stand in the order of their names, triples within in that of their terms, so that two exports can be
compared line by line. Only one graph is held in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize
from pyoxigraph import Store as Graph

from ontology.namespaces import PREFIXES
from service.exporting.scope import Scope, graphs_of
from service.store import Reader

_LINES: Final = (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)


def write_dump(reader: Reader, scope: Scope, rdf: RdfFormat, out: IO[bytes]) -> int:
    """Write the graphs of the scope, and return the number of triples."""
    if rdf in _LINES:
        return sum(_write_lines(reader, name, rdf, out) for name in graphs_of(scope, reader))
    count = 0

    def counted() -> Iterator[Quad | Triple]:
        nonlocal count
        for name in graphs_of(scope, reader):
            graph = NamedNode(name)
            for triple in sorted(reader.triples_in(name), key=str):
                count += 1
                quads = rdf.supports_datasets
                yield Quad(triple.subject, triple.predicate, triple.object, graph) if quads else triple

    # Typed as quads or triples, not a mixture; each format gives only one of them.
    serialize(cast("Iterator[Quad]", counted()), out, format=rdf, prefixes=PREFIXES)
    return count


def _write_lines(reader: Reader, name: str, rdf: RdfFormat, out: IO[bytes]) -> int:
    """One graph in a format of lines: sorted as such, which is many times as fast as triple by triple."""
    text = serialize(reader.triples_in(name), format=RdfFormat.N_TRIPLES) or b""
    lines = sorted(line for line in text.split(b"\n") if line)
    end = f"<{name}> .\n".encode() if rdf is RdfFormat.N_QUADS else b".\n"
    out.write(b"".join(line.removesuffix(b".") + end for line in lines))
    return len(lines)


def sorted_quads(graph: Graph) -> Iterator[Quad]:
    """All quads of an embedded graph, in that order."""
    names = sorted((name for name in graph.named_graphs() if isinstance(name, NamedNode)), key=lambda n: n.value)
    graphs: list[DefaultGraph | NamedNode] = [DefaultGraph(), *names]
    for name in graphs:
        yield from sorted(graph.quads_for_pattern(None, None, None, name), key=str)
