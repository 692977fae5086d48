"""The HTTP service: pages, `/id/…`, `/sparql` and `/api` over one store.

uvicorn.run(create_app(".cancu/store"))
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from service.answering.interface import Answering, Limits
from service.answering.workers import Workers
from service.remote.addresses import addresses, is_address
from service.remote.forwarding import Forwarding
from service.settings import (
    DEFAULT_STORE,
    checks_at_once,
    licence,
    load_token,
    metrics_readers,
    origins,
    queries_are_logged,
    requests_per_minute,
    trusted_proxies,
)
from service.store import Store
from service.web import api, checking, documents, export, feeds, findings, operation, questions, search, sparql, styling
from service.web.access import newest
from service.web.desk import Desk
from service.web.faults import say_errors
from service.web.guards.measures import Measures
from service.web.guards.origins import Origins
from service.web.guards.packing import Packing
from service.web.guards.rate import Rate
from service.web.guards.shell import Shell
from service.web.guards.watching import Watching
from service.web.language import Languages
from service.web.linked import contexts, data, dcat, sitemap, void
from service.web.pages import lineage, monitoring, ontology, rules, tasks, texts, things
from service.web.rendering import HERE


def create_app(store_location: str | Path = DEFAULT_STORE) -> FastAPI:
    """The application over the store at `store_location`, opened when it starts; POST /api/documents alone writes.

    Raises WrongUse for a setting that makes no sense.
    """
    for setting in (load_token, metrics_readers, licence):
        setting()  # read again at each request; wrong ones are told here, at the start

    limits = Limits.of_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.newest = newest(Store.open(store_location))
        app.state.desk = Desk(checks_at_once(), store_location)
        app.state.writer = CapacityLimiter(1)
        app.state.aside = CapacityLimiter(operation.ASIDE)
        operation.watch_store(app.state.measures, app.state.newest)
        app.state.endpoint = sparql.Endpoint(_answering(store_location, limits), limits)
        yield
        await app.state.endpoint.aclose()
        del app.state.newest

    app = FastAPI(
        title="Căn Cứ",
        summary="Vietnamese official acts as linked data: legal bases, tasks, deadlines and who answers for them.",
        version=api.VERSION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_api_route("/static/report.css", checking.report_style, include_in_schema=False)
    app.include_router(styling.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    named = (
        operation.router,
        sparql.router,
        export.router,
        feeds.router,
        api.router,
        documents.router,
        questions.api,
        checking.api,
        findings.api,
        data.router,
        ontology.router,
        void.router,
        dcat.router,
        contexts.router,
        rules.router,
        sitemap.router,
    )
    for router in (
        *named,
        questions.pages,
        checking.pages,
        findings.pages,
        monitoring.router,
        lineage.router,
        tasks.router,
        texts.router,
        search.router,
        things.router,
    ):
        app.include_router(router)
    say_errors(app)
    app.state.measures = Measures()
    guard(app, app.state.measures)
    return app


def guard(app: FastAPI, measures: Measures) -> None:
    """Put the guards around the application; the last one is the outermost."""
    app.add_middleware(Packing)
    app.add_middleware(Rate, per_minute=requests_per_minute())
    app.add_middleware(Origins, allowed=origins())
    app.add_middleware(Languages)
    app.add_middleware(Watching, measures=measures, with_queries=queries_are_logged())
    app.add_middleware(Shell)
    if proxies := trusted_proxies():
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=proxies)


def _answering(store_location: str | Path, limits: Limits) -> Answering:
    """Who answers at /sparql: processes of our own, or the server at which the graph is."""
    if is_address(store_location):
        return Forwarding(addresses(str(store_location)), limits)
    return Workers(limits)
