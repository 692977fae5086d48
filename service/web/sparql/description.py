"""The SPARQL 1.1 Service Description of the endpoint, which is served at its bare address.

curl -H 'Accept: text/turtle' http://127.0.0.1:8000/sparql
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fastapi import Request, Response
from pyoxigraph import Literal, NamedNode, Triple, serialize

from ontology.namespaces import DCTERMS, PREFIXES, RDF, RDFS, data
from service.answering.interface import Limits
from service.web.negotiation import GRAPHS, choose
from service.web.sparql.told import no_such_form

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
_PREFIXES: Final = {**PREFIXES, "sd": SD, "void": VOID}
_FORMS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
"""W3C's names of the forms (https://www.w3.org/ns/formats/)."""


def description(request: Request, limits: Limits) -> Response:
    """The description in the form that the client wants. Raises Problem 406."""
    form = choose(request.headers.get("accept"), GRAPHS)
    if form is None:
        raise no_such_form(False)
    here = str(request.url.replace(query="", fragment=""))
    content = serialize(_triples(here, limits), format=form.rdf, prefixes=_PREFIXES) or b""
    return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})


def _triples(here: str, limits: Limits) -> Iterator[Triple]:
    endpoint, whole = NamedNode(here), NamedNode(str(data("dataset")))
    default = NamedNode(f"{here}#default-graph")

    def said(subject: NamedNode, predicate: str, value: str | NamedNode | Literal) -> Triple:
        return Triple(subject, NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value)

    yield said(endpoint, RDF.type, f"{SD}Service")
    yield said(endpoint, f"{SD}endpoint", endpoint)
    yield said(endpoint, f"{SD}supportedLanguage", f"{SD}SPARQL11Query")
    yield said(endpoint, f"{SD}feature", f"{SD}UnionDefaultGraph")
    for form in _FORMS:
        yield said(endpoint, f"{SD}resultFormat", FORMATS + form)
    yield said(endpoint, f"{SD}defaultEntailmentRegime", "http://www.w3.org/ns/entailment/Simple")
    for told, language in ((_told_vi(limits), "vi"), (_told(limits), "en")):
        yield said(endpoint, DCTERMS.description, Literal(told, language=language))
    yield said(endpoint, f"{SD}defaultDataset", whole)
    yield said(whole, RDF.type, f"{SD}Dataset")
    yield said(whole, f"{VOID}sparqlEndpoint", endpoint)
    yield said(whole, f"{SD}defaultGraph", default)
    yield said(default, RDF.type, f"{SD}Graph")
    yield said(default, RDFS.label, Literal("Hợp của mọi đồ thị", language="vi"))
    yield said(default, RDFS.label, Literal("The union of all graphs", language="en"))


def _told(limits: Limits) -> str:
    return (
        f"One query may take {limits.seconds:g} seconds, {limits.rows} rows, {limits.megabytes} MB of answer and "
        f"{limits.memory} MB of memory. An answer that was cut says so. No updates, no SERVICE."
    )


def _told_vi(limits: Limits) -> str:
    return (
        f"Mỗi câu hỏi được tối đa {limits.seconds:g} giây, {limits.rows} dòng, {limits.megabytes} MB kết quả, "
        f"{limits.memory} MB bộ nhớ. Kết quả bị cắt thì có ghi rõ. Không nhận cập nhật và SERVICE."
    )
