"""Files made to break their reader, or that people hand in by mistake: each with words of its error."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

HEAD: Final = (
    "ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\nSố: 239/KH-UBND\nThanh Hóa, ngày 20 tháng 11 năm 2025\nKẾ HOẠCH\n"
    "Triển khai Luật Đất đai\nCăn cứ Luật Đất đai ngày 18/01/2024;\nI. NHIỆM VỤ\n"
)
BASES: Final = HEAD.removesuffix("I. NHIỆM VỤ\n")
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES: Final = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_CATALOG: Final = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES: Final = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of one page; `objects` are numbered from 3 on, the page itself first."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate((_CATALOG, _PAGES, *objects), start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    )


def stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(data), data)


def page(resources: bytes, content: int = 4) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%b>>/Contents %d 0 R>>" % (resources, content)


def nested_forms(levels: int = 12, calls: int = 10) -> bytes:
    """Drawings that draw others ten times over: PDFium walks all of them, in code that no exception ends."""
    forms = [
        stream(
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F %d 0 R>>>>" % (6 + level),
            b"/F Do " * calls if level < levels - 1 else b"0 0 m 9 9 l S",
        )
        for level in range(levels)
    ]
    return pdf(page(b"/XObject<</F 5 0 R>>"), stream(b"", b"/F Do"), *forms)


def image_bomb(side: int = 30_000) -> bytes:
    """A page with one picture of 900 million pixels, packed to a megabyte."""
    packer = zlib.compressobj(9)
    row = bytes(side)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    return pdf(
        page(b"/XObject<</I 5 0 R>>"), stream(b"", b"595 0 0 842 0 0 cm /I Do"), stream(head % (side, side), packed)
    )


def tiny_scan() -> bytes:
    picture = stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80")
    return pdf(page(b"/XObject<</I 5 0 R>>"), stream(b"", b"595 0 0 842 0 0 cm /I Do"), picture)


def one_point_scan() -> bytes:
    """A page of one point by one point."""
    return tiny_scan().replace(b"[0 0 595 842]", b"[0 0 1 1    ]")


def protected_pdf() -> bytes:
    memory = io.BytesIO()
    canvas = Canvas(memory, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "QUYET DINH")
    canvas.save()
    return memory.getvalue()


def word(document: str | bytes, media: Iterable[tuple[str, bytes]] = ()) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", document)
        for name, content in media:
            archive.writestr(f"word/media/{name}", content)
    return memory.getvalue()


def word_paragraphs(text: str) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    return f"<w:document {_W}><w:body>{paragraphs}</w:body></w:document>"


def entities() -> str:
    names = [f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(10)]
    return f"<!DOCTYPE d [{''.join(names)}]>" + word_paragraphs("&e9;")


def long_line() -> bytes:
    """One line of 50 MB."""
    return (HEAD + "So Y te " * (50 * 2**17)).encode()


REFUSED: Final[Mapping[str, tuple[Callable[[], bytes], str]]] = {
    "nested forms.pdf": (nested_forms, "CANCU_FILE_MEGABYTES"),
    "picture.pdf": (image_bomb, "no words|OCR"),
    "one pixel.pdf": (tiny_scan, "no words|OCR"),
    "one point.pdf": (one_point_scan, "no words|OCR"),
    "protected.pdf": (protected_pdf, "password"),
    "cut.pdf": (lambda: protected_pdf()[:300], "damaged"),
    "line.txt": (long_line, "at most"),
    "shorter line.txt": (lambda: (HEAD + "Sở Y tế " * 2**20).encode(), "a line has"),
    "line.html": (lambda: b"<html><p>" + long_line(), "at most"),
    "zip bomb.docx": (lambda: word(b"<w:document>" + b" " * (30 * 2**20)), "unpacks"),
    "entities.docx": (lambda: word(entities()), "DTD"),
    "program.txt": (lambda: b"\x7fELF" + os.urandom(5000), "program"),
    "noise.docx": (lambda: b"\x01\x00" + os.urandom(5000), "not a text"),
    "letter.txt": (lambda: "Kính gửi bà con, hôm nay trời đẹp.\n".encode(), "no official act"),
}
"""Files that give no act, and what their error must say, as a pattern."""

READ: Final[Mapping[str, Callable[[], bytes]]] = {
    "numbers.txt": lambda: (HEAD + "1. a\n" * 5_000).encode(),
    "letters.txt": lambda: (HEAD + "1. a\n" + "a) b\n" * 5_000).encode(),
    "bullets.txt": lambda: (HEAD + "1. a\n" + "- Sở Y tế: x\n" * 5_000).encode(),
    "bases.txt": lambda: (BASES + "Căn cứ Luật Giá ngày 18/01/2024;\n" * 2_000).encode(),
    "letterheads.txt": lambda: (HEAD + "KẾ HOẠCH\nCỘNG HÒA\n" * 5_000).encode(),
    "picture.docx": lambda: word(word_paragraphs(HEAD), [("1.png", bytes(2**26))]),
    "a\nb \x1b[31m.txt": lambda: HEAD.encode(),
    "a\udcff.txt": lambda: HEAD.encode(),
    "%s{0} ủy ban ' \" ; $(rm).txt": lambda: HEAD.encode(),
}
"""Files that are read, however odd they are."""
