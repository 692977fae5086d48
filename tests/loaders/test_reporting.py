"""Periodic reports: who reports to whom, by when, and what is none."""

from __future__ import annotations

import pytest

from loaders.duties import duty_clauses
from loaders.layout.zones import find_zones
from loaders.reporting import read_reports
from loaders.structure import find_structure
from tests.loaders.texts import GOLD, corpus, gold, source_of

Found = list[tuple[list[str], list[str], str | None, str]]


def reports_of(sentence: str) -> Found:
    source = source_of(
        "KẾ HOẠCH\nTriển khai Luật Đất đai\nCăn cứ Luật Đất đai ngày 18/01/2024;\nI. TỔ CHỨC THỰC HIỆN\n1. "
        + sentence
        + "\n"
    )
    zones = find_zones(source)
    found = read_reports(duty_clauses(find_structure(source, zones).items))
    return [(one.reporter, one.to, one.due, one.recurrence) for one in found]


@pytest.mark.parametrize("number", GOLD)
def test_reports_of_the_corpus_agree_with_the_gold_records(number: str) -> None:
    source, zones = corpus(number)
    found = [
        one.model_dump(include={"path", "reporter", "to", "due", "recurrence"})
        for one in read_reports(duty_clauses(find_structure(source, zones).items))
    ]
    assert found == gold(number)["reporting"]


SENTENCES: dict[str, Found] = {
    "Các sở, ban, ngành thực hiện Kế hoạch; trước ngày 15/12 hằng năm báo cáo kết quả về Sở Y tế để tổng hợp,"
    " báo cáo UBND tỉnh.": [
        (["Các sở, ban, ngành"], ["Sở Y tế"], "--12-15", "yearly"),
        (["Sở Y tế"], ["UBND tỉnh"], None, "yearly"),
    ],
    "Sở Y tế là cơ quan đầu mối; định kỳ tổng hợp tình hình thực hiện, báo cáo UBND tỉnh theo quy định.": [
        (["Sở Y tế"], ["UBND tỉnh"], None, "periodic"),
    ],
    "Sở Y tế: Định kỳ, trước ngày 20 tháng 11 hằng năm, báo cáo kết quả gửi về Bộ Y tế, đồng gửi báo cáo UBND"
    " tỉnh.": [
        (["Sở Y tế"], ["Bộ Y tế", "UBND tỉnh"], "--11-20", "yearly"),
    ],
    "Sở Y tế chủ trì; hằng quý báo cáo UBND tỉnh.": [(["Sở Y tế"], ["UBND tỉnh"], None, "periodic")],
    "UBND các xã, phường thực hiện báo cáo định kỳ hoặc đột xuất theo đề nghị của Sở Y tế.": [
        (["UBND các xã, phường"], ["Sở Y tế"], None, "periodic"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_a_sentence_sets_its_reports(sentence: str, expected: Found) -> None:
    assert reports_of(sentence) == expected


NO_REPORTS = [
    "Sở Y tế theo dõi; nếu có khó khăn, vướng mắc kịp thời báo cáo UBND tỉnh xem xét.",
    "Sở Y tế báo cáo UBND tỉnh khi có yêu cầu.",
    "Sở Y tế báo cáo UBND tỉnh trước ngày 15/11/2025.",
    "Sở Tài chính tham mưu bố trí dự toán chi ngân sách hằng năm của các đơn vị, báo cáo UBND tỉnh.",
]


@pytest.mark.parametrize("sentence", NO_REPORTS)
def test_what_does_not_come_back_is_no_periodic_report(sentence: str) -> None:
    assert reports_of(sentence) == []


def test_a_day_that_no_year_has_is_no_due_date() -> None:
    assert reports_of("Sở Y tế chủ trì; trước ngày 31/11 hằng năm báo cáo UBND tỉnh.")[0][2] is None
