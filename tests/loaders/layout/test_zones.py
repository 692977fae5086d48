"""Zones: where head, preamble, body, signature, attached texts and annexes begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.layout.zones import find_zones
from loaders.source import Source
from tests.loaders.texts import corpus, source_of


def words(source: Source, zone: range) -> list[str]:
    return [source.lines[i].text.strip() for i in zone if not source.lines[i].blank]


DECISION = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH DƯƠNG
Số: 1169/QĐ-UBND
QUYẾT ĐỊNH
Ban hành Quy chế phối hợp quản lý chợ
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/02/2025;
Theo đề nghị của Giám đốc Sở Công Thương.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp quản lý chợ.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Võ Văn Minh
ỦY BAN NHÂN DÂN
TỈNH BÌNH DƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
QUY CHẾ
Phối hợp quản lý chợ
(Ban hành kèm theo Quyết định số 1169/QĐ-UBND
ngày 28 tháng 4 năm 2025 của Ủy ban nhân dân tỉnh)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc phối hợp.
PHỤ LỤC
Danh sách chợ
"""


def test_a_decision_with_the_text_that_it_issues_falls_into_its_parts() -> None:
    source = source_of(DECISION)
    zones = find_zones(source)
    assert words(source, zones.title) == ["Ban hành Quy chế phối hợp quản lý chợ"]
    assert words(source, zones.preamble)[0].startswith("Căn cứ Luật")
    assert words(source, zones.body)[0].startswith("Điều 1. Ban hành kèm theo")
    assert words(source, zones.body)[-1].startswith("Điều 2.")
    assert words(source, zones.signature) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Võ Văn Minh"]
    (attached,) = zones.attached
    assert attached.type == "Quy chế"
    assert words(source, attached.title) == ["Phối hợp quản lý chợ"]
    assert words(source, attached.body)[0] == "Chương I"
    assert [words(source, annex)[0] for annex in zones.annexes] == ["PHỤ LỤC"]


def test_a_signature_block_may_stand_behind_the_attached_text() -> None:
    head, rest = DECISION.split("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nVõ Văn Minh\n")
    body, annex = rest.split("PHỤ LỤC")
    source = source_of(head + body + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nVõ Văn Minh\nPHỤ LỤC" + annex)
    zones = find_zones(source)
    assert words(source, zones.signature)[-1] == "Võ Văn Minh"
    assert words(source, zones.attached[0].body)[-1] == "Quy chế này quy định việc phối hợp."


def test_a_plan_that_begins_with_its_type_has_title_sentence_and_parts() -> None:
    source, zones = corpus("002")
    assert words(source, zones.title)[0].startswith("Đẩy mạnh công tác tiêu chuẩn")
    assert words(source, zones.preamble)[0].startswith("Thực hiện Chỉ thị số 38-CT/TW")
    assert words(source, zones.body)[0] == "I. MỤC ĐÍCH, YÊU CẦU"
    assert words(source, zones.signature)[-1] == "Mai Sơn"
    assert not zones.attached


def test_an_annex_whose_label_stands_below_its_title_begins_with_the_title() -> None:
    source, zones = corpus("003")
    (annex,) = zones.annexes
    assert words(source, annex)[0].startswith("CHỈ TIẾT KẾ HOẠCH")
    assert words(source, zones.attached[0].body)[0] == "I. MỤC ĐÍCH, YÊU CẦU"


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_zones_follow_each_other_without_overlap(number: str) -> None:
    _, zones = corpus(number)
    parts = [zones.head, zones.preamble, zones.body, zones.signature]
    parts += [*(text.body for text in zones.attached), *zones.annexes]
    taken = [i for part in parts for i in part]
    assert len(taken) == len(set(taken))
    assert zones.annexes


LINES = st.lists(
    st.sampled_from([*DECISION.splitlines(), "", "1. Sở Y tế", "a) Chủ trì", "CHỦ TỊCH QUỐC HỘI", "Phụ lục"])
)


@given(LINES)
def test_any_order_of_lines_gives_zones_inside_the_source(lines: list[str]) -> None:
    source = source_of("\n".join(lines) or "x")
    zones = find_zones(source)
    for part in (zones.head, zones.preamble, zones.body, zones.signature, *zones.annexes):
        assert all(0 <= i < len(source.lines) for i in part)


def test_a_subject_line_ends_where_a_paragraph_of_sentences_begins() -> None:
    source = source_of(
        "CHỈ THỊ\nVề việc tăng cường phòng cháy\ntrên địa bàn TP. Hồ Chí Minh\n\nĐến nay, công tác phòng cháy"
        " của thành phố\nđạt những kết quả tích cực. Tuy nhiên, vẫn còn\nnhững vụ cháy lớn. Ủy ban nhân dân"
        " thành phố yêu cầu:\n\n1. Sở Xây dựng rà soát các công trình.\n"
    )
    zones = find_zones(source)
    assert words(source, zones.title) == ["Về việc tăng cường phòng cháy", "trên địa bàn TP. Hồ Chí Minh"]
    assert words(source, zones.preamble)[0].startswith("Đến nay")


def test_a_letter_has_a_head_though_no_line_names_its_type() -> None:
    source = source_of(
        "BỘ TÀI CHÍNH\nCỤC THUẾ\n-------\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 5348/CT-CS\nV/v hướng dẫn góp vốn\nHà Nội, ngày 20 tháng 11 năm 2025\nKính gửi:\n- Bộ Công an;\n"
        "- Ủy ban nhân dân các tỉnh, thành phố trực thuộc\ntrung ương.\n"
        "Căn cứ Luật Doanh nghiệp số 59/2020/QH14;\nCục Thuế hướng dẫn như sau:\n1. Thuế tỉnh rà soát hồ sơ.\n"
    )
    zones = find_zones(source)
    assert words(source, zones.head)[-1] == "trung ương."
    assert words(source, zones.preamble)[0].startswith("Căn cứ Luật Doanh nghiệp")


def test_words_that_a_web_site_sets_above_the_act_are_no_part_of_its_head() -> None:
    source = source_of(
        "Tin mới về phòng cháy\nNgày 26/11/2025, Thủ tướng Chính phủ đã có Công điện về việc phòng cháy và chữa cháy.\n"
        + "THỦ TƯỚNG CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 229/CĐ-TTg\n"
        "CÔNG ĐIỆN\nVề phòng cháy\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ Công an;\nBộ Công an chủ động phòng cháy.\n"
    )
    zones = find_zones(source)
    assert words(source, zones.head)[0] == "THỦ TƯỚNG CHÍNH PHỦ"
    assert words(source, zones.title) == ["Về phòng cháy"]
