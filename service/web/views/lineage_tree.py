"""What comes down from an act, as a tree that opens step by step.

Chỉ thị 38-CT/TW
  Quyết định 1703/QĐ-TTg
    34 văn bản cấp tỉnh                          a bundle: closed, it is one box
      Quyết định 1169/QĐ-UBND  (also hangs on …)
        97 văn bản cấp xã

An act stands below the lowest of the acts that it hangs on; its other ties are told beside it. Only what is open is
looked up, so that a country of thousands of acts costs no more than a province.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from weakref import WeakKeyDictionary

from ontology.namespaces import data, path_of
from queries.engine import Engine
from service.web.views.asking import Link, act_link, rows, rows_about

BUNDLED: Final = 6
"""So many acts of one level below one act are shown one by one; more of them as one bundle until it is opened."""
SHOWN: Final = 60
"""Of an opened bundle so many acts are shown at once; the rest by `more`."""


@dataclass(frozen=True)
class Head:
    """What is shown of an act."""

    act: Link
    title: str | None
    date: str | None
    issuer: str | None
    known_only_by_citation: bool

    @property
    def subject(self) -> str | None:
        """The title, where the name does not say it already ("Luật Tổ chức Chính phủ")."""
        return self.title if self.title and self.title not in self.act.name else None


@dataclass(frozen=True)
class Node:
    """A box of the tree: an act, or a bundle of acts of one level below it."""

    key: str
    """What the address opens it by: the act's path, or "path|level" for a bundle."""
    head: Head | None
    """None for a bundle."""
    level: str | None
    """The last segment of the level's IRI ("province") of a bundle."""
    count: int
    """How many acts stand directly below an act, or in a bundle."""
    total: int
    """How many come down from it, or from those in the bundle, and these with them."""
    opened: bool
    below: tuple[Node, ...] = ()
    also: tuple[Link, ...] = ()
    """The other acts of the tree that it hangs on."""
    hidden: int = 0
    """Of an opened bundle, how many acts are not shown yet."""


@dataclass(frozen=True)
class Family:
    """Who stands below whom."""

    children: Mapping[str, Sequence[str]] = field(repr=False)
    above: Mapping[str, frozenset[str]] = field(repr=False)
    """Act -> those of the root and the acts below it that it hangs on."""
    level: Mapping[str, str] = field(repr=False)
    """Act -> the last segment of its issuer's level; none where that is not known."""

    total: Mapping[str, int] = field(repr=False)
    """Act -> how many acts stand below it in the tree."""


_KNOWN: Final[WeakKeyDictionary[Engine, dict[str, Family]]] = WeakKeyDictionary()
"""What was read of a generation of the graph, which never changes, for as long as somebody uses it."""


def family(engine: Engine, root: str) -> Family:
    """The acts below `root` (an IRI)."""
    kept = _KNOWN.setdefault(engine, {})
    if root not in kept:
        kept[root] = _family(engine, root)
    return kept[root]


def _family(engine: Engine, root: str) -> Family:
    above: dict[str, set[str]] = defaultdict(set)
    level: dict[str, str] = {}
    for row in rows(engine, "lineage-steps", root=root):
        if row["act"] != root:
            above[row["act"]].add(row["above"])
            if "level" in row:
                level.setdefault(row["act"], row["level"].rpartition("/")[2])
    within = {act: frozenset(some & {root, *above}) for act, some in above.items()}
    parent = _parents(root, within)
    children: dict[str, list[str]] = defaultdict(list)
    for act in sorted(parent):
        children[parent[act]].append(act)
    total = dict.fromkeys([root, *parent], 0)
    for act in reversed(parent):  # from the last placed, so that those below come first
        total[parent[act]] += total[act] + 1
    return Family(children, within, level, total)


def _parents(root: str, above: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """For each act the lowest of those that it hangs on, in an order in which every act stands behind its parent.

    Acts are placed once all above them are; where a ring lets none be, the one that stands nearest to the root.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for act, some in above.items():
        for one in sorted(some):
            below[one].append(act)
    waiting = {act: len(some) for act, some in above.items()}
    depth, parent = {root: 0}, dict[str, str]()
    ready, reached, act = list[str](), dict[str, int](), root
    while True:
        for one in below[act]:
            if one in depth:
                continue
            waiting[one] -= 1
            reached.setdefault(one, depth[act])
            if not waiting[one]:
                ready.append(one)
        if not reached:
            return parent
        act = ready.pop() if ready else min(reached, key=lambda one: (reached[one], one))
        del reached[act]
        parent[act] = max((one for one in above[act] if one in depth), key=lambda one: (depth[one], one))
        depth[act] = depth[parent[act]] + 1


def first_opened(engine: Engine, root: str) -> frozenset[str]:
    """What is open before anybody opened anything: acts from the root down, as long as each level has few of them."""
    known, opened, level = family(engine, root), set[str](), [root]
    while 0 < len(level) <= BUNDLED:
        opened |= {path_of(act) for act in level}
        level = [child for act in level for child in known.children.get(act, ())]
    return frozenset(opened)


def lineage_tree(engine: Engine, root: str, opened: frozenset[str], more: int = 0) -> Node | None:
    """The tree below the act `root` (an IRI), with what is named in `opened` open; None where there is no such act.

    `more`: how many times SHOWN more acts of an opened bundle are shown.
    """
    known = family(engine, root)
    drawn = _Drawing(known, opened, SHOWN * (more + 1))
    node = drawn.act(root)
    heads = _heads(engine, {*drawn.seen, *(one for act in drawn.seen for one in known.above.get(act, ()))})
    return _with_heads(node, heads, known) if root in heads else None


@dataclass
class _Drawing:
    """Walks down what is open, and notes the acts that are met."""

    known: Family
    opened: frozenset[str]
    shown: int
    seen: set[str] = field(default_factory=set)

    def act(self, act: str) -> Node:
        self.seen.add(act)
        key = path_of(act)
        children = self.known.children.get(act, ())
        opened = key in self.opened
        below = self._below(key, children) if opened else ()
        return Node(key, None, None, len(children), self.known.total.get(act, 0), opened, below)

    def _below(self, key: str, children: Sequence[str]) -> tuple[Node, ...]:
        by_level: dict[str, list[str]] = defaultdict(list)
        for act in children:
            by_level[self.known.level.get(act, "")].append(act)
        return tuple(
            node
            for level, acts in sorted(by_level.items())
            for node in ([self.act(act) for act in acts] if len(acts) <= BUNDLED else [self._bundle(key, level, acts)])
        )

    def _bundle(self, above: str, level: str, acts: Sequence[str]) -> Node:
        key = f"{above}|{level}"
        opened = key in self.opened
        shown = acts[: self.shown] if opened else ()
        below = tuple(self.act(act) for act in shown)
        total = sum(self.known.total[act] + 1 for act in acts)
        return Node(key, None, level, len(acts), total, opened, below, hidden=len(acts) - len(shown) if opened else 0)


def _heads(engine: Engine, acts: Iterable[str]) -> dict[str, Head]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_about(engine, "lineage-heads", sorted(acts)):
        if "label" in row or "title" in row:
            found[row["act"]].append(row)
    return {act: _head(group) for act, group in found.items()}


def _head(group: Sequence[dict[str, str]]) -> Head:
    row = group[0]
    issuers = list(dict.fromkeys(one["issuerName"] for one in group if "issuerName" in one))
    link = act_link(row, "act")
    return Head(
        act=link or Link(iri=row["act"], name=path_of(row["act"])),
        title=row.get("title"),
        date=row.get("date"),
        issuer="; ".join(issuers) or None,
        known_only_by_citation=row.get("cited") == "true",
    )


def _with_heads(node: Node, heads: Mapping[str, Head], known: Family, parent: str = "") -> Node:
    if node.level is not None:
        below = tuple(_with_heads(one, heads, known, parent) for one in node.below)
        return replace(node, below=below)
    act = str(data(node.key))
    also = sorted(known.above.get(act, frozenset()) - {parent})
    return replace(
        node,
        head=heads.get(act) or Head(Link(iri=act, name=node.key), None, None, None, False),
        below=tuple(_with_heads(one, heads, known, act) for one in node.below),
        also=tuple(heads[one].act for one in also if one in heads),
    )
