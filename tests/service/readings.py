"""Small readings of acts, for tests of the store that need no reader."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Graph

from ontology.namespaces import CANCU, DCTERMS, ELI, SKOS, data, graph
from service.exporting.dumps import sorted_quads
from service.storage.readings import Reading

PLAN_239 = "doc/thanh-hoa/2025/239-kh-ubnd"
DECISION_1169 = "doc/binh-duong/2025/1169-qd-ubnd"
DECISION_1703 = "doc/ttg/2024/1703-qd-ttg"
DIRECTIVE_38 = "doc/tw/2024/38-ct-tw"


def node(iri: object) -> NamedNode:
    return NamedNode(str(iri))


def reading(
    path: str,
    cites: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    tasks: int = 1,
    words: str = "Xây dựng",
) -> Reading:
    """An act that cites others, each described in this act's own words, and names bodies."""
    act, own = node(data(path)), node(graph(path))
    quads = [Quad(act, node(DCTERMS.title), Literal(words, language="vi"), own)]
    offered = []
    for cited in cites:
        target = node(data(cited))
        quads.append(Quad(act, node(ELI.cites), target, own))
        where = node(graph(cited))
        offered.append(Quad(target, node(CANCU.knownOnlyByCitation), Literal(True), where))
        offered.append(Quad(target, node(DCTERMS.title), Literal(f"{cited} in {path}", language="vi"), where))
    for body in bodies:
        agency = node(data(f"agency/{body}"))
        offered.append(Quad(agency, node(SKOS.prefLabel), Literal(body, language="vi"), node(graph("bodies"))))
        quads.append(Quad(node(data(f"{path}/task/1")), node(CANCU.leadAgency), agency, own))
    for number in range(tasks):
        task = node(data(f"{path}/task/{number}"))
        quads.append(Quad(task, node(DCTERMS.description), Literal(f"{words} {number}", language="vi"), own))
    text = f'{words} "dữ liệu" \n tiêu chuẩn'
    digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    report = Quad(node(data(f"report/{path}")), node(DCTERMS.subject), act, node(graph(f"report/{path}")))
    return Reading(act.value, own.value, tuple(quads), tuple(offered), (report,), digest, text, f"{path}.txt")


def content(store: Graph) -> list[str]:
    """All quads as canonical N-Quads lines, without the times of loading."""
    return [str(quad) for quad in sorted_quads(store) if not quad.predicate.value.endswith("#generatedAtTime")]


def times(store: Graph) -> list[str]:
    return [str(quad) for quad in sorted_quads(store) if quad.predicate.value.endswith("#generatedAtTime")]


def about(store: Graph, path: str) -> list[str]:
    """The lines whose subject is `path`."""
    return [line for line in content(store) if line.startswith(f"<{data(path)}> ")]
