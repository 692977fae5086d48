"""Signature blocks: one column, two columns run together, marks of state and Party."""

from __future__ import annotations

import pytest

from loaders.layout.zones import find_zones
from loaders.signature import read_recipients, read_signers
from tests.loaders.texts import GOLD, corpus, gold, source_of

ACT = (
    "UBND TỈNH X\nKẾ HOẠCH\nTriển khai Luật Đất đai\nCăn cứ Luật Đất đai ngày 18/01/2024;\n"
    "I. MỤC ĐÍCH\n1. Quán triệt Luật./.\n"
)


def signed(block: str) -> tuple[list[tuple[str, str | None, str | None]], list[str]]:
    source = source_of(ACT + block)
    zones = find_zones(source)
    signers = [(one.name, one.position, one.capacity) for one in read_signers(source, zones)]
    return signers, [one.text for one in read_recipients(source, zones)]


@pytest.mark.parametrize("number", GOLD)
def test_signers_and_recipients_of_the_corpus_agree_with_the_gold_records(number: str) -> None:
    source, zones = corpus(number)
    signers = [one.model_dump(exclude={"source"}) for one in read_signers(source, zones)]
    assert signers == gold(number)["document"]["signers"]
    assert [one.text for one in read_recipients(source, zones)] == gold(number)["document"]["recipients"]


def test_a_recipient_may_run_over_two_lines() -> None:
    recipients = [one.text for one in read_recipients(*corpus("004"))]
    assert "Hiệp hội Doanh nghiệp tỉnh, các tổ chức chính trị - xã hội tỉnh" in recipients
    assert recipients[-1] == "Lưu: VT"
    assert [one.name for one in read_signers(*corpus("004"))] == ["Hồ Văn Mừng"]


def test_columns_that_ran_together_come_apart() -> None:
    signers, recipients = signed(
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như Điều 3; KT. CHỦ TỊCH\n- Bộ Y tế (để b/c); PHÓ CHỦ TỊCH\n- Lưu:"
        " VT, KGVX.\n(Đã ký)\nMai Sơn\n"
    )
    assert signers == [("Mai Sơn", "Phó Chủ tịch", "TM. Ủy ban nhân dân / KT. Chủ tịch")]
    assert recipients == ["Như Điều 3", "Bộ Y tế (để b/c)", "Lưu: VT, KGVX"]


def test_the_partys_marks_have_a_slash() -> None:
    signers, _ = signed("Nơi nhận:\n- Ban Bí thư;\n- Lưu.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Văn An\n")
    assert signers == [("Nguyễn Văn An", "Phó Bí thư", "T/M Ban Thường vụ")]


def test_a_military_rank_is_no_part_of_the_name() -> None:
    signers, _ = signed("Nơi nhận:\n- Lưu: VT.\nBỘ TRƯỞNG\nĐại tướng Phan Văn Giang\n")
    assert signers == [("Phan Văn Giang", "Bộ trưởng", None)]


def test_a_position_without_a_name_is_no_signer() -> None:
    assert signed("Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")[0] == []


def test_a_deputys_position_is_no_name() -> None:
    signers, _ = signed("Nơi nhận:\n- Lưu: VT.\nKT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nPhạm Mạnh Cường\n")
    assert signers == [("Phạm Mạnh Cường", "Phó Chủ nhiệm", "KT. Bộ trưởng, Chủ nhiệm")]


def test_columns_that_stand_apart_are_read_each_for_itself() -> None:
    gap = " " * 20
    signers, recipients = signed(
        f"Nơi nhận:{gap}KT/ bộ trưởng bộ tài chính\n- Văn phòng TW Đảng{gap}Thứ trưởng\n- Viện kiểm sát NDTC, Tòa án\n"
        f"   nhân dân tối cao\n- Các Bộ, cơ quan ngang Bộ, cơ quan{gap}(Đã ký)\n   thuộc Chính phủ\n"
        f"- Công báo.{gap}Trương Chí Trung\n- Lưu: VP\n"
    )
    assert signers == [("Trương Chí Trung", "Thứ trưởng", "KT/ Bộ trưởng Bộ Tài chính")]
    assert recipients == [
        "Văn phòng TW Đảng",
        "Viện kiểm sát NDTC, Tòa án nhân dân tối cao",
        "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ",
        "Công báo",
        "Lưu: VP",
    ]
