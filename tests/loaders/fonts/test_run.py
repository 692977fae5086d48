from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.fonts import decode_run, is_legacy_font
from loaders.fonts.tables import font_table
from tests.loaders.fonts.acts import WORD_FILES, accuracy, printed, transcript


@pytest.mark.parametrize("name", WORD_FILES)
def test_a_word_files_runs_read_as_their_transcript_says(name: str) -> None:
    assert accuracy(printed(name), transcript(name)) >= 0.99


@pytest.mark.parametrize(
    ("words", "font", "expected"),
    [
        ("Qu\u00b8n tri\u00d6t", ".VnTime", "Quán triệt"),
        ("Thñ t\u00adíng ChÝnh phñ", ".VnTime", "Thủ tướng Chính phủ"),
        ("Bé tr\u00adëng Bé Tµi chÝnh", ".VnArial", "Bộ trưởng Bộ Tài chính"),
        ("bé tµi chÝnh", ".VnTimeH", "BỘ TÀI CHÍNH"),
        ("CHÝNH PHñ", ".VnTimeH", "CHÍNH PHỦ"),
        ("Thñ t\u2212íng", "GDNPMG+VnTimeHBold", "THỦ TƯỚNG"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Helve-Condense", "Độc lập - Tự do - Hạnh phúc"),
        ("UÛY BAN NHAÂN DAÂN TÆNH", "VNI-Times,Bold", "ỦY BAN NHÂN DÂN TỈNH"),
        ("quyeát ñònh cuûa Chiùnh phuû", "VNI-Times", "quyết định của Chính phủ"),
        ("Qu\uf0b8n tri\uf0d6t", ".VnTime", "Quán triệt"),
    ],
)
def test_words_in_an_old_font_become_what_it_prints(words: str, font: str, expected: str) -> None:
    assert decode_run(words, font) == expected


def test_a_numbers_small_letters_stay_small_in_a_font_of_capitals() -> None:
    assert decode_run("sè 115/2004/Q\u00a7-TTg", "VnTimeHBold") == "SỐ 115/2004/QĐ-TTg"


def test_a_ruled_line_is_no_row_of_letters() -> None:
    assert decode_run("\u2212\u2212\u2212\u2212\u2212", "VnTime") == "-----"


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "", "TimesNewRomanPSMT", "Vnexpress", "Verdana"])
def test_other_fonts_print_unicode(font: str) -> None:
    assert not is_legacy_font(font)
    assert decode_run("Bé năm nay học § 5, café", font) == "Bé năm nay học § 5, café"


@pytest.mark.parametrize(
    "font", [".VnTime", ".VnArial NarrowH", ".vntime", ".VNTIMEH", "ABCDEF+.VnTime,Bold", "VNI-Times", "VNI-Helve"]
)
def test_old_fonts_are_known_by_their_names(font: str) -> None:
    assert is_legacy_font(font)


def test_unicode_typed_in_an_old_font_is_kept() -> None:
    assert decode_run("Ủy ban nhân dân", ".VnTime") == "Ủy ban nhân dân"
    assert decode_run("Quyết định số 5", ".VnTimeH") == "QUYẾT ĐỊNH SỐ 5"


@given(st.text(alphabet=sorted(set(font_table("vni").letters.values()) | set("bchnt 0123.,")), max_size=40))
def test_what_was_typed_in_vni_comes_back(text: str) -> None:
    codes = {letter: code for code, letter in reversed(list(font_table("vni").letters.items()))}
    typed = "".join(codes.get(letter, letter) for letter in text)
    assert decode_run(typed, "VNI-Times") == text
