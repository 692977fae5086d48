"""What the reader remarks on stands at its words in the draft, and is commented there."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn

from service.checking import hold
from tests.corpus import plan as corpus_plan
from tests.loaders.read.word_files import tc
from tests.service.test_drafts import checked, plan


def test_what_the_reader_remarks_stands_at_its_words() -> None:
    """1703/QĐ-TTg: the annex's number is misprinted twice, and two group rows carry the cells of a task."""
    held = hold(corpus_plan("003"))
    told = [one for one in held.report.findings if one.rule in ("annex.number", "reading.remark")]
    assert [one.place.quote and one.place.quote[:40] for one in told] == [
        "1702/QĐ-TTg",
        "4703/QĐ-TTg",
        "Tăng cường công tác thanh tra, kiểm tra,",
        "Tăng cường hội nhập quốc tế về công tác ",
    ]
    for one in told:
        words = held.source.text[one.place.start : one.place.end]
        assert " ".join(words.split()).startswith(str(one.place.quote)[:20])


def test_a_remark_on_a_row_is_commented_in_its_cell(tmp_path: Path) -> None:
    cells = ("Tăng cường hội nhập quốc tế", "Bộ Tài chính", "Bộ Công Thương", "Năm 2026")
    group = "".join(map(tc, ("I", *cells)))
    rows = ["".join(map(tc, (str(number), f"Xây dựng đề án {number}", *cells[1:]))) for number in (1, 2)]
    result = checked(plan(group, *rows), tmp_path, rules=("reading.remark",), commented=True)
    assert [one.place.quote for one in result.draft.report.findings] == ["Tăng cường hội nhập quốc tế"]
    body = docx.Document(io.BytesIO(result.word or b"")).element.body
    commented = [cell for cell in body.iter(qn("w:tc")) if next(cell.iter(qn("w:commentRangeStart")), None) is not None]
    assert ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in commented] == [cells[0]]
