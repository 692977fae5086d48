"""`cancu ontology check`: the ontology and the loaded graph before a reasoner.

$ cancu ontology check                 the ontology, all acts of the store, one of each kind of its bodies and units
$ cancu ontology check 38-CT/TW …      … and these acts only
$ cancu ontology reference -o units.nq  the tables of units and bodies as RDF, without a store
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize
from pyoxigraph import Store as Graph
from rdflib import Graph as RdflibGraph

from ontology.changes import changing_acts
from ontology.check import CheckReport, ReasonerError
from ontology.check import check as check_ontology
from ontology.namespaces import graph, path_of
from ontology.reference import reference_quads
from ontology.sampling import representatives
from ontology.terms import TYPE, graph_node
from queries.binding import resolve
from queries.catalogue import Bilingual, Parameter
from queries.engine import Engine
from service.commands.terminal import FINDINGS, PlainErrors, StoreOption, progress_bar, say, write_result
from service.errors import WrongUse
from service.settings import DEFAULT_STORE
from service.store import Store

BATCH: Final = 20_000
"""Triples of acts that are reasoned over at once: the reasoner's time grows faster than the data."""

_REFERENCE: Final = ("bodies", "units")

_ACT: Final = Parameter(name="act", type="act", required=True, label=Bilingual(vi="Văn bản", en="Act"))

ontology = typer.Typer(
    cls=PlainErrors, no_args_is_help=True, pretty_exceptions_enable=False, help="The words of the graph."
)


@ontology.callback()
def _group() -> None:
    """The words of the graph."""


@ontology.command("check")
def check(
    acts: Annotated[list[str] | None, typer.Argument(help="Numbers or IRIs of acts; else all.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Reason over the ontology and the loaded acts: consistent, every term defined and labelled."""
    reader = Store.open(store).reader()
    loaded = reader.graph
    batches = list(_batches(loaded, _graphs_of(loaded, reader.engine, acts or ())))
    if batches:
        batches.append(_of_reference(loaded))
    if not batches:
        say(f"{store} is empty: only the ontology itself is checked.")
    reports = []
    try:
        with progress_bar("Reasoning") as progress:
            for done, batch in enumerate(batches or [[]]):
                progress(done, len(batches) or 1, Path())
                reports.append(check_ontology(_for_rdflib([*batch, *_around(loaded, batch)])))
    except ReasonerError as error:
        raise WrongUse(str(error)) from error
    write_result(_said(reports), None)
    if not all(report.ok for report in reports):
        raise typer.Exit(FINDINGS)


@ontology.command("reference")
def reference(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File; else standard output.")] = None,
) -> None:
    """The reference data as N-Quads: all units, the bodies and groups of the tables, the acts of their changes."""
    quads = chain(reference_quads(), changing_acts())
    write_result((serialize(quads, format=RdfFormat.N_QUADS) or b"").decode("utf-8"), output)


def _said(reports: Sequence[CheckReport]) -> str:
    faulty = [report for report in reports if not report.ok]
    return "\n".join(dict.fromkeys(report.explanation for report in faulty or reports))


def _graphs_of(loaded: Graph, engine: Engine, acts: Sequence[str]) -> list[NamedNode]:
    """The named graphs of these acts, of all acts where none is named. QueryError for one that is not there."""
    names = sorted(
        (name for name in loaded.named_graphs() if str(name.value).startswith(str(graph("doc/")))),
        key=lambda name: str(name.value),
    )
    every = [name for name in names if isinstance(name, NamedNode)]
    if not acts:
        return every
    wanted = {str(graph(path_of(resolve(_ACT, act, engine).value))) for act in acts}
    return [name for name in every if name.value in wanted]


def _batches(loaded: Graph, names: Sequence[NamedNode]) -> Iterator[list[Quad]]:
    batch: list[Quad] = []
    for name in names:
        batch.extend(loaded.quads_for_pattern(None, None, None, name))
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _around(loaded: Graph, batch: Sequence[Quad]) -> Iterator[Quad]:
    """Of what the quads point to, bodies, units and other acts, the classes."""
    own = {quad.subject for quad in batch}
    targets = {quad.object for quad in batch if isinstance(quad.object, NamedNode)} - own
    for target in sorted(targets, key=str):
        yield from loaded.quads_for_pattern(target, TYPE, None, None)


def _of_reference(loaded: Graph) -> list[Quad]:
    """One of each kind of the bodies and units: there are too many for the reasoner (ontology.sampling)."""
    quads = [quad for name in _REFERENCE for quad in loaded.quads_for_pattern(None, None, None, graph_node(name))]
    return representatives(quads)


def _for_rdflib(quads: Sequence[Quad]) -> RdflibGraph:
    triples: list[Triple] = [quad.triple for quad in quads]
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return RdflibGraph().parse(data=lines, format="nt")
