"""`cancu check`: which forms it writes, what it is narrowed down to, what may stand, and the store as a whole."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.corpus import plan
from tests.loaders.read.plans_as_files import as_docx
from tests.loaders.texts import gold
from tests.service.gold_store import fill
from tests.service.test_cli import cancu, cancu_process, refused

HEAD = "rule,document,place,reason,who,date\n"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans in Word and one as text."""
    folder = tmp_path_factory.mktemp("drafts")
    for number, name in (("000", "binh-duong.docx"), ("002", "bac-ninh.docx")):
        (folder / name).write_bytes(as_docx(gold(number)))
    (folder / "bac-ninh.txt").write_bytes(plan("002").read_bytes())
    return folder


def reports(*arguments: object) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(cancu("check", *arguments, "--format", "json").stdout)
    return told


def test_several_files_are_reported_one_after_another(drafts: Path) -> None:
    told = reports(drafts)
    assert [Path(str(one["file"])).name for one in told] == ["bac-ninh.docx", "bac-ninh.txt", "binh-duong.docx"]


def test_a_word_file_comes_back_with_comments(drafts: Path, tmp_path: Path) -> None:
    run = cancu("check", drafts / "bac-ninh.docx", "--format", "docx", "-o", tmp_path / "out.docx")
    assert (run.returncode, run.stdout) == (1, "")
    comments = [comment.text for comment in docx.Document(str(tmp_path / "out.docx")).comments]
    assert any("[document.number]" in text for text in comments)


def test_several_word_files_come_back_in_a_folder(drafts: Path, tmp_path: Path) -> None:
    files = [drafts / "bac-ninh.docx", drafts / "binh-duong.docx"]
    assert cancu("check", *files, "--format", "docx", "-o", tmp_path / "out").returncode == 1
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == ["bac-ninh-checked.docx", "binh-duong-checked.docx"]
    refused(cancu("check", *files, "--format", "docx"), "folder", "-o")


def test_a_word_file_goes_to_stdout_whole(drafts: Path) -> None:
    command = [str(Path(sys.executable).with_name("cancu")), "check", str(drafts / "bac-ninh.docx"), "--format", "docx"]
    run = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(run.stdout)).namelist()


def test_comments_on_a_text_are_refused_and_html_is_named(drafts: Path, tmp_path: Path) -> None:
    run = cancu("check", drafts / "bac-ninh.txt", "--format", "docx", "-o", tmp_path / "out.docx")
    refused(run, "bac-ninh.txt", "Word files (.docx) only", "html")
    assert not (tmp_path / "out.docx").exists()


def test_html_shows_the_drafts_own_text(drafts: Path) -> None:
    page = cancu("check", drafts / "bac-ninh.txt", "--format", "html").stdout
    assert "Quán triệt, tuyên truyền sâu rộng" in page
    assert '<mark class="violation">' in page


def test_turtle_is_a_shacl_validation_report(drafts: Path) -> None:
    told = cancu("check", drafts / "bac-ninh.docx", "--format", "ttl").stdout
    triples = [quad.triple for quad in parse(told.encode(), format=RdfFormat.TURTLE)]
    found = {triple.object.value for triple in triples if triple.predicate.value.endswith("#sourceShape")}
    assert "https://w3id.org/cancu/shapes#DocumentNumber" in found


def test_the_report_is_narrowed_down_by_rule_and_severity_and_so_is_the_exit_code(drafts: Path) -> None:
    draft = drafts / "bac-ninh.docx"
    (told,) = reports(draft, "--rule", "document.date-incomplete")
    findings = told["findings"]
    assert isinstance(findings, list)
    assert [one["rule"] for one in findings] == ["document.date-incomplete"]
    assert cancu("check", draft, "--rule", "document.date-incomplete").returncode == 0
    assert cancu("check", draft, "--severity", "violation").returncode == 1
    (told,) = reports(draft, "--severity", "violation")
    assert {one["severity"] for one in told["findings"]} == {"violation"}  # type: ignore[attr-defined]


def test_an_unknown_rule_is_refused_with_the_one_that_is_near(drafts: Path) -> None:
    refused(cancu("check", drafts, "--rule", "task.leed"), 'no rule "task.leed"', "task.lead")


def test_a_finding_says_where_the_blank_is(drafts: Path) -> None:
    (told,) = reports(drafts / "bac-ninh.docx", "--rule", "document.number")
    place = told["findings"][0]["place"]  # type: ignore[index]
    assert place["page"] == 1
    assert place["quote"].startswith("Số:")
    assert place["end"] > place["start"] > 0


# --- what may stand


def accepted(folder: Path, *lines: str) -> Path:
    file = folder / "accepted.csv"
    file.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def test_what_the_list_accepts_is_shown_and_does_not_count(drafts: Path, tmp_path: Path) -> None:
    draft, only = drafts / "bac-ninh.docx", ("--rule", "document.number")
    (told,) = reports(draft, *only)
    listed = accepted(
        tmp_path, f"document.number,{told['document']},,Số được cấp khi phát hành,Nguyễn Văn A,2026-03-01"
    )
    run = cancu("check", draft, *only, "--accepted", listed)
    assert run.returncode == 0
    assert "0 lỗi, 0 cảnh báo, 0 lưu ý, 1 đã được chấp nhận" in run.stdout
    assert "Lý do: Số được cấp khi phát hành (Nguyễn Văn A, 2026-03-01)" in " ".join(run.stdout.split())
    (told,) = reports(draft, *only, "--accepted", listed)
    assert told["findings"] == []
    (one,) = told["accepted"]  # type: ignore[misc]
    assert one["accepted"] == {"reason": "Số được cấp khi phát hành", "who": "Nguyễn Văn A", "date": "2026-03-01"}  # type: ignore[has-type]


def test_a_line_that_no_finding_answers_to_is_told(drafts: Path, tmp_path: Path) -> None:
    listed = accepted(
        tmp_path,
        "task.lead,1169/QĐ-UBND,I.1,Đã thống nhất,Nguyễn Văn A,2026-03-01",
        "task.lead,999/QĐ-UBND,I.1,Đã thống nhất,Nguyễn Văn A,2026-03-01",
    )
    run = cancu("check", drafts / "binh-duong.docx", "--accepted", listed)
    assert f"{listed}, line 2: task.lead is no longer found in 1169/QĐ-UBND, I.1." in run.stderr
    assert "1 lines are about acts that were not checked here (line 3)" in run.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("rule,document\n", "must name the columns"),
        (HEAD + "task.leed,a,,b,c,2026-03-01\n", 'line 2: there is no rule "task.leed"'),
        (HEAD + "task.lead,a,,,c,2026-03-01\n", "line 2: reason is empty"),
        (HEAD + "task.lead,a,,b,c,1/3/2026\n", 'line 2: "1/3/2026" is no date'),
    ],
)
def test_a_list_with_a_fault_is_refused_with_its_line(drafts: Path, tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "accepted.csv"
    file.write_text(content, encoding="utf-8")
    refused(cancu("check", drafts / "bac-ninh.txt", "--accepted", file), "accepted.csv", words)
    refused(cancu("check", drafts / "bac-ninh.txt", "--accepted", tmp_path / "no.csv"), "no.csv", "cannot be read")


# --- with a store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked") / "store"
    fill(folder, "000", "002", "003")
    return folder


def test_without_a_store_the_report_says_which_rules_could_not_be_held(drafts: Path, store: Path) -> None:
    def unheld(*arguments: object) -> set[str]:
        (told,) = reports(drafts / "binh-duong.docx", *arguments)
        return {one["rule"] for one in told["not_checked"]}  # type: ignore[attr-defined]

    alone = unheld()
    assert "basis.replaced" in alone
    assert "basis.replaced" not in unheld("--store", store)


def test_the_stores_findings_come_by_province_office_and_rule(store: Path, tmp_path: Path) -> None:
    run = cancu("check", "--corpus", "--store", store, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    assert list(rows[0]) == ["province", "office", "rule", "severity", "acts", "findings", "accepted"]
    (number,) = [row for row in rows if row["rule"] == "document.number"]
    assert number["province"] == "Tỉnh Bắc Ninh"
    assert number["office"] == "Ủy ban nhân dân tỉnh Bắc Ninh"
    assert (number["severity"], number["acts"], number["findings"]) == ("violation", "1", "1")
    assert run.returncode == 1
    table = cancu("check", "--corpus", "--store", store, "--rule", "document.number").stdout
    assert len(table.splitlines()) == 2
    assert "Tỉnh Bắc Ninh" in table


def test_what_is_accepted_is_counted_apart_in_the_store_too(store: Path, tmp_path: Path) -> None:
    found = json.loads(
        cancu("check", "--corpus", "--store", store, "--rule", "document.number", "--format", "json").stdout
    )
    assert [row["accepted"] for row in found] == [0]
    act = reports(plan("002"))[0]["document"]
    listed = accepted(tmp_path, f"document.number,{act},,Chờ cấp số,Nguyễn Văn A,2026-03-01")
    run = cancu(
        "check", "--corpus", "--store", store, "--rule", "document.number", "--accepted", listed, "--format", "json"
    )
    (row,) = json.loads(run.stdout)
    assert (row["findings"], row["accepted"], run.returncode) == (0, 1, 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "No file was given"),
        (("--corpus", "draft.docx"), "takes no files"),
        (("--corpus", "--format", "html"), "text, csv or json"),
        (("draft.docx", "--format", "csv"), "form of --corpus"),
        (("draft.docx", "--store", "{folder}"), "not a cancu store"),
    ],
)
def test_what_does_not_fit_together_is_refused(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    refused(cancu("check", *(one.format(folder=tmp_path) for one in arguments)), words)


def test_the_installed_command_checks_a_word_file(drafts: Path) -> None:
    run = cancu_process("check", drafts / "bac-ninh.docx")
    assert run.returncode == 1
    assert "LỖI  Văn bản chưa có số, ký hiệu đầy đủ. [document.number]" in run.stdout


def test_every_option_and_setting_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "checking.md").read_text(encoding="utf-8")
    settings = (Path(__file__).parents[3] / "service" / "settings.py").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z]+", cancu("check", "--help").stdout)) - {"--help"}
    assert {"--format", "--accepted", "--corpus"} <= options
    named = options | set(re.findall(r"CANCU_(?:CHECK|FILE|ACCEPTED)\w*", settings))
    assert {one for one in named if f"`{one}`" not in page} == set()


def test_checked_anew_the_stores_acts_are_held_against_each_other_too(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    assert cancu("load", plan("000"), plan("003"), plan("004"), "--store", folder).returncode == 0

    def rules(*more: str) -> dict[str, int]:
        rows = json.loads(cancu("check", "--corpus", "--store", folder, "--format", "json", *more).stdout)
        return {f"{row['office']} {row['rule']}": row["findings"] for row in rows}

    stored, anew = rules(), rules("--anew")
    assert stored.items() <= anew.items(), "what an act bears by itself is found again"
    assert any(" basis." in key or " lineage." in key for key in anew.keys() - stored.keys())
