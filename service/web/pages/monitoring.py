"""The pages for offices that watch over the work: coverage, communes and bodies, deadlines, the overview."""

from __future__ import annotations

from fastapi import APIRouter

from service.web.pages import bodies, communes, coverage, deadlines, overview

router = APIRouter(include_in_schema=False)
for one in (coverage.router, communes.router, bodies.router, deadlines.router, overview.router):
    router.include_router(one)
