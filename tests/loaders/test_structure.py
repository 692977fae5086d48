"""Subdivisions: paths, headings against run-in text, paragraphs without a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.layout.zones import find_zones
from loaders.structure import find_structure, read_structure, structure_remarks
from tests.loaders.texts import GOLD, corpus, gold, source_of

HEAD = "KẾ HOẠCH\nTriển khai Luật Đất đai\nCăn cứ Luật Đất đai ngày 18/01/2024;\n"


def items_of(body: str, head: str = HEAD) -> dict[str, tuple[str | None, str | None]]:
    source = source_of(head + body)
    return {one.path: (one.heading, one.text) for one in read_structure(find_structure(source, find_zones(source)))}


@pytest.mark.parametrize("number", GOLD)
def test_structure_of_the_corpus_agrees_with_the_gold_records(number: str) -> None:
    structure = read_structure(find_structure(*corpus(number)))
    found = [one.model_dump(include={"path", "kind", "heading", "text"}) for one in structure]
    assert found == gold(number)["structure"]


def test_an_attached_texts_items_bear_its_type() -> None:
    found = read_structure(find_structure(*corpus("000")))
    assert {one.path: one.in_text for one in found}["Điều 2"] is None
    assert {one.path: one.in_text for one in found}["III/2"] == "Kế hoạch"


def test_decimal_numbers_stay_below_their_parent() -> None:
    paths = [one.path for one in read_structure(find_structure(*corpus("001")))]
    assert "Điều 1/2/2.6" in paths
    assert paths[-1] == "Điều 3"


def test_a_head_line_is_a_heading_and_a_run_in_head_is_text() -> None:
    found = items_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính:\na) Bố trí kinh phí.\nb) Hướng dẫn quyết toán.\n2. Sở Y tế:"
        " Phối hợp thực hiện.\n"
        "3. Công an tỉnh\nTrên cơ sở kinh phí được giao, chủ trì bảo đảm an ninh trật tự trên địa bàn toàn tỉnh.\n"
    )
    assert found["I"] == ("TỔ CHỨC THỰC HIỆN", None)
    assert found["I/1"] == ("Sở Tài chính", None)
    assert found["I/2"] == (None, "Sở Y tế: Phối hợp thực hiện.")
    assert found["I/3"][0] == "Công an tỉnh"
    assert found["I/1/b"] == (None, "Hướng dẫn quyết toán.")


def test_a_lead_in_is_text_of_its_own_item() -> None:
    found = items_of("I. NHIỆM VỤ\n1. Các sở thực hiện các nội dung sau:\na) Rà soát văn bản.\n")
    assert found["I/1"] == (None, "Các sở thực hiện các nội dung sau:")


def test_the_letters_run_past_d_and_dd() -> None:
    letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k"]
    found = items_of("I. NHIỆM VỤ\n1. Rà soát\n" + "".join(f"{one}) Rà soát văn bản {one}.\n" for one in letters))
    assert [path for path in found if path.count("/") == 2] == [f"I/1/{one}" for one in letters]


def test_a_number_that_follows_nothing_is_running_text() -> None:
    found = items_of(
        "I. MỤC TIÊU\n1. Hoàn thành số hóa dữ liệu đất đai của toàn tỉnh đến năm\n2030. Các năm sau duy trì kết quả.\n"
    )
    assert list(found) == ["I", "I/1"]
    assert (
        found["I/1"][1] == "Hoàn thành số hóa dữ liệu đất đai của toàn tỉnh đến năm 2030. Các năm sau duy trì kết quả."
    )


def test_a_skipped_number_is_kept_and_remarked() -> None:
    source = source_of(HEAD + "I. MỤC TIÊU\n1. Số hóa dữ liệu.\n2. Cấp giấy chứng nhận.\n4. Thu hồi đất.\n")
    structure = find_structure(source, find_zones(source))
    assert [one.path for one in read_structure(structure)] == ["I", "I/1", "I/2", "I/4"]
    assert [one.path for one in structure_remarks(structure)] == ["I/4"]


def test_what_closes_the_part_or_the_text_is_no_part_of_the_last_item() -> None:
    found = items_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì thực hiện.\n2. Sở Tài chính bố trí kinh phí.\n"
        "Trong quá trình thực hiện, nếu có vướng mắc, các sở báo cáo UBND tỉnh.\nTrên đây là Kế hoạch triển"
        " khai Luật Đất đai./.\n"
    )
    assert found["I/2"] == (None, "Sở Tài chính bố trí kinh phí.")
    assert found["I"] == ("TỔ CHỨC THỰC HIỆN", "Trong quá trình thực hiện, nếu có vướng mắc, các sở báo cáo UBND tỉnh.")


def test_a_footnote_and_its_mark_are_furniture() -> None:
    found = {one.path: one.text or "" for one in read_structure(find_structure(*corpus("000")))}
    assert found["III/5"].endswith("để thực hiện.")
    assert "Chi tiết Kế hoạch tại Phụ lục" not in found["III/6"]


def test_articles_run_on_through_chapters_and_a_rule_quoted_in_full_adds_none() -> None:
    found = items_of(
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Sửa đổi, bổ sung Điều 18 như sau:\n“Điều 18. Trách nhiệm\n1. Các đơn"
        " vị thực hiện.”.\n"
        "Chương II\nĐIỀU KHOẢN THI HÀNH\nĐiều 2. Hiệu lực thi hành\n1. Thông tư này có hiệu lực từ ngày ký.\n",
        "BỘ Y TẾ\nTHÔNG TƯ\nSửa đổi Thông tư\nCăn cứ Luật Dược ngày 06/4/2016;\n",
    )
    assert list(found) == ["Chương I", "Điều 1", "Chương II", "Điều 2", "Điều 2/1"]
    assert found["Chương II"] == ("ĐIỀU KHOẢN THI HÀNH", None)
    assert found["Điều 2"] == ("Hiệu lực thi hành", None)


LINES = st.sampled_from(
    [
        *("Điều 1. Ban hành", "Chương I", "QUY ĐỊNH", "I. MỤC ĐÍCH", "II. NHIỆM VỤ", "IV. KINH PHÍ"),
        *("1. Sở Y tế", "2. Rà soát.", "1.1. Số hóa.", "a) Chủ trì.", "b) Phối hợp", "- Từ nguồn vốn."),
        *("“1. Các sở", "thực hiện.”.", "đến năm", "", "(Có Phụ lục kèm theo)."),
    ]
)


@given(st.lists(LINES, max_size=20))
def test_any_body_gives_paths_that_are_unique_and_loses_no_numbered_words(lines: list[str]) -> None:
    source = source_of(HEAD + "\n".join(lines))
    found = read_structure(find_structure(source, find_zones(source)))
    assert len({(one.in_text, one.path) for one in found}) == len(found)
    for one in found:
        if one.source:
            assert source.text[one.source.start : one.source.end].split() == one.source.quote.split()
