"""Scanned pages: a picture of a page becomes words with their places.

    a scan of "CHỈ THỊ / Về việc tăng cường …" with a red stamp   →   the same words, and how sure Tesseract is of them

The engine is Tesseract with its Vietnamese data, called through pytesseract. Both are optional: the extra
`cancu[ocr]` and the Debian packages tesseract-ocr and tesseract-ocr-vie.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Final

from loaders.errors import MissingTool, ReadError
from loaders.read.pdf_model import Word

# The places that are filled in by hand on a paper to be signed: "Số: 07 /CT-UBND", "Quảng Ngãi, ngày 20 tháng 3".
_BY_HAND: Final = re.compile(
    r"(?:^|\s)Số\s*:\s*(?P<number>[^/]{0,8}?)\s*/\s*[A-ZĐ]{2}|,\s*ngày\s*(?P<day>.{0,6}?)\s*tháng\b"
)
_HEAD_LINES: Final = 12
_SURE_FIGURES: Final = 0.6
_SURE_WORD: Final = 0.8
_PAPER: Final = 200
"""Of 255: grey that is still paper."""
_DUST: Final = 0.005
"""Part of a page that specks may cover."""
_NOISE: Final = 0.5
"""Mean confidence of words below which they are no reading of anything."""

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE: Final = "vie"
SECONDS_A_PAGE: Final = 90
"""After which a page is given up: a usual page takes 2 to 6 seconds."""
MISSING: Final = (
    'Install the extra with "pip install cancu[ocr]" and the Debian packages with '
    '"apt install tesseract-ocr tesseract-ocr-vie", then read it again.'
)


class OcrMissing(MissingTool):
    """A scan, and no OCR engine to read it with."""


@dataclass(frozen=True)
class OcrReading:
    """That pages were read by OCR, and how sure it was."""

    confidence: float
    """Mean over the words, weighted by their letters, from 0 to 1."""
    engine: str
    """"Tesseract 5.3.0"."""
    pages: tuple[int, ...]
    """The pages that were read so, counted from 1."""
    doubts: tuple[tuple[int, str], ...] = ()
    """Page, and line as read, where words were left out: stamps, and a number or day that is written by hand."""


@dataclass(frozen=True)
class OcrPage:
    """The words of one page, the confidence and count of their letters."""

    words: tuple[Word, ...]
    confidence: float
    letters: int
    doubts: tuple[str, ...] = ()
    """Lines, as read, from which words were left out because the engine itself did not believe them."""


@dataclass(frozen=True)
class _Seen:
    """A word as the engine gives it, its places in points."""

    text: str
    sure: float
    left: float
    top: float
    right: float
    bottom: float


def ocr_engine(name: str) -> str:
    """Name and version of the engine. Raises OcrMissing, naming the extra and the Debian packages."""
    try:
        import PIL.Image  # noqa: F401
        import pytesseract
    except ImportError as error:
        raise OcrMissing(f"{name}: a scan without text, and the OCR extra is not installed. {MISSING}") from error
    try:
        version = str(pytesseract.get_tesseract_version()).split()[0]
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, SystemExit, OSError) as error:
        raise OcrMissing(f"{name}: a scan without text, and Tesseract is not installed. {MISSING}") from error
    if LANGUAGE not in languages:
        raise OcrMissing(f"{name}: a scan without text, and Tesseract has no Vietnamese data. {MISSING}")
    return f"Tesseract {version}"


def read_image(image: Image, scale: float, name: str) -> OcrPage:
    """The words of a page's picture. `scale`: pixels a point; places are given in points.

    Raises ReadError when the engine fails or takes longer than SECONDS_A_PAGE.
    """
    import pytesseract

    if min(image.size) < 20:
        return OcrPage((), 0.0, 0)
    # Several threads on one page cost Tesseract four times the work and gain no time: pages are read at once instead.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        data = pytesseract.image_to_data(
            without_red(image),
            lang=LANGUAGE,
            config=f"--psm 3 --dpi {round(72 * scale)}",
            output_type=pytesseract.Output.DICT,
            timeout=SECONDS_A_PAGE,
        )
    except RuntimeError as error:
        raise ReadError(f"{name}: OCR gave up on a page ({_brief(error)}). Try a cleaner or smaller scan.") from error
    return _page(data, scale)


def is_blank(image: Image) -> bool:
    """Whether nothing is on the page's picture: the empty back of a sheet, with a speck of dust or two."""
    dark = sum(image.convert("L").histogram()[:_PAPER])
    return dark <= _DUST * image.width * image.height


def _brief(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0][:120]


def without_red(image: Image) -> Image:
    """The picture in grey, with what is strongly red made white: stamps lie over the signer's name and title.

    Red light alone shows red ink as paper; black ink stays black in it. Grey pictures stay as they are.
    """
    import PIL.Image
    from PIL import ImageChops

    if image.mode != "RGB":
        return image.convert("L")
    red, green, blue = image.split()
    saturated = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(
        [255 if v > 40 else 0 for v in range(256)]
    )
    grey = image.convert("L")
    return PIL.Image.composite(PIL.Image.new("L", grey.size, 255), grey, saturated)


def _page(data: dict[str, list[int | float | str]], scale: float) -> OcrPage:
    found: dict[tuple[int, int, int], list[_Seen]] = {}
    for i, raw in enumerate(data["text"]):
        text, sure = str(raw).strip(), float(data["conf"][i])
        if not text or sure < 0:
            continue
        left, top = float(data["left"][i]) / scale, float(data["top"][i]) / scale
        right, bottom = left + float(data["width"][i]) / scale, top + float(data["height"][i]) / scale
        key = (int(data["block_num"][i]), int(data["par_num"][i]), int(data["line_num"][i]))
        found.setdefault(key, []).append(_Seen(text, sure / 100, left, top, right, bottom))
    letters = sum(len(seen.text) for line in found.values() for seen in line)
    sure = sum(seen.sure * len(seen.text) for line in found.values() for seen in line)
    size = median(seen.bottom - seen.top for line in found.values() for seen in line) if found else 0.0
    words: list[Word] = []
    doubts: list[str] = []
    for number, line in enumerate(found.values()):
        kept = _without_noise(line)
        kept = _without_handwriting(kept) if number < _HEAD_LINES else kept
        if kept != line:
            doubts.append(" ".join(seen.text for seen in line))
        words += _on_one_line(kept, size)
    return OcrPage(tuple(words), sure / letters if letters else 0.0, letters, tuple(doubts))


def _on_one_line(line: Sequence[_Seen], size: float) -> list[Word]:
    """The words with one size and baseline: a letter's own box says little of either."""
    if not line:
        return []
    base = median(seen.bottom for seen in line)
    return [Word(s.text, s.left, base - size, s.right, base + 0.1 * size, base, size) for s in line]


def _without_noise(line: list[_Seen]) -> list[_Seen]:
    """The words behind a beginning that the engine itself does not believe: a stamp, a stroke of a pen.

    The beginning reaches to the first two words in a row that it is sure of.
    """
    sure = [seen.sure >= _SURE_WORD for seen in line]
    start = next((i for i in range(len(line)) if all(sure[i : i + 2]) and len(sure[i : i + 2]) == 2), len(line))
    if start and sum(seen.sure for seen in line[:start]) / start < _NOISE:
        return line[start:]
    return line


def _without_handwriting(line: Sequence[_Seen]) -> list[_Seen]:
    """The words without what stands, handwritten, in the places of the number and the day and was not read for sure.

    Tesseract reads print only. What it makes of a number written by hand is noise, or worse: another number.
    """
    text = " ".join(seen.text for seen in line)
    cut: set[int] = set()
    for found in _BY_HAND.finditer(text):
        for group in ("number", "day"):
            start, end = found.span(group)
            if start < end and not (found[group].strip().isdigit() and _sure(line, start, end) >= _SURE_FIGURES):
                cut |= set(range(start, end))
    kept, position = [], 0
    for seen in line:
        rest = "".join(letter for i, letter in enumerate(seen.text, position) if i not in cut)
        position += len(seen.text) + 1
        if rest:
            kept.append(seen if rest == seen.text else replace(seen, text=rest))
    return kept


def _sure(line: Sequence[_Seen], start: int, end: int) -> float:
    """The lowest confidence of the words that reach into a stretch of the line."""
    position, lowest = 0, 1.0
    for seen in line:
        if position < end and position + len(seen.text) > start:
            lowest = min(lowest, seen.sure)
        position += len(seen.text) + 1
    return lowest
