from __future__ import annotations

import pytest

from loaders.errors import UnknownFormat, WrongEncoding
from loaders.read.text import read_text


def test_utf_8_and_utf_16_with_a_mark_are_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        text, lines = read_text("KẾ HOẠCH\nđo lường".encode(encoding), "kh.txt")
        assert text == "KẾ HOẠCH\nđo lường"
        assert [line.text for line in lines] == ["KẾ HOẠCH", "đo lường"]


def test_another_encoding_is_an_error_with_its_place() -> None:
    with pytest.raises(WrongEncoding, match=r"cu\.txt: byte 3 is not UTF-8"):
        read_text("QUY\u1ebeT".encode("utf-8")[:3] + b"\xd5T \xa7\xd5nh", "cu.txt")


def test_a_file_of_the_years_before_unicode_is_read() -> None:
    old = (
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n\nQuyÕt ®Þnh cña Bé tr\xadëng Bé Tµi chÝnh\n"
    )
    text, _ = read_text(old.encode("latin-1"), "cu.txt")
    assert text.split("\n")[1] == "Độc lập - Tự do - Hạnh phúc"
    assert text.split("\n")[3] == "Quyết định của Bộ trưởng Bộ Tài chính"


def test_a_renamed_binary_is_an_error() -> None:
    with pytest.raises(UnknownFormat, match=r"anh\.txt: the file is not a text"):
        read_text(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "anh.txt")


def test_a_form_feed_begins_a_page() -> None:
    text, lines = read_text("một\n\fhai\n\fba".encode(), "p.txt")
    assert [(line.text, line.page) for line in lines if line.text] == [("một", 1), ("hai", 2), ("ba", 3)]
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_a_lost_form_feed_leaves_a_space_that_begins_a_page() -> None:
    body = "\n".join(f"dòng {i} của trang" for i in range(30))
    _, lines = read_text(f"{body}\n {body}".encode(), "p.txt")
    assert lines[29].page == 1
    assert lines[30].page == 2


def test_a_lonely_number_is_a_page_number_and_a_row_number_is_not() -> None:
    text = "Hằng năm\n\n\n\n2\n\nđiện tử\n\n3\n\nTổ chức tập huấn"
    _, lines = read_text(text.encode(), "p.txt")
    assert {line.text: line.furniture for line in lines if line.text} == {
        "Hằng năm": False,
        "2": True,
        "điện tử": False,
        "3": False,
        "Tổ chức tập huấn": False,
    }


def furniture(pages: list[str]) -> list[tuple[int, str]]:
    _, lines = read_text("\n\f".join(pages).encode(), "p.txt")
    return [(line.page, line.text) for line in lines if line.furniture]


def test_numbers_at_the_tops_of_most_pages_are_page_numbers() -> None:
    pages = ["KẾ HOẠCH", "2\nCăn cứ", "3\nNội dung", "4\nTổ chức", "Nơi nhận"]
    assert furniture(pages) == [(2, "2"), (3, "3"), (4, "4")]


def test_page_numbers_that_an_annex_begins_anew_are_page_numbers() -> None:
    pages = ["KẾ HOẠCH", "2\nCăn cứ", "3\nNội dung", "PHỤ LỤC", "2\nRà soát", "3\nTập huấn"]
    assert furniture(pages) == [(2, "2"), (3, "3"), (5, "2"), (6, "3")]


def test_rows_that_begin_two_pages_are_no_page_numbers() -> None:
    pages = ["KẾ HOẠCH", "PHỤ LỤC", "1\nRà soát", "Sở Y tế", "2\nTập huấn", "3\nHội thảo"]
    assert furniture(pages) == []


def test_the_gazettes_running_head_is_furniture() -> None:
    _, lines = read_text("CÔNG BÁO/Số 73+74/Ngày 16-5-2025 55\n\nQUYẾT ĐỊNH".encode(), "cb.txt")
    assert [line.furniture for line in lines] == [True, False, False]
