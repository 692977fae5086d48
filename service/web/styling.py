"""The one style sheet of the pages, put together from service/web/styles/*.css in the order of their names."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response

from service.web.entity_tags import client_has

HERE: Final = Path(__file__).parent / "styles"

router = APIRouter(include_in_schema=False)


@cache
def style_sheet() -> tuple[bytes, str]:
    """The style sheet, and its entity tag."""
    content = b"\n".join(file.read_bytes() for file in sorted(HERE.glob("*.css")))
    return content, f'"{sha256(content).hexdigest()[:16]}"'


@router.get("/static/style.css")
def style(request: Request) -> Response:
    """The style sheet; a browser that has it already is told so."""
    content, tag = style_sheet()
    headers = {"ETag": tag, "Cache-Control": "max-age=600"}
    if client_has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/css; charset=utf-8", headers=headers)
