"""Web pages: the law database's, offices' portals', and what Word saves as a web page.

    <p>Căn cứ Luật Nhà ở<br>số 27/2023/QH15;</p>       two lines
    <td rowspan="2">Sở Y tế</td>                       the cell holds for both rows
    <ol type="a"><li>Chủ trì …</li></ol>               "a. Chủ trì …": browsers print the number, so it is read

Nothing is run or fetched. Left out: scripts, styles, what is hidden or struck out, forms and navigation, Word's
headers, footers and footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from loaders.errors import TooLarge
from loaders.read.block_lines import lay_out
from loaders.read.blocks import Block, Cell, Paragraph, Table
from loaders.read.html_encoding import decode_html
from loaders.read.html_styles import Look, Sheet, read_sheet
from loaders.read.limits import DEPTH, MARKUP_BYTES, check_size
from loaders.read.list_numbers import formatted, whole
from loaders.read.runs import Run, words
from loaders.source import Line

_BLOCK_NAMES: Final = """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary tbody td tfoot th thead tr ul
"""
_LEFT_OUT_NAMES: Final = """
    audio button canvas del embed head iframe input map math meta nav noscript object option s script select strike
    style svg template textarea title video xml
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_LEFT_OUT: Final = frozenset(_LEFT_OUT_NAMES.split())
_LIST_FORMATS: Final = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_TO_THE_END: Final = 100_000


def read_html(data: bytes, name: str) -> tuple[str, tuple[Line, ...]]:
    """The words of a web page and its lines, table rows with their cells.

    Raises WrongEncoding, UnknownFormat and TooLarge.
    """
    check_size(len(data), name, MARKUP_BYTES)
    root = _tree(decode_html(data, name), name)
    if root is None:
        return "", ()
    walk = _Walk(name, read_sheet(root))
    walk.element(root, Look(), 0)
    return lay_out(walk.done())


def _tree(text: str, name: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    data = text.replace("\0", " ").encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "empty" in str(error).lower():
            return None
        raise _too_large(name, str(error)) from error
    for entry in parser.error_log:
        if "huge" in entry.message.lower() or "depth" in entry.message.lower():
            raise _too_large(name, entry.message)
    return root


def _too_large(name: str, why: str) -> TooLarge:
    return TooLarge(
        f"{name}: the page is not read to its end ({why}). Check that it is an act's page and no other file."
    )


@dataclass
class _List:
    ordered: bool
    format: str
    next: int


@dataclass
class _Walk:
    """The way through a page from top to bottom; `out` is where the finished blocks go."""

    name: str
    sheet: Sheet
    out: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    label: str = ""
    """The number of a list item that waits for its first words."""
    page: int = 1

    def done(self) -> list[Block]:
        self.close()
        return self.out

    def close(self) -> None:
        """The end of a paragraph."""
        text = words(self.runs)
        self.runs = []
        if not text.strip():
            return
        if self.label and not text.lstrip().startswith(self.label):
            text = f"{self.label} {text}"
        self.label = ""
        self.out.append(Paragraph(text.strip("\n "), self.page))

    def element(self, element: etree._Element, above: Look, depth: int) -> None:
        if depth > DEPTH:
            raise TooLarge(f"{self.name}: its elements stand more than {DEPTH} deep in each other, as no act's do.")
        tag = _tag(element)
        look = self.sheet.look(element, tag, above)
        if tag in _LEFT_OUT or look.gone:
            return
        if look.turns_page:
            self.close()
            self.page += 1
            look = replace(look, turns_page=False)
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "table":
            self.table(element, look, depth)
        elif tag in _BLOCKS:
            self.block(element, tag, look, depth)
        else:
            self.children(element, look, depth)

    def children(self, element: etree._Element, look: Look, depth: int) -> None:
        self.text(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, look, depth + 1)
            self.text(child.tail, look)

    def text(self, text: str | None, look: Look) -> None:
        if text:
            kept = text if look.as_typed else text.replace("\n", " ").replace("\r", " ")
            self.runs.append(Run(kept, look.font, look.capitals))

    def block(self, element: etree._Element, tag: str, look: Look, depth: int) -> None:
        self.close()
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(_list(element, tag, look))
        elif tag == "li" and self.lists:
            self.label = self._item(element)
        self.children(element, look, depth)
        self.close()
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.pop()

    def _item(self, element: etree._Element) -> str:
        of = self.lists[-1]
        if not of.ordered:
            return "" if of.format == "none" else "-"
        of.next = whole(element.get("value", ""), of.next)
        of.next += 1
        number = formatted(of.next - 1, of.format)
        return f"{number}." if number else ""

    # --- tables

    def table(self, element: etree._Element, look: Look, depth: int) -> None:
        self.close()
        outer, label, lists = self.out, self.label, self.lists
        self.label, self.lists = "", []
        rows = [
            tuple(self.cell(cell, inner, depth) for cell, inner in self._cells(row, seen))
            for row, seen in self._table_rows(element, look)
        ]
        self.out, self.label, self.lists = outer, label, lists
        for caption in element.findall("caption"):
            self.element(caption, look, depth + 1)
        self.out.append(Table(tuple(row for row in rows if row)))

    def cell(self, element: etree._Element, look: Look, depth: int) -> Cell:
        self.out = []
        self.children(element, look, depth + 2)
        height = whole(element.get("rowspan", "").strip(), 1)
        return Cell(tuple(self.done()), height or _TO_THE_END, max(1, whole(element.get("colspan", "").strip(), 1)))

    def _table_rows(self, table: etree._Element, look: Look) -> Iterator[tuple[etree._Element, Look]]:
        """The rows of a table, those of its groups too, but not those of tables in its cells."""
        for child in table:
            tag = _tag(child)
            seen = self.sheet.look(child, tag, look)
            if seen.gone:
                continue
            if tag == "tr":
                yield child, seen
            elif tag in ("thead", "tbody", "tfoot", "form"):
                yield from self._table_rows(child, seen)

    def _cells(self, row: etree._Element, look: Look) -> Iterator[tuple[etree._Element, Look]]:
        for child in row:
            tag = _tag(child)
            seen = self.sheet.look(child, tag, look)
            if tag in ("td", "th") and not seen.gone:
                yield child, seen


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _list(element: etree._Element, tag: str, look: Look) -> _List:
    kind = look.list_style or element.get("type", "")
    return _List(tag == "ol", _LIST_FORMATS.get(kind, "decimal"), whole(element.get("start", "").strip(), 1))
