"""The report as it is read: text, JSON, HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from shapes.render import QUOTE_LENGTH, as_html, as_json, as_text, as_turtle, summary
from shapes.rendering.draft import Draft, TextCell, TextLine
from shapes.report import Place, Report, reading_findings, selected
from shapes.report_schema import report_schema
from shapes.validate import check_act
from tests.shapes.acts import ACT, PLAN, quads

RULES = ("deadline.order", "document.date-incomplete", "document.number", "reading.remark", "task.lead")
STUB = "<doc/tw/2024/38-ct-tw> a cancu:Document ; cancu:knownOnlyByCitation true ."


def plan(remark: str = "số thứ tự nhảy từ 4 sang 6") -> Report:
    reading = reading_findings(ACT, remarks=[(Place(id="IV.6"), remark)])
    return selected(check_act("ke-hoach.txt", ACT, quads(PLAN), reading=reading), rules=RULES)


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
    assert re.search(r"task\.lead, .*task\.text\. Không đọc được nhiệm vụ nào trong văn bản này\.", text)


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


# --- the draft's text with each finding at its place

WORDS = "Rà soát các quy chuẩn kỹ thuật địa phương"


def draft(text: str, lines: tuple[TextLine, ...], start: int, end: int) -> Draft:
    """The plan's report with its finding on the lead at these offsets of a text."""
    only = selected(plan(), rules=("task.lead",))
    (finding,) = only.findings
    place = Place(id="II.3", page=9, quote=text[start:end], start=start, end=end)
    return Draft(only.model_copy(update={"findings": (finding.model_copy(update={"place": place}),)}), text, lines)


def row_draft(lead: str) -> Draft:
    """A row "3 | Rà soát … | lead | Quý II" under its head."""
    text = f"3\t{WORDS}\t{lead}\tQuý II"
    spans, position = [], 0
    for cell, column in zip(text.split("\t"), ("number", "task", "lead", "deadline"), strict=True):
        spans.append(TextCell(position, position + len(cell), column))
        position += len(cell) + 1
    return draft(text, (TextLine(0, len(text), 9, tuple(spans)),), 2, 2 + len(WORDS))


def test_html_notes_a_missing_lead_in_the_empty_cell_of_its_column() -> None:
    page = as_html([row_draft("")])
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    assert [cell.strip() for cell in (cells[0], cells[1], cells[3])] == ["3", WORDS, "Quý II"]
    assert "[ô để trống]" in cells[2]
    assert "Nhiệm vụ chưa nêu cơ quan chủ trì." in cells[2]
    assert "Cần viết: Ghi tên đầy đủ" in cells[2]


def test_html_marks_the_words_of_running_text_and_links_them_from_the_summary() -> None:
    text = f"1. {WORDS}."
    page = as_html([draft(text, (TextLine(0, len(text), 1),), 3, 3 + len(WORDS))])
    assert f'<p>1. <mark class="violation">{WORDS}</mark>.' in " ".join(page.split()).replace("<p> ", "<p>")
    (target,) = re.findall(r'<li><a href="#([^"]+)">nhiệm vụ II\.3', page)
    assert f'id="{target}"' in page


def test_html_marks_words_over_several_lines_and_notes_them_behind_the_last() -> None:
    text = "1. Rà soát các quy chuẩn\nkỹ thuật địa phương\n2. Kiểm tra"
    lines = (TextLine(0, 24, 1), TextLine(25, 44, 1), TextLine(45, len(text), 1))
    page = as_html([draft(text, lines, 3, 44)])
    assert re.findall(r'<mark class="violation">(.*?)</mark>', page) == ["Rà soát các quy chuẩn", "kỹ thuật địa phương"]
    assert page.count('role="note"') == 1
    assert page.index("kỹ thuật địa phương</mark>") < page.index('role="note"') < page.index("2. Kiểm tra")


def test_html_shows_every_word_of_the_draft_and_the_turn_of_its_pages() -> None:
    text = "KẾ HOẠCH\n\nI. <MỤC> ĐÍCH & YÊU CẦU"
    lines = (TextLine(0, 8, 1), TextLine(9, 9, 1), TextLine(10, len(text), 2))
    page = as_html([draft(text, lines, 0, 8)])
    assert "I. &lt;MỤC&gt; ĐÍCH &amp; YÊU CẦU" in page
    assert '<p class="turn">trang 2</p>' in page


def test_the_draft_in_html_fetches_nothing_and_runs_nothing() -> None:
    page = as_html([row_draft("")])
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import", page)


# --- for programs


def test_turtle_says_of_each_finding_where_it_stands() -> None:
    triples = [quad.triple for quad in ox.parse(as_turtle([plan()]).encode(), format=ox.RdfFormat.TURTLE)]
    by_property = {triple.predicate.value.rpartition("#")[2]: triple.object.value for triple in triples}
    assert by_property["quote"] == WORDS
    assert by_property["sourceStart"] == "20114"
    assert by_property["conforms"] == "false"
    assert {triple.object.value for triple in triples if triple.predicate.value.endswith("terms/identifier")} >= {
        "II.3"
    }


def test_the_documented_schema_is_that_of_the_report() -> None:
    documented = Path(__file__).parents[2] / "docs" / "check-report.schema.json"
    assert json.loads(documented.read_text(encoding="utf-8")) == report_schema()


@pytest.mark.parametrize("least", ["violation", "warning", "hint"])
def test_a_selection_keeps_what_is_as_bad_or_worse(least: str) -> None:
    order = ["violation", "warning", "hint"]
    kept = selected(plan(), least=least).findings  # type: ignore[arg-type]
    assert {one.severity for one in kept} <= set(order[: order.index(least) + 1])
    assert kept == tuple(one for one in plan().findings if order.index(one.severity) <= order.index(least))
