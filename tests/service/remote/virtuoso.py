"""A Virtuoso of one's own: Debian's virtuoso-opensource-7 on free ports of the loopback, in a folder of the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
import pytest

PROGRAM: Final = "virtuoso-t"
MISSING: Final = "needs Debian's virtuoso-opensource-7 (apt-get install virtuoso-opensource-7)"
STARTS_WITHIN: Final = 120.0
"""Seconds; it makes a database first."""

_SETTINGS: Final = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


@contextmanager
def running(folder: Path, rows: int = 1_000_000) -> Iterator[str]:
    """Start one in `folder`; gives the address of its queries. `rows`: the most that it gives in an answer.

    Skips where it is not installed; fails instead where nothing may skip (CI).
    """
    if shutil.which(PROGRAM) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(sql=sql, http=http, rows=rows), encoding="ascii")
    server = subprocess.Popen(
        [PROGRAM, "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{http}/sparql"
    try:
        _wait_for(server, address)
        yield address
    finally:
        server.kill()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        assert server.poll() is None, "Virtuoso ended at its start"
        try:
            if httpx.get(address, params={"query": "ASK {}"}, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < until, f"Virtuoso did not start within {STARTS_WITHIN:g} seconds"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
