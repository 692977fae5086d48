from __future__ import annotations

from loaders.alignment.terms import terms, words_of


def shared(one: str, other: str) -> float:
    mine, theirs = terms(words_of(one), 6), terms(words_of(other), 6)
    return (mine & theirs).total() / max(mine.total(), theirs.total())


def test_marks_and_tones_are_left_aside() -> None:
    assert words_of("Hiện đại hoá; cấp uỷ Đảng 2025") == words_of("hiện đại hóa - cấp ủy đảng")


def test_lost_spaces_cost_little() -> None:
    lost = "thúc đẩy phát triển thương mạivà hoạt động xuất, nhập khẩu"
    assert shared(lost, "thúc đẩy phát triển thương mại và hoạt động xuất, nhập khẩu") > 0.9


def test_faults_of_a_scan_cost_little() -> None:
    assert shared("nghiên cứu, quản trịết, phổ biến nội dung", "nghiên cứu, quán triệt, phổ biến nội dung") > 0.9


def test_other_work_shares_little() -> None:
    assert shared("Đào tạo, bồi dưỡng kiến thức", "Kiểm tra, xử lý vi phạm trên thị trường") < 0.1
