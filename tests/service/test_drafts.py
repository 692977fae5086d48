"""A draft is checked, and the findings come back as comments in the clerk's own Word file."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from loaders.read.docx import read_docx
from service.drafts import CheckedDraft, NotWord, Wish, check_draft, check_drafts, checked_name
from service.placing import text_lines
from shapes.accepted import Line
from shapes.rendering.draft import column_of, mark_of
from shapes.report import Acceptance, Finding
from tests.loaders.read.plans_as_files import as_docx
from tests.loaders.read.word_files import W, p, tbl, tc
from tests.loaders.texts import gold

NOT_LED = "Nhiệm vụ chưa nêu cơ quan chủ trì."
HEAD = p("ỦY BAN NHÂN DÂN TỈNH THANH HÓA") + p("Số: 239/KH-UBND") + p("Thanh Hóa, ngày 20 tháng 11 năm 2025")
HEAD += p("KẾ HOẠCH") + p("Triển khai thi hành Luật Đất đai") + p("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;")
TITLES = "".join(map(tc, ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")))


def faulty(number: str = "002") -> bytes:
    """A real plan in Word, in which the third task has no lead and the sixth no deadline."""
    record = copy.deepcopy(gold(number))
    record["tasks"][2]["lead"] = []
    record["tasks"][5]["deadline"] = None
    return as_docx(record)


def checked(data: bytes, folder: Path, **wish: Any) -> CheckedDraft:
    file = folder / "ke-hoach.docx"
    file.write_bytes(data)
    return check_draft(Wish(**{"commented": True, "with_text": True, **wish}), file)


def plan(*rows: str, titles: str = TITLES) -> bytes:
    """A plan with this table, as Word saves it: with styles, settings and content types."""
    document = docx.Document()
    body = document.element.body
    for child in parse_xml(f"<w:body {W}>{HEAD}{tbl(titles, *rows)}{p()}</w:body>"):
        body.insert(len(body) - 1, child)
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def opened(data: bytes | None) -> Document:
    return docx.Document(io.BytesIO(data or b""))


def anchors(document: Document) -> dict[str, str]:
    """For each comment, by its first line, the words of the paragraph that it is anchored to."""
    found: dict[str, str] = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        comment = document.comments.get(int(start.get(qn("w:id"))))
        words = "".join(text.text or "" for text in start.getparent().iter(qn("w:t")))
        assert comment is not None
        found[comment.paragraphs[0].text] = words
    return found


def cell_of_comment(document: Document, words: str) -> list[str]:
    """The row in which the comment that begins with `words` is anchored; its own cell as "*"."""
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        comment = document.comments.get(int(start.get(qn("w:id"))))
        cell = start.getparent().getparent()
        if comment is not None and words in comment.text and cell.tag == qn("w:tc"):
            cells = cell.getparent().findall(qn("w:tc"))
            return ["*" if one is cell else "".join(t.text or "" for t in one.iter(qn("w:t"))) for one in cells]
    raise AssertionError(f"no comment in a table says {words}")


# --- the comments


def test_a_task_without_a_lead_is_commented_at_the_empty_cell_of_that_column(tmp_path: Path) -> None:
    document = opened(checked(faulty(), tmp_path).word)
    row = cell_of_comment(document, NOT_LED)
    assert row[0] == "3"
    assert row[1].startswith("Tổ chức hội thảo, hội nghị, tập huấn về bảo đảm đo lường")
    assert row[2] == "*"


def test_a_task_without_a_deadline_is_commented_in_the_column_of_times(tmp_path: Path) -> None:
    row = cell_of_comment(opened(checked(faulty(), tmp_path).word), "Nhiệm vụ chưa nêu thời gian thực hiện")
    assert row.index("*") == 5


def test_a_table_without_the_column_bears_the_comment_at_the_task(tmp_path: Path) -> None:
    titles = "".join(map(tc, ("TT", "Nội dung nhiệm vụ", "Cơ quan phối hợp", "Thời gian hoàn thành")))
    row = "".join(map(tc, ("1", "Rà soát quy chuẩn kỹ thuật địa phương", "Sở Y tế", "Quý II năm 2026")))
    other = "".join(map(tc, ("2", "Kiểm tra chợ đầu mối trên địa bàn", "Sở Y tế", "Quý III năm 2026")))
    found = checked(plan(row, other, titles=titles), tmp_path)
    assert cell_of_comment(opened(found.word), NOT_LED)[1] == "*"


def test_a_blank_number_is_commented_where_it_is_to_be_written(tmp_path: Path) -> None:
    found = anchors(opened(checked(faulty(), tmp_path).word))
    assert found["LỖI: Văn bản chưa có số, ký hiệu đầy đủ."].split() == ["Số:", "/KH-UBND"]
    assert "tháng 08 năm 2025" in found["CẢNH BÁO: Thời gian ban hành chưa đủ: mới có tháng hoặc năm."]


def test_the_first_comment_sums_up_and_names_what_was_not_checked(tmp_path: Path) -> None:
    found = checked(faulty(), tmp_path)
    first = next(iter(opened(found.word).comments))
    assert first.author == "Căn Cứ"
    assert first.text.startswith("Báo cáo kiểm tra văn bản: ")
    assert f"{found.draft.report.count('violation')} lỗi" in first.text
    for skipped in found.draft.report.not_checked:
        assert skipped.rule in first.text


def test_a_comment_says_what_to_write_and_by_which_rule(tmp_path: Path) -> None:
    texts = [comment.text for comment in opened(checked(faulty(), tmp_path).word).comments]
    told = next(text for text in texts if NOT_LED in text)
    assert "Cần viết: Ghi tên đầy đủ của cơ quan" in told
    assert told.endswith("[task.lead]")
    english = opened(checked(faulty(), tmp_path, language="en").word)
    assert any("VIOLATION: The task names no lead agency." in comment.text for comment in english.comments)


def test_every_finding_with_a_place_has_a_comment_and_the_others_stand_in_the_summary(tmp_path: Path) -> None:
    found = checked(faulty(), tmp_path)
    placed = [one for one in found.draft.report.findings if mark_of(found.draft, one)]
    texts = [comment.text for comment in opened(found.word).comments]
    assert len(texts) == len(placed) + 1
    for finding in found.draft.report.findings:
        assert any(f"[{finding.rule}]" in text for text in texts)


# --- the user's file


def texts(document: Document) -> list[str]:
    return ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in document.element.body.iter(qn("w:p"))]


def test_the_words_the_styles_and_all_other_parts_are_what_they_were(tmp_path: Path) -> None:
    data = faulty()
    word = checked(data, tmp_path).word or b""
    assert texts(opened(word)) == texts(opened(data))
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(word)) as after:
        touched = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/comments.xml"}
        same = [name for name in before.namelist() if name not in touched]
        assert "word/styles.xml" in same and "word/numbering.xml" in same
        assert [name for name in same if before.read(name) != after.read(name)] == []


def test_the_commented_file_reads_as_the_draft_does(tmp_path: Path) -> None:
    data = faulty()
    assert read_docx(checked(data, tmp_path).word or b"", "a.docx")[0] == read_docx(data, "a.docx")[0]


def test_comments_of_colleagues_stay(tmp_path: Path) -> None:
    document = opened(faulty())
    document.add_comment(document.paragraphs[0].runs, "Đề nghị xem lại tên loại", "Trần Văn Bình", "TVB")
    memory = io.BytesIO()
    document.save(memory)
    word = opened(checked(memory.getvalue(), tmp_path).word)
    comments = list(word.comments)
    assert (comments[0].author, comments[0].text) == ("Trần Văn Bình", "Đề nghị xem lại tên loại")
    assert len({comment.comment_id for comment in comments}) == len(comments) > 2
    again = opened(checked(checked(memory.getvalue(), tmp_path).word or b"", tmp_path).word)
    assert len(list(again.comments)) == 2 * len(comments) - 1


def test_tracked_changes_and_text_boxes_keep_the_comment_at_its_row(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="9" w:author="a"><w:r><w:t>Rà soát </w:t></w:r></w:ins>'
    gone = '<w:del w:id="8" w:author="a"><w:r><w:delText>Bỏ</w:delText></w:r></w:del>'
    box = f"<w:r><w:pict><w:txbxContent>{p('MẬT')}</w:txbxContent></w:pict></w:r>"
    first = tc("1") + tc(p(inserted, gone, "quy chuẩn kỹ thuật")) + tc("Sở Y tế") + tc() + tc("Quý II năm 2026")
    second = tc("2") + tc(p(box, "Kiểm tra chợ đầu mối")) + tc() + tc("Sở Y tế") + tc("Quý III năm 2026")
    row = cell_of_comment(opened(checked(plan(first, second), tmp_path).word), NOT_LED)
    assert row[0] == "2"
    assert row[2] == "*"


def test_a_row_below_a_merged_cell_is_commented_in_its_own_row(tmp_path: Path) -> None:
    shared = '<w:vMerge w:val="restart"/>'
    first = tc("1") + tc("Rà soát quy chuẩn") + tc("Sở Y tế", properties=shared) + tc() + tc("Quý II năm 2026")
    second = tc("2") + tc("Kiểm tra chợ đầu mối") + tc(properties="<w:vMerge/>") + tc() + tc()
    third = tc("3") + tc("Tổ chức tập huấn") + tc("Sở Tài chính") + tc() + tc("Quý IV năm 2026")
    found = checked(plan(first, second, third), tmp_path)
    assert "task.lead" not in [one.rule for one in found.draft.report.findings]
    row = cell_of_comment(opened(found.word), "Nhiệm vụ chưa nêu thời gian thực hiện")
    assert row[0] == "2"
    assert row[4] == "*"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="NO LIBREOFFICE: the commented file was not opened in it")
def test_libreoffice_opens_the_commented_file_and_finds_the_same_words(tmp_path: Path) -> None:
    data = faulty()
    words = []
    for name, content in (("before", data), ("after", checked(data, tmp_path).word or b"")):
        (tmp_path / f"{name}.docx").write_bytes(content)
        home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", "txt:Text", f"{name}.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        words.append((tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split())
    assert words[0] == words[1]
    assert len(words[0]) > 1000


def test_comments_are_for_word_files_only(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    shutil.copy(Path(__file__).parents[2] / "corpus" / "002_b2bd4cc6c0423af8.txt", file)
    with pytest.raises(NotWord, match=r"ke-hoach\.txt: comments can be written into Word files .* Ask for html"):
        check_draft(Wish(commented=True), file)


# --- what is told


def test_only_what_is_asked_for_is_told(tmp_path: Path) -> None:
    report = checked(faulty(), tmp_path, rules=("task.lead",)).draft.report
    assert {one.rule for one in report.findings} == {"task.lead"}
    least = checked(faulty(), tmp_path, least="violation").draft.report
    assert {one.severity for one in least.findings} == {"violation"}


def test_an_accepted_finding_is_shown_as_such_and_not_counted(tmp_path: Path) -> None:
    before = checked(faulty(), tmp_path).draft.report
    (finding,) = [one for one in before.findings if one.rule == "task.lead"]
    word = Acceptance(reason="Chủ trì chung nêu tại mục I", who="Nguyễn Văn A", date=date(2026, 3, 1))
    line = Line(2, "task.lead", before.document, str(finding.place.id), word)
    found = checked(faulty(), tmp_path, accepted=(line,))
    assert found.draft.report.count("violation") == before.count("violation") - 1
    assert [one.rule for one in found.draft.report.accepted] == ["task.lead"]
    text = next(one.text for one in opened(found.word).comments if NOT_LED in one.text)
    assert "Đã được chấp nhận. Lý do: Chủ trì chung nêu tại mục I (Nguyễn Văn A, 2026-03-01)" in text


def test_each_file_is_answered_in_order_and_a_bad_one_keeps_none_out(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.docx", "b.docx")]
    files[0].write_bytes(b"PK\x03\x04 cut off")
    files[1].write_bytes(faulty())
    bad, good = check_drafts(files, Wish(commented=True))
    assert "a.docx" in getattr(bad, "cause", "")
    assert isinstance(good, CheckedDraft)
    assert good.word is not None


@pytest.mark.parametrize(
    ("draft", "number", "name"),
    [
        ("du-thao.docx", 1, "du-thao-checked.docx"),
        ("du-thao.docx", 2, "du-thao-checked-2.docx"),
        ("macro.docm", 1, "macro-checked.docm"),
        ("cu.doc", 1, "cu-checked.docx"),
    ],
)
def test_the_commented_file_is_named_after_the_draft(draft: str, number: int, name: str) -> None:
    assert checked_name(Path(draft), number) == name


# --- places


def finding(rule: str, node: str) -> Finding:
    words = {"vi": "", "en": ""}
    return Finding.model_validate({"rule": rule, "severity": "violation", "message": words, "node": node})


@pytest.mark.parametrize(
    ("rule", "node", "column"),
    [
        ("task.lead", "https://w3id.org/cancu/id/doc/ttg/2024/1-qd-ttg/task/II.3", "lead"),
        ("task.deadline", "https://w3id.org/cancu/id/doc/ttg/2024/1-qd-ttg/task/II.3", "deadline"),
        ("deadline.order", "https://w3id.org/cancu/id/doc/ttg/2024/1-qd-ttg/task/II.3/deadline", "deadline"),
        ("task.text", "https://w3id.org/cancu/id/doc/ttg/2024/1-qd-ttg/task/II.3", "task"),
        ("document.number", "https://w3id.org/cancu/id/doc/ttg/2024/1-qd-ttg", None),
    ],
)
def test_a_finding_is_about_the_column_that_its_rule_or_its_node_names(rule: str, node: str, column: str) -> None:
    assert column_of(finding(rule, node)) == column


def test_each_cell_of_the_draft_knows_its_column_and_its_paragraph(tmp_path: Path) -> None:
    first = tc("1") + tc("Rà soát") + tc("Sở Y tế") + tc() + tc("Quý II năm 2026")
    draft = checked(plan(first), tmp_path).draft
    row = next(line for line in reversed(draft.lines) if line.cells)
    assert [cell.column for cell in row.cells] == ["number", "task", "lead", "coordinating", "deadline"]
    paragraphs = [cell.paragraph for cell in row.cells]
    assert paragraphs == list(range(11, 16)), "six of the head, five of the table's head, then the row's"


def test_running_heads_are_no_part_of_the_drafts_text(reading: Callable[[str], Any]) -> None:
    source = reading("000")
    assert len(text_lines(source)) < len(source.lines)


@pytest.fixture
def reading() -> Callable[[str], Any]:
    from loaders.reading import read_source
    from tests.corpus import CORPUS

    return lambda number: read_source(next(CORPUS.glob(f"{number}_*")))
