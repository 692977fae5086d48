"""The numbered subdivisions of an act's body, with headings and texts.

    III. TỔ CHỨC THỰC HIỆN                          III       heading
    1. Sở Khoa học và Công nghệ                     III/1     heading
    a) Chủ trì, phối hợp với các sở, ngành …        III/1/a   text
    2. Sở Y tế: Phối hợp với …                      III/2     text: a head that runs into its sentence

Paragraphs without a number belong to the item above them, but for those that close a part, and for "Trên đây là …",
which belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from loaders.flow import flow, flow_passages
from loaders.layout.footnotes import Footnotes, footnotes
from loaders.layout.headings import closes_part, ends_text, heading_length, is_sentence, points_at_annex, sets_tasks
from loaders.layout.labels import KINDS, RANK, Label, Style, follows, labels_of, skipped
from loaders.layout.paragraphs import paragraphs
from loaders.layout.zones import Zones
from loaders.record import Place, Remark, Subdivision, SubdivisionKind
from loaders.source import Line, Passage, Source

# Styles that stand at the root of their text, whatever stands above them: "Điều 5" runs through all chapters.
_ROOTED: Final[tuple[Style, ...]] = ("part", "chapter", "heading", "article")
# New words of an act that is amended: "Sửa đổi Điều 5 như sau: “Điều 5. …”"; their numbers are not this act's.
_QUOTED: Final = re.compile(r"[“\"]\s*(?:Điều|Chương|Mục|\d+[a-z]?\.|[a-zđ]\))")
_CLOSES_QUOTE: Final = re.compile(r"[”\"]\s*[.;,/]*$")


@dataclass
class _Item:
    """A subdivision while its paragraphs are gathered."""

    label: Label
    path: str
    order: int
    own: list[Passage] = field(default_factory=list)
    above: _Item | None = None
    has_children: bool = False
    quoting: bool = False
    unbroken: int | None = None
    """How many of its passages stand together, where one of another subdivision came between them."""

    @property
    def titled(self) -> bool:
        return KINDS[self.label.style] == "part"

    @cached_property
    def parts(self) -> tuple[Passage, Passage]:
        """Heading and text, once all paragraphs are in; both empty for an item that is nothing but its number."""
        count = heading_length(self.own, self.titled, self.has_children)
        return flow_passages(self.own[:count]), flow_passages(self.own[count:])


@dataclass(frozen=True)
class SubdivisionText:
    """A subdivision's words with their places: the headings from the root down to its own, and its own text."""

    path: str
    kind: SubdivisionKind
    in_text: str | None
    above: tuple[Passage, ...]
    """The headings of the subdivisions that hold it, the outermost first."""
    heading: Passage
    text: Passage
    place: Place | None

    @property
    def headings(self) -> tuple[Passage, ...]:
        return (*self.above, self.heading) if self.heading else self.above


@dataclass(frozen=True)
class Structure:
    """All numbered subdivisions in order: those of the act's own body, then each attached text's."""

    items: tuple[SubdivisionText, ...]
    skips: tuple[tuple[str, str], ...]
    """Where the numbers skip: the path behind the gap, and the one before it."""


def find_structure(source: Source, zones: Zones) -> Structure:
    """The one walk over the paragraphs of the source's bodies; record, duties and audit are made of what it finds."""
    items: list[SubdivisionText] = []
    skips: list[tuple[str, str]] = []
    for body, in_text in ((zones.body, None), *((text.body, text.type) for text in zones.attached)):
        walked = _Builder(source, body).build()
        items += [_text_of(item, in_text) for item in walked.items]
        skips += walked.gaps
    return Structure(tuple(items), tuple(skips))


def read_structure(structure: Structure) -> list[Subdivision]:
    """The record's subdivisions, in order; `in_text` is the type of the attached text, null in the act's own body."""
    return [
        Subdivision.model_validate(
            {
                "path": item.path,
                "kind": item.kind,
                "heading": item.heading.text.rstrip(" :") or None,
                "text": item.text.text or None,
                "in": item.in_text,
                "source": item.place,
            }
        )
        for item in structure.items
    ]


def structure_remarks(structure: Structure) -> list[Remark]:
    """A remark for each number that is skipped among the subdivisions."""
    return [
        Remark(
            path=path,
            remark=f"Đánh số không liền mạch: “{path}” đứng ngay sau “{elder}”.",
            source=next((item.place for item in structure.items if item.path == path), None),
        )
        for path, elder in structure.skips
    ]


def _text_of(item: _Item, in_text: str | None) -> SubdivisionText:
    heading, text = item.parts
    return SubdivisionText(
        path=item.path,
        kind=KINDS[item.label.style],
        in_text=in_text,
        above=tuple(_headings_above(item)),
        heading=heading,
        text=text,
        place=_place(item),
    )


def _headings_above(item: _Item) -> list[Passage]:
    """Headings from the root down; a lead-in ("Sở Y tế có trách nhiệm:") counts as one."""
    if item.above is None:
        return []
    heading, text = item.above.parts
    own = heading or (text if text.text.endswith(":") else heading)
    return [*_headings_above(item.above), *([own] if own else [])]


class _Builder:
    """Gathers a body's items: the open ones, from the root down, and all of them in order."""

    def __init__(self, source: Source, body: range) -> None:
        lines = [source.lines[i] for i in body]
        self._notes: Footnotes = footnotes(lines)
        self._paragraphs = paragraphs(self._notes.without(lines))
        self._open: list[_Item] = []
        self._rooted: dict[Style, _Item] = {}
        """The latest article, chapter and the like: they count on, whatever stands open between them."""
        self.items: list[_Item] = []
        self._paths: set[str] = set()
        self.gaps: list[tuple[str, str]] = []

    def build(self) -> _Builder:
        for lines in self._paragraphs:
            passage = self._notes.unmarked(flow(lines))
            if not passage:
                continue
            if ends_text(passage.text):
                break
            self._take(passage, lines)
        return self

    def _take(self, passage: Passage, lines: Sequence[Line]) -> None:
        top = self._open[-1] if self._open else None
        if top and top.quoting:
            top.own.append(passage)
            top.quoting = not _CLOSES_QUOTE.search(passage.text)
            return
        if label := None if lines[0].cells else self._label(passage.text):
            self._add(label, passage)
        elif top:
            self._attach(passage, top)

    # --- numbered paragraphs

    def _label(self, text: str) -> Label | None:
        """The label that the paragraph begins with, where it follows an elder or opens a deeper level."""
        candidates = labels_of(text)
        for label in candidates:
            if elder := self._elder(label):
                return label if self._is_new(self._path(label, elder)) else None
        return next((label for label in candidates if self._opens_level(label)), None)

    def _is_new(self, path: str) -> bool:
        return path not in self._paths

    def _elder(self, label: Label) -> _Item | None:
        if label.style in _ROOTED:
            latest = self._rooted.get(label.style)
            return latest if latest and follows(label, latest.label) else None
        return next((item for item in reversed(self._open) if follows(label, item.label)), None)

    def _opens_level(self, label: Label) -> bool:
        if label.style == "dotted":
            parent = self._parent_of_dotted(label)
            return label.first and parent is not None and self._is_new(f"{parent.path}/{label.text}")
        if label.style in _ROOTED:
            restarts = label.style == "heading" and label.first and self._is_new(self._path(label, None))
            return label.style not in self._rooted or restarts
        holds = all(RANK[item.label.style] < RANK[label.style] for item in self._open)
        return label.first and holds and self._is_new(self._path(label, None))

    def _parent_of_dotted(self, label: Label) -> _Item | None:
        prefix = label.text.rpartition(".")[0]
        return next((item for item in reversed(self._open) if item.label.text == prefix), None)

    def _add(self, label: Label, passage: Passage) -> None:
        elder = self._elder(label)
        if elder and skipped(label, elder.label):
            self.gaps.append((self._path(label, elder), elder.path))
        if label.style in _ROOTED:
            del self._open[:]
        elif elder:
            del self._open[self._open.index(elder) :]
        elif label.style == "dotted" and (parent := self._parent_of_dotted(label)):
            del self._open[self._open.index(parent) + 1 :]
        item = _Item(label, self._path(label, None), len(self.items))
        words = passage.part(label.end)
        if words:
            item.own.append(words)
        item.quoting = bool(_QUOTED.search(words.text)) and not _CLOSES_QUOTE.search(words.text)
        item.above = self._open[-1] if self._open else self._chapter_above(label)
        if self._open:
            self._open[-1].has_children = True
        self._open.append(item)
        self.items.append(item)
        self._paths.add(item.path)
        if label.style in _ROOTED:
            self._rooted[label.style] = item

    def _chapter_above(self, label: Label) -> _Item | None:
        """The chapter or heading that a rooted item stands in, though its path does not name it."""
        holders = [item for style, item in self._rooted.items() if RANK[style] < RANK[label.style]]
        return max(holders, key=lambda item: item.order, default=None) if label.style in _ROOTED else None

    def _path(self, label: Label, elder: _Item | None) -> str:
        """ "V/2/d"; an article stands at the root, whatever chapter holds it."""
        if elder:
            return f"{elder.path.rpartition('/')[0]}/{label.text}".lstrip("/")
        if label.style == "heading" and (chapter := self._chapter_above(label)) and chapter.label.style != "heading":
            return f"{chapter.path}/{label.text}"
        above = self._open[-1].path + "/" if self._open and label.style not in _ROOTED else ""
        return above + label.text

    # --- paragraphs without a number

    def _attach(self, passage: Passage, top: _Item) -> None:
        top.quoting = bool(_QUOTED.match(passage.text)) and not _CLOSES_QUOTE.search(passage.text)
        owner = self._owner(passage.text, top)
        if owner is not top and top.unbroken is None:
            top.unbroken = len(top.own)
        if owner:
            owner.own.append(passage)

    def _owner(self, text: str, top: _Item) -> _Item | None:
        if points_at_annex(text):
            holders = [item for item in reversed(self._open) if item.own and (item.titled or item.has_children)]
            otherwise = top if text.startswith("(") else None
            return next((item for item in holders if sets_tasks(item.own[0].text)), otherwise)
        if top.own and not top.titled and closes_part(text) and is_sentence(top.own[-1].text):
            # Without a part above it, it closes the whole list "1., 2., 3.", and is no more of the last item.
            listed = self._open[0] if self._open[0].label.style in _ROOTED or len(self._open) > 1 else None
            return next((item for item in self._open if item.titled), listed)
        return top


def _place(item: _Item) -> Place | None:
    if not item.own:
        return None
    span = item.own[0].span()
    behind = [passage for passage in item.own[1 : item.unbroken] if passage.offsets[0] >= span.end]
    together = flow_passages([item.own[0], *behind]) if not item.has_children else item.own[0]
    return Place.of(together.span())
