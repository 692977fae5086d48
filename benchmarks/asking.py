"""What falls on a commune and on a body: our engine beside rdflib's own store, on the same graph and query.

Each rdflib question runs in a process of its own, which is ended after LIMIT seconds.
"""

from __future__ import annotations

import multiprocessing
import re
import time
from functools import partial
from multiprocessing.connection import Connection
from statistics import median
from typing import Final

from pyoxigraph import RdfFormat
from rdflib import Graph

from benchmarks.measure import timed
from ontology.terms import node
from queries.binding import ask, question_named
from queries.engine import OxigraphEngine
from queries.markers import bind

LIMIT: Final = 120.0
"""Seconds that rdflib gets for one question, loading aside."""
RUNS: Final = 20
_ASKED: Final = {
    "commune-duties": ("commune", "unit/15016"),
    "agency-duties": ("agency", "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe"),
}


def print_asking(engine: OxigraphEngine) -> None:
    """Medians, warm, with the reference data and what else the store holds."""
    print(f"{len(engine.store)} quads; median of {RUNS} runs, warm      pyoxigraph         rdflib")
    text = triples(engine)
    for name, (parameter, path) in _ASKED.items():
        ours = timed(partial(ask, name, {parameter: path}, engine), RUNS)
        query = bind(question_named(name).text, {f"_{parameter}": node(path)})
        theirs = _by_rdflib(text, for_rdflib(query))
        told = f"{theirs * 1000:10.1f} ms" if theirs else f"over {LIMIT:g} s"
        print(f"{name} {path:50s} {ours * 1000:10.1f} ms {told:>14s}")


def for_rdflib(query: str) -> str:
    """The query as rdflib answers it: it fails at an unbound value in an aggregate, which SPARQL leaves out."""
    return re.sub(r"(GROUP_CONCAT\(DISTINCT )(\?\w+)", r'\1COALESCE(\2, "")', query)


def triples(engine: OxigraphEngine) -> bytes:
    """The store as one graph in N-Triples: rdflib's union of named graphs would cost it more."""
    quads = engine.store.dump(format=RdfFormat.N_QUADS) or b""
    lines = {line.rsplit(b" <", 1)[0] + b" ." for line in quads.splitlines() if line}
    return b"\n".join(lines)


def _by_rdflib(text: bytes, query: str) -> float | None:
    """Median seconds of three runs; None where the limit cut it off."""
    mine, its = multiprocessing.Pipe()
    child = multiprocessing.Process(target=_ask_rdflib, args=(text, query, its))
    child.start()
    mine.recv()  # loaded
    answered = mine.poll(LIMIT)
    seconds: float | None = mine.recv() if answered else None
    child.kill()
    child.join()
    return seconds


def _ask_rdflib(text: bytes, query: str, pipe: Connection) -> None:
    graph = Graph().parse(data=text, format="nt")
    pipe.send("loaded")
    seconds = []
    for _ in range(4):
        start = time.perf_counter()
        list(graph.query(query))
        seconds.append(time.perf_counter() - start)
    pipe.send(median(seconds[1:]))
