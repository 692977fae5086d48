"""The reviewed list of findings that may stand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from shapes.accepted import Line, UnreadableList, accept, read_accepted, unanswered
from shapes.rendering.data import as_json, as_turtle
from shapes.rendering.html import as_html
from shapes.rendering.text import as_text
from shapes.report import Acceptance, Report, has_violation
from shapes.validate import check_act
from tests.shapes.acts import ACT, PLAN, quads

HEAD = "rule,document,place,reason,who,date\n"
GOOD = 'task.lead,doc/bac-ninh/draft/ke-hoach-1c2d3e4f,II.3,"Chủ trì chung, nêu tại mục III",Nguyễn Văn A,2026-03-01\n'


def plan() -> Report:
    return check_act("ke-hoach.docx", ACT, quads(PLAN))


def listed(folder: Path, *lines: str) -> tuple[Line, ...]:
    file = folder / "accepted.csv"
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    return read_accepted(file)


def test_a_line_moves_its_finding_from_those_that_stand_to_those_that_are_accepted(tmp_path: Path) -> None:
    before, after = plan(), accept(plan(), listed(tmp_path, GOOD))
    assert "task.lead" in {one.rule for one in before.findings}
    assert "task.lead" not in {one.rule for one in after.findings}
    (one,) = after.accepted
    assert (one.rule, one.place.id, one.accepted.who) == ("task.lead", "II.3", "Nguyễn Văn A")
    assert after.count("violation") == before.count("violation") - 1


@pytest.mark.parametrize("document", [ACT, "doc/bac-ninh/draft/ke-hoach-1c2d3e4f"])
def test_the_act_is_named_by_its_iri_or_its_path(tmp_path: Path, document: str) -> None:
    line = f"task.lead,{document},II.3,lý do,A,2026-03-01\n"
    assert len(accept(plan(), listed(tmp_path, line)).accepted) == 1


def test_the_act_is_named_by_its_number_where_it_has_one(tmp_path: Path) -> None:
    report = plan().model_copy(update={"label": "Quyết định 1169/QĐ-UBND"})
    line = "task.lead,1169/QĐ-UBND,II.3,lý do,A,2026-03-01\n"
    assert len(accept(report, listed(tmp_path, line)).accepted) == 1


@pytest.mark.parametrize(
    "line",
    [
        "task.lead,doc/bac-ninh/draft/ke-hoach-1c2d3e4f,II.4,lý do,A,2026-03-01\n",
        "task.lead,doc/bac-ninh/draft/ke-hoach-1c2d3e4f,,lý do,A,2026-03-01\n",
        "task.deadline,doc/bac-ninh/draft/ke-hoach-1c2d3e4f,II.3,lý do,A,2026-03-01\n",
        "task.lead,doc/bac-ninh/draft/ke-hoach-99999999,II.3,lý do,A,2026-03-01\n",
    ],
)
def test_another_place_rule_or_act_accepts_nothing(tmp_path: Path, line: str) -> None:
    assert accept(plan(), listed(tmp_path, line)).accepted == ()


def test_a_line_about_an_act_that_was_checked_without_that_finding_is_told(tmp_path: Path) -> None:
    gone = "task.text,doc/bac-ninh/draft/ke-hoach-1c2d3e4f,II.3,lý do,A,2026-03-01\n"
    other = "task.text,doc/bac-ninh/draft/ke-hoach-99999999,II.3,lý do,A,2026-03-01\n"
    lines = listed(tmp_path, GOOD, gone, other)
    assert [line.number for line in unanswered(lines, [accept(plan(), lines)])] == [3]


def test_every_rendering_shows_what_was_accepted_and_why(tmp_path: Path) -> None:
    report = accept(plan(), listed(tmp_path, GOOD))
    why = "Lý do: Chủ trì chung, nêu tại mục III (Nguyễn Văn A, 2026-03-01)"
    assert why in as_text([report], width=300)
    assert why in as_html([report])
    told = json.loads(as_json([report]))[0]["accepted"][0]
    assert told["accepted"]["reason"] == "Chủ trì chung, nêu tại mục III"
    assert "TaskLead" not in as_turtle([report])


def test_the_json_of_a_report_without_accepted_findings_has_no_such_key() -> None:
    assert "accepted" not in json.loads(as_json([plan()]))[0]


def test_what_is_accepted_does_not_keep_the_act_from_going_out() -> None:
    report = plan()
    kept = [one for one in report.findings if one.severity == "violation"]
    place = {one.rule: one.place.id or one.place.path or "" for one in kept}
    word = Acceptance(reason="Đã thống nhất", who="A", date=date(2026, 3, 1))
    lines = [Line(number, rule, ACT, spot, word) for number, (rule, spot) in enumerate(place.items(), 2)]
    assert has_violation(report)
    assert not has_violation(accept(report, lines))


def test_a_list_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "accepted.csv"
    file.write_bytes((HEAD + GOOD).encode("utf-16"))
    with pytest.raises(UnreadableList, match=r"accepted\.csv: .*UTF-8"):
        read_accepted(file)
