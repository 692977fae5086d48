"""The ontology, for people and for machines, at the address to which its IRI leads.

https://w3id.org/cancu/ontology#Task  ->  /ontology   Accept: text/html     the page; its term is /ontology#Task
                                                      Accept: text/turtle   Turtle
/ontology.ttl  .nt  .jsonld  .rdf     the same without negotiation
/ontology/terms.json                  classes, properties and prefixes, for the SPARQL editor's completion
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, Triple, serialize
from rdflib import URIRef

from ontology.namespaces import BASE, ONTOLOGY_IRI, OWL, PREFIXES, RDF, RDFS
from ontology.vocabulary import external_graph, ontology_graph, vocabulary_quads
from service.web.access import CurrentGraph
from service.web.linked.answering import file_form
from service.web.negotiation import GRAPHS, PAGE, Form, choose
from service.web.problems import Problem
from service.web.rendering import page
from service.web.views.ontology import about, examples, prefixed, schemes, terms
from service.web.views.ontology_picture import WIDTH, pictures, themes

router = APIRouter(tags=["ontology"])

_A_DAY: Final = {"Cache-Control": "max-age=86400"}
_KINDS: Final = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    OWL.AnnotationProperty: "property",
}
_EVERYWHERE: Final = (RDF.type, RDFS.label, RDFS.comment, RDFS.seeAlso)
"""Properties that no vocabulary file declares, because everyone has them."""


@router.get("/ontology", response_class=Response, summary="The ontology: a page, or RDF by Accept")
def ontology(request: Request, graph: CurrentGraph) -> Response:
    """The page for a browser; Turtle, N-Triples, JSON-LD or RDF/XML for whoever wants data."""
    form = choose(request.headers.get("accept"), (PAGE, *GRAPHS))
    if form is None:
        raise Problem(
            406, "No such form", f"This can be given as {', '.join(one.media_type for one in (PAGE, *GRAPHS))}."
        )
    answer = _page(graph) if form is PAGE else _written(form)
    answer.headers["Vary"] = "Accept"
    return answer


@router.get("/ontology.{extension}", response_class=Response, summary="The ontology as a file")
def ontology_file(extension: str) -> Response:
    """The ontology as Turtle (ttl), N-Triples (nt), JSON-LD (jsonld) or RDF/XML (rdf)."""
    return _written(file_form(extension, "The ontology comes"))


@router.get("/ontology/terms.json", include_in_schema=False)
def ontology_terms(response: Response) -> dict[str, Any]:
    """What the SPARQL editor completes: our terms, and those of the vocabularies that the graph leans on."""
    response.headers.update(_A_DAY)
    return {"base": BASE, "prefixes": PREFIXES, "terms": _vocabulary()}


@router.get("/ontology/{version}", include_in_schema=False)
def ontology_version(version: str) -> Response:
    """The IRI of this version (owl:versionIRI) leads to the ontology; other versions are not kept."""
    if URIRef(f"{ONTOLOGY_IRI}/{version}") not in ontology_graph().objects(ONTOLOGY_IRI, OWL.versionIRI):
        raise Problem(404, "Not found", f"There is no version {version} of the ontology here.")
    return RedirectResponse("/ontology", 303)


def _page(graph: CurrentGraph) -> Response:
    found = terms()
    return page(
        "ontology.html",
        about=about(),
        classes=[found[name] for theme in themes() for name in theme.own],
        properties=[term for term in found.values() if term.kind != "Class"],
        examples=examples(graph.engine),
        schemes=schemes(),
        pictures=pictures(),
        box_width=WIDTH,
        prefixed=prefixed,
        own=str(ONTOLOGY_IRI) + "#",
    )


def _written(form: Form) -> Response:
    content = serialize(_triples(), format=form.rdf, prefixes=PREFIXES) or b""
    return Response(content, media_type=form.content_type, headers=_A_DAY)


@cache
def _triples() -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in vocabulary_quads() if quad.graph_name == NamedNode(str(ONTOLOGY_IRI)))


@cache
def _vocabulary() -> list[dict[str, str]]:
    ours = [
        {
            "iri": term.iri,
            "kind": "class" if term.kind == "Class" else "property",
            "vi": term.label.vi,
            "en": term.label.en,
        }
        for term in terms().values()
    ]
    graph = external_graph()
    others = {str(iri): kind for owl, kind in _KINDS.items() for iri in graph.subjects(RDF.type, owl) if _named(iri)}
    others |= {str(iri): "property" for iri in _EVERYWHERE}
    return [*ours, *({"iri": iri, "kind": kind} for iri, kind in sorted(others.items()))]


def _named(node: object) -> bool:
    return isinstance(node, URIRef)
