"""What PDFium finds on a page: words with font and place, and ruled lines.

Acts annex wide tables on pages turned sideways: some by the page's own /Rotate, some by turned letters. Both are seen
in the letters' direction alone, so a page is turned until most of its words run from left to right.

PDFium is not safe to use from several threads; `loaders.read.pdf` holds a lock around all of this.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loaders.fonts import decode_run
from loaders.read.pdf_model import Page, Word
from loaders.read.pdf_turn import Box, Turn

MOST_LETTERS: Final = 60_000
"""Of one page: the densest page of an act has about 6,000."""
MOST_OBJECTS: Final = 60_000
_DEPTH: Final = 6
_THIN: Final = 2.5
"""Points: a filled rectangle that is no thicker is a ruled line."""
_WORD_GAP: Final = 0.24
"""Of the font's size: letters that stand further apart are two words, whether or not a space is written."""

_SPACES: Final = frozenset({0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0x00})
# PDFium's own marks for a hyphen at a line's end.
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}


class TooDense(Exception):
    """A page with more letters or drawings than any page of an act."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: Box
    """left, bottom, right, top in the page's own space, y up."""
    origin: tuple[float, float]
    size: float
    font: str
    turn: int
    """Direction in quarter turns, counter-clockwise."""
    spaced: bool


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """The words and ruled lines of the page with this index (from 0). Raises TooDense, pdfium.PdfiumError."""
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            letters = list(_letters(text))
        finally:
            text.close()
        turn = _turn_of(page, letters)
        collected = _Drawn([], [])
        pictured = _collect(page, collected)
        across, down = turn.rules(collected.boxes)
        words = tuple(_words(letters, turn))
        return Page(index + 1, turn.width, turn.height, words, across, down, pictured)
    finally:
        page.close()


def _turn_of(page: pdfium.PdfPage, letters: list[_Letter]) -> Turn:
    quarter = Counter(letter.turn for letter in letters).most_common(1)
    left, bottom, right, top = page.get_bbox()
    return Turn(quarter[0][0] if quarter else 0, (left, bottom, right, top))


def _letters(page: pdfium.PdfTextPage) -> Iterator[_Letter]:
    count = raw.FPDFText_CountChars(page)
    if count > MOST_LETTERS:
        raise TooDense(f"{count:,} letters")
    rect = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    origin = [ctypes.byref(x), ctypes.byref(y)]
    fonts: dict[int, str] = {}
    spaced = False
    for i in range(count):
        code = raw.FPDFText_GetUnicode(page, i)
        if code in _SPACES or raw.FPDFText_IsGenerated(page, i) == 1:
            spaced = True
            continue
        if not raw.FPDFText_GetLooseCharBox(page, i, ctypes.byref(rect)):
            continue
        raw.FPDFText_GetCharOrigin(page, i, *origin)
        size, turn = _size_and_turn(page, i)
        yield _Letter(
            _HYPHENS.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"),
            (rect.left, rect.bottom, rect.right, rect.top),
            (x.value, y.value),
            size,
            _font(page, i, fonts),
            turn,
            spaced,
        )
        spaced = False


def _size_and_turn(page: pdfium.PdfTextPage, i: int) -> tuple[float, int]:
    """The font's size as it appears (many PDFs set size 1 and scale it), and the letter's direction."""
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(page, i))
    if not raw.FPDFText_GetMatrix(page, i, ctypes.byref(matrix)):
        return size or 1.0, 0
    size *= math.hypot(matrix.c, matrix.d) or 1.0
    return abs(size) or 1.0, round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4


def _font(page: pdfium.PdfTextPage, i: int, known: dict[int, str]) -> str:
    """The font's name, asked once for each piece of text that the PDF sets in one go."""
    piece = raw.FPDFText_GetTextObject(page, i)
    key = ctypes.cast(piece, ctypes.c_void_p).value or 0
    if key not in known:
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(256)
        length = raw.FPDFText_GetFontInfo(page, i, buffer, 256, ctypes.byref(flags))
        name = buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
        known[key] = name.partition("+")[2] or name
    return known[key]


def _words(letters: list[_Letter], turn: Turn) -> Iterator[Word]:
    run: list[_Letter] = []
    glued = False
    for i, letter in enumerate(letters):
        if run and not _same_word(run[-1], letter):
            yield _word(run, turn, glued, i)
            glued = not letter.spaced and _touches(run[-1], letter)
            run = []
        run.append(letter)
    if run:
        yield _word(run, turn, glued, len(letters))


def _same_word(before: _Letter, letter: _Letter) -> bool:
    if letter.spaced or letter.turn != before.turn or letter.font != before.font:
        return False
    return abs(letter.size - before.size) < 0.15 * before.size and _touches(before, letter)


def _touches(before: _Letter, letter: _Letter) -> bool:
    """Whether the letter goes on where the one before ended, on the same line."""
    along, aside = _steps(before, letter)
    size = max(before.size, letter.size)
    return abs(aside) < 0.45 * size and -1.2 * size < along < _WORD_GAP * size


def _steps(before: _Letter, letter: _Letter) -> tuple[float, float]:
    """The gap along the direction of the letters, and the step across it."""
    dx, dy = letter.origin[0] - before.origin[0], letter.origin[1] - before.origin[1]
    match before.turn:
        case 0:
            return letter.box[0] - before.box[2], dy
        case 1:
            return letter.box[1] - before.box[3], dx
        case 2:
            return before.box[0] - letter.box[2], dy
        case _:
            return before.box[1] - letter.box[3], dx


def _word(run: list[_Letter], turn: Turn, glued: bool, order: int) -> Word:
    boxes = [turn.box(letter.box) for letter in run]
    base = turn.point(run[0].origin)[1]
    size = run[0].size
    upright = run[0].turn == turn.quarter
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
    return Word(
        decode_run("".join(letter.text for letter in run), run[0].font),
        left,
        base - 0.75 * size if upright else top,
        right,
        base + 0.2 * size if upright else bottom,
        base if upright else bottom,
        size,
        run[0].font,
        glued,
        order,
    )


@dataclass
class _Drawn:
    """What is drawn on a page, as thin boxes: filled while the page's objects are walked, then turned into rules."""

    boxes: list[Box]
    others: list[int]


def _collect(page: pdfium.PdfPage, drawn: _Drawn) -> bool:
    """Adds the page's thin boxes to `drawn`; whether anything is drawn besides words."""
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS:
        raise TooDense(f"{count:,} drawings")
    pictured = False
    for i in range(count):
        pictured |= _object(raw.FPDFPage_GetObject(page, i), (1, 0, 0, 1, 0, 0), drawn, 0)
        if len(drawn.boxes) > MOST_OBJECTS:
            raise TooDense(f"more than {MOST_OBJECTS:,} ruled lines")
    return pictured


Matrix = tuple[float, float, float, float, float, float]


def _object(item: Any, outer: Matrix, drawn: _Drawn, depth: int) -> bool:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _path(item, _inside(_matrix(item), outer), drawn.boxes)
        return True
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        inner = _inside(_matrix(item), outer)
        count = min(raw.FPDFFormObj_CountObjects(item), MOST_OBJECTS)
        drawn.others.append(count)
        if sum(drawn.others) > MOST_OBJECTS:
            raise TooDense("drawings inside drawings without end")
        found = [_object(raw.FPDFFormObj_GetObject(item, i), inner, drawn, depth + 1) for i in range(count)]
        return any(found)
    return kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM)


def _matrix(item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(m)):
        return (1, 0, 0, 1, 0, 0)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _inside(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _path(item: Any, matrix: Matrix, boxes: list[Box]) -> None:
    """Adds the path's straight lines along the page's edges: stroked ones, and filled strips."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke))
    count = raw.FPDFPath_CountSegments(item)
    if count > 2000 or not (mode.value or stroke.value):
        return
    for outline in _outlines(item, count, matrix):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            boxes.append(box)
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(outline):
                boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _outlines(item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The path's pieces: the points of each, closed ones with their first point again."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
