"""Files made to break a reader, or merely broken: an error that says what is wrong, or an empty finding."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import DamagedFile, EmptyFile, EncryptedFile, ReadError, TooLarge
from loaders.read import limits
from loaders.read.files import read_file
from tests.loaders.read.word_files import W, archive, p, tbl, tc, word_file

DOCX = word_file(p("Điều 1. Sở Y tế chủ trì") + tbl(tc("TT") + tc("Nhiệm vụ"), tc("1") + tc("Tập huấn")))
HTML = "<html><p>Điều 1.<table><tr><td rowspan=2>TT<td>Nhiệm vụ<tr><td>1</table><ul><li>a</ul>".encode()


def with_document(xml: str | bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, xml if part == "word/document.xml" else old.read(part))
    return memory.getvalue()


def w(name: str, value: str) -> str:
    return f'<w:{name} w:val="{value}"/>'


def text(data: bytes, name: str) -> str:
    return read_file(data, name).text


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    bomb = with_document(f"<w:document {W}>".encode() + b" " * (20 * 2**20))
    with pytest.raises(TooLarge, match=r"word/document\.xml unpacks"):
        text(bomb, "a.docx")


def test_an_archive_of_too_many_or_too_large_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_ENTRIES", 3)
    with pytest.raises(TooLarge, match="parts"):
        text(DOCX, "a.docx")
    monkeypatch.setattr(limits, "ARCHIVE_ENTRIES", 100)
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 100)
    with pytest.raises(TooLarge, match="parts"):
        text(DOCX, "a.docx")


def test_a_part_that_lies_about_its_size_is_an_error() -> None:
    data = bytearray(DOCX)
    with zipfile.ZipFile(io.BytesIO(DOCX)) as file:
        size = file.getinfo("word/document.xml").file_size
    place = data.rindex(size.to_bytes(4, "little"))
    data[place : place + 4] = (size - 50).to_bytes(4, "little")
    with pytest.raises(DamagedFile, match=r"a\.docx"):
        text(bytes(data), "a.docx")


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">',
    ],
    ids=["bomb", "file", "network"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(dtd: str, encoding: str) -> None:
    xml = f"{dtd}<w:document {W}><w:body>{p('<w:r><w:t>&c;</w:t></w:r>')}</w:body></w:document>"
    with pytest.raises(DamagedFile, match="DTD"):
        text(with_document(xml.encode(encoding)), "a.docx")


def test_tables_in_tables_without_end_are_refused() -> None:
    body = p("Điều 1.")
    for _ in range(400):
        body = tbl(tc(body))
    with pytest.raises(DamagedFile, match=r"a\.docx"):
        text(word_file(body), "a.docx")
    for page in (b"<table><tr><td>" * 400 + b"a", b"<div>" * 100_000 + b"a", b"<html>" + b"<b>" * 400 + b"a"):
        with pytest.raises(TooLarge, match=r"a\.html"):
            text(page, "a.html")


def test_spans_without_end_are_cut() -> None:
    page = b"<table>" + b"<tr><td rowspan=999999 colspan=999999>TT<td>a" * 300 + b"</table>"
    assert text(page, "a.html").count("TT") <= 2 * limits.TABLE_CELLS
    span = '<w:gridSpan w:val="999999"/>'
    assert "TT" in text(word_file(tbl(*[tc("TT", properties=span) + tc("a")] * 3)), "a.docx")


def test_list_levels_and_styles_that_make_no_sense_are_no_numbers() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    numbering = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"><w:lvlText w:val="%9"/></w:lvl></w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"/>'
    lists = "".join(
        p(
            "a",
            properties=f'<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
        )
        for level in ("-1", "0", "99999999999", "x")
        for number in ("1", "2", "3", "")
    )
    assert "a" in text(word_file(lists, styles, numbering), "a.docx")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_line_longer_than_any_acts_is_refused(name: str) -> None:
    with pytest.raises(TooLarge, match=r"a\.\w+: (?:a line|the text|the page|the file)"):
        text(b"<p>" + b"Can cu " * 2**20, name)


def test_a_file_larger_than_any_acts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.check_size, "__defaults__", (100,))
    with pytest.raises(TooLarge, match="at most"):
        text(b"a\n" * 100, "a.txt")


def test_scripts_are_not_words_and_nothing_is_fetched() -> None:
    page = """<html><head><link rel=stylesheet href="file:///etc/passwd"><base href="http://127.0.0.1:9/"></head>
    <body onload="alert(1)"><script>document.write("Điều 9")</script><iframe src="http://127.0.0.1:9/"></iframe>
    <object data="file:///etc/passwd">Điều 8</object><img src=x onerror="alert(2)"><p>Điều 1.</p></body></html>"""
    assert text(page.encode(), "a.html") == "Điều 1."


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"<html></html>", EmptyFile),
        (b"<html><script>Quyet dinh</script></html>", EmptyFile),
        (b"<!-- -->  <html>", EmptyFile),
        (word_file(""), EmptyFile),
        (word_file("<w:p/>"), EmptyFile),
        (with_document("<w:document"), DamagedFile),
        (with_document(f"<w:document {W}/>"), DamagedFile),
        (with_document(b"\0" * 1000), DamagedFile),
        (DOCX[: len(DOCX) // 2], DamagedFile),
        (archive({"[Content_Types].xml": "", "word/": ""}), ReadError),
    ],
)
def test_empty_and_broken_files_are_errors_that_name_the_file(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=r"vb\.docx"):
        text(data, "vb.docx")


def test_an_encrypted_part_is_an_error() -> None:
    data = bytearray(DOCX)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    with pytest.raises(EncryptedFile, match="password"):
        text(bytes(data), "a.docx")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([DOCX, HTML]), st.data())
def test_a_file_with_some_bytes_changed_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    broken = bytearray(data)
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=8)):
        broken[place] = draw.draw(st.integers(0, 255))
    with contextlib.suppress(ReadError):
        read_file(bytes(broken), "a.docx")


TAGS = "<table> <tr> <td> </td> </tr> </table> <p> </p> <li> <ol> </ol> <br> TT Nhiệm &#0; &amp <!-- <![if]>"
ODD = (*TAGS.split(), "<td rowspan=3>", "<td colspan=2>", "<ol type=i>", "Nơi nhận:", "Số:")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(ODD)))
def test_a_page_of_random_tags_is_read(tags: list[str]) -> None:
    with contextlib.suppress(EmptyFile):
        file = read_file(("<html>" + " ".join(tags)).encode(), "a.html")
        for line in file.lines:
            assert file.text[line.start : line.end] == line.text


def test_odd_names_are_no_matter(tmp_path: Path) -> None:
    for name in ("...", "a\nb.txt", "%s{0}.docx", "ủy ban ' \" ; rm.html", "x" * 200):
        assert text(DOCX, name).startswith("Điều 1.")
