"""Servers to be measured: `cancu serve` with settings of its own, and rdflib-endpoint over the same graph.

with ours(store, CANCU_QUERY_SECONDS="5") as server: ...        # server.port, server.process
python -m benchmarks.endpoint_servers graph.nt 8123             # rdflib-endpoint, in a process of its own
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.searching.keeping import index_of
from service.store import Store

LOADING: Final = 600.0
"""Seconds that a server gets to load its graph and listen."""


@dataclass(frozen=True)
class Server:
    """Where a server listens on this machine, the path of its endpoint, and its process."""

    port: int
    path: str
    process: int


@contextmanager
def ours(store: Path, **settings: str) -> Iterator[Server]:
    """`cancu serve` over the store."""
    index_of(Store.open(store).reader())  # or the service would make it beside what is measured
    port = _free_port()
    command = [sys.executable, "-m", "service.cli", "serve", "--store", str(store), "--port", str(port)]
    with _running(command, port, "/sparql", {"CANCU_ACCESS_LOG": "off", **settings}) as server:
        yield server


@contextmanager
def theirs(triples: Path) -> Iterator[Server]:
    """rdflib-endpoint over a file of N-Triples, which it holds in memory."""
    port = _free_port()
    command = [sys.executable, "-m", "benchmarks.endpoint_servers", str(triples), str(port)]
    with _running(command, port, "/", {}) as server:
        yield server


@contextmanager
def _running(command: Sequence[str], port: int, path: str, settings: dict[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, **settings})
    try:
        _wait_for(port, process)
        yield Server(port, path, process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LOADING
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {' '.join(process.args if isinstance(process.args, list) else [])}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _serve_rdflib(triples: str, port: int) -> None:
    import uvicorn
    from rdflib import Graph
    from rdflib_endpoint import SparqlEndpoint

    app = SparqlEndpoint(graph=Graph().parse(triples, format="nt"))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    _serve_rdflib(sys.argv[1], int(sys.argv[2]))
