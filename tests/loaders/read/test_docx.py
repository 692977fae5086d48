from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.read.docx import read_docx
from loaders.reading import read_record
from loaders.source import Line
from tests.gold.test_score import CORE, scorer
from tests.loaders.read.plans_as_files import as_docx
from tests.loaders.read.word_files import W, p, r, tbl, tc, word_file
from tests.loaders.texts import GOLD, gold

LEVELS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:pStyle w:val="Muc"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
  <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data)]


def read(data: bytes) -> tuple[Line, ...]:
    text, lines = read_docx(data, "ke-hoach.docx")
    for line in lines:
        for piece in (line, *line.cells):
            assert text[piece.start : piece.end] == piece.text
    return lines


def rows(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in read(data) if line.cells]


def item(text: str, level: int, number: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_list_numbers_are_read_though_they_stand_nowhere_in_the_text() -> None:
    body = "".join(
        [
            item("Mục đích", 0), item("Nhiệm vụ", 0), item("Tuyên truyền", 1), item("Đo lường", 1),
            item("Sở Y tế", 2), item("Sở Tài chính", 2), item("Chủ trì", 3), item("Phối hợp", 3), item("Lưu: VT", 4),
            item("Tổ chức thực hiện", 0), item("Sở Công Thương", 1),
        ]
    )  # fmt: skip
    assert texts(word_file(body, numbering=LEVELS)) == [
        "I. Mục đích", "II. Nhiệm vụ", "1. Tuyên truyền", "2. Đo lường", "2.1. Sở Y tế", "2.2. Sở Tài chính",
        "a) Chủ trì", "b) Phối hợp", "- Lưu: VT", "III. Tổ chức thực hiện", "1. Sở Công Thương",
    ]  # fmt: skip


def test_a_list_that_starts_anew_counts_from_its_own_start() -> None:
    body = item("Một", 0) + item("Hai", 0) + item("Lại một", 0, number=2) + item("Lại hai", 0, number=2)
    assert texts(word_file(body, numbering=LEVELS)) == ["I. Một", "II. Hai", "I. Lại một", "II. Lại hai"]


def test_a_style_gives_its_paragraphs_their_numbers() -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>"""
    body = item("Nhiệm vụ", 0) + p("Sở Y tế", properties='<w:pStyle w:val="Muc"/>')
    body += p("Sở Tài chính", properties='<w:pStyle w:val="MucCon"/>')
    body += p("Không số", properties='<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    found = texts(word_file(body, styles=styles, numbering=LEVELS))
    assert found == ["I. Nhiệm vụ", "1. Sở Y tế", "2. Sở Tài chính", "Không số"]


def test_numbers_of_a_tables_first_column_that_word_counts_are_in_its_cells() -> None:
    number = item("", 1)
    data = word_file(
        tbl(
            tc("TT") + tc("Nhiệm vụ") + tc("Cơ quan chủ trì"),
            tc(number) + tc("Tập huấn") + tc("Sở Y tế"),
            tc(number) + tc("Kiểm tra") + tc("Sở Y tế"),
        ),
        numbering=LEVELS,
    )
    assert [row[0] for row in rows(data)] == ["TT", "1.", "2."]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>2025</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{r('2026')}</w:ins>"
    gone = p("<w:del><w:r><w:delText>Điểm này bỏ</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    moved = f"<w:moveFrom>{r('nơi cũ')}</w:moveFrom>"
    assert texts(word_file(p("Năm ", deleted, inserted, moved) + gone + p("Hết"))) == ["Năm 2026", "Hết"]


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next() -> None:
    body = p("Sở Y tế ", properties="<w:rPr><w:del/></w:rPr>") + p("chủ trì")
    assert texts(word_file(body)) == ["Sở Y tế chủ trì"]


def test_hidden_and_struck_words_footnote_marks_and_field_codes_are_left_out() -> None:
    field = '<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
    body = p(
        "Giao Sở Y tế", r(" ẩn", "<w:vanish/>"), r(" bỏ", "<w:strike/>"), r(" không ẩn", '<w:vanish w:val="0"/>'), field
    )
    assert texts(word_file(body)) == ["Giao Sở Y tế không ẩn"]


def test_letters_set_in_capitals_are_read_as_they_print() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Ten"><w:rPr><w:caps/></w:rPr></w:style>'
    body = p("Quyết định", properties='<w:pStyle w:val="Ten"/>') + p(r("Kế hoạch", "<w:caps/>"))
    assert texts(word_file(body, styles=styles)) == ["QUYẾT ĐỊNH", "KẾ HOẠCH"]


def test_breaks_tabs_hyphens_and_soft_hyphens() -> None:
    run = (
        "<w:r><w:t>Số:</w:t><w:tab/><w:t>38</w:t><w:noBreakHyphen/><w:t>CT/TW</w:t><w:br/><w:t>thực</w:t>"
        "<w:softHyphen/><w:t> hi\u00adện</w:t></w:r>"
    )
    assert texts(word_file(p(run))) == ["Số: 38-CT/TW", "thực hiện"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Số: 12/QĐ-UBND')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(word_file(p("UBND TỈNH", both))) == ["UBND TỈNH", "Số: 12/QĐ-UBND"]


def test_pages_are_counted_where_word_has_turned_them() -> None:
    turned = "<w:r><w:lastRenderedPageBreak/><w:t>Điều 2.</w:t></w:r>"
    found = read(word_file(p("Điều 1.") + p('<w:r><w:br w:type="page"/></w:r>') + p(turned) + p("Điều 3.")))
    assert [(line.text, line.page) for line in found if not line.blank] == [
        ("Điều 1.", 1), ("Điều 2.", 2), ("Điều 3.", 2),
    ]  # fmt: skip
    by_hand = read(word_file(p("Điều 1.") + p("Điều 2.", properties="<w:pageBreakBefore/>")))
    assert [line.page for line in by_hand] == [1, 2]


def test_a_row_on_the_next_page_is_there_with_all_its_cells() -> None:
    turned = p("<w:r><w:lastRenderedPageBreak/><w:t>2</w:t></w:r>")
    head = tc("TT") + tc("Nhiệm vụ") + tc("Thời gian")
    found = read(word_file(tbl(head, tc("1") + tc("A") + tc("2025"), tc(turned) + tc("B") + tc("2026"))))
    assert [(line.page, {cell.page for cell in line.cells}) for line in found] == [(1, {1}), (1, {1}), (2, {2})]


def test_a_cell_over_rows_holds_for_each_and_one_over_columns_stands_in_the_first() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = word_file(
        tbl(
            tc("TT") + tc("Nhiệm vụ") + tc("Cơ quan chủ trì") + tc("Thời gian"),
            tc("I") + tc("Tuyên truyền", properties='<w:gridSpan w:val="3"/>'),
            tc("1") + tc("Tập huấn", "cho cấp xã") + tc("Sở Y tế", properties=restart) + tc("2025"),
            tc("2") + tc("Kiểm tra") + tc("", properties=goes_on) + tc("2026"),
            tc("3") + tc("Báo cáo") + tc("Sở Tài chính") + tc("2026"),
        )
    )
    assert rows(data)[1:] == [
        ["I", "Tuyên truyền", "", ""],
        ["1", "Tập huấn cho cấp xã", "Sở Y tế", "2025"],
        ["2", "Kiểm tra", "Sở Y tế", "2026"],
        ["3", "Báo cáo", "Sở Tài chính", "2026"],
    ]


def test_rows_deleted_by_a_tracked_change_are_gone_and_nested_tables_are_words_of_their_cell() -> None:
    nested = tbl(tc("Lớp") + tc("01")) + p("mỗi năm")
    deleted = f"<w:trPr><w:del/></w:trPr>{tc('2')}{tc('Bỏ')}{tc('2026')}"
    data = word_file(tbl(tc("TT") + tc("Nhiệm vụ") + tc("Kết quả"), tc("1") + tc("Tập huấn") + tc(nested), deleted))
    assert rows(data)[1:] == [["1", "Tập huấn", "Lớp 01 mỗi năm"]]


def test_a_letterhead_and_a_signature_block_are_lines_left_cell_first() -> None:
    data = word_file(
        tbl(
            tc("UBND TỈNH BÌNH DƯƠNG") + tc("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
            tc("Số: 1169/QĐ-UBND") + tc("Bình Dương, ngày 28 tháng 4 năm 2025"),
        )
        + p("QUYẾT ĐỊNH")
        + tbl(tc("Nơi nhận:", "- Như Điều 3;") + tc("TM. ỦY BAN NHÂN DÂN", "Mai Sơn"))
    )
    assert texts(data) == [
        "UBND TỈNH BÌNH DƯƠNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 1169/QĐ-UBND",
        "Bình Dương, ngày 28 tháng 4 năm 2025",
        "QUYẾT ĐỊNH",
        "Nơi nhận:",
        "- Như Điều 3;",
        "TM. ỦY BAN NHÂN DÂN",
        "Mai Sơn",
    ]
    assert rows(data) == []


def test_headers_footers_and_footnotes_are_no_words_of_the_act() -> None:
    header = f"<w:hdr {W}>{p('CÔNG BÁO/Số 12')}</w:hdr>"
    notes = f"<w:footnotes {W}><w:footnote>{p('Ghi chú chân trang')}</w:footnote></w:footnotes>"
    assert texts(word_file(p("Điều 1."), header1=header, footnotes=notes)) == ["Điều 1."]


@pytest.mark.parametrize("number", GOLD)
def test_a_plan_as_a_word_file_gives_its_tasks(number: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(as_docx(gold(number)))
    record = read_record(path)
    tally = scorer().score(json.loads(record.to_json()), gold(number))
    assert {field: tally.f1(field) for field in CORE if tally.want[field] and tally.f1(field) < 0.99} == {}
    assert record.document.number == gold(number)["document"]["number"]
    assert [signer.name for signer in record.document.signers] == ["Mai Sơn"]
    assert max(task.source.page for task in record.tasks if task.source) == 2


def test_words_in_a_font_of_before_unicode_are_read_as_they_print() -> None:
    styles = """<w:style w:type="paragraph" w:default="1" w:styleId="Normal">
    <w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>"""
    capitals = r("QuyÕt ®Þnh", '<w:rFonts w:ascii=".VnTimeH"/>')
    split = r("céng hoµ x· héi ", "<w:b/>") + "<w:r><w:t>ph</w:t><w:softHyphen/><w:t>êng</w:t></w:r>"
    unicode = r("tỉnh Bình Dương", '<w:rFonts w:ascii="Times New Roman"/>')
    found = texts(word_file(p(capitals) + p(split) + p(unicode), styles=styles))
    assert found == ["QUYẾT ĐỊNH", "cộng hoà xã hội phường", "tỉnh Bình Dương"]


def test_a_head_over_two_rows_is_two_rows_of_heads() -> None:
    down, goes_on, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    data = word_file(
        tbl(
            "".join(tc(name, properties=down) for name in ("TT", "Nhiệm vụ")) + tc("Dự kiến kết quả", properties=two),
            tc("", properties=goes_on) * 2 + tc("Đến năm 2030") + tc("Những năm tiếp theo"),
            tc("1") + tc("Mở lớp tập huấn") + tc("01 lớp/năm") + tc("02 lớp/năm"),
        )
    )
    assert rows(data) == [
        ["TT", "Nhiệm vụ", "Dự kiến kết quả", ""],
        ["TT", "Nhiệm vụ", "Đến năm 2030", "Những năm tiếp theo"],
        ["1", "Mở lớp tập huấn", "01 lớp/năm", "02 lớp/năm"],
    ]


def test_each_line_and_cell_names_its_paragraph_in_the_file_an_empty_one_too() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('MẬT')}</w:txbxContent></w:pict></w:r>"
    head = "".join(map(tc, ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")))
    row = tc("1") + tc("Rà soát", "quy chuẩn") + tc() + tc("Quý II")
    lines = read(word_file(p("Số: 1/KH-UBND") + p(box, "KẾ HOẠCH") + tbl(head, row)))
    assert [(line.text, line.paragraph) for line in lines[:3]] == [("Số: 1/KH-UBND", 0), ("KẾ HOẠCH", 1), ("MẬT", 2)]
    assert [(cell.text, cell.paragraph) for cell in lines[-1].cells] == [
        ("1", 7),
        ("Rà soát quy chuẩn", 8),
        ("", 10),
        ("Quý II", 11),
    ]


def test_a_merged_cell_names_the_paragraph_where_it_begins() -> None:
    first = tc("1") + tc("Rà soát") + tc("Sở Y tế", properties='<w:vMerge w:val="restart"/>') + tc("Quý II")
    second = tc("2") + tc("Kiểm tra") + tc(properties="<w:vMerge/>") + tc("Quý III")
    lines = read(word_file(tbl("".join(map(tc, ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"))), first, second)))
    assert [cell.paragraph for cell in lines[-1].cells] == [8, 9, 6, 11]
