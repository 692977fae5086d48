"""The reader's remarks under the rules that they belong to."""

from __future__ import annotations

from shapes.remarks import sorted_remarks
from shapes.report import Finding, Place, reading_findings
from shapes.validate import validate
from tests.shapes.acts import ACT, example


def noticed(remark: str) -> tuple[Finding, ...]:
    return reading_findings(ACT, remarks=[(Place(), remark)])


def test_another_number_in_the_annex_is_a_violation_of_its_own_rule() -> None:
    told = "Dòng “Kèm theo Quyết định số …” ghi số 4703/QĐ-TTg, khác số 1703/QĐ-TTg ở đầu văn bản (trang 2)."
    (finding,) = sorted_remarks(noticed(told), ())
    assert (finding.rule, finding.severity) == ("annex.number", "violation")
    assert finding.message.vi == f"Phụ lục ghi số khác với số của văn bản: {told}"


def test_an_annex_that_names_no_act_is_a_warning() -> None:
    (finding,) = sorted_remarks(noticed("Phụ lục không ghi kèm theo văn bản nào (trang 2)."), ())
    assert (finding.rule, finding.severity) == ("annex.act", "warning")


def test_what_a_shape_found_is_not_said_a_second_time() -> None:
    found = validate(example("form.row-gap", "bad"))
    assert "form.row-gap" in {finding.rule for finding in found}
    assert list(sorted_remarks(noticed("Số thứ tự nhảy từ 1 đến 3."), found)) == []


def test_a_remark_that_no_rule_claims_stays_a_remark() -> None:
    (finding,) = sorted_remarks(noticed("Dòng nhóm có ô của một nhiệm vụ: Bộ Tài chính."), ())
    assert (finding.rule, finding.severity) == ("reading.remark", "warning")


def test_a_line_that_was_not_understood_is_left_as_it_is() -> None:
    unread = reading_findings(ACT, unread=[(3, "4. 3 2 1", 7000, 7008)])
    assert tuple(sorted_remarks(unread, ())) == unread
