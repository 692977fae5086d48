"""Everything in the store as linked data, the same store always as the same bytes.

    nq, trig, jsonld    with the named graphs: one an act, and those of the reference data
    ttl, rdfxml, nt     the triples alone (each stands in one graph, so none comes twice)

Graphs stand in the order of their names, triples within in that of their terms, so that two exports can be
compared line by line. Only one graph is held in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize
from pyoxigraph import Store as Graph

from ontology.namespaces import PREFIXES
from service.errors import UnknownFormat, UnwritableFile
from service.storage.files import whole_file
from service.store import Reader

FORMATS: Final[dict[str, RdfFormat]] = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def rdf_format(name: str) -> RdfFormat:
    """The format named `name`; UnknownFormat, with those that there are, for another."""
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownFormat(f'There is no export format "{name}". Use one of: {", ".join(FORMATS)}.') from None


def export(reader: Reader, format_name: str, out: Path | IO[bytes]) -> int:
    """Write all that `reader` sees to `out`, and return the number of triples.

    A file is written beside its place and moved there when it is whole. Raises UnknownFormat, UnwritableFile.
    """
    rdf = rdf_format(format_name)
    if not isinstance(out, Path):
        return _write(reader.graph, rdf, out)
    try:
        with whole_file(out) as file:
            return _write(reader.graph, rdf, file)
    except OSError as error:
        raise UnwritableFile(f"{out}: cannot be written ({error.strerror or error}).") from error


def sorted_quads(graph: Graph) -> Iterator[Quad]:
    """All quads, by the name of their graph and then by their terms."""
    names = sorted((name for name in graph.named_graphs() if isinstance(name, NamedNode)), key=lambda n: n.value)
    graphs: list[DefaultGraph | NamedNode] = [DefaultGraph(), *names]
    for name in graphs:
        yield from sorted(graph.quads_for_pattern(None, None, None, name), key=str)


def _write(graph: Graph, rdf: RdfFormat, out: IO[bytes]) -> int:
    count = 0

    def counted() -> Iterator[Quad | Triple]:
        nonlocal count
        for quad in sorted_quads(graph):
            count += 1
            yield quad if rdf.supports_datasets else quad.triple

    # Typed as quads or triples, not a mixture; each format gives only one of them.
    serialize(cast("Iterator[Quad]", counted()), out, format=rdf, prefixes=PREFIXES)
    return count
