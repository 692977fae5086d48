"""Old Word files (.doc), .rtf and .odt: LibreOffice turns them into .docx, which is then read.

LibreOffice is a program of its own, and need not be installed (Debian: libreoffice-writer). It runs in a folder that is
thrown away, with a profile of its own: no setting, macro or lock of the user's LibreOffice plays in, and several
files can be read at once.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from loaders.errors import DamagedFile, MissingTool
from loaders.read.docx import read_docx
from loaders.source import Line

PROGRAMS: Final = ("soffice", "libreoffice")
SECONDS: Final = 90
"""How long a conversion may take; a long act takes five."""

# LibreOffice's names of the formats. Without them it would open a broken file as a text of strange letters.
_FILTERS: Final[Mapping[str, str]] = {
    ".doc": "MS Word 97",
    ".rtf": "Rich Text Format",
    ".odt": "writer8",
    ".xml": "MS Word 2003 XML",
}
# No network, no macros, no links to other files: a document to be read is not to be trusted.
_SETTINGS: Final = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


def read_office(data: bytes, name: str, suffix: str) -> tuple[str, tuple[Line, ...]]:
    """The text of a file that LibreOffice can open, and its lines; `suffix` is its format's: .doc, .rtf, .odt, .xml.

    Raises MissingTool where LibreOffice is not installed or does not finish, and the errors of `read_docx`.
    """
    program = next((found for one in PROGRAMS if (found := shutil.which(one))), None)
    if program is None:
        raise MissingTool(
            f"{name}: to read a {suffix} file, LibreOffice is needed (Debian: apt install libreoffice-writer). "
            "Install it, or save the file as .docx."
        )
    return read_docx(_converted(program, data, name, suffix), name)


def _converted(program: str, data: bytes, name: str, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        home = Path(folder)
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_registry(), "utf-8")
        source = home / f"act{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"--infilter={_FILTERS[suffix]}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), str(source),
        ]  # fmt: skip
        _run(command, home, name)
        target = home / "out" / "act.docx"
        if not target.is_file():
            raise DamagedFile(
                f"{name}: LibreOffice cannot open the {suffix} file. It is damaged or protected by a password; "
                "save it anew as .docx."
            )
        return target.read_bytes()


def _registry() -> str:
    """The settings as LibreOffice keeps them in a profile."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str], home: Path, name: str) -> None:
    process = subprocess.Popen(
        command,
        cwd=home,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise MissingTool(
            f"{name}: LibreOffice did not finish within {SECONDS} seconds. Open the file in Word and save it as .docx."
        ) from error
    finally:
        # The program is a script that starts another one: both go.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment(home: Path) -> Mapping[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    return {**kept, "HOME": str(home), "TMPDIR": str(home), "SAL_USE_VCLPLUGIN": "svp"}
