"""Duties: who must act, with whom, and what is no duty."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.duties import duty_clauses, read_duties
from loaders.layout.zones import find_zones
from loaders.structure import find_structure
from tests.loaders.texts import GOLD, corpus, gold, source_of

Found = list[tuple[str, list[str], list[str]]]


def duties_of(body: str) -> Found:
    source = source_of("KẾ HOẠCH\nTriển khai Luật Đất đai\nCăn cứ Luật Đất đai ngày 18/01/2024;\n" + body)
    zones = find_zones(source)
    clauses = duty_clauses(find_structure(source, zones).items)
    return [(one.path, one.bearers, one.with_) for one in read_duties(clauses)]


def carried_out(sentence: str) -> Found:
    return duties_of(f"I. TỔ CHỨC THỰC HIỆN\n1. {sentence}\n")


@pytest.mark.parametrize("number", GOLD)
def test_duties_of_the_corpus_agree_with_the_gold_records(number: str) -> None:
    source, zones = corpus(number)
    found = [
        one.model_dump(by_alias=True, include={"path", "bearers", "with_", "directed_by"})
        for one in read_duties(duty_clauses(find_structure(source, zones).items))
    ]
    wanted: list[dict[str, Any]] = gold(number)["duties"]
    assert sorted(found, key=str) == sorted(wanted, key=str)


SENTENCES = {
    "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, các đơn vị liên quan xây dựng quy chế.": (
        ["Sở Xây dựng"], ["Sở Tài chính", "Các đơn vị liên quan"],
    ),
    "Giám đốc các Sở, Thủ trưởng các ban, ngành, đơn vị cấp tỉnh; Chủ tịch UBND các xã, phường theo chức năng,"
    " nhiệm vụ xây dựng kế hoạch.": (
        ["Giám đốc các Sở", "Thủ trưởng các ban, ngành, đơn vị cấp tỉnh", "Chủ tịch UBND các xã, phường"], [],
    ),
    "Căn cứ Kế hoạch này, các cơ quan, đơn vị liên quan xây dựng kế hoạch của mình.": (
        ["Các cơ quan, đơn vị liên quan"], [],
    ),
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh: phối hợp với Sở Y tế tuyên truyền.": (
        ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"], ["Sở Y tế"],
    ),
    "Bộ Ngoại giao chủ trì, phối hợp chặt chẽ với Bộ Văn hóa, Thể thao và Du lịch tổ chức thực hiện.": (
        ["Bộ Ngoại giao"], ["Bộ Văn hóa, Thể thao và Du lịch"],
    ),
    "Cơ quan được phân công chủ trì thực hiện nhiệm vụ, có trách nhiệm bố trí kinh phí.": (
        ["Cơ quan được phân công chủ trì thực hiện nhiệm vụ"], [],
    ),
    "Sở Y tế: Phối hợp với Sở Tài chính cùng các đơn vị liên quan kiểm định phương tiện.": (
        ["Sở Y tế"], ["Sở Tài chính", "Các đơn vị liên quan"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_a_sentence_names_who_must_act_and_with_whom(sentence: str, expected: tuple[list[str], list[str]]) -> None:
    assert carried_out(sentence) == [("I/1", *expected)]


NO_DUTIES = [
    "Kinh phí thực hiện Kế hoạch được bố trí từ ngân sách nhà nước.",
    "Ban hành kèm theo Quyết định này Quy chế phối hợp.",
    "Các cơ chế, chính sách tại Quyết định này được áp dụng đến năm 2030.",
    "Tổ chức thực hiện tốt công tác phối hợp giữa các cơ quan chức năng.",
    "Đẩy mạnh công tác tuyên truyền đến các sở, ban, ngành.",
]


@pytest.mark.parametrize("sentence", NO_DUTIES)
def test_a_sentence_without_a_body_that_must_act_sets_no_duty(sentence: str) -> None:
    assert carried_out(sentence) == []


def test_the_heading_names_the_bearer_of_its_items() -> None:
    found = duties_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì thực hiện.\nb) Phối hợp với Sở Tài chính để bố trí kinh phí.\n"
    )
    assert found == [("I/1/a", ["Sở Y tế"], []), ("I/1/b", ["Sở Y tế"], ["Sở Tài chính"])]


def test_aims_and_task_lists_set_no_duties() -> None:
    found = duties_of(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Các sở, ban, ngành chủ động triển khai.\nII. NHIỆM VỤ\n1. Sở Y tế chủ trì rà soát.\n"
    )
    assert found == []


def test_a_heading_of_responsibilities_is_no_heading_of_aims() -> None:
    found = duties_of("I. PHÂN CÔNG TRÁCH NHIỆM, NHIỆM VỤ\n1. Sở Y tế chủ trì rà soát.\n")
    assert found == [("I/1", ["Sở Y tế"], [])]


def test_two_subjects_in_one_item_are_two_duties() -> None:
    found = carried_out(
        "Sở Y tế chủ trì, phối hợp với Sở Tài chính thực hiện; Chi cục Dân số trực thuộc Sở Y tế là cơ quan đầu"
        " mối theo dõi."
    )
    assert found == [("I/1", ["Sở Y tế"], ["Sở Tài chính"]), ("I/1", ["Chi cục Dân số"], [])]


def test_a_plan_of_another_province_reads_alike() -> None:
    source, zones = corpus("004")
    found = {one.path: one for one in read_duties(duty_clauses(find_structure(source, zones).items))}
    assert found["V/2"].bearers == ["Sở Tài chính"]
    assert found["V/2"].with_ == ["Sở Khoa học và Công nghệ", "Các cơ quan, đơn vị có liên quan"]
    assert found["V/5"].bearers[0] == "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
    assert found["V/8"].bearers == ["Các Sở, ban, ngành"]
