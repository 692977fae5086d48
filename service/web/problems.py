"""What an HTTP client is told when something is wrong: RFC 9457 problem details, in one or two plain sentences.

    {"type": "about:blank", "title": "The query has a syntax error", "status": 400,
     "detail": "Line 2, column 36: expected …", "line": 2, "column": 36}

A browser gets a page that says the same (service/web/pages/things.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi.responses import JSONResponse
from pydantic import BaseModel

PROBLEM: Final = "application/problem+json"


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457). Further members say more, as the candidates of an ambiguous name."""

    type: str
    title: str
    status: int
    detail: str


class Problem(Exception):
    """An answer that is an error: its HTTP status, a title, what is wrong and what to do."""

    def __init__(
        self, status: int, title: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status: Final = status
        self.title: Final = title
        self.detail: Final = detail
        self.headers: Final = headers
        """Those that go with the answer, as Retry-After."""
        self.more: Final = more

    def response(self) -> JSONResponse:
        """The problem as JSON."""
        content = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return JSONResponse({**content, **self.more}, self.status, self.headers, media_type=PROBLEM)


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses, for the OpenAPI description of an endpoint."""
    return {
        status: {"model": ProblemDetails, "description": HTTPStatus(status).phrase, "content": {PROBLEM: {}}}
        for status in statuses
    }
