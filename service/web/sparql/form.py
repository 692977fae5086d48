"""The page at /sparql: a form, and below it the first rows of the answer or what is wrong with the query."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from anyio.to_thread import run_sync
from fastapi import Request, Response
from pyoxigraph import NamedNode

from ontology.namespaces import BASE
from service.answering.interface import SETTINGS, Wanted
from service.store import Reader
from service.web.negotiation import GRAPHS, RESULTS
from service.web.problems import Problem
from service.web.questions import cells
from service.web.rendering import page
from service.web.sparql.answers import given_of
from service.web.sparql.asked import SparqlRequest
from service.web.sparql.editor import EDITOR_POLICY
from service.web.sparql.endpoint import Endpoint
from service.web.sparql.samples import samples

SHOWN: Final = 500
"""Rows that the page shows; the page says so, and where the rest is."""
MEGABYTES: Final = 4
"""Of an answer that the page shows."""
START: Final = f"""# Các văn bản dựa vào Chỉ thị 38-CT/TW, trực tiếp hoặc qua văn bản khác
SELECT ?act ?number ?title ?issuer {{
  ?act (eli:based_on|cancu:implements)+ <{BASE}doc/tw/2024/38-ct-tw> .
  OPTIONAL {{ ?act eli:number ?number }}
  OPTIONAL {{ ?act dcterms:title ?title }}
  OPTIONAL {{ ?act eli:passed_by/skos:prefLabel ?issuer FILTER(LANG(?issuer) = "vi") }}
}}
"""
"""What the form holds before anything is asked."""

_JSON, _TURTLE = RESULTS[0], GRAPHS[0]


async def form_page(endpoint: Endpoint, request: Request, wish: SparqlRequest, reader: Reader) -> Response:
    """The page. It has the status that a program would get for the query."""
    offered = await run_sync(samples, reader.engine)
    sample = offered.get(request.query_params.get("mau", ""), ("", START))
    shown: dict[str, Any] = {"query": sample[1] if wish.query is None else wish.query}
    status = 200
    try:
        if wish.query is not None:
            shown |= await _shown(endpoint, request, wish, reader)
    except Problem as problem:
        shown["problem"], status = problem, problem.status
    nothing = {"problem": None, "table": None, "text": None, "cut": None}
    answer = page("sparql.html", status, **{**nothing, **shown}, samples=offered, limits=endpoint.limits)
    answer.headers["content-security-policy"] = EDITOR_POLICY
    return answer


async def _shown(endpoint: Endpoint, request: Request, wish: SparqlRequest, reader: Reader) -> dict[str, Any]:
    """What the page shows of the answer."""
    most = endpoint.limits
    limits = replace(most, rows=min(SHOWN, most.rows), megabytes=min(MEGABYTES, most.megabytes))
    held = await endpoint.whole(request, wish, Wanted(_JSON, _TURTLE), limits, reader)
    text = (await given_of(held, limits)).content.decode()
    cut = held.answer.cut
    told = {"cut": cut and {"limit": cut, "most": limits.most(cut), "setting": SETTINGS[cut]}}
    if held.answer.form is _TURTLE:
        return {**told, "text": text}
    return {**told, **await run_sync(_read, json.loads(text), reader, cut is not None)}


def _read(results: dict[str, Any], reader: Reader, more: bool) -> dict[str, Any]:
    if "boolean" in results:
        return {"text": str(results["boolean"]).lower()}
    columns: list[str] = results["head"]["vars"]
    rows = [[_term(row.get(name)) for name in columns] for row in results["results"]["bindings"]]
    return {"table": {"columns": columns, "rows": cells(rows, reader.engine), "more": more}}


def _term(told: dict[str, Any] | None) -> Any:
    """A term of a JSON answer as `cells` takes it: an IRI, or the words of anything else."""
    if told is None:
        return None
    return NamedNode(told["value"]) if told["type"] == "uri" else str(told["value"])
