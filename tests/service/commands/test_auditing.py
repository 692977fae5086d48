"""`cancu read --audit`: at a glance, what was taken as what."""

from __future__ import annotations

import io
from pathlib import Path

from typer.testing import CliRunner

from loaders.reading import audit_of, read_source
from loaders.source import LeftOut
from service.cli import app
from service.commands.auditing import audit_summary, print_audit
from tests.corpus import plan

DRAFT = (
    "UBND TỈNH BÌNH AN\nSố: 12/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\n\nCăn cứ Luật Giá số 16/2023/QH15;\n"
    "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì kiểm tra.\nTrên đây là Kế hoạch./.\nGhi chú nội bộ.\n"
)


def audited(path: Path) -> list[str]:
    result = CliRunner().invoke(app, ["read", "--audit", str(path)])
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_each_line_of_the_source_is_one_line_of_the_audit() -> None:
    path = plan("000")
    rows = audited(path)
    assert len(rows) == sum(1 for line in read_source(path).lines if not line.blank)
    assert all(row.index(" | ") == 34 for row in rows)


def test_an_unread_line_stands_out(tmp_path: Path) -> None:
    path = tmp_path / "du-thao.txt"
    path.write_text(DRAFT, "utf-8")
    rows = audited(path)
    assert [row for row in rows if row.startswith("UNREAD")] == [f"{'UNREAD':<34} | Ghi chú nội bộ."]
    assert "head.type" in rows[2]


def test_a_row_of_a_table_is_named_by_its_task() -> None:
    rows = audited(plan("003"))
    assert any(row.startswith("task I.1 ") for row in rows)
    assert any(row.startswith("table head") for row in rows)


def test_control_characters_of_the_source_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(DRAFT.replace("Ghi chú", "Ghi \x1b[31m chú"), "utf-8")
    out = io.StringIO()
    print_audit(audit_of(read_source(path)), out)
    assert "\x1b" not in out.getvalue()


def test_what_a_scan_shows_and_the_text_lacks_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(DRAFT, "utf-8")
    left_out = (LeftOut(2, ""), LeftOut(3, "Số: 0\x1b7"))
    fates = audit_of(read_source(path))
    out = io.StringIO()
    print_audit(fates, out, left_out)
    assert out.getvalue().splitlines()[-2:] == [
        f"{'UNREAD (page 2)':<34} | (cả trang)",
        f"{'UNREAD (page 3)':<34} | Số: 0 7",
    ]
    assert audit_summary(fates, left_out) == (
        "1 of 9 lines hold words that nothing took, and 2 places of the pages gave no words (UNREAD)."
    )


def test_a_text_that_is_no_act_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("Hôm nay trời đẹp.\n", "utf-8")
    result = CliRunner().invoke(app, ["read", "--audit", str(path)])
    assert result.exit_code == 2
    assert "no official act" in result.stderr
