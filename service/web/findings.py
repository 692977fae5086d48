"""What the check found in the acts of the store: the page /findings, and its table as CSV and JSON.

GET /findings                     by province, by office, by rule
GET /api/findings?rule=task.lead  one row a province, office and rule
"""

from __future__ import annotations

import csv
from dataclasses import astuple
from io import StringIO
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from service.findings import COLUMNS, Row, chosen, corpus_findings, tally, totals
from service.web.access import CurrentGraph
from service.web.checking import accepted_lines
from service.web.negotiation import Form, choose
from service.web.problems import Problem, described
from service.web.rendering import page
from shapes.rules import Severity, rules

api = APIRouter(prefix="/api", tags=["check"])
pages = APIRouter(include_in_schema=False)

FORMS: Final = (Form("application/json", "json"), Form("text/csv", "csv"))


class Findings(BaseModel):
    """How often each rule fired in the acts of each office; accepted findings are counted apart."""

    rows: list[Row]


@api.get(
    "/findings",
    summary="What the check found in the store",
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}, **described(400, 406)},
    response_model=Findings,
)
def findings(
    request: Request,
    graph: CurrentGraph,
    table_format: Annotated[
        Literal["json", "csv"] | None, Query(alias="format", description="Else by Accept, else json.")
    ] = None,
    severity: Annotated[Severity, Query(description="The mildest findings to count.")] = "hint",
    rule: Annotated[list[str] | None, Query(description="Only these rules.")] = None,
) -> Response | Findings:
    """One row a province, office and rule, from the reports that were stored with the acts."""
    unknown = [one for one in rule or () if one not in rules()]
    if unknown:
        raise Problem(400, "No such rule", f'There is no rule "{unknown[0]}".')
    form = next((form for form in FORMS if form.extension == table_format), None)
    form = form or choose(request.headers.get("accept"), FORMS)
    if form is None:
        raise Problem(406, "No such form", "The table comes as application/json and text/csv.")
    rows = tally(chosen(corpus_findings(graph.engine, accepted_lines()), severity, rule or ()))
    if form.extension == "json":
        return Findings(rows=rows)
    return Response(_csv(rows), media_type=form.content_type)


@pages.get("/findings")
def findings_page(graph: CurrentGraph) -> Response:
    """The sums by province, by office and by rule, and the whole table."""
    found = corpus_findings(graph.engine, accepted_lines())
    sums = {by: totals(found, by) for by in ("province", "office", "rule")}
    return page("findings.html", sums=sums, rows=tally(found), names=rules())


def _csv(rows: list[Row]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    return out.getvalue()
