"""The command `cancu`: results on stdout, messages on stderr, exit codes 0, 1, 2, no tracebacks."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from typer.testing import CliRunner

from loaders.record import Record
from ontology.namespaces import CANCU, data, graph
from service.cli import app
from service.store import Store
from tests.service.readings import DECISION_1169, DIRECTIVE_38, PLAN_239, node, reading

ROOT = Path(__file__).parents[2]
DECISION_1703 = ROOT / "corpus" / "003_fe4a9e3c189a266a.txt"
DRAFT_WITHOUT_NUMBER = ROOT / "corpus" / "002_b2bd4cc6c0423af8.txt"

Run = subprocess.CompletedProcess[str]


def cancu(*arguments: object, store: Path | None = None) -> Run:
    """One call of the command, in this process."""
    words = list(map(str, arguments))
    result = CliRunner().invoke(app, words, env={"CANCU_STORE": str(store) if store else None})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(words, result.exit_code, result.stdout, result.stderr)


def cancu_process(*arguments: object) -> Run:
    """One call of the command as its users make it."""
    command = [str(Path(sys.executable).with_name("cancu")), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def refused(run: Run, *words: str) -> None:
    """The run ended with 2, with these words on stderr in at most two lines, and nothing on stdout."""
    assert run.returncode == 2, run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    for word in words:
        assert word in run.stderr
    assert len(run.stderr.splitlines()) <= 2


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    run = cancu("load", DECISION_1703, ROOT / "corpus" / "000_ec071d2f4d4eea3c.txt", "--store", folder)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert re.search(r"003_fe4a9e3c189a266a\.txt +Quyết định 1703/QĐ-TTg +28 +\d+ +added\n", run.stdout)
    return folder


# --- read, load, check ---


def test_read_prints_the_record_as_json() -> None:
    run = cancu("read", DECISION_1703)
    assert run.returncode == 0
    record = Record.model_validate_json(run.stdout)
    assert record.document.number == "1703/QĐ-TTg"
    assert run.stderr == ""


@pytest.mark.parametrize("command", ["read", "load", "check"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 8),
        ("latin.txt", "Quyết định".encode("utf-32")),
        ("letter.txt", "Kính gửi bà con, hôm nay trời đẹp.\n".encode()),
        ("missing.txt", None),
    ],
)
def test_a_file_that_is_no_act_is_named_with_exit_code_2(
    tmp_path: Path, command: str, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    run = cancu(command, tmp_path / name, store=tmp_path / "store" if command == "load" else None)
    assert run.returncode == 2
    assert name in run.stderr
    assert "Traceback" not in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_loading_again_says_unchanged(store: Path) -> None:
    run = cancu("load", DECISION_1703, store=store)
    assert run.returncode == 0
    assert re.search(r"1703/QĐ-TTg .* unchanged\n", run.stdout)


def test_load_ends_with_2_when_one_file_fails_and_the_other_is_stored(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run = cancu("load", tmp_path / "empty.txt", DECISION_1703, store=tmp_path / "store")
    assert run.returncode == 2
    assert "empty.txt" in run.stderr
    assert re.search(r"empty\.txt +failed\n", run.stdout)
    assert re.search(r"1703/QĐ-TTg .* added\n", run.stdout)


def test_load_of_a_folder_without_documents_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = cancu("load", tmp_path / "empty", store=tmp_path / "store")
    assert run.returncode == 2
    assert "No document was found" in run.stderr


def test_load_into_a_store_that_another_process_writes_to_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", writable=True):
        run = cancu("load", DECISION_1703, store=tmp_path / "store")
    refused(run, "another process", str(os.getpid()), "--store")


def test_the_installed_command_keeps_stdout_and_stderr_apart(store: Path, tmp_path: Path) -> None:
    run = cancu_process("query", "citing", "document=38-CT/TW", "--store", store)
    assert run.returncode == 0
    assert run.stderr == ""
    assert "1703/QĐ-TTg" in run.stdout
    refused(cancu_process("read", tmp_path / "missing.txt"), "missing.txt")
    assert cancu_process("nonsense").returncode == 2


def test_check_tells_a_missing_number_with_exit_code_1_and_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = cancu("check", DRAFT_WITHOUT_NUMBER, "--format", "json")
    assert run.returncode == 1
    (report,) = json.loads(run.stdout)
    assert report["file"] == str(DRAFT_WITHOUT_NUMBER)
    assert "document.number" in [
        finding["rule"] for finding in report["findings"] if finding["severity"] == "violation"
    ]
    assert list(tmp_path.iterdir()) == []


def test_check_writes_its_report_to_a_file(tmp_path: Path) -> None:
    run = cancu("check", DRAFT_WITHOUT_NUMBER, "--format", "html", "-o", tmp_path / "report.html")
    assert run.returncode == 1
    assert run.stdout == ""
    assert "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")
    run = cancu("check", DRAFT_WITHOUT_NUMBER, "-o", tmp_path / "no" / "report.txt")
    refused(run, "report.txt", "cannot be written")


def test_check_of_an_act_in_order_ends_with_0() -> None:
    run = cancu("check", DECISION_1703, "--language", "en", "--rule", "task.lead")
    assert run.returncode == 0
    assert "0 violations" in run.stdout


# --- query ---


def test_query_without_a_name_lists_the_questions() -> None:
    run = cancu("query")
    assert run.returncode == 0
    assert re.search(r"^lineage-down +document=… +Các văn bản", run.stdout, re.MULTILINE)


def test_a_question_answers_as_table_csv_and_json(store: Path) -> None:
    ask = ("query", "lineage-down", "document=38-CT/TW")
    table = cancu(*ask, store=store)
    rows = list(csv.DictReader(io.StringIO(cancu(*ask, "--format", "csv", store=store).stdout)))
    answers = json.loads(cancu(*ask, "--format", "json", store=store).stdout)
    assert table.returncode == 0
    assert "doc/ttg/2024/1703-qd-ttg" in table.stdout
    assert "1703/QĐ-TTg" in [row["number"] for row in rows]
    assert [row["document"] for row in rows] == [answer["document"] for answer in answers]
    assert all(isinstance(answer["depth"], int) for answer in answers)
    assert list(answers[0]) == ["document", "number", "title", "issuer", "level", "depth", "via"]


def test_a_query_file_answers_over_all_graphs(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "tasks.rq"
    file.write_text("SELECT (COUNT(?t) AS ?n) { ?t a <https://w3id.org/cancu/ontology#Task> }")
    run = cancu("query", file, "--format", "csv", store=store)
    assert run.stdout == "n\n53\n"
    file.write_text("ASK { ?t a <https://w3id.org/cancu/ontology#Task> }")
    assert cancu("query", file, store=store).stdout == "true\n"


def test_a_construct_gives_turtle(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "numbers.rq"
    eli = "http://data.europa.eu/eli/ontology#number"
    file.write_text(f"CONSTRUCT {{ ?act <{eli}> ?number }} WHERE {{ ?act <{eli}> ?number }}")
    run = cancu("query", file, store=store)
    assert run.returncode == 0
    numbers = {quad.object.value for quad in parse(run.stdout.encode(), format=RdfFormat.TURTLE)}
    assert {"1703/QĐ-TTg", "38-CT/TW"} <= numbers
    refused(cancu("query", file, "--format", "csv", store=store), "triples", "--format ttl")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lineage-dwn", "document=38-CT/TW"), ("lineage-dwn", "lineage-down")),
        (("lineage-down", "38-CT/TW"), ("38-CT/TW", "key=value")),
        (("lineage-down", "document=a", "document=b"), ("document", "twice")),
        (("lineage-down",), ("document", "needs it")),
        (("lineage-down", "document=99999/QĐ-UBND"), ("99999/QĐ-UBND",)),
        (("lineage-down", "dokument=38-CT/TW"), ("dokument",)),
        (("lineage-down", "document=38-CT/TW", "--format", "ttl"), ("table", "--format")),
        (("nothing.rq",), ("nothing.rq", "cannot be opened")),
    ],
)
def test_a_wrong_question_is_told_plainly(store: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(cancu("query", *arguments, store=store), *words)


def test_a_syntax_error_is_told_with_line_and_column(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "faulty.rq"
    file.write_text("SELECT *\nWHERE { ?s ?p }")
    refused(cancu("query", file, store=store), "faulty.rq", "line 2, column 16")


def test_a_query_file_in_another_encoding_and_an_update_are_refused(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "faulty.rq"
    file.write_bytes('ASK { ?s ?p "Quyết định" }'.encode("utf-16"))
    refused(cancu("query", file, store=store), "UTF-8")
    file.write_text("DELETE WHERE { ?s ?p ?o }")
    refused(cancu("query", file, store=store), "line 1")


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    for command in (("query", "lineage-down", "document=38-CT/TW"), ("export", "-o", "x.nq")):
        refused(cancu(*command, store=tmp_path / "none"), "nothing has been loaded", "cancu load")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    refused(cancu("query", "deadlines", "from=2026-01-01", "to=2026-12-31", store=tmp_path), "not a cancu store")


# --- export, ontology ---


def test_export_gives_the_same_bytes_to_a_file_and_to_stdout(store: Path, tmp_path: Path) -> None:
    run = cancu("export", "--format", "nq", "-o", tmp_path / "graph.nq", store=store)
    assert run.returncode == 0
    assert run.stdout == ""
    written = (tmp_path / "graph.nq").read_text(encoding="utf-8")
    assert f"{written.count(chr(10))} triples written" in run.stderr
    assert cancu("export", store=store).stdout == written
    refused(cancu("export", "--format", "docx", store=store), "docx", "nq, trig, ttl")


def test_ontology_check_reasons_over_a_loaded_act(store: Path) -> None:
    run = cancu("ontology", "check", "38-CT/TW", store=store)
    assert run.returncode == 0, run.stdout
    assert "Consistent" in run.stdout


def test_ontology_check_tells_a_term_that_is_not_defined(tmp_path: Path) -> None:
    faulty = reading(PLAN_239)
    quad = Quad(node(data(f"{PLAN_239}/task/1")), node(CANCU.leadAgancy), node(data("agency/x")), node(graph(PLAN_239)))
    with Store.open(tmp_path / "store", writable=True) as opened:
        opened.put(replace(faulty, quads=(*faulty.quads, quad)))
        opened.publish()
    run = cancu("ontology", "check", store=tmp_path / "store")
    assert run.returncode == 1
    assert "leadAgancy" in run.stdout


# --- serve ---


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_serve_on_a_port_in_use_is_refused(store: Path, taken_port: int) -> None:
    refused(cancu("serve", "--port", taken_port, store=store), str(taken_port), "in use", "--port")


def test_serve_at_an_address_of_another_machine_is_refused(store: Path) -> None:
    refused(cancu("serve", "--host", "203.0.113.1", store=store), "203.0.113.1")


def test_serve_answers_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--store", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert "cancu load" in server.stderr.readline()
        address = re.search(r"http://\S+", server.stderr.readline())
        assert address
        assert _answer(address[0] + "sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D").count("false") == 1
        with Store.open(folder, writable=True) as opened:
            opened.put(reading(DECISION_1169, (DIRECTIVE_38,)))
            opened.publish()
        assert _answer(address[0] + "sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D").count("true") == 1
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in (0, 130)
        assert "Traceback" not in server.stderr.read()


def _answer(address: str) -> str:
    request = urllib.request.Request(address, headers={"Accept": "application/sparql-results+json"})
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return str(response.read().decode())
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.1)
    raise AssertionError("the service did not answer")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("load", "--help"),
        ("nonsense",),
        ("check", "x.txt", "--format", "docs"),
        ("serve", "--port", "x"),
    ],
)
def test_help_and_wrong_use_give_no_traceback(arguments: tuple[str, ...]) -> None:
    run = cancu(*arguments)
    assert run.returncode == (0 if "--help" in arguments else 2)
    assert "Traceback" not in run.stderr
