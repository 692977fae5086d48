"""Stretches of an act's text as paragraphs of Akoma Ntoso, with a `ref` where the text cites another act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_BLANK: Final = re.compile(r"\n[^\S\n]*\n\s*")
_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str) -> str:
    return f"{{{AKN}}}{name}"


def add(parent: etree._Element, element: str, /, **attributes: str) -> etree._Element:
    """A child element; `eId` and the like as attributes, `class_` for class, `from_` for from."""
    return etree.SubElement(parent, tag(element), {key.rstrip("_"): value for key, value in attributes.items()})


class Words:
    """The text of an act, and the citations in it: (start, end, IRI of the cited act)."""

    def __init__(self, text: str, citations: Sequence[tuple[int, int, str]]) -> None:
        self.text: Final = text
        self._citations: Final = sorted(citations)

    def paragraphs(self, parent: etree._Element, start: int, end: int, *, at_least_one: bool = False) -> None:
        """Each stretch between blank lines as a `p`; an empty one where the content model wants one."""
        before = len(parent)
        for begin, stop in self._stretches(start, end):
            self.inline(add(parent, "p"), begin, stop)
        if at_least_one and len(parent) == before:
            add(parent, "p")

    def inline(self, parent: etree._Element, start: int, end: int) -> None:
        """The words themselves, in an element that takes text."""
        at = start
        last: etree._Element | None = None
        for begin, stop, cited in self._citations:
            begin, stop = max(begin, at), min(stop, end)
            if begin >= stop:
                continue
            _append(parent, last, self._plain(at, begin))
            last = add(parent, "ref", href=cited)
            last.text = self._plain(begin, stop)
            at = stop
        _append(parent, last, self._plain(at, end))

    def blank(self, start: int, end: int) -> bool:
        return not self.text[start:end].strip()

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for gap in _BLANK.finditer(self.text, start, end):
            if not self.blank(at, gap.start()):
                yield at, gap.start()
            at = gap.end()
        if not self.blank(at, end):
            yield at, end

    def _plain(self, start: int, end: int) -> str:
        """White space as one space, so that lines of the source are no lines here; no character that XML refuses."""
        return _NO_XML.sub("\ufffd", re.sub(r"\s+", " ", self.text[start:end]))


def _append(parent: etree._Element, last: etree._Element | None, words: str) -> None:
    if last is not None:
        last.tail = (last.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
