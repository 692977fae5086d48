"""`/.well-known/void`: how much the graph holds, in which words, and where it leads (VoID).

    curl http://127.0.0.1:8000/.well-known/void
    <…/id/dataset> a void:Dataset ; void:triples 2780318 ; void:uriSpace "https://w3id.org/cancu/id/" ; …

https://www.w3.org/TR/void/, section 7.2 for the address; the counts are those of the newest generation.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import BASE, FOAF, RDF
from service.exporting.formats import FORMS as DUMPS
from service.web.access import CurrentGraph
from service.web.entity_tags import client_has
from service.web.linked.answering import graph_answer, not_modified, tag
from service.web.linked.context import compacted
from service.web.linked.dataset import DATASET, VOID, always, number, part, say
from service.web.linked.site import site
from service.web.linked.statistics import Statistics, statistics
from service.web.negotiation import GRAPHS, choose
from service.web.problems import Problem

router = APIRouter(tags=["linked data"])

_TARGETS: Final = {
    "http://data.europa.eu/eli/ontology#language": "http://publications.europa.eu/resource/authority/language",
    "http://data.europa.eu/eli/ontology#format": "https://www.iana.org/assignments/media-types/",
    "http://data.europa.eu/eli/ontology#media_type": "https://www.iana.org/assignments/media-types/",
    "http://data.europa.eu/eli/ontology#legal_value": "http://data.europa.eu/eli/ontology",
    "http://data.europa.eu/eli/ontology#in_force": "http://data.europa.eu/eli/ontology",
}
"""Into which other data set a property leads."""


@router.get("/.well-known/void", response_class=Response, summary="The data set in VoID")
def void(request: Request, graph: CurrentGraph) -> Response:
    """The data set's size, classes, properties, vocabularies, links, dumps and examples, as RDF by Accept."""
    form = choose(request.headers.get("accept"), GRAPHS) or GRAPHS[0]
    if client_has(request, tag(graph)):
        return not_modified(tag(graph))
    address = site(request)
    try:
        triples = void_triples(statistics(graph), address)
    except ValueError as error:
        raise Problem(400, "No address", f"The request's host makes no address: {error}.") from error
    return graph_answer(triples, form, tag(graph), {"Vary": "Accept"})


def void_triples(counted: Statistics, address: str) -> list[Triple]:
    """The description of the data set with these figures, served at `address`."""
    fixed = [one for one in always(address) if one.subject == DATASET]
    document = NamedNode(f"{address}.well-known/void")
    dumps = [f"{address}api/export?format={name}" for name, form in DUMPS.items() if form.rdf]
    return [
        *say(document, RDF.type, f"{VOID}DatasetDescription"),
        *say(document, FOAF.primaryTopic, DATASET),
        *fixed,
        *say(DATASET, f"{VOID}uriSpace", Literal(BASE)),
        *say(DATASET, f"{VOID}triples", number(counted.triples)),
        *say(DATASET, f"{VOID}entities", number(counted.things)),
        *say(DATASET, f"{VOID}classes", number(len(counted.classes))),
        *say(DATASET, f"{VOID}properties", number(len(counted.properties))),
        *say(DATASET, f"{VOID}dataDump", *dumps),
        *say(DATASET, f"{VOID}exampleResource", *counted.examples),
        *say(DATASET, f"{VOID}rootResource", *(str(one) for one in counted.examples[:1])),
        *_partitions("class", "entities", counted.classes),
        *_partitions("property", "triples", counted.properties),
        *_linksets(counted.links),
    ]


def _partitions(kind: str, counted_as: str, figures: dict[str, int]) -> list[Triple]:
    """How many things of each class, how many statements with each property."""
    found = []
    for iri, count in figures.items():
        node = part(f"{kind}/{_local(iri)}")
        found += say(DATASET, f"{VOID}{kind}Partition", node)
        found += say(node, f"{VOID}{kind}", iri)
        found += say(node, f"{VOID}{counted_as}", number(count))
    return found


def _linksets(links: dict[str, int]) -> list[Triple]:
    """A linkset for each property that leads into another data set."""
    found = []
    for iri, count in links.items():
        node = part(f"links/{_local(iri)}")
        found += say(node, RDF.type, f"{VOID}Linkset")
        found += say(node, f"{VOID}linkPredicate", iri)
        found += say(node, f"{VOID}subjectsTarget", DATASET)
        found += say(node, f"{VOID}objectsTarget", _TARGETS[iri])
        found += say(node, f"{VOID}triples", number(count))
        found += say(DATASET, f"{VOID}subset", node)
    return found


def _local(iri: str) -> str:
    """An IRI as the end of another: "cancu-Task"."""
    return compacted(iri).replace("://", "-").replace(":", "-").replace("/", "-").replace("#", "-")
