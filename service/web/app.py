"""The HTTP service: pages, `/id/…`, `/sparql` and `/api` over one store.

uvicorn.run(create_app(".cancu/store"))
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from service.errors import ServiceError
from service.settings import DEFAULT_STORE, checks_at_once
from service.store import Store
from service.web import api, checking, data, findings, pages, questions, sparql
from service.web.access import CurrentGraph, newest
from service.web.desk import Desk
from service.web.negotiation import prefers_page
from service.web.problems import Problem
from service.web.rendering import HERE, page

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFETY: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
}
"""Sent with every answer: no script, nothing from elsewhere, in nobody's frame. A page may have a policy of its own."""

_ADVICE: Final = {
    400: ("Yêu cầu chưa đúng", "Địa chỉ hoặc tham số của yêu cầu này không hợp lệ. Hãy kiểm tra lại rồi gửi lại."),
    404: (
        "Không tìm thấy",
        "Kho dữ liệu không có gì ở địa chỉ này. Hãy kiểm tra lại địa chỉ, hoặc tìm văn bản theo số, ký hiệu.",
    ),
    405: ("Không dùng được cách này", "Địa chỉ này không nhận kiểu yêu cầu vừa gửi."),
    406: ("Không có dạng dữ liệu này", "Trang này không có ở dạng mà chương trình của bạn yêu cầu."),
    500: (
        "Có lỗi trong chương trình",
        "Yêu cầu này làm chương trình gặp lỗi. Lỗi đã được ghi lại; hãy báo cho người quản trị.",
    ),
    503: ("Chưa đọc được kho dữ liệu", "Kho dữ liệu hiện không đọc được. Hãy thử lại sau hoặc báo cho người quản trị."),
}
"""What a browser's page says of a status: its heading, and what to do."""


def create_app(store_location: str | Path = DEFAULT_STORE) -> FastAPI:
    """The application over the store at `store_location`. The store is opened when it starts, and read only."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.newest = newest(Store.open(store_location))
        app.state.desk = Desk(checks_at_once(), store_location)
        yield
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
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_api_route("/healthz", healthz, methods=["GET"], tags=["service"])
    named = (sparql.router, api.router, questions.api, checking.api, findings.api, data.router)
    for router in (*named, questions.pages, checking.pages, findings.pages, pages.router):
        app.include_router(router)
    _say_errors(app)
    app.add_middleware(Shell)
    return app


def healthz(graph: CurrentGraph) -> dict[str, str | int]:
    """Whether the service answers, and which generation of the graph it answers from."""
    return {"status": "ok", "generation": graph.generation}


class Shell:
    """Around every request: HEAD is answered as GET (the server drops the body), and SAFETY goes with the answer."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                named = {name.lower() for name, _ in own}
                sent = [(name.encode(), value.encode()) for name, value in SAFETY.items()]
                message = {**message, "headers": [*own, *(pair for pair in sent if pair[0] not in named)]}
            await send(message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


def _say_errors(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    def of_problem(request: Request, error: Problem) -> Response:
        return _said(request, error)

    @app.exception_handler(HTTPException)
    def of_framework(request: Request, error: HTTPException) -> Response:
        return _said(request, Problem(error.status_code, str(error.detail), f"{request.method} {request.url.path}"))

    @app.exception_handler(RequestValidationError)
    def of_parameters(request: Request, error: RequestValidationError) -> Response:
        faults = [f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()]
        return _said(request, Problem(400, "Wrong parameters", ". ".join(faults)))

    @app.exception_handler(ServiceError)
    def of_store(request: Request, error: ServiceError) -> Response:
        return _said(request, Problem(503, "The store cannot be read", str(error)))

    @app.exception_handler(Exception)
    def of_programmer(request: Request, error: Exception) -> Response:
        problem = Problem(500, "Internal error", "The service failed on this request; its log says where.")
        answer = _said(request, problem)
        answer.headers.update(SAFETY)  # the framework answers this one outside of Shell
        return answer


def _said(request: Request, problem: Problem) -> Response:
    """The problem as a page for a browser, as JSON for everyone else."""
    if not prefers_page(request.headers.get("accept")):
        return problem.response()
    heading, advice = _ADVICE.get(problem.status, _ADVICE[400 if problem.status < 500 else 500])
    detail = None if problem.status in (404, 500) else problem.detail
    advice = problem.more.get("advice", advice)
    return page("error.html", problem.status, status=problem.status, heading=heading, advice=advice, detail=detail)
