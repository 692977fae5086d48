"""`/dcat`: the data set in a catalogue, as portals of open data harvest it (DCAT-AP 3).

    curl -H 'Accept: text/turtle' http://127.0.0.1:8000/dcat
    <…/id/dataset/catalog> a dcat:Catalog ; dcat:dataset <…/id/dataset> ; dcat:service <…/id/dataset/sparql> …

https://semiceu.github.io/DCAT-AP/releases/3.0.0/; a browser gets the same as a page. Who publishes, and under which
licence, are settings: without them the description says whoever runs the service, and states no licence.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import DCTERMS, FOAF, RDF, RDFS
from service.exporting.formats import FORMS as DUMPS
from service.exporting.formats import Form as Dump
from service.settings import licence, publisher
from service.store import Reader
from service.web.access import CurrentGraph
from service.web.entity_tags import client_has
from service.web.linked.answering import file_form, graph_answer, not_modified, tag
from service.web.linked.dataset import DATASET, DCAT, always, part, say, time
from service.web.linked.site import site
from service.web.linked.statistics import Statistics, statistics
from service.web.negotiation import GRAPHS, PAGE, Form, choose
from service.web.problems import Problem
from service.web.rendering import page
from service.web.views.nodes import page_of_triples

router = APIRouter(tags=["linked data"])

_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES: Final = "http://publications.europa.eu/resource/authority/file-type/"
_TYPES: Final = {
    "nq": "RDF_N_QUADS",
    "trig": "RDF_TRIG",
    "ttl": "RDF_TURTLE",
    "nt": "RDF_N_TRIPLES",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
"""Formats in the EU's list of file types, which portals filter by."""
_RIGHTS: Final = (
    (
        "vi",
        "Đơn vị vận hành dịch vụ chưa nêu giấy phép cho dữ liệu này. Văn bản quy phạm pháp luật, văn bản hành chính "
        "không thuộc phạm vi bảo hộ quyền tác giả (Luật Sở hữu trí tuệ, Điều 15).",
    ),
    (
        "en",
        "Whoever runs this service has stated no licence for the data. Official acts are not protected by copyright "
        "in Viet Nam (Law on Intellectual Property, Article 15).",
    ),
)


@router.get("/dcat", response_class=Response, summary="The data set in DCAT-AP")
def dcat(request: Request, graph: CurrentGraph) -> Response:
    """The catalogue with the data set, its dumps and its SPARQL endpoint: a page, or RDF by Accept."""
    form = choose(request.headers.get("accept"), (*GRAPHS, PAGE)) or GRAPHS[0]
    if form is PAGE:
        answer: Response = page(
            "node.html", view=page_of_triples(graph.engine, DATASET.value, _described(request, graph))
        )
        answer.headers["Vary"] = "Accept"
        return answer
    return _answer(request, graph, form)


@router.get("/dcat.{extension}", response_class=Response, summary="The data set in DCAT-AP, as a file")
def dcat_file(extension: str, request: Request, graph: CurrentGraph) -> Response:
    """The catalogue as Turtle (ttl), N-Triples (nt), JSON-LD (jsonld) or RDF/XML (rdf)."""
    form = file_form(extension)
    return _answer(request, graph, form)


@router.get("/dataset", include_in_schema=False)
@router.get("/dataset/{rest:path}", include_in_schema=False)
@router.get("/graph/dataset", include_in_schema=False)
def dataset() -> Response:
    """The page of the data set, and of each part of its description."""
    return RedirectResponse("/dcat", 303)


def _answer(request: Request, reader: Reader, form: Form) -> Response:
    if client_has(request, tag(reader)):
        return not_modified(tag(reader))
    return graph_answer(_described(request, reader), form, tag(reader), {"Vary": "Accept"})


def _described(request: Request, reader: Reader) -> list[Triple]:
    try:
        return dcat_triples(statistics(reader), site(request))
    except ValueError as error:
        raise Problem(400, "No address", f"The request's host makes no address: {error}.") from error


def dcat_triples(counted: Statistics, address: str) -> list[Triple]:
    """The catalogue of a service at `address` whose graph has these figures."""
    found = always(address)
    found += _published(address)
    found += [triple for name, dump in DUMPS.items() if dump.rdf for triple in _distribution(name, dump, address)]
    if counted.latest and counted.first:
        for node in (DATASET, part("catalog")):
            found += say(node, DCTERMS.modified, time(counted.latest))
        found += say(DATASET, DCTERMS.issued, time(counted.first))
    return found


def _published(address: str) -> list[Triple]:
    """Who publishes, and what is known of the licence."""
    node, rights = part("publisher"), part("rights")
    named = publisher()
    names = (
        [Literal(named)]
        if named
        else [
            Literal(f"Đơn vị vận hành {address}", language="vi"),
            Literal(f"Whoever runs {address}", language="en"),
        ]
    )
    found = [*say(node, RDF.type, str(FOAF.Agent)), *say(node, FOAF.name, *names)]
    if licence():
        return found
    words = [Literal(text, language=language) for language, text in _RIGHTS]
    return [*found, *say(rights, RDF.type, str(DCTERMS.RightsStatement)), *say(rights, RDFS.label, *words)]


def _distribution(name: str, dump: Dump, address: str) -> list[Triple]:
    """One format of the whole data set."""
    node, where = part(f"dump/{name}"), f"{address}api/export?format={name}"
    media, file_type = f"{_MEDIA}{dump.media_type}", f"{_FILE_TYPES}{_TYPES[name]}"
    given = licence()
    terms = say(node, DCTERMS.license, given) if given else say(node, DCTERMS.rights, part("rights"))
    if given:
        terms += say(NamedNode(given), RDF.type, str(DCTERMS.LicenseDocument))
    return [
        *say(DATASET, f"{DCAT}distribution", node),
        *say(node, RDF.type, f"{DCAT}Distribution"),
        *say(
            node,
            DCTERMS.title,
            Literal(f"Toàn bộ dữ liệu, {dump.media_type}", language="vi"),
            Literal(f"All data as {dump.media_type}", language="en"),
        ),
        *say(node, f"{DCAT}accessURL", where),
        *say(node, f"{DCAT}downloadURL", where),
        *say(node, f"{DCAT}mediaType", media),
        *say(NamedNode(media), RDF.type, str(DCTERMS.MediaType)),
        *say(node, DCTERMS.format, file_type),
        *say(NamedNode(file_type), RDF.type, str(DCTERMS.MediaTypeOrExtent)),
        *terms,
    ]
