from __future__ import annotations

from pathlib import Path

import pytest

from loaders.errors import DamagedFile, EncryptedFile, UnknownFormat
from loaders.read.formats import SUFFIXES, Format, format_of
from loaders.reading import read_source
from tests.loaders.read.word_files import TYPES, archive, p, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") for stream in streams)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word_file(p("Điều 1.")), Format.DOCX),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\n\n%PDF-1.4", Format.PDF),
        (b"{\\rtf1\\ansi }", Format.RTF),
        (ole("WordDocument"), Format.DOC),
        (archive({"mimetype": Format.ODT, "content.xml": "<a/>"}), Format.ODT),
        (b"<!DOCTYPE html><p>a", Format.HTML),
        (b"\xef\xbb\xbf \n<html lang=vi>", Format.HTML),
        ("<html><p>Điều 1.".encode("utf-16"), Format.HTML),
        (b"<?xml version='1.0'?>\n<!-- saved --><html xmlns='http://www.w3.org/1999/xhtml'>", Format.HTML),
        (b"<div><table>", Format.HTML),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', Format.WORD_XML),
        ("Căn cứ Luật <b>Nhà ở</b>".encode(), Format.TEXT),
        (b"", Format.TEXT),
    ],
    ids=lambda value: value.name if isinstance(value, Format) else "",
)
@pytest.mark.parametrize("name", ["a", "a.txt", "a.pdf", "a.docx", "a.doc"])
def test_bytes_tell_the_format_whatever_the_name(data: bytes, kind: Format, name: str) -> None:
    assert format_of(data, name) is kind


def test_a_name_tells_markdown_from_text_and_a_web_page_that_begins_late() -> None:
    assert format_of(b"# a", "a.md") is Format.MARKDOWN
    assert format_of(b"Trang tin <p>a", "a.htm") is Format.HTML
    assert format_of(b"MIME-Version: 1.0\nContent-Type: multipart/related", "a.doc") is Format.MHTML


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"MZ\x90\x00", "a program"),
        (b"Rar!\x1a\x07", "RAR archive"),
        (archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}), "an Excel workbook"),
        (archive({"a.txt": "a"}), "a zip archive"),
        (ole("Workbook"), "an Excel workbook"),
        (OLE, "an old Office file"),
    ],
)
def test_what_is_no_act_is_named(data: bytes, words: str) -> None:
    with pytest.raises(UnknownFormat, match=words) as raised:
        format_of(data, "ke-hoach.docx")
    assert "ke-hoach.docx" in str(raised.value)
    assert "Formats that can be read" in str(raised.value)


def test_a_file_with_a_password_and_a_cut_off_one_are_named() -> None:
    with pytest.raises(EncryptedFile, match="password"):
        format_of(ole("EncryptionInfo", "EncryptedPackage"), "a.docx")
    with pytest.raises(DamagedFile, match="cut off or damaged"):
        format_of(word_file(p("Điều 1."))[:200], "a.docx")


def test_the_source_says_what_the_file_was(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch (bản cuối) #2.txt"
    path.write_bytes(word_file(p("Điều 1.")))
    source = read_source(path)
    assert (source.name, source.media_type, source.text) == (path.name, Format.DOCX, "Điều 1.")


def test_folders_are_searched_for_every_format_that_is_read() -> None:
    assert {".txt", ".md", ".docx", ".doc", ".rtf", ".odt", ".pdf", ".html", ".htm", ".mht"} <= set(SUFFIXES)


def test_a_single_file_web_page_is_read(tmp_path: Path) -> None:
    page = '<html><head><meta charset="utf-8"></head><p>Quyết định</p></html>'.encode().hex("=").upper()
    lines = "=\n".join(f"={page[i : i + 60].strip('=')}" for i in range(0, len(page), 60))
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    path = tmp_path / "quyet-dinh.doc"
    path.write_text(f"{head}{part}{lines}\n--b--\n")
    assert read_source(path).text == "Quyết định"
