"""The SPARQL 1.1 Protocol at /sparql, as a client meets it."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest

from ontology.namespaces import data, graph
from service.web.sparql.querytext import MAX_QUERY, asks_other_servers, is_update

COUNT = "SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a cancu:Task }"
NUMBER = f"SELECT ?number {{ <{data('doc/ttg/2024/1703-qd-ttg')}> eli:number ?number }}"
DESCRIBE = f"DESCRIBE <{data('doc/ttg/2024/1703-qd-ttg')}>"
BELOW_38 = (
    f"SELECT ?number {{ ?act (eli:based_on|cancu:implements)+ <{data('doc/tw/2024/38-ct-tw')}> ; eli:number ?number }}"
)


def values(answer: httpx.Response, name: str) -> list[str]:
    return [row[name]["value"] for row in answer.json()["results"]["bindings"]]


def test_a_query_is_answered_by_get_by_form_and_by_body(client: httpx.Client) -> None:
    answers = [
        client.get("/sparql", params={"query": COUNT}),
        client.post("/sparql", data={"query": COUNT}),
        client.post("/sparql", content=COUNT, headers={"Content-Type": "application/sparql-query"}),
        client.post("/sparql", content=COUNT, headers={"Content-Type": "Application/SPARQL-query; charset=utf-8"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.headers["content-type"] for answer in answers} == {"application/sparql-results+json"}
    assert [values(answer, "n") for answer in answers] == [["80"]] * 4


def test_the_acts_below_directive_38_are_found_over_all_graphs(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": BELOW_38})
    assert {"1703/QĐ-TTg", "1169/QĐ-UBND"} <= set(values(answer, "number"))


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
    ],
)
@pytest.mark.parametrize(("query", "told"), [(NUMBER, "1703/QĐ-TTg"), ("ASK { ?task a cancu:Task }", "true")])
def test_rows_and_truth_come_in_the_form_that_accept_asks_for(
    client: httpx.Client, accept: str, given: str, query: str, told: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"] == given
    assert told in answer.text
    if given.endswith("json"):
        json.loads(answer.text)
    if given.endswith("xml"):
        ElementTree.fromstring(answer.content)


@pytest.mark.parametrize(
    ("accept", "given", "form"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize("query", [DESCRIBE, DESCRIBE.replace("DESCRIBE", "CONSTRUCT WHERE {") + " ?p ?o }"])
def test_graphs_come_in_the_form_that_accept_asks_for(
    client: httpx.Client, accept: str, given: str, form: ox.RdfFormat, query: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"] == given
    read = {quad.triple for quad in ox.parse(answer.content, format=form)}
    told = client.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    assert read == {quad.triple for quad in ox.parse(told.content, format=ox.RdfFormat.N_TRIPLES)}
    assert len(read) > 5


def test_a_form_that_cannot_be_given_is_refused(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/turtle"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_from_and_the_requests_data_set_narrow_the_graphs(client: httpx.Client) -> None:
    own = str(graph("doc/ttg/2024/1703-qd-ttg"))
    narrowed = COUNT.replace("{ ?task", f"FROM <{own}> {{ ?task")
    assert values(client.get("/sparql", params={"query": narrowed}), "n") == ["28"]
    given = {"query": COUNT, "default-graph-uri": own}
    assert values(client.get("/sparql", params=given), "n") == ["28"]
    assert values(client.post("/sparql", data=given), "n") == ["28"]
    address = f"/sparql?{urlencode({'default-graph-uri': own})}"
    direct = client.post(address, content=COUNT, headers={"Content-Type": "application/sparql-query"})
    assert values(direct, "n") == ["28"]
    named = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": own}
    assert values(client.get("/sparql", params=named), "g") == [own]


def test_a_syntax_error_is_told_with_line_and_column(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?task\nWHERE { ?task a cancu:Task"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 27)
    assert "line 2, column 27" in problem["detail"]


def test_a_request_without_a_query_or_with_two_is_told_so(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"quest": COUNT}).status_code == 400
    assert client.get("/sparql", params={"query": [COUNT, COUNT]}).status_code == 400
    assert client.post("/sparql", content=COUNT, headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", data={"query": COUNT + " " * MAX_QUERY}).status_code == 413
    assert client.post("/sparql", data={"query": "é" * MAX_QUERY}).status_code == 413
    broken = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"SELECT \xff", headers=broken).status_code == 400
    assert client.get("/sparql", params={"query": COUNT, "default-graph-uri": "no iri"}).status_code == 400


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "# so\nPREFIX a: <a:> CLEAR ALL"])
def test_an_update_is_refused_and_changes_nothing(client: httpx.Client, update: str) -> None:
    before = client.get("/healthz").json()
    typed = {"Content-Type": "application/sparql-update"}
    answers = [
        client.get("/sparql", params={"query": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", content=update, headers=typed),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert "cancu load" in answers[0].json()["detail"]
    assert client.get("/healthz").json() == before
    assert values(client.get("/sparql", params={"query": COUNT}), "n") == ["80"]


@pytest.fixture
def other_server() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who calls."""
    calls: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing on the test's output."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", calls
        server.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . service silent <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<%s>{ ?s ?p ?o } }",
        "SELECT * { ?s a ?o.SERVICE#\r<%s>\n{ ?s ?p ?o } }",
        "PREFIX o: <%s> SELECT * { OPTIONAL{}SERVICE o: { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <%s> } SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b#>'''\n) SERVICE <%s> { ?s ?p ?o } } #'''",
    ],
)
def test_no_query_makes_the_service_ask_another_server(
    client: httpx.Client, other_server: tuple[str, list[str]], query: str
) -> None:
    address, calls = other_server
    answer = client.get("/sparql", params={"query": query.replace("%s", address)})
    assert (answer.status_code, calls) == (403, [])
    assert "SERVICE" in answer.json()["title"]


def test_the_word_service_elsewhere_does_no_harm(client: httpx.Client) -> None:
    query = "PREFIX ex: <a:> SELECT ?service { ?service ex:service ?x FILTER(CONTAINS(?x, 'service { # }')) }"
    assert not asks_other_servers(query)
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_words_in_strings_names_and_comments_make_no_update() -> None:
    assert not is_update("# insert\nPREFIX delete: <a:insert> BASE <a:drop> SELECT ?insert { ?s delete:x 'clear' }")
    assert is_update("BASE <a:select> DELETE WHERE { ?s ?p ?o }")


def test_a_browser_gets_a_form_its_answer_and_what_is_wrong(client: httpx.Client) -> None:
    browser = {"Accept": "text/html,*/*;q=0.8"}
    form = client.get("/sparql", headers=browser)
    assert form.headers["content-type"].startswith("text/html")
    assert "<textarea" in form.text
    answered = client.get("/sparql", params={"query": NUMBER}, headers=browser)
    assert ">1703/QĐ-TTg</div></td>" in answered.text
    wrong = client.get("/sparql", params={"query": "SELECT <b>bold</b>"}, headers=browser)
    assert wrong.status_code == 400
    assert "dòng 1" in wrong.text
    assert "<b>bold" not in wrong.text
