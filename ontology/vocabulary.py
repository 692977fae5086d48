"""Opens the vocabulary: the ontology, the concepts, and the small look-ups that others need from them.

    type_concept("Quyết định")       "type/quyet-dinh"
    role_shortcut("lead")            https://w3id.org/cancu/ontology#leadAgency
    concept_label("role/lead")       "chủ trì"

The words stand in `cancu.ttl` (the ontology), `concepts.ttl` (kinds of acts, roles, deadlines …) and
`external.ttl` (what ELI, ORG, PROV-O and SKOS state, for the reasoner). The graphs returned here are read once
and shared: do not change them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph
from rdflib import Graph, Literal, URIRef

from ontology.namespaces import BASE, CANCU, ONTOLOGY_IRI, RDF, SKOS, graph, path_of

_FOLDER: Final = Path(__file__).parent
_BASE_LINE: Final = re.compile(r"^@base\s+<[^>]*>\s*\.", re.MULTILINE)


@cache
def ontology_graph() -> Graph:
    """The cancu ontology: its classes and properties."""
    return Graph().parse(_FOLDER / "cancu.ttl", format="turtle")


@cache
def external_graph() -> Graph:
    """What ELI, ORG, PROV-O, SKOS and FOAF state about the terms that cancu uses; for the reasoner."""
    return Graph().parse(_FOLDER / "external.ttl", format="turtle")


@cache
def concepts_graph(base: str = BASE) -> Graph:
    """The SKOS concepts, named below `base` (an IRI that ends in "/")."""
    text = (_FOLDER / "concepts.ttl").read_text(encoding="utf-8")
    rebased, found = _BASE_LINE.subn(lambda _: f"@base <{base}> .", text, count=1)
    if not found:
        raise ValueError("ontology/concepts.ttl has no @base line, so its concepts cannot be named below the base.")
    return Graph().parse(data=rebased, format="turtle")


def vocabulary_quads() -> list[pyoxigraph.Quad]:
    """What the store keeps of the vocabulary, each time the same quads.

    The ontology in the graph of its own IRI, the concepts in the graph `graph/concepts`.
    """
    parts = ((ontology_graph(), ONTOLOGY_IRI), (concepts_graph(), graph("concepts")))
    quads = []
    for triples, name in parts:
        into = pyoxigraph.NamedNode(str(name))
        lines = triples.serialize(format="nt", encoding="utf-8")
        for triple in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES):
            quads.append(pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, into))
    return sorted(quads, key=str)


@cache
def shortcuts() -> Mapping[str, URIRef]:
    """Concept path -> the property that says the same directly: "role/lead" -> cancu:leadAgency."""
    return MappingProxyType(
        {
            path_of(str(concept)): term
            for concept, term in concepts_graph().subject_objects(CANCU.shortcut)
            if isinstance(term, URIRef)
        }
    )


def role_shortcut(role: str) -> URIRef:
    """The property of a role, named by its last word ("lead") or its path ("role/lead").

    KeyError where there is no such role.
    """
    return shortcuts()[f"role/{role.removeprefix('role/')}"]


def relation_shortcut(relation: str) -> URIRef | None:
    """The property of a relation between acts ("based-on", "relation/cites"); None where it has none."""
    return shortcuts().get(f"relation/{relation.removeprefix('relation/')}")


def type_concept(label: str) -> str | None:
    """The concept of a kind of act by its Vietnamese name, in any case and spacing.

    "KẾ HOẠCH" -> "type/ke-hoach". None where no list of kinds has that name (Nghị định 30/2020/NĐ-CP Điều 7;
    Luật 64/2025/QH15 Điều 4; Quy định 399-QĐ/TW).
    """
    return _types_by_name().get(_folded(label))


def concept_label(path: str, language: str = "vi") -> str | None:
    """The preferred label of a concept: "deadline/quarter" -> "quý". None for an unknown path or language."""
    return _labels().get((path, language))


def is_concept(path: str) -> bool:
    """Whether a concept stands at this path below the base: "type/quyet-dinh"."""
    return (path, "vi") in _labels()


@cache
def _labels() -> Mapping[tuple[str, str], str]:
    concepts = concepts_graph()
    return {
        (path_of(str(concept)), str(label.language)): str(label)
        for concept in concepts.subjects(RDF.type, SKOS.Concept)
        for label in concepts.objects(concept, SKOS.prefLabel)
        if isinstance(label, Literal)
    }


@cache
def _types_by_name() -> Mapping[str, str]:
    concepts = concepts_graph()
    names = (SKOS.prefLabel, SKOS.altLabel)
    labelled = (pair for name in names for pair in concepts.subject_objects(name))
    paths = ((path_of(str(concept)), label) for concept, label in labelled)
    return {
        _folded(label): path
        for path, label in paths
        if path.startswith("type/") and isinstance(label, Literal) and label.language == "vi"
    }


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


__all__ = [
    "concept_label", "concepts_graph", "external_graph", "is_concept", "ontology_graph", "relation_shortcut",
    "role_shortcut", "shortcuts", "type_concept", "vocabulary_quads",
]  # fmt: skip
