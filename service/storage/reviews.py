"""What people say of the ties between tasks, in the graph `review`: written once, never taken back by a program.

    <review/5b0e…> cancu:reviews <…/task/II.3/upstream/ttg-2024-1703-qd-ttg-task-II.2> ;
      cancu:verdict <verdict/rejected> ; prov:wasAttributedTo <reviewer/nguyen-thi-lan> ;
      prov:generatedAtTime "2026-11-20T00:00:00Z"^^xsd:dateTime ; rdfs:comment "Dòng này triển khai điểm khác."@vi

Two reviews of one tie: the later one holds. A review's IRI is made from its words, so that the same file loaded twice
adds nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from loaders.lineage import Verdict, alignment_node
from ontology.names import slug
from ontology.namespaces import PROV, graph
from ontology.terms import TYPE, cancu, node, rdfs, typed, vi
from service.storage.changes import Block, Work
from service.storage.ledger import Ledger
from service.storage.relations import KeptReview

_GRAPH: Final = str(graph("review"))
_NAMES: Final = uuid.UUID("6f0e5b52-3b0f-5a9e-9f0a-6d1c4f5f9a10")
"""The namespace of the reviews' UUIDs (RFC 9562, version 5)."""


@dataclass(frozen=True)
class Review:
    """One person's word on whether an obligation carries out a task or point upstream."""

    act: str
    """IRI of the obligation's act."""
    obligation: str
    target: str
    verdict: Verdict
    reviewer: str
    """A name, as people write it."""
    at: str
    """ISO date and time, UTC: "2026-11-20T00:00:00Z"."""
    reason: str

    @property
    def id(self) -> str:
        """The review's IRI."""
        words = "\n".join((self.obligation, self.target, self.verdict, self.reviewer, self.at, self.reason))
        return node(f"review/{uuid.uuid5(_NAMES, words)}").value


def put_reviews(reviews: Sequence[Review], ledger: Ledger) -> tuple[int, Work]:
    """Write them into the ledger; how many are new, and what comes into the graph. Inside `ledger.writing()`."""
    new = {review.id: review for review in reviews if not ledger.relations.has_review(review.id)}
    ledger.relations.put_reviews(
        KeptReview(name, review.act, review.obligation, review.target, review.verdict, review.at)
        for name, review in new.items()
    )
    lines = "\n".join(sorted({f"{triple} ." for review in new.values() for triple in _triples(review)}))
    return len(new), Work(insert=(Block(_GRAPH, lines),) if lines else ())


def _triples(review: Review) -> Iterator[Triple]:
    me, reviewer = NamedNode(review.id), node(f"reviewer/{slug(review.reviewer)}")
    yield Triple(me, TYPE, cancu("Review"))
    yield Triple(me, cancu("reviews"), alignment_node(review.obligation, review.target))
    yield Triple(me, cancu("verdict"), node(f"verdict/{review.verdict}"))
    yield Triple(me, NamedNode(str(PROV.wasAttributedTo)), reviewer)
    yield Triple(me, NamedNode(str(PROV.generatedAtTime)), typed(review.at, "dateTime"))
    yield Triple(me, rdfs("comment"), vi(review.reason))
    yield Triple(reviewer, TYPE, NamedNode(str(PROV.Person)))
    yield Triple(reviewer, rdfs("label"), Literal(review.reviewer))
