"""The same questions put to the store as it is on disk, over HTTP, to rdflib, and to plain dictionaries.

Cold: the store is opened anew and the operating system has let go of its files. Warm: asked before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import httpx
from rdflib import Graph

from benchmarks.asked import Parameters
from benchmarks.asking import for_rdflib
from benchmarks.timing import Run, timed_run
from benchmarks.walk import Walk
from queries.binding import ask, bindings, question_named
from queries.engine import Engine, OxigraphEngine
from queries.markers import bind
from service.searching.keeping import index_of
from service.store import Store

WARM_RUNS: Final = 40
COLD_RUNS: Final = 5
_RDFLIB_RUNS: Final = 3
_URL: Final = re.compile(r"http://[^/\s]+/")

Prepared = Callable[[str], Callable[[], Iterator[Run]]]
"""From a question's name to its runs."""


def cold(name: str, parameters: Sequence[Parameters], folder: Path) -> Iterator[Run]:
    """The first answer of a store just opened, some times over."""
    for turn in range(COLD_RUNS):
        forget(folder)
        reader = Store.open(folder).reader()
        yield timed_run(partial(_rows, name, parameters[turn % len(parameters)], reader.engine))


def warm(name: str, parameters: Sequence[Parameters], folder: Path) -> Iterator[Run]:
    """Each parameter once unmeasured, then in turns; the graph is asked each time."""
    reader = Store.open(folder).reader()
    yield from _in_turns(name, parameters, OxigraphEngine(reader.graph, reader.engine.kept))


def again(name: str, parameters: Sequence[Parameters], folder: Path) -> Iterator[Run]:
    """As `warm`, of an engine that remembers what it was asked, as the service's does."""
    yield from _in_turns(name, parameters, Store.open(folder).reader().engine)


def _in_turns(name: str, parameters: Sequence[Parameters], engine: Engine) -> Iterator[Run]:
    for each in parameters:
        _rows(name, each, engine)
    for turn in range(max(WARM_RUNS, len(parameters))):
        yield timed_run(partial(_rows, name, parameters[turn % len(parameters)], engine))


def _rows(name: str, parameters: Parameters, engine: Engine) -> int:
    return len(ask(name, parameters, engine).rows)


def forget(folder: Path) -> None:
    """Have the operating system drop what it keeps of the files in memory."""
    for file in folder.rglob("*"):
        if file.is_file():
            descriptor = os.open(file, os.O_RDONLY)
            try:
                os.fdatasync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)


# Over HTTP ------------------------------------------------------------------------------------------------


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a service of the store, as a process of its own."""
    index_of(Store.open(folder).reader())  # or the service would make it beside what is measured
    command = [sys.executable, "-m", "service.cli", "serve", "--store", str(folder), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield _address(server)
    finally:
        server.terminate()
        server.wait()


def _address(server: subprocess.Popen[str]) -> str:
    told = ""
    for line in server.stderr or ():
        told += line
        found = _URL.search(told.replace("\n", " "))
        if found:
            return found[0]
    raise RuntimeError(f"the service did not start: {told.strip()}")


def over_http(name: str, parameters: Sequence[Parameters], address: str) -> Iterator[Run]:
    """On one connection that is kept, each parameter once unmeasured."""
    with httpx.Client(base_url=address, timeout=None) as client:
        for each in parameters:
            _fetched(client, name, each)
        for turn in range(max(WARM_RUNS, len(parameters))):
            yield timed_run(partial(_fetched, client, name, parameters[turn % len(parameters)]))


def _fetched(client: httpx.Client, name: str, parameters: Parameters) -> int:
    answer = client.get(f"/api/questions/{name}", params=dict(parameters))
    answer.raise_for_status()
    return len(answer.json()["rows"])


# Beside it ------------------------------------------------------------------------------------------------


def by_rdflib(texts: Sequence[str], graph: Graph) -> Iterator[Run]:
    """rdflib's own store and engine, the whole graph in memory."""
    for turn in range(_RDFLIB_RUNS):
        text = texts[turn % len(texts)]
        yield timed_run(lambda text=text: len(list(graph.query(text))))  # type: ignore[misc]


def rdflib_texts(name: str, parameters: Sequence[Parameters], engine: OxigraphEngine) -> list[str]:
    """The question as SPARQL with its values, in a form that rdflib takes."""
    question = question_named(name)
    return [for_rdflib(bind(question.text, bindings(question, each, engine))) for each in parameters]


def by_walk(name: str, parameters: Sequence[Parameters], walk: Walk) -> Iterator[Run]:
    """Plain dictionaries."""
    answer = walk.answers[name]
    for turn in range(max(WARM_RUNS, len(parameters))):
        each = parameters[turn % len(parameters)]
        yield timed_run(lambda each=each: len(answer(**each)))  # type: ignore[misc]
