"""Limits at /sparql that hold, and are said: hostile queries, long answers, clients that leave, new data."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx
import pyoxigraph as ox
import pytest

from service.errors import WrongUse
from service.store import Store
from service.web.app import create_app
from tests.service.conftest import running
from tests.service.gold_store import fill, gold_reading

COUNT: Final = "SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a cancu:Task }"
PAIRS: Final = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HOSTILE: Final = {
    "cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "regex on every pair": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(a|aa)+(b+)*z$', 'i')) }",
    "long path": f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join(['(!<a:b>|^!<a:c>)'] * 10)} ?b }}",
    "order of everything": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits") / "store"
    fill(folder, "000", "002", "003")
    return folder


@pytest.fixture
def limited(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A service with short limits of time and memory."""
    yield from served(store, monkeypatch, CANCU_QUERY_SECONDS="1", CANCU_QUERY_MEMORY="128")


@pytest.fixture
def short(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A service that gives two rows."""
    yield from served(store, monkeypatch, CANCU_QUERY_ROWS="2")


def served(store: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> Iterator[httpx.Client]:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with running(store) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


def children() -> set[int]:
    """The processes that this one has started and not yet let go of."""
    return {int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()}


def answered(client: httpx.Client, query: str = COUNT) -> None:
    """An ordinary query is answered; a machine under load may need more than one try within a second."""
    while (answer := client.get("/sparql", params={"query": query})).status_code == 503:
        time.sleep(0.2)
    assert answer.json()["results"]["bindings"]


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_is_ended_by_a_limit_that_is_named(limited: httpx.Client, query: str) -> None:
    answer = limited.get("/sparql", params={"query": query})
    assert answer.status_code == 503
    problem = answer.json()
    assert problem["limit"] in ("seconds", "memory")
    assert problem["setting"] in problem["detail"]
    answered(limited)


def test_hostile_queries_at_once_harm_neither_the_service_nor_each_other(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = children()
    for client in served(store, monkeypatch, CANCU_QUERY_SECONDS="1", CANCU_QUERY_AT_ONCE="2"):
        with ThreadPoolExecutor(10) as many:
            asked = [many.submit(client.get, "/sparql", params={"query": HOSTILE["long path"]}) for _ in range(10)]
            assert client.get("/healthz").status_code == 200
            assert client.get("/api/questions/legal-bases", params={"document": "1703/QĐ-TTg"}).status_code == 200
        assert {one.result().status_code for one in asked} == {503}
        busy = [one.result() for one in asked if "limit" not in one.result().json()]
        assert all(int(one.headers["retry-after"]) > 0 for one in busy)
        answered(client)
    assert children() <= before


def test_a_client_that_leaves_ends_its_query(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for client in served(store, monkeypatch, CANCU_QUERY_SECONDS="600", CANCU_QUERY_AT_ONCE="1"):
        answered(client)
        with pytest.raises(httpx.TimeoutException):
            client.get("/sparql", params={"query": HOSTILE["long path"]}, timeout=0.5)
        # There is one place only: it is free again.
        assert client.get("/sparql", params={"query": COUNT.replace("?n", "?m")}, timeout=60).status_code == 200
        with client.stream("GET", "/sparql", params={"query": PAIRS}) as stream:
            next(stream.iter_raw())
        assert client.get("/sparql", params={"query": COUNT.replace("?n", "?k")}, timeout=60).status_code == 200


@pytest.mark.parametrize(
    ("accept", "query"),
    [
        ("application/sparql-results+json", PAIRS),
        ("application/sparql-results+xml", PAIRS),
        ("text/csv", PAIRS),
        ("text/tab-separated-values", PAIRS),
        ("text/turtle", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("application/n-triples", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("application/rdf+xml", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("application/ld+json", "CONSTRUCT WHERE { ?s ?p ?o }"),
    ],
)
def test_a_short_answer_that_was_cut_says_so_in_its_header(short: httpx.Client, accept: str, query: str) -> None:
    answer = short.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["cancu-truncated"] == "rows=2"
    assert "etag" not in answer.headers
    whole = short.get("/sparql", params={"query": f"{query} LIMIT 2"}, headers={"Accept": accept})
    assert "cancu-truncated" not in whole.headers


def test_two_rows_of_more_are_two_rows(short: httpx.Client) -> None:
    as_json = short.get("/sparql", params={"query": PAIRS}).json()
    assert len(as_json["results"]["bindings"]) == 2
    assert as_json["truncated"] == {"limit": "rows", "most": 2, "setting": "CANCU_QUERY_ROWS"}
    as_csv = short.get("/sparql", params={"query": PAIRS}, headers={"Accept": "text/csv"})
    assert len(list(csv.reader(io.StringIO(as_csv.text)))) == 3
    turtle = short.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"})
    assert len(list(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))) == 2


def test_a_long_answer_that_was_cut_says_so_at_its_end_or_breaks_off(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for client in served(store, monkeypatch, CANCU_QUERY_ROWS="40000"):
        answer = client.get("/sparql", params={"query": PAIRS})
        assert "cancu-truncated" not in answer.headers
        assert len(answer.json()["results"]["bindings"]) == 40_000
        assert answer.json()["truncated"]["limit"] == "rows"
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/sparql", params={"query": PAIRS}, headers={"Accept": "text/csv"})


def test_a_new_generation_gives_new_answers_under_a_new_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "store", "000")
    for client in served(tmp_path / "store", monkeypatch):
        old = client.get("/sparql", params={"query": COUNT})
        with Store.open(tmp_path / "store", writable=True) as store:
            store.put(gold_reading("002"))
            store.publish()
        new = client.get("/sparql", params={"query": COUNT}, headers={"If-None-Match": old.headers["etag"]})
        assert new.status_code == 200
        assert new.json() != old.json()


def test_the_page_shows_the_first_rows_and_says_that_there_are_more(short: httpx.Client) -> None:
    shown = short.get("/sparql", params={"query": PAIRS}, headers={"Accept": "text/html"})
    assert shown.text.count("<tr>") <= 4
    assert "2 dòng đầu" in shown.text


def test_a_wrong_setting_is_told_at_the_start(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_QUERY_SECONDS", "soon")
    with pytest.raises(WrongUse, match="CANCU_QUERY_SECONDS"):
        create_app(store)
