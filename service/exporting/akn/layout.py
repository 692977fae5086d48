"""How an act's text is divided among the parts of an Akoma Ntoso document: every letter to one part.

    preface       from the top to the first legal basis
    preamble      the legal bases
    main body     Điều, phần, mục, khoản, điểm, from the first one on
    conclusions   from the first signature on
    attachments   a text issued "kèm theo", the annex with the task table; each with the same parts

A part reaches from where it begins to where the next one begins, so nothing between two is lost; one that is not
found in the text stays part of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ontology.namespaces import CANCU, DCTERMS, ELI
from service.exporting.akn.places import Places
from service.exporting.said import Said

_ANNEX: Final = "annex"
_ATTACHED: Final = "attached-text"
_GROUP: Final = "task-group"
_ROLES: Final = ("lead", "coordinating", "directing")
_BASES: Final = ("based-on", "proposed-by")
_HEADING: Final = 60
"""Letters of a line that is the heading of an annex and no sentence about one."""


@dataclass
class Node:
    """A numbered part. Offsets: [start, words) its number, [words, heading) its heading, [heading, end) the rest."""

    iri: str
    kind: str
    start: int
    words: int
    heading: int
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def own_end(self) -> int:
        """Where its own text ends: its first child begins there."""
        return self.children[0].start if self.children else self.end


@dataclass(frozen=True)
class Row:
    """A row of a task table: a task with its cells, or the title of a group of tasks with one."""

    iri: str
    cells: tuple[tuple[str, int, int], ...]
    """What a cell holds (task, lead, coordinating, directing, rest, group), and from where to where."""


@dataclass
class Part:
    """The act itself, or a text attached to it."""

    iri: str
    kind: str
    title: str
    start: int
    end: int = 0
    preamble: int | None = None
    """Where the legal bases begin."""
    nodes: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    table: int | None = None
    """Where the task table begins."""
    conclusions: int | None = None

    @property
    def body(self) -> int:
        """Where the main body begins; its end where there is nothing but a preface."""
        starts = [node.start for node in self.nodes[:1]] + ([self.table] if self.table is not None else [])
        return min(starts, default=self.start)


def layout(act: str, said: Said, text: str) -> list[Part]:
    """The act and what is attached to it, in the order of the text; together they are the whole text."""
    places = Places(text)
    main = Part(act, "act", said.text(act, DCTERMS.title), 0)
    subdivisions = said.of_class("Subdivision")
    attached = [node for node in subdivisions if _kind(node, said) == _ATTACHED]
    found = _nodes([node for node in subdivisions if said.text(node, CANCU.order)], said, places)
    parts = [main, *_attached(attached, found, said, places)]
    parts += _annex([node for node in subdivisions if _kind(node, said) == _ANNEX], found, said, places)
    parts.sort(key=lambda part: part.start)
    _bound(parts, found, said, places)
    _set_preamble(main, said, places)
    return parts


def _kind(node: str, said: Said) -> str:
    return said.text(node, ELI.type_subdivision).rpartition("/")[2]


def _nodes(subdivisions: Sequence[str], said: Said, places: Places) -> list[Node]:
    """The numbered parts that the text has, in its order, flat."""
    found: list[Node] = []
    since = 0
    for iri in subdivisions:
        title, words = said.text(iri, DCTERMS.title), said.text(iri, DCTERMS.description)
        number = said.text(iri, CANCU.path).rpartition("/")[2]
        place = places.part(number, title or words, since)
        if place is None:
            continue
        heading = places.words_end(title, place.words) if title else place.words
        found.append(Node(iri, _kind(iri, said), place.start, place.words, heading))
        since = max(heading, place.end)
    return found


def _attached(attached: Sequence[str], found: Sequence[Node], said: Said, places: Places) -> list[Part]:
    """Texts issued "kèm theo": from the line of their type before their title, else from their first part."""
    parts = []
    for iri in attached:
        inside = [node for node in found if node.iri.startswith(f"{iri}/")]
        if not inside:
            continue
        before = [node.heading for node in found if node.start < inside[0].start]
        signed = [at for at in _signed(said) if at < inside[0].start]
        since = max([*before, *signed], default=0)
        type_ = said.text(iri, CANCU.path)
        parts.append(
            Part(iri, _ATTACHED, said.text(iri, DCTERMS.title) or type_, _head(type_, since, inside[0].start, places))
        )
    return parts


def _annex(annexes: Sequence[str], found: Sequence[Node], said: Said, places: Places) -> list[Part]:
    """The annex with the task table, where that stands behind all numbered parts."""
    for iri in annexes:
        groups = {iri, *said.pointing(ELI.is_part_of, iri)}
        tasks = [task for task in said.of_class("Task") if said.text(task, CANCU.setIn) in groups]
        spans = _apart([(said.number(task, CANCU.sourceStart), task) for task in tasks], said)
        since = max([*(node.heading for node in found), *_signed(said)], default=0)
        if not spans or spans[0][0] < since:
            continue
        part = Part(iri, _ANNEX, said.text(iri, CANCU.path), 0)
        rows = list(_starts(spans, since, said, places))
        part.table = rows[0][0]
        part.start = _head(part.title, since, rows[0][0], places)
        ends = [start for start, _, _ in rows[1:]] + [len(places.text)]
        part.rows = [
            Row(node, tuple(_cells(node, kind, start, end, said, places)))
            for (start, node, kind), end in zip(rows, ends, strict=True)
        ]
        return [part]
    return []


def _apart(starts: Sequence[tuple[int, str]], said: Said) -> list[tuple[int, int, str]]:
    """The tasks with their places, in the order of the text; none that begins inside another."""
    found: list[tuple[int, int, str]] = []
    for start, task in sorted(starts):
        end = said.number(task, CANCU.sourceEnd)
        if end > start and (not found or start >= found[-1][1]):
            found.append((start, end, task))
    return found


def _starts(
    spans: Sequence[tuple[int, int, str]], since: int, said: Said, places: Places
) -> Iterator[tuple[int, str, str]]:
    """Where each row begins: the tasks, and the titles of their groups before the first of each."""
    group = ""
    for start, end, task in spans:
        begin = max(places.line_start(start), since)
        above = said.text(task, CANCU.setIn)
        if above != group and _kind(above, said) == _GROUP:
            title = places.part("", said.text(above, DCTERMS.title), since, start)
            if title and title.start < begin:
                yield title.start, above, "group"
        group = above
        yield begin, task, "task"
        since = end


def _cells(node: str, kind: str, start: int, end: int, said: Said, places: Places) -> Iterator[tuple[str, int, int]]:
    """The cells of a row: cut where the bodies of each role begin, and behind the last of them."""
    if kind == "group":
        yield "group", start, end
        return
    done = said.number(node, CANCU.sourceEnd)
    cuts: list[tuple[int, str]] = [(start, "task")]
    last = done
    for role in _ROLES:
        bearers = [one for one in said.pointing(CANCU.assigns, node) if f"/{role}/" in one]
        spans = [(said.number(one, CANCU.sourceStart), said.number(one, CANCU.sourceEnd)) for one in bearers]
        inside = sorted(span for span in spans if done <= span[0] < end)
        if inside and inside[0][0] > cuts[-1][0]:
            cuts.append((inside[0][0], role))
            last = max(last, *(stop for _, stop in inside))
    if cuts[-1][0] < last < end:
        cuts.append((last, "rest"))
    ends = [at for at, _ in cuts[1:]] + [end]
    for (at, what), stop in zip(cuts, ends, strict=True):
        yield what, at, stop


def _head(words: str, since: int, until: int, places: Places) -> int:
    """Where a text begins that bears these words as its heading: the last such line before `until`."""
    wanted = "".join(words.split()).casefold()
    start = places.line_start(until)
    while start > since:
        start = places.line_start(start - 1)
        line = "".join(places.text[start : places.text.find("\n", start)].split()).casefold()
        if start >= since and line.startswith(wanted) and len(line) <= _HEADING:
            return start
    return places.line_start(until) if places.line_start(until) >= since else until


def _signed(said: Said) -> list[int]:
    """Where the signatures end."""
    return [said.number(node, CANCU.sourceEnd) for node in said.of_class("Signature")]


def _bound(parts: Sequence[Part], found: Sequence[Node], said: Said, places: Places) -> None:
    """Give each part its end, its numbered parts and its signatures."""
    ends = [part.start for part in parts[1:]] + [len(places.text)]
    for part, end in zip(parts, ends, strict=True):
        part.end = end
        inside = [node for node in found if part.start <= node.start < end]
        if part.table is not None:
            inside = []
        signs = (said.number(node, CANCU.sourceStart) for node in said.of_class("Signature"))
        since = inside[-1].heading if inside else part.start
        lines = (places.line_start(at) for at in sorted(signs) if since < at < end)
        part.conclusions = next((line for line in lines if line > since and part.table is None), None)
        part.nodes = _tree(inside, part.conclusions if part.conclusions is not None else end)


def _tree(nodes: Sequence[Node], end: int) -> list[Node]:
    """The numbered parts below each other, as their IRIs are."""
    tops: list[Node] = []
    above: list[Node] = []
    for node in nodes:
        while above and not node.iri.startswith(f"{above[-1].iri}/"):
            above.pop()
        (above[-1].children if above else tops).append(node)
        above.append(node)
    _end(tops, end)
    return tops


def _end(nodes: Sequence[Node], end: int) -> None:
    ends = [*(one.start for one in nodes[1:]), end]
    for node, stop in zip(nodes, ends, strict=False):  # no end is wanted where there are no nodes
        node.end = stop
        _end(node.children, stop)


def _set_preamble(main: Part, said: Said, places: Places) -> None:
    bases = [node for node in said.of_class("Citation") if said.text(node, CANCU.relation).endswith(_BASES)]
    first = min((said.number(node, CANCU.sourceStart) for node in bases), default=0)
    line = places.line_start(first)
    limit = main.body if main.nodes else main.conclusions if main.conclusions is not None else main.end
    main.preamble = line if 0 < line < limit else None
