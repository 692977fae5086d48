"""Plain text: decoded strictly, cut into lines and pages.

UTF-8 and UTF-16; one byte a letter only where the letters are plainly TCVN3's ("QuyÕt ®Þnh"). A text in any other
encoding is an error, not a guess: a letter read as another one would make a wrong act.
"""

from __future__ import annotations

import codecs

from loaders.clean import clean
from loaders.errors import UnknownFormat, WrongEncoding
from loaders.fonts import decode_text
from loaders.read.formats import READABLE
from loaders.read.limits import MARKUP_BYTES, check_raw, check_size
from loaders.read.pages import mark_furniture, page_starts
from loaders.source import Line, cut_lines

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, UTF-16 with a byte-order mark, or TCVN3's bytes as Latin-1 letters (see `clean`).

    Raises UnknownFormat for bytes that are no text, WrongEncoding for text in another encoding, TooLarge.
    """
    text = _decoded(data, name)
    check_raw(text, name)
    return text


def _decoded(data: bytes, name: str) -> str:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    if encoding != "utf-16" and b"\0" in data[:65536]:
        raise UnknownFormat(
            f"{name}: the file is not a text (byte {data.index(0)} is zero), nor another known format. {READABLE}"
        )
    check_size(len(data), name, MARKUP_BYTES)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # Files of the years before Unicode: one byte a letter, as the fonts .VnTime had them.
        if encoding == "utf-8" and decode_text(latin := data.decode("latin-1")) is not None:
            return latin
        raise WrongEncoding(
            f"{name}: byte {error.start} is not {error.encoding.upper()}. Save the file as UTF-8 and try again."
        ) from error


def read_text(data: bytes, name: str) -> tuple[str, tuple[Line, ...]]:
    """The cleaned text of a plain-text file and its lines; errors as `decode`."""
    text = clean(decode(data, name))
    starts = page_starts(text)
    text = text.replace("\f", "\n")
    return text, mark_furniture(cut_lines(text, starts))
