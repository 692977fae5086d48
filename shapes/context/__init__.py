"""What a store knows that the rules need: of the acts that a draft cites, of its sisters, of the tasks above it.

    around = Around(engine)
    store = around.context_of((*graphs.quads, *stubs), links)
    check_act(file, graphs.act, graphs.quads, named, noticed, store)

Each .rq file beside this one asks one thing about one key, the IRI in the place of <urn:key>: so the engine has a
place to begin, however large the store. What sister acts have in common (their bases, those bases' tasks, their
groups) is asked once and kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import URIRef

from ontology.namespaces import CANCU, DCTERMS, ELI
from shapes.context.draft import Draft, draft_of
from shapes.rules import SHAPES
from shapes.triples import Term

_HERE: Final = Path(__file__).parent
_LEVELS: Final = ("central", "province", "district", "commune")
"""From the top down, as the concepts of the scheme `level` are called."""
_KEPT: Final = 20_000
"""Answers that are kept: some hundred bytes each, and far more than the acts of one province ask for."""

Row = tuple[Term | None, ...]
_Others = Mapping[str, frozenset[str]]
"""What each sister rests on."""
_Given = tuple[str, URIRef, Sequence[ox.Quad]]
"""A task or a report, what it is to the body, and what is said of it."""
_TYPE: Final = str(RDF.type)
_ONLY_CITED: Final = str(CANCU.knownOnlyByCitation)


class Answer(Protocol):
    """A table of terms."""

    @property
    def rows(self) -> Iterable[Row]: ...


class Engine(Protocol):
    """Anything that answers a SELECT over all graphs of a store."""

    def select(self, query: str) -> Answer:
        """The answer, complete."""
        ...


class Around:
    """The acts of a store that does not change, as what stands around a draft."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine
        self._iris: Final = lru_cache(_KEPT)(self._all_iris)
        self._about: Final = lru_cache(_KEPT)(self._description)
        self._base: Final = lru_cache(_KEPT)(lambda base: tuple(self._of_base(base)))
        self._target: Final = lru_cache(_KEPT)(lambda target: tuple(self._of_target(target)))
        self._given: Final = lru_cache(_KEPT)(self._given_by)
        self._addressing: Final = lru_cache(_KEPT)(self._addressed)
        self._resting: Final = lru_cache(_KEPT)(self._sisters_by_level)

    def context_of(self, act_quads: Iterable[ox.Quad], links: Iterable[ox.Quad] = ()) -> list[ox.Quad]:
        """What the rules need beyond the act, as quads of the default graph.

        `act_quads`: the act's own graph and the stubs of the acts that it cites. `links`: the draft's lineage graph
        (alignments and `cancu:elaborates`), given back with the rest; without it the rules on lineage are not run.
        """
        tied = tuple(links)
        draft = draft_of(act_quads, tied)
        parts = (
            *(self._base(base) for base in draft.bases),
            *(self._target(target) for target in draft.targets),
            self._of_issuer(draft),
            *(self._sisters(draft, root) for root in draft.roots),
        )
        return list(dict.fromkeys(chain(tied, *parts)))

    def _of_base(self, base: str) -> Iterator[ox.Quad]:
        """Whether the store holds it, when it enters into force and when it ends, and what replaced it."""
        about = self._about(base)
        if about.get(_TYPE) and not about.get(_ONLY_CITED):
            yield _quad(base, SHAPES.stored, _literal("true", XSD.boolean))
        yield from self._said(base, ELI.first_date_entry_in_force, ELI.date_no_longer_in_force)
        for act, change in self._asked("replacing", base):
            yield _quad(_iri(act), _iri(change), ox.NamedNode(base))
            yield from self._said(_iri(act), ELI.date_document, RDFS.label)

    def _of_target(self, target: str) -> Iterator[ox.Quad]:
        """What one of the draft's tasks carries out: the task above, its act, its deadline."""
        yield from self._said(target, CANCU.setBy, CANCU.ordinal, DCTERMS.description, CANCU.hasDeadline)
        for act in self._about(target).get(str(CANCU.setBy), ()):
            yield from self._said(act.value, RDFS.label)
        for deadline in self._about(target).get(str(CANCU.hasDeadline), ()):
            yield from self._said(deadline.value, CANCU.endDate)

    def _of_issuer(self, draft: Draft) -> Iterator[ox.Quad]:
        """What acts above give to the issuer, to those that it followed, and to the groups that one of them is in."""
        if draft.issuer is None:
            return
        issuer, rank = ox.NamedNode(draft.issuer), self._rank(draft.issuer)
        bodies = (draft.issuer, *self._iris("bodies", draft.issuer))
        for base in draft.bases:
            given = self._given(base)
            for body in bodies:
                for node, relation, quads in given.get(body, ()):
                    yield _quad(node, relation, issuer)
                    yield from quads
        for root in draft.roots:
            for body in bodies:
                for act, level in self._addressing(body).get(root, ()):
                    if level < rank:
                        yield _quad(act, SHAPES.addresses, issuer)
                        yield _quad(act, CANCU.implements, ox.NamedNode(root))
                        yield from self._said(act, ELI.date_document, RDFS.label, ELI.passed_by)

    def _given_by(self, base: str) -> Mapping[str, Sequence[_Given]]:
        """What a basis gives to each body: the tasks that it leads, and the yearly reports that it makes."""
        given: dict[str, list[_Given]] = defaultdict(list)
        for task, body in self._asked("tasks", base):
            told = tuple(self._said(_iri(task), CANCU.setBy, CANCU.ordinal, DCTERMS.description))
            given[_iri(body)].append((_iri(task), SHAPES.leadFor, told))
        for report, body, deadline in self._asked("reports", base):
            told = (
                *self._said(_iri(report), CANCU.setBy, CANCU.hasDeadline),
                *self._said(_iri(deadline), CANCU.dueMonthDay),
                *self._said(base, RDFS.label),
            )
            given[_iri(body)].append((_iri(report), SHAPES.reportOf, told))
        return given

    def _addressed(self, body: str) -> Mapping[str, Sequence[tuple[str, int]]]:
        """For each act: those that rest on it and give the body something to do, with the rank of their level."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for act, level, root in self._asked("addressing", body):
            found[_iri(root)].append((_iri(act), _rank(_iri(level))))
        return found

    def _sisters(self, draft: Draft, root: str) -> Iterator[ox.Quad]:
        """How many acts of the issuer's level rest on a root, the draft itself aside, and what all of them name."""
        levels = self._about(draft.issuer).get(str(CANCU.level), ()) if draft.issuer else ()
        sisters, named = self._resting(root).get(levels[0].value if levels else "", ({}, Counter()))
        own = sisters.get(draft.act or "", frozenset())
        count = len(sisters) - bool(own)
        for other in sorted(other for other, times in named.items() if count and times - (other in own) == count):
            yield _quad(root, SHAPES.sisters, _literal(str(count), XSD.integer))
            yield _quad(root, SHAPES.sistersCite, ox.NamedNode(other))
            yield from self._said(other, RDFS.label, ELI.date_document)

    def _sisters_by_level(self, root: str) -> Mapping[str, tuple[_Others, Counter[str]]]:
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for sister, level, other in self._asked("resting", root):
            found[_iri(level)][_iri(sister)].add(_iri(other))
        return {
            level: ({one: frozenset(named) for one, named in sisters.items()}, Counter(chain(*sisters.values())))
            for level, sisters in found.items()
        }

    def _rank(self, issuer: str) -> int:
        return min((_rank(level.value) for level in self._about(issuer).get(str(CANCU.level), ())), default=0)

    # --- what is asked

    def _said(self, thing: str, *predicates: URIRef) -> Iterator[ox.Quad]:
        about = self._about(thing)
        for predicate in predicates:
            yield from (_quad(thing, predicate, term) for term in about.get(str(predicate), ()))

    def _description(self, thing: str) -> Mapping[str, Sequence[ox.NamedNode | ox.Literal]]:
        """All that is said of a thing, by predicate."""
        found: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for predicate, term in self._asked("about", thing):
            if isinstance(term, ox.NamedNode | ox.Literal):
                found[_iri(predicate)].append(term)
        return found

    def _all_iris(self, query: str, key: str) -> Sequence[str]:
        return [_iri(term) for (term,) in self._asked(query, key)]

    def _asked(self, query: str, key: str) -> Iterable[Row]:
        return self._engine.select(_text(query).replace("<urn:key>", str(ox.NamedNode(key)))).rows


@cache
def _text(query: str) -> str:
    return (_HERE / f"{query}.rq").read_text(encoding="utf-8")


def _rank(level: str) -> int:
    name = level.rpartition("/")[2]
    return _LEVELS.index(name) if name in _LEVELS else len(_LEVELS)


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _literal(lexical: str, datatype: URIRef) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(str(datatype)))


def _quad(subject: str, predicate: str, value: Term) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(str(predicate)), value)
