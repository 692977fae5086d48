"""POST /api/documents: an act goes into the running service's store, for whoever has its token."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.store import Store
from tests.corpus import plan
from tests.service.conftest import running

TOKEN = "k3y-of-the-tests-only-0123456789"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
PATH = "/api/documents/ttg/2024/1703-qd-ttg"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def service(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A service over an empty store, with a token."""
    monkeypatch.setenv("CANCU_TOKEN", TOKEN)
    with running(store) as address, httpx.Client(base_url=address, trust_env=False, timeout=120) as one:
        yield one


def sent(client: httpx.Client, data: bytes, name: str = "quyết định.txt", **more: Any) -> httpx.Response:
    return client.post("/api/documents", files={"file": (name, data)}, **{"headers": BEARER, **more})


def refused(answer: httpx.Response, status: int, *told: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    for word in told:
        assert word in answer.json()["detail"]
    assert tempfile.gettempdir() not in answer.text
    assert TOKEN not in answer.text


def test_an_act_that_is_sent_is_seen_from_the_next_request_on(service: httpx.Client, store: Path) -> None:
    assert service.get(PATH).status_code == 404
    answer = sent(service, plan("003").read_bytes())
    assert answer.status_code == 201
    told = answer.json()
    assert told["act"]["name"] == "Quyết định 1703/QĐ-TTg"
    assert (told["status"], told["tasks"]) == ("added", 28)
    assert set(told["findings"]) == {"violation", "warning", "hint"}
    assert service.get(answer.headers["location"], headers={"Accept": "text/turtle"}).status_code == 303
    seen = service.get(PATH).json()
    assert seen["act"]["tasks"] == 28
    assert service.get(told["page"], headers={"Accept": "text/html"}).status_code == 200
    assert service.get("/healthz").json()["generation"] == told["generation"]
    with sqlite3.connect(store / "ledger.sqlite") as ledger:
        assert ledger.execute("SELECT file FROM acts").fetchall() == [("quyết định.txt",)]


def test_the_same_file_again_changes_nothing_and_another_reading_takes_its_place(service: httpx.Client) -> None:
    text = plan("003").read_text("utf-8")
    first = sent(service, text.encode()).json()
    again = sent(service, text.encode(), "ten-khac.txt")
    assert again.status_code == 200
    assert again.json() == {**first, "status": "unchanged"}
    other = sent(service, text.replace("Xây dựng", "Soạn thảo").encode())
    assert (other.status_code, other.json()["status"]) == (200, "replaced")
    assert other.json()["generation"] > first["generation"]


def test_without_a_token_in_its_settings_the_service_loads_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CANCU_TOKEN", raising=False)
    with running(store) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        refused(sent(client, plan("003").read_bytes()), 403, "CANCU_TOKEN")
    assert not store.exists()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN.upper()}"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Cookie": f"token={TOKEN}"},
    ],
)
def test_who_gives_no_token_or_another_one_is_refused_before_the_file_is_read(
    service: httpx.Client, store: Path, given: dict[str, str]
) -> None:
    answer = sent(service, os.urandom(2**20), headers=given)
    refused(answer, 401)
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert not store.exists()


def test_what_gives_no_act_is_told_plainly_and_changes_nothing(
    service: httpx.Client, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(sent(service, b"", "trong.docx"), 422, "trong.docx: the file is empty")
    refused(sent(service, b"\x00\x01\x02" * 400, "anh.bin"), 415, "anh.bin")
    refused(sent(service, "Danh bạ điện thoại".encode(), "../../danh-ba.txt"), 422, "danh-ba.txt: no official act")
    refused(service.post("/api/documents", data={"a": "b"}, headers=BEARER), 415, "multipart/form-data")
    refused(service.post("/api/documents", files={"other": b"x"}, headers=BEARER), 400, '"file"')
    monkeypatch.setenv("CANCU_CHECK_MEGABYTES", "1")
    refused(sent(service, os.urandom(3 * 2**20), "lon.docx"), 413, "1 MB", "cancu load")
    assert not store.exists()


def test_while_another_writer_holds_the_store_the_client_is_told_to_come_back(
    service: httpx.Client, store: Path
) -> None:
    with Store.open(store, writable=True):
        answer = sent(service, plan("003").read_bytes())
    refused(answer, 409, "writing")
    assert int(answer.headers["retry-after"]) > 0
    assert str(store.parent) not in answer.text
    assert sent(service, plan("003").read_bytes()).status_code == 201


def test_acts_sent_at_once_are_all_loaded(service: httpx.Client) -> None:
    with ThreadPoolExecutor(4) as pool:
        names = ("000", "002", "003", "003")
        answers = list(pool.map(lambda name: sent(service, plan(name).read_bytes(), f"{name}.txt"), names))
    assert sorted(one.json()["status"] for one in answers) == ["added", "added", "added", "unchanged"]
    read = service.get("/api/documents", params={"known_only_by_citation": False}).json()["documents"]
    assert len(read) == 3


def test_nothing_of_the_file_is_left_behind(
    service: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    assert sent(service, plan("003").read_bytes()).status_code == 201
    assert sent(service, b"PK\x03\x04 cut off", "hong.docx").status_code == 422
    assert list(aside.iterdir()) == []
