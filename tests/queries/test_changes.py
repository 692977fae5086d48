from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from queries.changes import marked_changes


def test_words_left_out_and_brought_in_are_marked() -> None:
    assert marked_changes(
        "Xây dựng cơ sở dữ liệu quốc gia trước năm 2026", "Xây dựng cơ sở dữ liệu của tỉnh trước năm 2026"
    ) == ("Xây dựng cơ sở dữ liệu [-quốc gia-] {+của tỉnh+} trước năm 2026")


def test_a_mark_is_a_word_of_its_own() -> None:
    assert marked_changes("về quy chuẩn kỹ thuật.", "về quy chuẩn kỹ thuật, của 38-CT/TW.") == (
        "về quy chuẩn kỹ thuật{+, của 38-CT/TW+}."
    )


def test_alike_texts_have_no_marks_whatever_their_spaces() -> None:
    assert marked_changes("Đào tạo  nguồn\nnhân lực", "Đào tạo nguồn nhân lực") == "Đào tạo nguồn nhân lực"


def test_frequent_words_of_a_long_text_count_too() -> None:
    before = "tiêu chuẩn " * 300
    assert marked_changes(before, before + "quốc gia").count("[-") == 0


WORDS = st.lists(st.sampled_from(["tỉnh", "xã", "cơ", "sở", "dữ", "liệu"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    marked = marked_changes(before, after)
    left = re.sub(r"\{\+.*?\+\}", "", marked).replace("[-", "").replace("-]", "")
    right = re.sub(r"\[-.*?-\]", "", marked).replace("{+", "").replace("+}", "")
    assert (left.split(), right.split()) == (before.split(), after.split())  # alike but for spaces
