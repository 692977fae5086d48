from __future__ import annotations

import pytest

from loaders.forms.mottos import motto_parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("THỦ TƯỚNG CHÍNH PHỦ     CỘNG HÒA XÃ HỘI", ["CỘNG HÒA XÃ HỘI"]),
        ("bộ tài chính cộng hoà xã hội chủ nghĩa Việt nam", ["cộng hoà xã hội chủ nghĩa Việt nam"]),
        ("- Hạnh phúc", ["- Hạnh phúc"]),
        ("xã Hòa Bình", []),
        ("xã", []),
        ("Đảng ủy", []),
        ("", []),
    ],
)
def test_a_line_gives_the_parts_that_are_a_mottos(line: str, parts: list[str]) -> None:
    assert [line[start:end] for start, end in motto_parts(line)] == parts
