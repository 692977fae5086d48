"""Citations: one act in its words, the preamble's list, what a title carries out, every number of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.citations import (
    cited_numbers,
    implemented_by_citation,
    misprints,
    parse_citation,
    read_bases,
    read_cited,
)
from loaders.header import read_head
from loaders.layout.zones import find_zones
from loaders.record import LegalBasis
from tests.loaders.texts import GOLD, corpus, gold, source_of


def said(text: str) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    one = parse_citation(text)
    return one.type, one.number, one.date, one.issuer, one.title


CITATIONS = {
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;": (
        "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "về công tác văn thư",
    ),
    "Chỉ thị số 38-CT/TWngày 30/7/2024 của Ban Bí thưTrung ương Đảng về đẩy mạnh công tác": (
        "Chỉ thị", "38-CT/TW", "2024-07-30", "Ban Bí thưTrung ương Đảng", "về đẩy mạnh công tác",
    ),
    "Tờ trình số28/TTr-SKHCN ngày 11/4/2025": ("Tờ trình", "28/TTr-SKHCN", "2025-04-11", None, None),
    "Quyết định số 1169/QĐ-UBND ngày 28 tháng 4 năm 2025của Ủy ban nhân dân tỉnh": (
        "Quyết định", "1169/QĐ-UBND", "2025-04-28", "Ủy ban nhân dân tỉnh", None,
    ),
    "Thông tư số 15/2023/TT-BVHTTDL ngày 05 tháng 12 năm 2023 của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quy"
    " định chi tiết": (
        "Thông tư", "15/2023/TT-BVHTTDL", "2023-12-05", "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch", "quy định"
        " chi tiết",
    ),
    "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về “đột phá phát triển khoa học”": (
        "Nghị quyết", "57-NQ/TW", "2024-12-22", "Bộ Chính trị", "về “đột phá phát triển khoa học”",
    ),
    "Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015": ("Luật", None, "2015-06-19", None, "Tổ chức Chính phủ"),
    "Luật Tổ chức chính quyền địa phương số 72/2025/QH15;": (
        "Luật", "72/2025/QH15", None, None, "Tổ chức chính quyền địa phương",
    ),
    "Luật Xử lý vi phạm hành chính số 15/2012/QH13 được sửa đổi, bổ sung bởi Luật số 54/2014/QH13, Luật số"
    " 18/2017/QH14": (
        "Luật", "15/2012/QH13", None, None, "Xử lý vi phạm hành chính",
    ),
    "Luật Ngân sách nhà nước năm 2015": ("Luật", None, "2015", None, "Ngân sách nhà nước"),
    "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX": (
        "Nghị quyết", None, None, None, "Đại hội đại biểu Đảng bộ tỉnh lần thứ XX",
    ),
    "đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 1378/TTr-SCT ngày 15/6/2025.": (
        "Tờ trình", "1378/TTr-SCT", "2025-06-15", "Giám đốc Sở Công Thương", None,
    ),
    "đề nghị của Bộ trưởng Bộ Khoa học và Công nghệ.": (
        "Tờ trình", None, None, "Bộ trưởng Bộ Khoa học và Công nghệ", None,
    ),
    "CHỈ THỊ SỐ 38-CT/TW CỦA BAN BÍ THƯ": ("Chỉ thị", "38-CT/TW", None, "BAN BÍ THƯ", None),
    "Công văn số 5381/BNG-LS ngày 31/02/2025": ("Công văn", "5381/BNG-LS", None, None, None),
    "đề nghị của Sở Ngoại vụ tại Văn bản số 260/TTr-CAT-PCCC ngày 03/11/2025": (
        "Tờ trình", "260/TTr-CAT-PCCC", "2025-11-03", "Sở Ngoại vụ", None,
    ),
    "Nghị định của Chính phủ số 15/CP ngày 02/3/1993 về nhiệm vụ, quyền hạn": (
        "Nghị định", "15/CP", "1993-03-02", "Chính phủ", "về nhiệm vụ, quyền hạn",
    ),
    "Quyết định số 91/QĐ-TTg của Thủ tướng Chính phủ ngày 05/3/2020 về phòng dịch": (
        "Quyết định", "91/QĐ-TTg", "2020-03-05", "Thủ tướng Chính phủ", "về phòng dịch",
    ),
    "QUYẾT ĐỊNH SỐ 1899/QĐ-TTG NGÀY 04/9/2025 CỦA THỦ TƯỚNG CHÍNH PHỦ": (
        "Quyết định", "1899/QĐ-TTg", "2025-09-04", "THỦ TƯỚNG CHÍNH PHỦ", None,
    ),
    "51-KHPH/BTGTU, ngày 06/02/2025": (None, "51-KHPH/BTGTU", "2025-02-06", None, None),
    "kết luận của cuộc họp": (None, None, None, None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITATIONS.items())
def test_a_citation_says_type_number_date_issuer_and_title(
    text: str, expected: tuple[str | None, str | None, str | None, str | None, str | None]
) -> None:
    assert said(text) == expected


def test_the_citing_acts_short_name_is_no_part_of_the_citation() -> None:
    one = parse_citation("Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư (sau đây viết tắt là Chỉ thị số 38-CT/TW)")
    assert one.text == "Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư"


@given(st.text(alphabet="Chỉthịsố 38-/CTWngày7.;,()“”ủaQĐUBND\n", max_size=80))
def test_any_text_is_parsed_without_an_error_and_gives_no_empty_field(text: str) -> None:
    one = parse_citation(text)
    assert all(value != "" for value in (one.type, one.number, one.date, one.issuer, one.title))


# --- the preamble


def bases_of(preamble: str, title: str = "Về việc thành lập Tổ công tác") -> list[LegalBasis]:
    source = source_of(
        f"UBND TỈNH THANH HÓA\nQUYẾT ĐỊNH\n{title}\nỦY BAN NHÂN DÂN TỈNH\n{preamble}\nQUYẾT ĐỊNH:\nĐiều 1."
        f" Thành lập Tổ.\n"
    )
    zones = find_zones(source)
    return read_bases(source, zones, read_head(source, zones))


@pytest.mark.parametrize("number", GOLD)
def test_legal_bases_of_the_corpus_agree_with_the_gold_records(number: str) -> None:
    source, zones = corpus(number)
    found = [one.model_dump(exclude={"source"}) for one in read_bases(source, zones, read_head(source, zones))]
    assert found == gold(number)["legal_bases"]


def test_two_laws_in_one_line_are_two_entries() -> None:
    found = bases_of(
        "Căn cứ Luật Tổ chức Chính phủ ngày 19/6/2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính"
        " phủ và Luật"
        " Tổ chức chính quyền địa phương ngày 22/11/2019;"
    )
    assert [(one.type, one.date) for one in found] == [("Luật", "2015-06-19"), ("Luật", "2019-11-22")]


def test_amending_laws_are_no_entries_of_their_own() -> None:
    (one,) = bases_of(
        "Căn cứ Bộ luật Tố tụng hình sự số 101/2015/QH13 được sửa đổi, bổ sung bởi Luật số 02/2021/QH15 và Luật"
        " số 99/2025/QH15;"
    )
    assert one.number == "101/2015/QH13"


def test_the_act_that_a_basis_refers_to_is_the_entry() -> None:
    found = bases_of(
        "Căn cứ khung giá quy định tại Danh mục ban hành kèm theo Nghị quyết số 63/NQ-HĐND ngày 10/10/2018 của HĐND"
        " tỉnh;\nCăn cứ Điều 1, khoản 2 Điều 5 Nghị định số 94/2018/NĐ-CP ngày 17/11/2018;\nCăn cứ khoản 2 Điều 31 của"
        " Luật Xây dựng ngày 18/6/2014;\nCăn cứ ý kiến của Thủ tướng Chính phủ tại công văn số 5110/VPCP-KTTH ngày"
        " 16/9/2020 về thuế; công văn số 5521/VPCP-KTTH ngày 03/10/2020;\nThực hiện việc phát hành công trái theo"
        " Nghị quyết số 09/2022/QH15 ngày 28/11/2022 của Quốc hội;\nCăn cứ tình hình thực tế của tỉnh;"
    )
    assert [(one.relation, one.type, one.number, one.date) for one in found] == [
        ("based_on", "Nghị quyết", "63/NQ-HĐND", "2018-10-10"),
        ("based_on", "Nghị định", "94/2018/NĐ-CP", "2018-11-17"),
        ("based_on", "Luật", None, "2014-06-18"),
        ("based_on", "Công văn", "5110/VPCP-KTTH", "2020-09-16"),
        ("based_on", "Công văn", "5521/VPCP-KTTH", "2020-10-03"),
        ("implements", "Nghị quyết", "09/2022/QH15", "2022-11-28"),
    ]


def test_numbers_that_share_their_type_are_an_entry_each() -> None:
    found = bases_of(
        "Căn cứ các Nghị định của Chính phủ: số 63/2010/NĐ-CP ngày 08/6/2010 về kiểm soát thủ tục hành chính; số"
        " 48/2013/NĐ-CP ngày 14/5/2013 và số 92/2017/NĐ-CP ngày 07/8/2017 sửa đổi, bổ sung một số điều; Thông tư số"
        " 02/2017/TT-VPCP ngày 31/10/2017 của Văn phòng Chính phủ;"
    )
    assert [(one.type, one.number, one.date, one.issuer) for one in found] == [
        ("Nghị định", "63/2010/NĐ-CP", "2010-06-08", "Chính phủ"),
        ("Nghị định", "48/2013/NĐ-CP", "2013-05-14", "Chính phủ"),
        ("Nghị định", "92/2017/NĐ-CP", "2017-08-07", "Chính phủ"),
        ("Thông tư", "02/2017/TT-VPCP", "2017-10-31", "Văn phòng Chính phủ"),
    ]


def test_laws_joined_by_and_are_two_where_the_first_has_come_to_its_date() -> None:
    found = bases_of(
        "Căn cứ Pháp lệnh Cán bộ, công chức ngày 26/02/1998 và Pháp lệnh sửa đổi, bổ sung một số điều của Pháp lệnh Cán"
        " bộ, công chức ngày 29/4/2003;\nCăn cứ Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 27/2023/QH15 và"
        " Luật Đất đai ngày 29/6/2024;"
    )
    assert [(one.type, one.date) for one in found] == [
        ("Pháp lệnh", "1998-02-26"),
        ("Pháp lệnh", "2003-04-29"),
        ("Luật", "2024-06-29"),
    ]


def test_each_paper_of_a_proposal_is_an_entry() -> None:
    found = bases_of(
        "Xét Tờ trình số 28/TTr-UBND ngày 11/4/2025 của Ủy ban nhân dân tỉnh về chợ; Báo cáo thẩm tra số"
        " 12/BC-KTNS ngày"
        " 15/4/2025 của Ban Kinh tế - Ngân sách; ý kiến thảo luận của đại biểu."
    )
    assert [(one.relation, one.type, one.number) for one in found] == [
        ("proposed_by", "Tờ trình", "28/TTr-UBND"),
        ("proposed_by", "Báo cáo thẩm tra", "12/BC-KTNS"),
    ]
    assert found[0].issuer == "Ủy ban nhân dân tỉnh"


def test_party_acts_list_their_bases_with_dashes() -> None:
    found = bases_of(
        "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;\n- Căn cứ Quy định số 24-QĐ/TW, ngày 30/7/2021 của Ban Chấp"
        " hành Trung ương,"
    )
    assert [(one.type, one.number) for one in found] == [("Điều lệ", None), ("Quy định", "24-QĐ/TW")]


def test_a_sentence_of_carrying_out_ends_where_the_issuer_acts() -> None:
    found = bases_of(
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về khoa học, công nghệ, Quyết định"
        " số 3/QĐ-TTg ngày"
        " 03/01/2025 của Thủ tướng Chính phủ về chương trình hành động, Ủy ban nhân dân tỉnh ban hành Quyết"
        " định như sau:"
    )
    assert [(one.relation, one.number) for one in found] == [("implements", "57-NQ/TW"), ("implements", "3/QĐ-TTg")]
    assert found[1].title == "về chương trình hành động"


def test_what_the_title_carries_out_comes_last_and_only_once() -> None:
    title = "Ban hành Kế hoạch thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
    based = bases_of("Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;", title)
    assert [(one.relation, one.number) for one in based] == [("based_on", "57-NQ/TW"), ("implements", "57-NQ/TW")]
    carried = bases_of("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;", title)
    assert [(one.relation, one.number) for one in carried] == [("implements", "57-NQ/TW")]


def test_a_title_that_looks_back_on_an_act_does_not_carry_it_out() -> None:
    found = bases_of(
        "Căn cứ Luật Đất đai ngày 18/01/2024;", "Tổng kết 5 năm thực hiện Chỉ thị số 13-CT/TW ngày 12/01/2017"
    )
    assert [one.relation for one in found] == ["based_on"]


def test_a_basis_tells_what_the_cited_act_itself_carries_out() -> None:
    plan = next(one for one in read_bases(*corpus("000"), read_head(*corpus("000"))) if one.number == "191-KH/TU")
    assert [(act.number, act.date) for act in implemented_by_citation(plan)] == [("38-CT/TW", "2024-07-30")]
    decision = next(one for one in read_bases(*corpus("003"), read_head(*corpus("003"))) if one.number == "38-CT/TW")
    assert implemented_by_citation(decision) == []


# --- every number of the text


@pytest.mark.parametrize("number", GOLD)
def test_cited_numbers_of_the_corpus_agree_with_the_gold_records(number: str) -> None:
    source, zones = corpus(number)
    head = read_head(source, zones)
    assert cited_numbers(read_cited(source, head), head) == gold(number)["cited_numbers"]


def test_another_number_in_the_annexs_heading_is_a_misprint_and_remarked() -> None:
    source, zones = corpus("003")
    assert any("4703/QĐ-TTg" in one.remark for one in misprints(source, read_head(source, zones)))


def test_an_act_is_known_by_its_fullest_mention() -> None:
    source = source_of(
        "Thực hiện Quyết định 36/QĐ-TTg và QCVN 01:2021/BYT, 02 lượt/năm.\n\nQuyết định số 36/QĐ-TTg ngày"
        " 11/01/2021 ban hành Kế hoạch"
        " tổng thể nâng cao năng suất để góp phần tăng trưởng; Nghị định 43/2025/NĐ-CP.\n"
    )
    first, second = read_cited(source)
    assert (first.number, first.type, first.date) == ("36/QĐ-TTg", "Quyết định", "2021-01-11")
    assert first.title == "ban hành Kế hoạch tổng thể nâng cao năng suất"
    assert second.number == "43/2025/NĐ-CP"


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_each_citation_stands_in_the_source_where_it_says(number: str) -> None:
    source, zones = corpus(number)
    head = read_head(source, zones)
    places = [one.source for one in read_bases(source, zones, head)]
    places += [one.source for one in read_cited(source, head)]
    assert places
    for place in places:
        assert place is not None
        assert "".join(source.text[place.start : place.end].split()) == "".join(place.quote.split())
