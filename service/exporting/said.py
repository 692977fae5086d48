"""What one act's graph says, read once and looked up in plain Python; and what the things that it names are called.

    said = act_said("https://…/doc/ttg/2024/1703-qd-ttg", reader)
    said.of_class("Task")                        the IRIs of its tasks, in the order of the act
    said.text(task, CANCU.ordinal)               "II.3"

An act's graph has some hundred triples, and the whole country's thousands of acts: looked up this way each costs
about as much as being read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import CANCU, RDF, graph, path_of
from queries.engine import Engine, Term
from service.exporting.scope import ask
from service.store import Reader


class Said:
    """Triples by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: Final[dict[str, dict[str, list[Term]]]] = defaultdict(lambda: defaultdict(list))
        self._by_value: Final[dict[str, dict[str, list[str]]]] = {}
        for triple in sorted(triples, key=str):
            if isinstance(triple.subject, NamedNode):
                self._said[triple.subject.value][triple.predicate.value].append(triple.object)

    def __bool__(self) -> bool:
        return bool(self._said)

    def terms(self, subject: str, predicate: object) -> list[Term]:
        """The values of a property, in a fixed order."""
        return self._said[subject].get(str(predicate), []) if subject in self._said else []

    def term(self, subject: str, predicate: object) -> Term | None:
        """Its first value; None for none."""
        return next(iter(self.terms(subject, predicate)), None)

    def texts(self, subject: str, predicate: object) -> list[str]:
        """The values that are texts or IRIs."""
        return [term.value for term in self.terms(subject, predicate) if isinstance(term, NamedNode | Literal)]

    def text(self, subject: str, predicate: object) -> str:
        """The first of them; "" for none."""
        return next(iter(self.texts(subject, predicate)), "")

    def number(self, subject: str, predicate: object, otherwise: int = 0) -> int:
        """A whole number; `otherwise` where there is none."""
        found = self.text(subject, predicate)
        return int(found) if found.isdecimal() else otherwise

    def of_class(self, name: str) -> list[str]:
        """The nodes of a class of ours ("Task"), by their `cancu:order`, then by IRI."""
        return self.pointing(RDF.type, str(CANCU[name]))

    def pointing(self, predicate: object, to: str) -> list[str]:
        """The nodes with this value of the property, by their `cancu:order`, then by IRI."""
        return sorted(
            self._holders(str(predicate)).get(to, ()), key=lambda node: (self.number(node, CANCU.order), node)
        )

    def _holders(self, predicate: str) -> dict[str, list[str]]:
        """Value of the property -> the nodes that have it."""
        if predicate not in self._by_value:
            found: defaultdict[str, list[str]] = defaultdict(list)
            for node in self._said:
                for value in self.texts(node, predicate):
                    found[value].append(node)
            self._by_value[predicate] = found
        return self._by_value[predicate]


def act_said(act: str, reader: Reader) -> Said:
    """What the graph of an act says; empty for an unknown one."""
    return Said(reader.triples_in(str(graph(path_of(act)))))


def lineage_said(act: str, reader: Reader) -> Said:
    """What the act's lineage says: its tasks' alignments, and what it hangs on."""
    return Said(reader.triples_in(str(graph("lineage/" + path_of(act)))))


class Names:
    """What things are called, each asked for once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: Final[dict[str, str]] = {}

    def of(self, iri: str) -> str:
        """A thing's label, the Vietnamese one first; its path below the base where it has none, "" for ""."""
        if iri and iri not in self._known:
            self._known[iri] = self._asked(iri)
        return self._known.get(iri, "")

    def _asked(self, iri: str) -> str:
        found = [row[0] for row in ask("names", self._engine, node=iri).rows if isinstance(row[0], Literal)]
        best = min(found, key=lambda name: (name.language != "vi", name.value), default=None)
        if best is not None:
            return best.value
        try:
            return path_of(iri)
        except ValueError:
            return iri
