"""What is read off a typed line."""

from __future__ import annotations

from service.searching.typed import LONGEST, Typed


def test_an_abbreviation_and_its_full_form_are_looked_up_together() -> None:
    assert Typed.of("UBND tỉnh").expression() == '("ubnd" OR "uy ban nhan dan") AND "tinh"'
    assert '"khcn"' in Typed.of("Sở Khoa học và Công nghệ").expression()


def test_quoted_words_are_one_phrase() -> None:
    assert Typed.of("đề án “truy xuất nguồn gốc”").expression() == '"de" AND "an" AND "truy xuat nguon goc"'


def test_the_last_word_alone_may_go_on() -> None:
    assert Typed.of("an toàn thực ph").expression(prefix=True) == '"an" AND "toan" AND "thuc" AND "ph"*'


def test_numbers_are_read_whole_however_spaced() -> None:
    assert Typed.of("Chỉ thị số 38- CT/TW").numbers == ("38- CT/TW",)
    assert "so" not in [one.folded for one in Typed.of("Chỉ thị số 38- CT/TW").words]


def test_a_pasted_page_is_cut() -> None:
    assert len(Typed.of("chữ " * 1000).text) <= LONGEST
