"""Files that nobody vouches for: each ends in a clear error or an empty finding, in bounded time and memory."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from loaders.errors import DamagedFile
from service import checking
from service.apart import Limits, Stopped, all_apart, apart
from service.commands.reading import read
from service.commands.terminal import PlainErrors
from service.errors import NotAStore, WrongUse
from tests.corpus import plan
from tests.service.hostile import BASES, HEAD, READ, REFUSED

FILE = Path("vb.pdf")
app = typer.Typer(cls=PlainErrors)
app.command("read")(read)
app.command("again")(read)


def hang(file: Path) -> str:
    while True:
        time.sleep(60)


def hang_with_a_program(file: Path) -> str:
    """As LibreOffice is called: whatever ends the reading ends the program too."""
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    file.write_text(str(program.pid))
    try:
        program.wait()
    finally:
        program.kill()
        program.wait()
    return ""


def hoard(file: Path) -> str:
    return "a" * 2**34


def die(file: Path) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def refuse(file: Path) -> str:
    raise DamagedFile(f"{file}: cut off.")


def err(file: Path) -> str:
    raise KeyError("a")


def name(file: Path) -> str:
    return file.name


@pytest.fixture(autouse=True)
def no_traces_of_processes_that_die() -> Iterator[None]:
    faulthandler.disable()
    yield
    faulthandler.enable(2)


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_FILE_SECONDS", "1")
    monkeypatch.setenv("CANCU_FILE_MEGABYTES", "500")


BROKEN = [
    (hang, "vb.pdf: not read within 1 seconds. Raise CANCU_FILE_SECONDS"),
    (hoard, "vb.pdf: more than 500 MB of memory are needed to read it. Raise CANCU_FILE_MEGABYTES"),
    (die, "vb.pdf: the process that read it died"),
    (err, "vb.pdf: cancu itself failed on this file (KeyError: 'a', test_apart.py:"),
]


@pytest.mark.parametrize(("work", "told"), BROKEN)
def test_one_file_that_breaks_its_reader_is_told(work: Callable[[Path], str], told: str) -> None:
    with pytest.raises(Stopped) as error:
        apart(work, FILE)
    assert str(error.value).startswith(told)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(("work", "told"), BROKEN)
def test_one_of_several_files_keeps_none_of_the_others_out(work: Callable[[Path], str], told: str) -> None:
    answers = list(all_apart(work, [FILE] * 3))
    assert [str(answer).startswith(told) for answer in answers] == [True] * 3
    assert list(all_apart(name, [FILE, Path("b"), Path("c")])) == ["vb.pdf", "b", "c"]


def test_an_error_of_the_reader_comes_as_it_is() -> None:
    with pytest.raises(DamagedFile, match=r"^vb\.pdf: cut off\.$"):
        apart(refuse, FILE)
    assert [type(answer) for answer in all_apart(refuse, [FILE] * 3)] == [DamagedFile] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_program_that_the_reader_has_started_ends_with_it(tmp_path: Path, count: int) -> None:
    files = [tmp_path / str(number) for number in range(count)]
    assert all(isinstance(answer, Stopped) for answer in all_apart(hang_with_a_program, files))
    for file in files:
        with pytest.raises(ProcessLookupError):
            os.kill(int(file.read_text()), 0)


@pytest.mark.parametrize("wrong", ["0", "-1", "much", "1.5"])
def test_a_limit_that_is_no_amount_of_memory_is_wrong_use(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("CANCU_FILE_MEGABYTES", wrong)
    with pytest.raises(WrongUse, match="whole number of megabytes"):
        apart(name, FILE)


# --- real files


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("CANCU_FILE_SECONDS", "20")
    make, told = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(make())
    result = CliRunner().invoke(app, ["read", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert name in result.stderr
    assert re.search(told, result.stderr)
    assert len(result.stderr.splitlines()) == 1


def test_hostile_files_are_told_by_a_check_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_FILE_SECONDS", "20")
    names = ["nested forms.pdf", "protected.pdf", "zip bomb.docx", "entities.docx", "program.txt"]
    files = [tmp_path / name for name in names]
    for file in files:
        file.write_bytes(REFUSED[file.name][0]())
    for file, fault in zip(files, checking.check_all(files), strict=True):
        assert isinstance(fault, checking.Fault)
        assert re.search(REFUSED[file.name][1], fault.cause)


@pytest.mark.parametrize("name", READ)
def test_a_strange_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("CANCU_FILE_SECONDS", "20")
    file = tmp_path / name
    file.write_bytes(READ[name]())
    result = CliRunner().invoke(app, ["read", str(file)])
    assert result.exit_code == 0, result.stderr
    assert "239/KH-UBND" in result.stdout


@pytest.mark.parametrize("name", ["a\nb \x1b[31m.txt", "a\udcff.txt"])
def test_a_name_that_cannot_be_printed_does_no_harm(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("Hôm nay trời đẹp.\n", "utf-8")
    result = CliRunner().invoke(app, ["read", str(file)])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "\x1b" not in result.stderr
    file.write_text(BASES, "utf-8")
    (checked,) = checking.check_all([file])
    assert isinstance(checked, checking.Checked)
    assert checked.reading.standing.file.isprintable()


def test_the_audit_is_made_apart_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.commands.reading.audit_of", hang)
    file = tmp_path / "a.txt"
    file.write_text(HEAD, "utf-8")
    result = CliRunner().invoke(app, ["read", "--audit", str(file)])
    assert result.exit_code == 2
    assert "not read within 1 seconds" in result.stderr


def test_an_audit_ends_with_a_word_on_what_is_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(HEAD.replace("KẾ HOẠCH", "(Dự thảo)\nKẾ HOẠCH"), "utf-8")
    result = CliRunner().invoke(app, ["read", "--audit", str(file)])
    assert result.exit_code == 0
    assert result.stderr == f"cancu: {file}: 1 of 9 lines hold words that nothing took (UNREAD).\n"
    assert f"{'UNREAD':<34} | (Dự thảo)\n" in result.stdout


def test_a_reading_apart_costs_little() -> None:
    apart(name, plan("003"))
    start = time.perf_counter()
    for _ in range(5):
        apart(name, plan("003"))
    assert (time.perf_counter() - start) / 5 < 0.2


def no_store(file: Path) -> None:
    raise NotAStore(f"{file}: no store")


def test_what_is_wrong_with_the_store_comes_out_as_itself() -> None:
    with pytest.raises(NotAStore, match="no store"):
        apart(no_store, FILE)
    assert [type(answer) for answer in all_apart(no_store, [FILE] * 3)] == [NotAStore] * 3


def test_a_limit_of_the_callers_own_names_its_setting() -> None:
    with pytest.raises(Stopped, match=r"within 1 seconds. Raise CANCU_CHECK_SECONDS") as error:
        apart(hang, FILE, Limits(1, 2048, "CANCU_CHECK_SECONDS"))
    assert error.value.why == "time"
