"""The access log: one line a request, without what anybody looks for, and never the token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from service.errors import WrongUse
from service.web.guards.watching import write_access_log
from tests.service.conftest import running

TOKEN = "m7Qe0-not-a-real-token-4hX"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The file that requests are written to."""
    file = tmp_path / "access.log"
    write_access_log(str(file))
    yield file
    write_access_log("off")


def lines(log: Path, store: Path, *asked: str) -> list[str]:
    """What is written of requests for these paths, once the service has ended."""
    with running(store) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as one:
        for path in asked:
            one.get(path, headers={"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.1"})
        one.head("/api/questions")
    return log.read_text("utf-8").splitlines()


def test_a_request_is_a_line_without_the_words_that_were_looked_for(log: Path, tmp_path: Path) -> None:
    found, missing, head = lines(
        log, tmp_path / "none", "/api/tasks?agency=S%E1%BB%9F+Y+t%E1%BA%BF", "/doc/%0Akh%C3%B4ng"
    )
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 127\.0\.0\.1 GET /api/tasks 404 \d+ \d+\.\d"
    assert re.fullmatch(form, found)
    assert " GET /doc/%0Akh%C3%B4ng 404 " in missing
    assert " HEAD /api/questions 200 0 " in head


def test_the_words_are_written_where_a_setting_wants_them_and_the_token_never(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_ACCESS_LOG_QUERIES", "yes")
    monkeypatch.setenv("CANCU_TOKEN", TOKEN)
    found, _ = lines(log, tmp_path / "none", "/api/tasks?agency=S%E1%BB%9F")
    assert " GET /api/tasks?agency=S%E1%BB%9F 404 " in found
    assert TOKEN not in log.read_text("utf-8")


def test_a_client_is_named_as_a_trusted_proxy_names_it(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_TRUSTED_PROXIES", "127.0.0.0/8")
    found, _ = lines(log, tmp_path / "none", "/api/questions")
    assert " 192.0.2.1 GET /api/questions 200 " in found


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="CANCU_ACCESS_LOG"):
        write_access_log(str(tmp_path / "none" / "access.log"))
    write_access_log("off")
