from __future__ import annotations

import pytest

from ontology.act_names import read_act_name


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("38-CT/TW", "doc/tw/2024/38-ct-tw"),
        ("Chỉ thị số 38- CT/TW", "doc/tw/2024/38-ct-tw"),
        ("Chỉ thị 38", "doc/tw/2024/38-ct-tw"),
        ("1169/QĐ-UBND@Bình Dương", "doc/binh-duong/2025/1169-qd-ubnd"),
        ("1169/QĐ-UBND", "doc/binh-duong/2025/1169-qd-ubnd"),
        ("345/KH-UBND@tỉnh An Giang", "doc/an-giang-2004/2025/345-kh-ubnd"),
        ("45/KH-UBND@Thanh Hóa", "doc/thanh-hoa/14758/2025/45-kh-ubnd"),
    ],
)
def test_a_name_fits_the_act_that_it_means(name: str, path: str) -> None:
    act = read_act_name(name)
    assert act is not None and act.fits(path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("38-CT/TW", "doc/binh-duong/2024/38-ct-tw"),
        ("1169/QĐ-UBND@Bình Dương", "doc/bac-ninh/2025/1169-qd-ubnd"),
        ("44/QĐ-TTg", "doc/ttg/2025/44-2025-qd-ttg"),
        ("Chỉ thị 3", "doc/tw/2024/38-ct-tw"),
    ],
)
def test_a_name_does_not_fit_another_act(name: str, path: str) -> None:
    act = read_act_name(name)
    assert act is not None and not act.fits(path)


@pytest.mark.parametrize("name", ["", "Chỉ thị", "12/QĐ-UBND@Chợ Lớn"])
def test_no_number_and_no_such_place_give_none(name: str) -> None:
    assert read_act_name(name) is None
