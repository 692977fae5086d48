from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import body_key, number_key, ordinal, read_number, segment, short_slug, slug

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÁÀẢÃẠÂẤĐỄỘÚỦỹ 0123456789,-/&.", max_size=60)


@given(VIETNAMESE)
def test_a_slug_is_lower_case_ascii_words_and_its_own_slug(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@given(VIETNAMESE)
def test_composed_and_decomposed_letters_give_one_slug(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


def test_a_long_name_is_cut_at_a_word_and_stays_distinct() -> None:
    name = "Cơ quan, đơn vị được phân công chủ trì thực hiện các nội dung, nhiệm vụ được giao tại Kế hoạch này " * 2
    cut, other = short_slug(name), short_slug(name + "khác")
    assert len(cut) <= 120 and cut.startswith("co-quan-don-vi-duoc-phan-cong-chu-tri")
    assert cut != other


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("38-CT/TW", "38-ct-tw"),
        ("38- CT/TW", "38-ct-tw"),
        ("Số 38-CT/TW", "38-ct-tw"),
        ("Số: 05/KH-UBND", "5-kh-ubnd"),
        ("1703/QĐ-TTg", "1703-qd-ttg"),
        ("1703 /QĐ - TTg", "1703-qd-ttg"),
        ("1703/QĐ–TTg", "1703-qd-ttg"),
        ("08-NQ/TW", "8-nq-tw"),
        ("65/2025/QH15", "65-2025-qh15"),
        ("66.1/2025/NQ-CP", "66.1-2025-nq-cp"),
        ("12a/NQ-CP", "12a-nq-cp"),
        ("51-KHPH/BTGTU", "51-khph-btgtu"),
        ("5110/VPCP-KTTH", "5110-vpcp-ktth"),
    ],
)
def test_a_number_has_one_normal_form_however_it_is_printed(printed: str, key: str) -> None:
    assert number_key(printed) == key


@given(
    st.integers(1, 99999),
    st.sampled_from(["", "2024", "2025"]),
    st.lists(st.sampled_from(["QĐ", "KH", "TTg", "UBND", "TW", "QH15", "SKHCN"]), min_size=1, max_size=3),
    st.sampled_from(["", " ", "  "]),
    st.sampled_from(["", "0", "00"]),
)
def test_spaces_and_leading_zeros_do_not_change_a_number(
    sequence: int, year: str, symbols: list[str], space: str, zeros: str
) -> None:
    plain = "/".join(part for part in (str(sequence), year, "-".join(symbols)) if part)
    spaced = zeros + plain.replace("/", f"{space}/{space}").replace("-", f"{space}-{space}")
    assert number_key(spaced) == number_key(plain)
    assert number_key(number_key(plain)) == number_key(plain)
    parts = read_number(plain)
    assert parts is not None and parts.symbols == tuple(symbols) and parts.year == (year or None)


def test_the_year_tells_a_normative_act_from_an_administrative_one_of_the_same_number() -> None:
    assert number_key("44/2025/QĐ-TTg") != number_key("44/QĐ-TTg")


@pytest.mark.parametrize(
    ("printed", "part"),
    [("Điều 1", "dieu-1"), ("Điều 5đ", "dieu-5dd"), ("II", "II"), ("1.1", "1.1"), ("đ", "dd"), ("d", "d")],
)
def test_a_level_of_a_path_keeps_its_ordinal_as_printed(printed: str, part: str) -> None:
    assert segment(printed) == part


def test_diem_d_and_diem_dd_stand_side_by_side() -> None:
    assert ordinal("3.d") == "3.d"
    assert ordinal("3.đ") == "3.dd"


@pytest.mark.parametrize(
    "spellings",
    [
        ["Sở Khoa học và Công nghệ", "Sở KH&CN", "Sở Khoa học & Công nghệ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở KHCN"],
        ["Ủy ban nhân dân tỉnh", "Uỷ ban nhân dân tỉnh", "UBND tỉnh", "ubnd  tỉnh"],
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá Thể thao và Du lịch", "Sở VHTTDL", "Sở VH,TT&DL"],
        ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Ủy ban MTTQ Việt Nam tỉnh", "UBMTTQVN tỉnh"],
        ["Sở Lao động - Thương binh và Xã hội", "Sở Lao động, Thương binh và Xã hội", "Sở LĐTB&XH", "Sở LĐ-TB&XH"],
        ["Các sở, ban, ngành", "Các sở, ban ngành", "các Sở ban ngành"],
    ],
)
def test_spellings_of_one_body_have_one_key(spellings: list[str]) -> None:
    assert len({body_key(spelling) for spelling in spellings}) == 1


def test_bodies_of_near_names_keep_their_keys_apart() -> None:
    assert body_key("Sở Văn hóa và Thể thao") != body_key("Sở Văn hóa, Thể thao và Du lịch")
    assert body_key("HĐND tỉnh") != body_key("UBND tỉnh")
