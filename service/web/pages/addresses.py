"""What stands in the addresses of the pages for monitoring: /bao-phu/doc/ttg/2024/1703-qd-ttg?tinh=thanh-hoa&trang=2"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query

from queries.engine import Engine
from service.web.linked import data
from service.web.problems import Problem
from service.web.views.asking import exists
from service.web.views.duties import today_in_vietnam

PageNumber = Annotated[int, Query(alias="trang", ge=1, le=100_000, description="Which page of a long list.")]
Day = Annotated[str | None, Query(alias="ngay", description="The day to look from, 2026-11-21; else today.")]
Province = Annotated[str | None, Query(alias="tinh", description='A province: "thanh-hoa", the end of its IRI.')]


def iri_of(path: str, engine: Engine | None = None) -> str:
    """The IRI of a path below the base. Problem 404 where it is none, or where the graph says nothing of it."""
    iri = data.iri_of(path)
    if engine is not None and not exists(engine, iri):
        raise data.unknown(path)
    return iri


def day_of(text: str | None) -> date:
    """The day of ?ngay=, or today in Vietnam. Problem 400 where it is no ISO date."""
    if not text:
        return today_in_vietnam()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Problem(400, "Wrong date", f'"{text}" is no date. It is written 2026-11-21.') from error
