"""The report as it is read: text, JSON, HTML."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from shapes.render import QUOTE_LENGTH, as_html, as_json, as_text, summary
from shapes.report import Report, reading_findings
from shapes.validate import check_act
from tests.shapes.acts import ACT, PLAN, quads

STUB = "<doc/tw/2024/38-ct-tw> a cancu:Document ; cancu:knownOnlyByCitation true ."


def plan(remark: str = "số thứ tự nhảy từ 4 sang 6") -> Report:
    reading = reading_findings(ACT, remarks=[(None, "IV.6", remark)])
    return check_act("ke-hoach.txt", ACT, quads(PLAN), reading=reading)


def clean() -> Report:
    return Report(file="tot.txt", document=ACT)


def test_json_is_one_object_a_file_as_the_contract_has_it() -> None:
    reports = json.loads(as_json([plan(), clean()]))
    assert [report["file"] for report in reports] == ["ke-hoach.txt", "tot.txt"]
    assert set(reports[0]) == {"file", "document", "findings", "not_checked"}
    finding = next(item for item in reports[0]["findings"] if item["rule"] == "task.lead")
    assert set(finding) == {"rule", "severity", "message", "place", "node", "fix"}
    assert set(finding["message"]) == set(finding["fix"]) == {"vi", "en"}
    assert set(finding["place"]) == {"id", "path", "page", "quote", "start", "end"}
    assert finding["severity"] == "violation"


def test_json_keeps_vietnamese_letters_as_they_are() -> None:
    assert "Nhiệm vụ chưa nêu cơ quan chủ trì." in as_json([plan()])


def test_text_says_what_is_wrong_what_to_write_and_where() -> None:
    text = as_text([plan()], width=200)
    assert "LỖI  Nhiệm vụ chưa nêu cơ quan chủ trì. [task.lead]" in text
    assert "Cần viết: Ghi tên đầy đủ của cơ quan, đơn vị chủ trì" in text
    assert "• nhiệm vụ II.3, mục III, trang 9: “Rà soát các quy chuẩn kỹ thuật địa phương”" in text
    assert "• nhiệm vụ IV.6: số thứ tự nhảy từ 4 sang 6" in text
    assert text.rstrip().endswith("1 văn bản: 3 lỗi, 2 cảnh báo, 0 lưu ý")


def test_text_in_english_on_request() -> None:
    text = as_text([plan()], language="en", width=200)
    assert "VIOLATION  The task names no lead agency. [task.lead]" in text
    assert "• task II.3, at III, page 9:" in text


def test_text_fits_the_console_and_bears_no_codes_unless_asked() -> None:
    text = as_text([plan()], width=60)
    assert max(len(line) for line in text.splitlines()) <= 60
    assert "\x1b" not in text
    assert "\x1b[" in as_text([plan()], colour=True)


def test_brackets_of_a_text_are_no_markup() -> None:
    assert "số [thiếu] [/bold]" in as_text([plan("số [thiếu] [/bold]")], width=200)


def test_findings_of_one_rule_share_one_entry() -> None:
    second = PLAN + f'<{ACT}/task/II.4> a cancu:Task ; cancu:ordinal "II.4" ; dcterms:description "Kiểm tra"@vi .'
    text = as_text([check_act("ke-hoach.txt", ACT, quads(second))], width=200)
    assert text.count("Nhiệm vụ chưa nêu cơ quan chủ trì.") == 1
    assert "• nhiệm vụ II.3" in text
    assert "• nhiệm vụ II.4" in text


def test_a_long_quote_is_cut_at_a_word_in_text_and_whole_in_json() -> None:
    long = "Rà soát " * 60
    report = check_act("a.txt", ACT, quads(PLAN.replace('quote "Rà soát', f'quote "{long}Rà soát')))
    shown = as_text([report], width=400).split("trang 9: ")[1].split("\n")[0]
    assert shown.endswith(" …”")
    assert len(shown) <= QUOTE_LENGTH + 4
    assert long.strip() in as_json([report])


def test_text_says_that_nothing_was_found_and_what_could_not_be_looked_at() -> None:
    text = as_text([check_act("38.txt", "https://w3id.org/cancu/id/doc/tw/2024/38-ct-tw", quads(STUB))], width=200)
    assert "Không có gì phải sửa." in text
    assert "task.deadline, task.lead, task.text. Không đọc được nhiệm vụ nào trong văn bản này." in text


def test_counts_go_over_all_files() -> None:
    assert summary([plan(), plan(), clean()]) == "3 văn bản: 6 lỗi, 4 cảnh báo, 0 lưu ý"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside.extend(f"{tag} {name}" for name, _ in attrs if name in ("src", "href"))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_says_the_same_and_needs_no_other_file() -> None:
    page = Links()
    page.feed(as_html([plan(), clean()]))
    text = " ".join(page.text)
    assert "Nhiệm vụ chưa nêu cơ quan chủ trì." in text
    assert "“Rà soát các quy chuẩn kỹ thuật địa phương”" in text
    assert "Không có gì phải sửa." in text
    assert page.outside == []


def test_html_escapes_the_words_of_the_source() -> None:
    page = as_html([plan("<script>alert(1)</script>")])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
