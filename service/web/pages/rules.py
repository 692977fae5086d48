"""`/shapes`: the rules by which acts are checked, at the address to which a finding's `sh:sourceShape` leads.

https://w3id.org/cancu/shapes#TaskLead  ->  /shapes   Accept: text/html     what each rule says, why, and from which law
                                                      Accept: text/turtle   the SHACL shapes themselves
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from pyoxigraph import RdfFormat, Triple, parse

from service.web.language import language
from service.web.linked.answering import file_form, written
from service.web.negotiation import GRAPHS, PAGE, Form, choose
from service.web.rendering import page
from service.web.views.asking import View
from shapes.rules import Rule, rules, shapes_graph

router = APIRouter(tags=["linked data"])

SEVERITIES: Final = {"violation": "Lỗi", "warning": "Cảnh báo", "hint": "Lưu ý"}


class Told(View):
    """A rule as it is shown, in the language of the request."""

    id: str
    anchor: str
    severity: str
    name: str
    description: str
    fix: str
    source: str


@router.get("/shapes", response_class=Response, summary="The rules of the check: a page, or SHACL by Accept")
def shapes(request: Request) -> Response:
    """Every rule for a browser; the shapes as Turtle, N-Triples, JSON-LD or RDF/XML for whoever wants data."""
    form = choose(request.headers.get("accept"), (PAGE, *GRAPHS)) or PAGE
    if form is not PAGE:
        return _file(form)
    told = [_told(rule) for rule in rules().values()]
    answer: Response = page("shapes.html", rules=told, severities=SEVERITIES)
    answer.headers["Vary"] = "Accept"
    return answer


@router.get("/shapes.{extension}", response_class=Response, summary="The rules of the check as a file")
def shapes_file(extension: str) -> Response:
    """The SHACL shapes as Turtle (ttl), N-Triples (nt), JSON-LD (jsonld) or RDF/XML (rdf)."""
    return _file(file_form(extension, "The shapes come"))


def _file(form: Form) -> Response:
    headers = {"Cache-Control": "public, max-age=86400", "Vary": "Accept"}
    return Response(written(_triples(), form), media_type=form.content_type, headers=headers)


def _triples() -> list[Triple]:
    lines = shapes_graph().serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES)]


def _told(rule: Rule) -> Told:
    words = {name: getattr(getattr(rule, name), language()) for name in ("name", "description", "fix", "source")}
    return Told(id=rule.id, anchor=str(rule.iri).rpartition("#")[2], severity=rule.severity, **words)
