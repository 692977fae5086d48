from __future__ import annotations

import pytest

from loaders.forms.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định số 1703 /QĐ- TTg ngày 31/12/2024", ["1703/QĐ-TTg"]),
        ("Chỉ thị số 38-CT/TWngày 30/7/2024", ["38-CT/TW"]),
        ("Luật số 72/2025/QH15 và Nghị quyết số 66.1/2025/NQ-CP", ["72/2025/QH15", "66.1/2025/NQ-CP"]),
        ("Nghị quyết liên tịch số 102/2025/NQLT - UBTVQH15 - CP", ["102/2025/NQLT-UBTVQH15-CP"]),
        ("Quyết định số 20/QĐ-UBND - Hà Nội", ["20/QĐ-UBND"]),
        ("Số:10988/BNV-CQĐP", ["10988/BNV-CQĐP"]),
        ("QUYẾT ĐỊNH SỐ 1899/QĐ-TTG", ["1899/QĐ-TTg"]),
        ("số 1605/TTr-SNgV, 596/TTr-SNN&MT và 11554/VPCP-V.I", ["1605/TTr-SNgV", "596/TTr-SNN&MT", "11554/VPCP-V.I"]),
        ("02 lượt/năm theo TCVN ISO 9001:2015", []),
    ],
)
def test_numbers_are_found_as_acts_print_them(text: str, numbers: list[str]) -> None:
    assert [found.value for found in numbers_in(text)] == numbers
