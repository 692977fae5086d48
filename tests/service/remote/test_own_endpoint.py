"""The /sparql of another Căn Cứ as the store: read-only, with the same questions and pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from service.remote.addresses import FOLDER_VARIABLE, addresses
from service.remote.engine import RemoteEngine
from service.remote.server import RemoteError, Server
from service.store import Reader, Store
from tests.service.conftest import running
from tests.service.remote.test_questions_at_virtuoso import ASKED, asked


@pytest.fixture(scope="module")
def endpoint(folder_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the queries of a service over the three plans."""
    with running(folder_store) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(tmp_path_factory.mktemp("mirror") / "folder"))
        patch.setenv("CANCU_REQUESTS_PER_MINUTE", "1000000")
        yield f"{address}/sparql"


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=lambda one: one if isinstance(one, str) else "")
def test_a_question_gives_what_it_gives_in_a_folder(
    name: str, parameters: dict[str, str], endpoint: str, embedded: Reader
) -> None:
    assert asked(name, parameters, Store.open(endpoint).reader()) == asked(name, parameters, embedded)


def test_nothing_can_be_written_to_it(endpoint: str) -> None:
    with pytest.raises(RemoteError, match="does not take updates"):
        Store.open(endpoint, writable=True)


def test_pages_and_sparql_answer_over_it(endpoint: str) -> None:
    with running(endpoint) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:  # type: ignore[arg-type]
        page = client.get("/doc/ttg/2024/1703-qd-ttg", headers={"accept": "text/html"}, follow_redirects=True)
        assert page.status_code == 200
        assert "1703/QĐ-TTg" in page.text
        count = {"query": "SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a cancu:Task }"}
        answer = client.post("/sparql", data=count, headers={"accept": "application/sparql-results+json"})
        direct = httpx.post(endpoint, data=count, headers={"accept": "application/sparql-results+json"})
        assert answer.json()["results"] == direct.json()["results"]
        wrong = client.post("/sparql", data={"query": "SELECT ?x {"}, headers={"accept": "application/json"})
        assert wrong.status_code == 400


@pytest.mark.parametrize("asked", ["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "SELECT * { ?s ?p ?o }"])
@pytest.mark.parametrize("rows", ["5", "3000"])
def test_an_answer_that_it_cut_is_an_error_and_no_answer(
    folder_store: Path, monkeypatch: pytest.MonkeyPatch, asked: str, rows: str
) -> None:
    """A short one says so in a header, a long one behind its last row."""
    monkeypatch.setenv("CANCU_QUERY_ROWS", rows)
    with running(folder_store) as where:
        engine = RemoteEngine(Server(addresses(f"{where}/sparql")))
        with pytest.raises(RemoteError, match=r"cut .*CANCU_QUERY_ROWS"):
            engine.triples(asked) if asked.startswith("CONSTRUCT") else engine.select(asked)
