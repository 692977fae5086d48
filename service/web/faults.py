"""Every error as a client is told it: a page for a browser, RFC 9457 problem details for everyone else."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from service.errors import ServiceError
from service.web.guards.shell import SAFETY
from service.web.negotiation import prefers_page
from service.web.problems import Problem
from service.web.rendering import page

ADVICE: Final = {
    400: ("Yêu cầu chưa đúng", "Địa chỉ hoặc tham số của yêu cầu này không hợp lệ. Hãy kiểm tra lại rồi gửi lại."),
    403: ("Không được phép", "Máy chủ này không cho phép việc vừa yêu cầu."),
    404: (
        "Không tìm thấy",
        "Kho dữ liệu không có gì ở địa chỉ này. Hãy kiểm tra lại địa chỉ, hoặc tìm văn bản theo số, ký hiệu.",
    ),
    405: ("Không dùng được cách này", "Địa chỉ này không nhận kiểu yêu cầu vừa gửi."),
    406: ("Không có dạng dữ liệu này", "Trang này không có ở dạng mà chương trình của bạn yêu cầu."),
    429: ("Quá nhiều yêu cầu", "Địa chỉ của bạn gửi yêu cầu dày hơn mức cho phép. Hãy đợi một lát rồi thử lại."),
    500: (
        "Có lỗi trong chương trình",
        "Yêu cầu này làm chương trình gặp lỗi. Lỗi đã được ghi lại; hãy báo cho người quản trị.",
    ),
    503: ("Chưa đọc được kho dữ liệu", "Kho dữ liệu hiện không đọc được. Hãy thử lại sau hoặc báo cho người quản trị."),
}
"""What a browser's page says of a status: its heading, and what to do."""
_LOG: Final = logging.getLogger("uvicorn.error")
"""The log that `cancu serve` writes."""


def say_errors(app: FastAPI) -> None:
    """Have every error of the application told in this way."""

    @app.exception_handler(Problem)
    def of_problem(request: Request, error: Problem) -> Response:
        return told(request, error)

    @app.exception_handler(HTTPException)
    def of_framework(request: Request, error: HTTPException) -> Response:
        place = f"{request.method} {request.url.path}"
        return told(request, Problem(error.status_code, str(error.detail), place, headers=error.headers))

    @app.exception_handler(RequestValidationError)
    def of_parameters(request: Request, error: RequestValidationError) -> Response:
        faults = [f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()]
        return told(request, Problem(400, "Wrong parameters", ". ".join(faults)))

    @app.exception_handler(ServiceError)
    def of_store(request: Request, error: ServiceError) -> Response:
        return told(request, unreadable(request, error))

    @app.exception_handler(Exception)
    def of_programmer(request: Request, error: Exception) -> Response:
        problem = Problem(500, "Internal error", "The service failed on this request; its log says where.")
        answer = told(request, problem)
        answer.headers.update(SAFETY)  # the framework answers this one outside of Shell
        return answer


def unreadable(request: Request, error: ServiceError) -> Problem:
    """The store cannot be read, and why; where it lies on this machine stands in the log alone."""
    _LOG.error("%s", error)
    return Problem(503, "The store cannot be read", str(error).replace(str(request.app.state.desk.store), "the store"))


def told(request: Request, problem: Problem) -> Response:
    """The problem as a page for a browser, as JSON for everyone else."""
    if not prefers_page(request.headers.get("accept")):
        return problem.response()
    heading, advice = ADVICE.get(problem.status, ADVICE[400 if problem.status < 500 else 500])
    detail = None if problem.status in (404, 500) else problem.detail
    advice = problem.more.get("advice", advice)
    answer = page("error.html", problem.status, status=problem.status, heading=heading, advice=advice, detail=detail)
    answer.headers.update(problem.headers or {})
    return answer
