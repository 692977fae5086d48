"""`cancu export`, `cancu diff` and `cancu unload`, as people call them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import icalendar
import pytest
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from ontology.namespaces import data
from service.cli import app
from service.store import Store
from tests.service.gold_store import fill
from tests.service.readings import DECISION_1169, DIRECTIVE_38, reading

Run = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold") / "store"
    fill(folder, "000", "003")
    return folder


def cancu(store: Path, *arguments: object) -> Run:
    words = list(map(str, arguments))
    result = CliRunner().invoke(app, words, env={"CANCU_STORE": str(store)})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(words, result.exit_code, result.stdout, result.stderr)


def test_one_act_as_turtle(gold: Path, tmp_path: Path) -> None:
    file = tmp_path / "act.ttl"
    run = cancu(gold, "export", "--act", "1703/QĐ-TTg", "--format", "ttl", "-o", file)
    assert run.returncode == 0
    assert f"{len(list(parse(path=file, format=RdfFormat.TURTLE)))} triples written to {file}" in run.stderr


def test_the_answer_of_a_question_as_csv_on_stdout_and_a_word_on_cells_like_formulas(gold: Path) -> None:
    asked = ("--question", "agency-duties", "agency=Sở Khoa học và Công nghệ@Bình Dương")
    run = cancu(gold, "export", *asked, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.stdout, newline="")))
    assert f"{len(rows)} rows" in run.stderr
    assert any(row["due"] == "--11-15" for row in rows)
    assert "begin like a formula" in run.stderr


def test_deadlines_as_a_calendar_say_how_many_have_no_day(gold: Path, tmp_path: Path) -> None:
    asked = ("--question", "agency-duties", "agency=Sở Khoa học và Công nghệ@Bình Dương")
    run = cancu(gold, "export", *asked, "--format", "ics", "-o", tmp_path / "lich.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "lich.ics").read_bytes()).walk("VEVENT")
    assert f"{len(events)} events (" in run.stderr
    assert "without a day left out" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--act", "1703/QĐ-TTg", "--province", "Bình Dương"), "only one"),
        (("document=38-CT/TW",), "--question"),
        (("--format", "akn"), "does not fit"),
        (("--question", "lineage-down", "document=38-CT/TW", "--format", "ics"), "no calendar"),
        (("--act", "9999/QĐ-TTg"), "9999"),
    ],
)
def test_wrong_use_is_told_in_plain_words(gold: Path, arguments: tuple[str, ...], words: str) -> None:
    run = cancu(gold, "export", *arguments)
    assert run.returncode == 2
    assert words in run.stderr
    assert run.stdout == ""


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store", writable=True) as store:
        store.put(reading(DECISION_1169, (DIRECTIVE_38,)))
        store.put(reading(DECISION_1169, (DIRECTIVE_38,), words="Sửa"))
        store.publish()
    return tmp_path / "store"


def test_a_difference_for_people_and_for_programs(changed: Path) -> None:
    assert "+ dcterms:title: Sửa" in cancu(changed, "diff", DECISION_1169).stdout
    found = json.loads(cancu(changed, "diff", DECISION_1169, "--from", 1, "--to", 2, "--format", "json").stdout)
    assert len(found["gone"]) == len(found["come"]) == 2
    run = cancu(changed, "diff", DECISION_1169, "--from", 7)
    assert run.returncode == 2
    assert "There is: 1 (" in run.stderr


def test_an_act_is_unloaded_and_one_that_is_only_cited_is_refused(gold: Path, tmp_path: Path) -> None:
    fill(tmp_path / "store", "000", "003")
    store = tmp_path / "store"
    refused = cancu(store, "unload", "1703/QĐ-TTg", "38-CT/TW")
    assert refused.returncode == 2
    assert "38-CT/TW: known only because others cite it" in refused.stderr
    run = cancu(store, "unload", "1703/QĐ-TTg")
    assert (run.returncode, run.stderr) == (0, "cancu: 1 act unloaded.\n")
    with Store.open(store, writable=True) as opened:
        assert not opened.holds(str(data("doc/ttg/2024/1703-qd-ttg")))
    assert cancu(store, "unload", "1703/QĐ-TTg").returncode == 2
