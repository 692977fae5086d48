from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from loaders.errors import NoAct, WrongEncoding
from loaders.read.html import read_html
from loaders.reading import read_record
from loaders.source import Line
from tests.gold.test_score import CORE, scorer
from tests.loaders.read.plans_as_files import as_html
from tests.loaders.texts import GOLD, gold

PAGES = Path(__file__).resolve().parents[2] / "real" / "vbpl-html"
ADDRESSES = dict(line.split("\t") for line in (PAGES / "addresses.tsv").read_text("utf-8").splitlines())


def read(page: str | bytes) -> tuple[Line, ...]:
    text, lines = read_html(page if isinstance(page, bytes) else page.encode(), "trang.html")
    for line in lines:
        for piece in (line, *line.cells):
            assert text[piece.start : piece.end] == piece.text
    return lines


def texts(page: str | bytes) -> list[str]:
    return [line.text for line in read(page)]


def rows(page: str) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in read(page) if line.cells]


def slug(text: str) -> str:
    """ "Quyết định" as an address writes it: "quyet-dinh"."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def test_paragraphs_breaks_entities_and_spaces() -> None:
    page = "<p>Căn c&#7913; Lu&#7853;t\n   Nhà&nbsp;ở<br>số 27/2023/QH15;</p><div>Điều 1.<b> Ban</b> hành</div>"
    assert texts(page) == ["Căn cứ Luật Nhà ở", "số 27/2023/QH15;", "Điều 1. Ban hành"]


def test_scripts_styles_forms_and_hidden_or_struck_words_are_left_out() -> None:
    page = """<head><title>Trang</title><style>.an { display: none }</style></head><body>
    <script>alert("Điều 9.")</script>
    <nav>Trang chủ</nav><p class="an">ẩn</p><p style="display:none">ẩn</p><p style="mso-hide:all">ẩn</p>
    <p>Năm <s>2025</s> <del>2025</del><span style='text-decoration: line-through'>2025</span>2026</p>
    <select><option>Chọn</option></select><!-- Điều 8. --></body>"""
    assert texts(page) == ["Năm 2026"]


def test_words_own_page_loses_its_footnotes_and_keeps_its_numbers() -> None:
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><p class=MsoNormal><![if !supportLists]>1.
    <span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span><![endif]>Sở Y tế<a href="#_ftn1"
    name="_ftnref1"><span>[1]</span></a> chủ trì<o:p></o:p></p>
    <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>[1] Chi tiết</p></div></div>"""
    assert texts(page) == ["1. Sở Y tế chủ trì"]


def test_the_numbers_of_lists_are_read() -> None:
    page = """<ol type="I" start="2"><li>Nhiệm vụ<ol type=a><li>Chủ trì</li><li>Phối hợp</li></ol></li>
    <li>Tổ chức</li></ol>
    <ul><li>Như Điều 3;</li></ul>"""
    assert texts(page) == ["II. Nhiệm vụ", "a. Chủ trì", "b. Phối hợp", "III. Tổ chức", "- Như Điều 3;"]


def test_a_cell_over_rows_holds_for_each_and_one_over_columns_stands_in_the_first() -> None:
    page = """<table><caption>Biểu 1</caption><thead><tr><th>TT<th>Nhiệm vụ<th>Cơ quan chủ trì<th>Thời gian</thead>
    <tr><td>I<td colspan="3">Tuyên truyền
    <tr><td>1<td><p>Tập huấn</p><p>cấp xã</p><td rowspan=0>Sở Y tế<td>2025<tr><td>2<td>Kiểm tra<td>2026</table>"""
    assert texts(page)[0] == "Biểu 1"
    assert rows(page)[1:] == [
        ["I", "Tuyên truyền", "", ""],
        ["1", "Tập huấn cấp xã", "Sở Y tế", "2025"],
        ["2", "Kiểm tra", "Sở Y tế", "2026"],
    ]


def test_a_table_in_a_frame_is_a_table_of_its_own() -> None:
    inner = "<table><tr><td>TT<td>Nhiệm vụ<td>Thời hạn<tr><td>1<td>Tập huấn<td>2026</table>"
    page = f"<table><tr><td>Trang tin<td>UBND</tr><tr><td colspan=2><p>PHỤ LỤC</p>{inner}</td></tr></table>"
    assert rows(page) == [["TT", "Nhiệm vụ", "Thời hạn"], ["1", "Tập huấn", "2026"]]
    assert texts(page)[:3] == ["Trang tin", "UBND", "PHỤ LỤC"]


@pytest.mark.parametrize("border", [0, 1])
def test_a_letterhead_is_no_data_whatever_its_borders(border: int) -> None:
    page = f"""<table border={border}><tr><td>CHÍNH PHỦ<br>-------<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
    Độc lập - Tự do - Hạnh phúc<tr><td>Số: 01/2026/NĐ-CP<td>Hà Nội, ngày 01 tháng 01 năm 2026</table>"""
    assert texts(page) == [
        "CHÍNH PHỦ",
        "-------",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 01/2026/NĐ-CP",
        "Hà Nội, ngày 01 tháng 01 năm 2026",
    ]


def test_page_breaks_set_by_hand_turn_the_page() -> None:
    page = "<p>Điều 1.</p><span><br clear=all style='page-break-before:always'></span><p>Điều 2.</p>"
    assert [(line.text, line.page) for line in read(page)] == [("Điều 1.", 1), ("Điều 2.", 2)]


WORDS = "Quyết định của Ủy ban nhân dân tỉnh về việc ban hành Kế hoạch"


def cp1258(text: str) -> bytes:
    """As Word writes it: letters with a hat or horn whole, the tone mark behind them."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
            if base and tone in "\u0302\u0306\u031b":  # ộ: the hat was split off last
                rest = unicodedata.normalize("NFD", letter)
                base, tone = rest[0] + rest[-1], rest[1]
            out.append(unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{WORDS}</p>".encode(),
        f"<p>{WORDS}</p>".encode("utf-8-sig"),
        f"<p>{WORDS}</p>".encode("utf-16"),
        f"<p>{unicodedata.normalize('NFD', WORDS)}</p>".encode(),
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1258'><p>" + cp1258(WORDS) + b"</p>",
        b"<p>" + cp1258(WORDS) + b"</p>",
        b"<meta charset=windows-1252><p>" + WORDS.encode("ascii", "xmlcharrefreplace") + b"</p>",
        b"<meta charset=iso-8859-1><p>" + WORDS.encode("ascii", "xmlcharrefreplace") + b"</p>",
    ],
    ids=["utf-8", "bom", "utf-16", "nfd", "1258", "1258 undeclared", "1252 with entities", "latin-1"],
)
def test_the_same_words_come_out_of_every_encoding(page: bytes) -> None:
    assert texts(page) == [WORDS]


def test_an_encoding_that_nothing_tells_is_refused() -> None:
    for page in (b"<p>Quy\xfft \xfe\xfd\xf8nh</p>", b"<meta charset=utf-8><p>" + cp1258(WORDS) + b"</p>"):
        with pytest.raises(WrongEncoding, match=r"trang\.html"):
            read(page)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_page_of_the_law_database_is_the_act_that_its_address_names(name: str) -> None:
    address = ADDRESSES[name].rsplit("/", 1)[1]
    if "--vbpqta_" in address:  # a translation into English
        with pytest.raises(NoAct):
            read_record(PAGES / name)
        return
    document = read_record(PAGES / name).document
    assert document.type and document.number and document.signers
    assert address.startswith(f"{slug(document.type)}-so-{slug(document.number)}-")


@pytest.mark.parametrize("number", GOLD)
def test_a_plan_as_a_web_page_gives_its_tasks(number: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.html"
    path.write_bytes(as_html(gold(number)))
    record = read_record(path)
    tally = scorer().score(json.loads(record.to_json()), gold(number))
    assert {field: tally.f1(field) for field in CORE if tally.want[field] and tally.f1(field) < 0.99} == {}
    assert record.document.number == gold(number)["document"]["number"]
    assert [signer.name for signer in record.document.signers] == ["Mai Sơn"]


def test_a_page_typed_in_a_font_of_before_unicode_is_read_as_it_prints() -> None:
    page = """<style>p.MsoNormal, li.MsoNormal { margin: 0; font-family: ".VnTime"; }</style>
    <p class=MsoNormal>QuyÕt ®Þnh cña Uû ban</p><p><font face=".VnTimeH">kÕ ho¹ch</font></p>"""
    assert texts(page.encode("cp1252")) == ["Quyết định của Uỷ ban", "KẾ HOẠCH"]
