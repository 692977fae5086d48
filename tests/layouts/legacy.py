"""A plan as offices typed it before Unicode: in the fonts .VnTime and .VnTimeH, one byte a letter (TCVN3).

The table has no capitals with a tone: in Word a run in .VnTimeH draws them from the small letters; a bare text, which
has no fonts, keeps the small letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from tests.layouts.layouts import Layout
from tests.layouts.linear import linear_text

_SMALL: Final = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_BYTES: Final = bytes.fromhex(
    "a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedee"
    "eff1f2f3f4f5f6f7f8f9fafbfcfdfe"
).decode("latin-1")
_CODES: Final = dict(zip(_SMALL, _BYTES, strict=True)) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))


def typed(text: str) -> str:
    """The text as one types it in a font of small letters: a capital with a tone becomes the small letter."""
    composed = unicodedata.normalize("NFC", text).replace("–", "-").replace("“", '"').replace("”", '"')
    return "".join(_CODES.get(letter) or _CODES.get(letter.lower()) or letter for letter in composed)


def legacy_text(layout: Layout) -> bytes:
    """The lines of the text, one byte a letter; every other one saved as UTF-8 by an editor that took it for Latin."""
    text = typed(linear_text(layout).decode())
    return text.encode() if layout.seed % 2 else text.encode("latin-1", errors="replace")


def retyped(data: bytes) -> bytes:
    """A Word file with every run typed anew in the old fonts."""
    document: Any = docx.Document(BytesIO(data))
    paragraphs = [*document.paragraphs]
    for table in document.tables:
        paragraphs += [paragraph for cell in _cells(table) for paragraph in cell.paragraphs]
    for paragraph in paragraphs:
        text = paragraph.text
        for run in paragraph.runs:
            run._element.getparent().remove(run._element)
        for font, words in _by_font(text):
            run = paragraph.add_run(words)
            run.font.name = font
            run._element.rPr.rFonts.set(qn("w:cs"), font)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _cells(table: Any) -> list[Any]:
    """Each cell once, merged ones too."""
    return list({id(cell._tc): cell for row in table.rows for cell in row.cells}.values())


def _by_font(text: str) -> Iterator[tuple[str, str]]:
    """(font, words as typed) of the stretches: a letter that only .VnTimeH draws stands in a run of its own."""
    composed = unicodedata.normalize("NFC", text)
    for capital, letters in groupby(composed, key=lambda c: c not in _CODES and c.lower() in _CODES):
        yield (".VnTimeH" if capital else ".VnTime"), typed("".join(letters))
