"""`/context.jsonld`: the JSON-LD context of the data, for whoever writes data of the same kind or reads ours as JSON.

{"@context": ["https://cancu.example.vn/context.jsonld"], "@id": "…/task/II.3", "cancu:leadAgency": "…"}
"""

from __future__ import annotations

import json

from fastapi import APIRouter, Response

from service.web.linked.context import context

router = APIRouter(tags=["linked data"])


@router.get("/context.jsonld", response_class=Response, summary="The JSON-LD context of the data")
def published_context() -> Response:
    """The prefixes, and which properties lead to things, dates or numbers."""
    content = json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"
    return Response(content, media_type="application/ld+json", headers={"Cache-Control": "public, max-age=86400"})
