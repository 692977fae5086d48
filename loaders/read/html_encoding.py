"""In which encoding a web page is written: what it declares, held against its bytes.

    <meta http-equiv=Content-Type content="text/html; charset=windows-1258">        Word's own "Save as web page"

A byte-order mark tells first, then the page's declaration, then UTF-8 where the bytes are that. A page that declares
nothing and is no UTF-8 is read as windows-1258 where that gives Vietnamese, as windows-1252 where its fonts are those
of TCVN3 or VNI; else it is refused: a guess would give another act.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from loaders.errors import UnknownFormat, WrongEncoding

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_DECLARED_WITHIN: Final = 16_384
# As browsers do: the name of the small table means the larger one.
_ALIASES: Final = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "x-user-defined": "cp1252",
}
_LEGACY_FONTS: Final = re.compile(rb"[\"'\s:=>](?:\.Vn\w+|VNI-)", re.IGNORECASE)
_MARKS_1258: Final = re.compile("[AEIOUYaeiouyÂÊÔĂƠƯâêôăơư][\u0300\u0301\u0303\u0309\u0323]")


def decode_html(data: bytes, name: str) -> str:
    """The page's text. Raises WrongEncoding for bytes that are not what the page declares."""
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None) or _declared(data)
    if encoding is None:
        encoding = "utf-8" if _is_utf8(data) else _undeclared(data, name)
    if encoding in ("cp1252", "cp1258"):
        return _windows(data, encoding)
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise UnknownFormat(
            f"{name}: the page declares the encoding {encoding!r}, which is unknown. Save it as UTF-8."
        ) from error
    except UnicodeDecodeError as error:
        raise WrongEncoding(
            f"{name}: byte {error.start} is not {error.encoding.upper()}, which the page is said to be written in. "
            "Save it as UTF-8 and try again."
        ) from error


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        canonical = codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return name
    # A declaration that could be read byte by byte is not UTF-16.
    return "utf-8" if canonical.startswith("utf-16") else canonical


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _undeclared(data: bytes, name: str) -> str:
    if _LEGACY_FONTS.search(data):
        return "cp1252"
    if len(_MARKS_1258.findall(_windows(data, "cp1258"))) >= 5:
        return "cp1258"
    raise WrongEncoding(f"{name}: the page does not say its encoding, and is no UTF-8. Save it as UTF-8 and try again.")


def _windows(data: bytes, encoding: str) -> str:
    """Bytes that the table leaves open stand for themselves, as in browsers."""
    table = (bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in range(256))
    return data.decode("latin-1").translate(dict(enumerate(table)))
