"""Which task carries out which: the tasks of an act, tied to rows and points upstream and to points of their own body.

    row II.3 of Bình Dương's 1169/QĐ-UBND   ->  row II.2 and point II/2/d of 1703/QĐ-TTg, point II/2/c of its own plan

    items = act_items(graphs.act, graphs.quads)
    found = links(items, [items_of_1703])
    quads = lineage_quads(items.act, found, decisions)

`docs/lineage.md` tells how it is decided and how sure that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.alignment.act_reading import act_items
from loaders.alignment.chain import chain, settled
from loaders.alignment.choice import own_links, upstream_links
from loaders.alignment.items import ActItems, Item, Link
from loaders.alignment.settings import rules_digest
from loaders.alignment.statements import Decision, Verdict, alignment_node, lineage_quads


def links(act: ActItems, upstream: Sequence[ActItems]) -> tuple[Link, ...]:
    """The links of the act's tasks, sorted by task and target.

    Args:
        act: the items of the act whose tasks are tied.
        upstream: the items of the acts that it may carry out, in any order; the act itself is passed over.
    """
    return nearest_links(act, [{other.act: other for other in upstream if other.act != act.act}.values()])


def nearest_links(act: ActItems, layers: Iterable[Iterable[ActItems]]) -> tuple[Link, ...]:
    """The links of the act's tasks: each to its own body, and to the nearest layer in which it carries out anything.

    What a layer tells is set right by the next one, which it carries out itself (`loaders.alignment.chain`).

    Args:
        act: the items of the act whose tasks are tied.
        layers: the items of the acts that it may carry out, the nearest acts first.
    """
    up: list[Link] = []
    nearer: list[ActItems] = []
    for layer in map(list, layers):
        found = [link for other in layer for link in upstream_links(act, other)]
        up = settled(up, found, chain(nearer, layer))
        nearer += layer
    return tuple(sorted((*own_links(act), *up), key=lambda link: (link.obligation, link.target)))


__all__ = [
    "ActItems",
    "Decision",
    "Item",
    "Link",
    "Verdict",
    "act_items",
    "alignment_node",
    "lineage_quads",
    "links",
    "nearest_links",
    "rules_digest",
]
