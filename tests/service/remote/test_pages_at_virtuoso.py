"""The service over a graph at a real Virtuoso: the pages and the data are those of the same graph in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import running

PLAN = "doc/ttg/2024/1703-qd-ttg"


@pytest.fixture(scope="module")
def both(loaded: str, folder_store: Path) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Clients of the service over Virtuoso, and over the folder."""
    with (
        running(loaded) as remote,  # type: ignore[arg-type]
        running(folder_store) as embedded,
        httpx.Client(base_url=remote, timeout=60, follow_redirects=True, trust_env=False) as at_server,
        httpx.Client(base_url=embedded, timeout=60, follow_redirects=True, trust_env=False) as in_folder,
    ):
        yield at_server, in_folder


COVERED = f"/bao-phu/{PLAN}"
PROVINCE = "?tinh=binh-duong"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/{PLAN}",
        f"/lineage/{PLAN}",
        "/findings",
        "/bao-phu",
        COVERED,
        f"{COVERED}{PROVINCE}",
        f"{COVERED}{PROVINCE}&viec=task/II.1",
        f"/ban-do/{PLAN}",
        f"/ban-do/{PLAN}{PROVINCE}",
    ],
)
def test_a_page_is_the_same(path: str, both: tuple[httpx.Client, httpx.Client]) -> None:
    at_server, in_folder = (client.get(path, headers={"accept": "text/html"}) for client in both)
    assert at_server.status_code == 200
    assert words(at_server.text) == words(in_folder.text)


@pytest.mark.parametrize("path", ["/api/documents", f"/api/documents/{PLAN.removeprefix('doc/')}"])
def test_the_api_gives_the_same(path: str, both: tuple[httpx.Client, httpx.Client]) -> None:
    at_server, in_folder = (client.get(path) for client in both)
    assert at_server.json() == in_folder.json()


def test_sparql_is_passed_on_and_streams_back(both: tuple[httpx.Client, httpx.Client]) -> None:
    count = {"query": "SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a cancu:Task }"}
    values = [client.post("/sparql", data=count).json()["results"]["bindings"][0]["n"]["value"] for client in both]
    assert values[0] == values[1]


def words(page: str) -> list[str]:
    """The words of a page, without its marks and the address of its service."""
    return re.sub(r"<[^>]*>|http://127\.0\.0\.1:\d+", " ", page).split()
