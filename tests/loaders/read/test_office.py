"""Files that LibreOffice reads for us. Where it is not installed the tests skip, but never in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from loaders.errors import DamagedFile, MissingTool, ReadError
from loaders.read import office
from loaders.read.formats import Format
from loaders.reading import read_record, read_source
from tests.loaders.read.plans_as_files import as_docx
from tests.loaders.texts import gold

PROGRAM = next((found for one in office.PROGRAMS if (found := shutil.which(one))), None)


@pytest.fixture
def libreoffice() -> str:
    if PROGRAM is None and os.environ.get("CI") == "true":
        pytest.fail("LibreOffice is missing (Debian package libreoffice-writer); CI must have it")
    if PROGRAM is None:
        pytest.skip("NOT TESTED: .doc, .rtf, .odt. LibreOffice is missing: apt install libreoffice-writer")
    return PROGRAM


def rtf(*paragraphs: str) -> bytes:
    words = "".join(
        "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in text) + "\\par\n"
        for text in paragraphs
    )
    return f"{{\\rtf1\\ansi\\uc1 {words}}}".encode()


def convert(program: str, path: Path, kind: str) -> None:
    """The file again in another format, beside it."""
    folder = path.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)


def test_an_rtf_file_is_read(libreoffice: str, tmp_path: Path) -> None:
    path = tmp_path / "quyết định số 1.rtf"
    path.write_bytes(rtf("QUYẾT ĐỊNH", "Ban hành Kế hoạch thực hiện", "Căn cứ Luật Nhà ở số 27/2023/QH15;"))
    source = read_source(path)
    assert source.media_type == Format.RTF
    assert [line.text for line in source.lines if not line.blank] == [
        "QUYẾT ĐỊNH",
        "Ban hành Kế hoạch thực hiện",
        "Căn cứ Luật Nhà ở số 27/2023/QH15;",
    ]


def test_an_old_word_file_keeps_the_cells_of_its_tables(libreoffice: str, tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.docx").write_bytes(as_docx(gold("002")))
    convert(libreoffice, tmp_path / "ke-hoach.docx", "doc")
    source = read_source(tmp_path / "ke-hoach.doc")
    assert source.media_type == Format.DOC
    wanted = gold("002")["tasks"]
    tasks = read_record(tmp_path / "ke-hoach.doc").tasks
    assert [task.id for task in tasks] == [task["id"] for task in wanted]
    assert [[body.name for body in task.lead] for task in tasks] == [[one["name"] for one in t["lead"]] for t in wanted]


def test_nothing_is_left_behind(libreoffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    office.read_office(rtf("Điều 1."), "a.rtf", ".rtf")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_libreoffice_cannot_open_is_an_error(libreoffice: str) -> None:
    with pytest.raises(DamagedFile, match=r"a\.doc: LibreOffice cannot open"):
        office.read_office(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.doc", ".doc")


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="libreoffice-writer") as raised:
        office.read_office(rtf("Điều 1."), "ke-hoach.rtf", ".rtf")
    assert "ke-hoach.rtf" in str(raised.value)
    assert ".docx" in str(raised.value)


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake, mark = tmp_path / "soffice", tmp_path / "alive"
    fake.write_text(f"#!/bin/sh\n(while true; do date > {mark}; sleep 0.1; done) &\nsleep 60\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "SECONDS", 0.5)
    with pytest.raises(ReadError, match="did not finish within"):
        office.read_office(rtf("Điều 1."), "a.rtf", ".rtf")
    assert mark.exists()
    mark.unlink()
    time.sleep(0.4)
    assert not mark.exists()


def test_a_word_2003_xml_file_and_an_odt_are_read(libreoffice: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx(gold("002")))
    for kind, media_type in (("odt", Format.ODT), ("xml:MS Word 2003 XML", Format.WORD_XML)):
        convert(libreoffice, tmp_path / "a.docx", kind)
        source = read_source(tmp_path / f"a.{kind[:3]}")
        assert source.media_type == media_type
        assert len(read_record(tmp_path / f"a.{kind[:3]}").tasks) == len(gold("002")["tasks"])
