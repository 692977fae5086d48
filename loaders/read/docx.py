"""Word files (.docx): the words as they print, in reading order, with list numbers and true table cells.

    <w:p> in a list "%1.", decimal </w:p>              "1. Sở Y tế chủ trì …": the number is counted, as Word does
    <w:del>…</w:del><w:ins>…</w:ins>                   tracked changes as if accepted
    <w:tc><w:vMerge/></w:tc>                           the cell above goes on: it holds for this row too

Left out: headers, footers, footnotes, comments, hidden and struck-out words. Text boxes stand behind the paragraph
that they are anchored in. Pages are known where Word has left its marks of them.
(ECMA-376 Part 1, 17. python-docx gives neither list numbers, tracked changes nor text boxes, so the XML is read.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from loaders.errors import DamagedFile
from loaders.read.block_lines import lay_out
from loaders.read.blocks import Block, Cell, Paragraph, Table
from loaders.read.docx_package import main_part, part_xml, relations
from loaders.read.docx_styles import Styles, read_styles
from loaders.read.limits import open_archive
from loaders.read.list_numbers import ListNumbers, W, child_value, read_lists, value, whole
from loaders.read.runs import Run, words
from loaders.source import Line

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Elements that only wrap others.
_WRAPPERS: Final = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
# The soft hyphen goes later: in TCVN3 fonts it is the letter ư.
_CHARACTERS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_DRAWINGS: Final = frozenset((W + "drawing", W + "pict", W + "object", _COMPATIBILITY + "AlternateContent"))


def read_docx(data: bytes, name: str) -> tuple[str, tuple[Line, ...]]:
    """The text of a Word file and its lines, table rows with their cells.

    Raises DamagedFile, EncryptedFile, TooLarge, and UnknownFormat for a zip archive that is no Word file.
    """
    with open_archive(data, name) as archive:
        main = main_part(archive, name)
        document = part_xml(archive, main, name)
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise DamagedFile(f"{name}: the Word file holds no document. Open it in Word and save it anew.")
        related = relations(archive, main, name)
        styles = read_styles(part_xml(archive, related.get("styles", ""), name))
        lists = read_lists(part_xml(archive, related.get("numbering", ""), name), styles.style_lists())
    rendered = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    origins = {paragraph: i for i, paragraph in enumerate(body.getroottree().iter(f"{W}p"))}
    return lay_out(_Walk(styles, ListNumbers(lists), rendered, origins).blocks(body))


# --- the document -----------------------------------------------------------------------------------------------


@dataclass
class _Open:
    """A paragraph while its runs are gathered: its stretches between page breaks, and the text boxes in it."""

    style: str
    pieces: list[list[Run]] = field(default_factory=lambda: [[]])
    pages: list[int | None] = field(default_factory=lambda: [None])
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, run: Run, page: int) -> None:
        if self.pages[-1] is None and run.text.strip():
            self.pages[-1] = page
        self.pieces[-1].append(run)

    def turn(self) -> None:
        self.pieces.append([])
        self.pages.append(None)

    @property
    def empty(self) -> bool:
        return not any(run.text.strip() for piece in self.pieces for run in piece)


@dataclass
class _Walk:
    """The way through a document from top to bottom: pages and list numbers are counted on it."""

    styles: Styles
    numbers: ListNumbers
    rendered: bool
    """Whether Word has left marks of where it turned the page; else only breaks set by hand tell."""
    origins: dict[etree._Element, int]
    """Each paragraph of the file, with its place among all of them."""
    page: int = 1
    carried: list[Run] = field(default_factory=list)
    """Words of a paragraph whose end was deleted: the next one goes on with them."""

    def blocks(self, parent: etree._Element) -> tuple[Block, ...]:
        return tuple(block for element in _children(parent) for block in self._block(element))

    def _block(self, element: etree._Element) -> Iterator[Block]:
        if element.tag == f"{W}p":
            yield from self._paragraph(element)
        elif element.tag == f"{W}tbl":
            yield self._table(element)

    # --- paragraphs

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = child_value(properties, "pStyle")
        if not self.rendered and _switched(properties, "pageBreakBefore"):
            self.page += 1
        opened = _Open(style)
        for run in self.carried:
            opened.add(run, self.page)
        self.carried = []
        self._gather(element, opened)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.carried = [run for piece in opened.pieces for run in piece]
        else:
            yield from self._finished(opened, properties, self.origins.get(element))
        for box in opened.boxes:
            yield from self.blocks(box)
        self._section(properties)

    def _finished(self, opened: _Open, properties: etree._Element | None, origin: int | None) -> Iterator[Paragraph]:
        number = self._number(properties, opened.style)
        for runs, page in zip(opened.pieces, opened.pages, strict=True):
            text = words(runs)
            if number:
                text, number = f"{number} {text}", ""
            if text.strip() or len(opened.pieces) == 1:
                yield Paragraph(text, page or self.page, origin)

    def _number(self, properties: etree._Element | None, style: str) -> str:
        of_style = self.styles.list_of(style)
        own = properties.find(f"{W}numPr") if properties is not None else None
        number, level = child_value(own, "numId"), child_value(own, "ilvl")
        if not number and of_style:
            number, of_level, naming = of_style
            default = self.numbers.level_of_style(number, naming) if of_level is None else of_level
            return self.numbers.next(number, whole(level, default))
        return self.numbers.next(number, whole(level, 0)) if number else ""

    def _section(self, properties: etree._Element | None) -> None:
        """A section's end turns the page, but for a continuous one."""
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None and not self.rendered and child_value(section, "type") != "continuous":
            self.page += 1

    # --- runs

    def _gather(self, parent: etree._Element, opened: _Open) -> None:
        for element in _children(parent):
            if element.tag == f"{W}r":
                self._run(element, opened)
            elif element.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                opened.add(Run("".join(one.text or "" for one in element.iter(f"{_MATH}t"))), self.page)

    def _run(self, element: etree._Element, opened: _Open) -> None:
        look = self.styles.look(element.find(f"{W}rPr"), opened.style)
        for child in element:
            if child.tag in _DRAWINGS:
                opened.boxes += _boxes(child)
            elif child.tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif child.tag == f"{W}br" and value(child, "type") == "page":
                opened.turn()
                self.page += 0 if self.rendered else 1
            elif not look.gone and (text := _letters(child)):
                opened.add(Run(text, look.font, look.capitals), self.page)

    # --- tables

    def _table(self, element: etree._Element) -> Table:
        rows: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _children(element):
            if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None:
                rows.append([])
                self._row(row, rows, open_cells)
        return Table(tuple(tuple(row) for row in rows))

    def _row(self, row: etree._Element, rows: list[list[Cell]], open_cells: dict[int, tuple[int, int]]) -> None:
        """One row; `open_cells`: where the cell began that a merged cell in this column goes on with."""
        start = last = self.page
        column = whole(child_value(row.find(f"{W}trPr"), "gridBefore"), 0)
        if column > 0:
            rows[-1].append(Cell((), columns=column))
        for element in _children(row):
            if element.tag != f"{W}tc":
                continue
            properties = element.find(f"{W}tcPr")
            width = max(1, whole(child_value(properties, "gridSpan"), 1))
            merged = _merged(properties, "vMerge")
            if _merged(properties, "hMerge") == "continue" and rows[-1]:
                rows[-1][-1] = _grown(rows[-1][-1], columns=width)
            elif merged == "continue" and column in open_cells:
                i, j = open_cells[column]
                rows[i][j] = _grown(rows[i][j], rows=1)
            else:
                self.page = start
                rows[-1].append(Cell(self.blocks(element), columns=width))
                last = max(last, self.page)
                open_cells.pop(column, None)
                if merged:
                    open_cells[column] = (len(rows) - 1, len(rows[-1]) - 1)
            column += width
        self.page = last


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element; those of wrappers in their place, deleted and moved ones left out."""
    for element in parent:
        if element.tag in _WRAPPERS:
            yield from _children(element)
        elif element.tag == f"{_COMPATIBILITY}AlternateContent":
            yield from _children(_alternative(element))
        else:
            yield element


def _alternative(element: etree._Element) -> etree._Element:
    """The first of the forms in which the same content is given."""
    return next((child for child in element if isinstance(child.tag, str)), element)


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """The contents of text boxes in a drawing, once each, though Word writes them in an old and a new form."""
    if drawing.tag == f"{_COMPATIBILITY}AlternateContent":
        return next((found for child in drawing if (found := _boxes(child))), [])
    if drawing.tag == f"{W}txbxContent":
        return [drawing]
    return [box for child in drawing for box in _boxes(child)]


def _letters(element: etree._Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}br":
        return "\n"
    if element.tag == f"{W}sym":
        return _symbol(value(element, "char"))
    return _CHARACTERS.get(str(element.tag), "")


def _symbol(code: str) -> str:
    """The letter of a `w:sym`; those of picture fonts (private use) have no meaning outside them."""
    letter = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else " "
    return letter if letter.isprintable() else " "


def _switched(properties: etree._Element | None, name: str) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and value(found, "val") not in ("0", "false", "off")


def _merged(properties: etree._Element | None, name: str) -> str | None:
    """ "restart" or "continue" for a merged cell, None for one of its own."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else value(found, "val") or "continue"


def _grown(cell: Cell, rows: int = 0, columns: int = 0) -> Cell:
    return Cell(cell.blocks, cell.rows + rows, cell.columns + columns)
