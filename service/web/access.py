"""The graph as the HTTP service sees it: the newest generation that was published, read-only.

    graph = Depends(current_graph)     # in a router: graph.engine, graph.graph, graph.generation, graph.text(digest)

`cancu load` may publish a new generation while the service runs; the next request sees it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from service.store import Reader, Store


def newest(store: Store) -> Callable[[], Reader]:
    """A function that gives the newest generation of `store`; safe to call from many threads."""
    reader = store.reader()
    lock = threading.Lock()

    def read() -> Reader:
        nonlocal reader
        with lock:
            reader = store.refreshed(reader)
            return reader

    return read


def current_graph(request: Request) -> Reader:
    """The generation that this request is answered from, from its first to its last query."""
    read: Callable[[], Reader] = request.app.state.newest
    return read()


CurrentGraph = Annotated[Reader, Depends(current_graph)]
