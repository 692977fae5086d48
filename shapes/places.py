"""Where in the source a node of an act stands: its task's number, its part, page, quote and offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib.term import URIRef

from ontology.namespaces import CANCU
from shapes.report import Place
from shapes.triples import Triples

_OWNERS: Final = (CANCU.assigns, CANCU.setIn, CANCU.citing, CANCU.signatureOf)
"""From a node up to the one whose number and place it shares: an assignment stands at its task."""


def place_of(act: Triples, node: str) -> Place:
    """All null where the node is the act as a whole."""
    chain = list(_chain(act, node))
    quoted = next((part for part in chain if act.value(part, CANCU.quote) is not None), node)
    return Place(
        id=_first(act, chain, CANCU.ordinal),
        path=_first(act, chain, CANCU.path),
        page=_number(act, quoted, CANCU.page),
        quote=_first(act, [quoted], CANCU.quote),
        start=_number(act, quoted, CANCU.sourceStart),
        end=_number(act, quoted, CANCU.sourceEnd),
    )


def _chain(act: Triples, node: str) -> Iterator[str]:
    """The node, then the nodes that it belongs to, innermost first, without the act as a whole."""
    documents = act.of_class(CANCU.Document)
    above: str | None = node
    while above is not None and above not in documents:
        yield above
        node = above
        above = act.obligation_of(node)
        for link in _OWNERS:
            above = above or act.text(node, link)


def _first(act: Triples, nodes: Iterable[str], predicate: URIRef) -> str | None:
    return next((text for node in nodes if (text := act.text(node, predicate)) is not None), None)


def _number(act: Triples, node: str, predicate: URIRef) -> int | None:
    text = act.text(node, predicate)
    return int(text) if text is not None and text.isascii() and text.isdigit() else None
