"""Figures of the service as Prometheus reads them: what was asked, how it went, how long it took, what is held.

    cancu_requests_total{method="GET",route="/api/questions/{name}",status="200"} 17.0

    measures.figure("cancu_generation", "Generation of the graph.", lambda: newest().generation)

Routes are named by their templates, so that no act, word or address of a visitor stands in a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service.errors import ServiceError

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Upper bounds of the histogram's buckets: from an answer that is remembered to a draft that is checked."""
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Measures:
    """The figures of one service."""

    def __init__(self) -> None:
        self._registry: Final = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests: Final = Counter(
            "cancu_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds: Final = Histogram(
            "cancu_request_seconds",
            "From the request to the last byte of its answer.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered. `route`: its template, "/api/questions/{name}"."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def figure(self, name: str, told: str, read: Callable[[], float]) -> None:
        """One more figure, `read` whenever somebody looks; not a number where the store cannot be read just then."""

        def safely() -> float:
            try:
                return read()
            except ServiceError:
                return float("nan")

        Gauge(name, told, registry=self._registry).set_function(safely)

    def text(self) -> bytes:
        """All figures, in Prometheus's text format."""
        return generate_latest(self._registry)
