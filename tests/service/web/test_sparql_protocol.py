"""What the SPARQL 1.1 Protocol, the Service Description and HTTP ask of /sparql, section by section.

https://www.w3.org/TR/sparql11-protocol/ · https://www.w3.org/TR/sparql11-service-description/ · RFC 9110
"""

from __future__ import annotations

import gzip
from typing import Final
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from ontology.namespaces import graph

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
QUERY: Final = "application/sparql-query"
FORM: Final = "application/x-www-form-urlencoded"
ASK: Final = "ASK { ?task a cancu:Task }"
COUNT: Final = "SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a cancu:Task }"
ACTS: Final = (str(graph("doc/ttg/2024/1703-qd-ttg")), str(graph("doc/binh-duong/2025/1169-qd-ubnd")))
GRAPHS: Final = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def values(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [term["value"] for row in answer.json()["results"]["bindings"] for term in row.values()]


def direct(client: httpx.Client, query: str, address: str = "/sparql") -> httpx.Response:
    return client.post(address, content=query, headers={"Content-Type": QUERY})


# --- 2.1 query operation


def test_2_1_1_query_via_get_with_a_percent_encoded_query(client: httpx.Client) -> None:
    answer = client.get(f"/sparql?query={quote(ASK, safe='')}")
    assert answer.json()["boolean"] is True


def test_2_1_2_query_via_post_of_a_form_and_its_parameters_are_in_the_body_alone(client: httpx.Client) -> None:
    typed = {"Content-Type": f"{FORM}; charset=UTF-8"}
    body = f"query={quote(COUNT, safe='')}&default-graph-uri={quote(ACTS[0], safe='')}"
    assert values(client.post("/sparql?query=nonsense", content=body, headers=typed)) == ["28"]


def test_2_1_3_query_via_post_directly_with_the_data_set_in_the_address(client: httpx.Client) -> None:
    assert direct(client, ASK).json()["boolean"] is True
    assert values(direct(client, COUNT, f"/sparql?default-graph-uri={quote(ACTS[0], safe='')}")) == ["28"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_2_1_no_other_method_asks_a_query(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": ASK})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert answer.headers["content-type"] == "application/problem+json"


def test_2_1_4_the_requests_graphs_make_the_data_set(client: httpx.Client) -> None:
    one, two = ACTS
    whole = values(client.get("/sparql", params={"query": COUNT}))
    both = client.get("/sparql", params={"query": COUNT, "default-graph-uri": [one, two]})
    assert int(values(client.get("/sparql", params={"query": COUNT, "default-graph-uri": one}))[0]) == 28
    assert 28 < int(values(both)[0]) <= int(whole[0])
    named = {"query": GRAPHS, "named-graph-uri": [one, two]}
    assert values(client.get("/sparql", params=named)) == sorted(ACTS)
    full = {"query": GRAPHS, "default-graph-uri": one, "named-graph-uri": two}
    assert values(client.get("/sparql", params=full)) == [two]
    assert values(client.post("/sparql", data=full)) == [two]


def test_2_1_4_the_requests_data_set_goes_before_the_querys_own(client: httpx.Client) -> None:
    query = COUNT.replace("{", "FROM <a:no-such-graph> {", 1)
    assert values(client.get("/sparql", params={"query": query})) == ["0"]
    assert values(client.get("/sparql", params={"query": query, "default-graph-uri": ACTS[0]})) == ["28"]


def test_2_1_4_with_named_graphs_alone_the_default_graph_is_empty(client: httpx.Client) -> None:
    assert values(client.get("/sparql", params={"query": COUNT, "named-graph-uri": ACTS[0]})) == ["0"]
    named = COUNT.replace("{", f"FROM NAMED <{ACTS[0]}> {{", 1)
    assert values(client.get("/sparql", params={"query": named})) == ["0"]


def test_2_1_5_the_form_is_negotiated_and_caches_are_told(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/csv;q=0.9, */*;q=0.1"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert {"Accept", "Accept-Encoding"} <= {part.strip() for part in answer.headers["vary"].split(",")}


@pytest.mark.parametrize("query", ["SELECT ?x WHERE { ?x ", "DESCRIBE", "ASK { ?s ?p }", ""])
def test_2_1_7_a_query_that_is_none_is_the_clients_fault(client: httpx.Client, query: str) -> None:
    for answer in (client.get("/sparql", params={"query": query}), direct(client, query)):
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["line"] >= 1


def test_2_1_7_requests_that_ask_nothing_or_two_things_are_the_clients_fault(client: httpx.Client) -> None:
    two = client.post("/sparql", content=f"query={quote(ASK)}&query={quote(COUNT)}", headers={"Content-Type": FORM})
    assert two.status_code == 400
    assert client.post("/sparql", content="query=", headers={"Content-Type": FORM}).status_code == 400
    assert client.post("/sparql", content=ASK, headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", content=ASK).status_code == 415
    utf16 = {"Content-Type": f"{QUERY}; charset=UTF-16"}
    assert client.post("/sparql", content=ASK.encode("utf-16"), headers=utf16).status_code == 415


def test_2_2_updates_are_off(client: httpx.Client) -> None:
    update = "CLEAR ALL"
    typed = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content=update, headers=typed).status_code == 403
    assert client.post("/sparql", data={"update": update, "using-graph-uri": ACTS[0]}).status_code == 403
    assert client.get("/sparql", params={"update": update}).status_code == 403
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


# --- Service Description


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-triples, text/turtle;q=0.4", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_sd_2_the_bare_address_describes_the_service(client: httpx.Client, accept: str, form: ox.RdfFormat) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    told = {(q.subject, q.predicate.value, q.object) for q in ox.parse(answer.content, format=form)}
    here = ox.NamedNode(f"{client.base_url}/sparql".replace("//sparql", "/sparql"))
    assert (here, f"{SD}endpoint", here) in told
    assert (here, f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Query")) in told
    assert (here, f"{SD}feature", ox.NamedNode(f"{SD}UnionDefaultGraph")) in told
    formats = {o for s, p, o in told if p == f"{SD}resultFormat"}
    assert ox.NamedNode("http://www.w3.org/ns/formats/SPARQL_Results_JSON") in formats
    assert len(formats) == 8
    assert any("20 seconds" in str(o) for s, p, o in told if p.endswith("description"))


def test_a_description_in_a_form_of_results_is_refused(client: httpx.Client) -> None:
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


# --- RFC 9110


def test_head_has_the_headers_of_get_and_options_tells_the_methods(client: httpx.Client) -> None:
    params = {"query": COUNT}
    got, head = client.get("/sparql", params=params), client.head("/sparql", params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in ("etag", "content-type")] == [
        got.headers[name] for name in ("etag", "content-type")
    ]
    options = client.options("/sparql")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


def test_scripts_of_all_sites_may_ask_and_read(client: httpx.Client) -> None:
    there = {"Origin": "https://example.org"}
    for answer in (
        client.get("/sparql", params={"query": ASK}, headers=there),
        client.get("/sparql", params={"query": "nonsense"}, headers=there),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"
    asked = {**there, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = client.options("/sparql", headers=asked)
    assert preflight.status_code in (200, 204)
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_a_client_that_has_the_answer_of_this_data_gets_304(client: httpx.Client) -> None:
    params = {"query": COUNT}
    tag = client.get("/sparql", params=params).headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = client.get("/sparql", params=params, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/sparql", params=params, headers={"If-None-Match": '"other"'}).status_code == 200
    as_csv = {"If-None-Match": tag, "Accept": "text/csv"}
    assert client.get("/sparql", params=params, headers=as_csv).status_code == 200
    assert client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("function", ["RAND()", "now ()", "STRUUID()"])
def test_a_query_that_asks_for_chance_or_the_time_is_asked_anew(client: httpx.Client, function: str) -> None:
    params = {"query": f"SELECT ({function} AS ?x) {{}}"}
    one, two = client.get("/sparql", params=params), client.get("/sparql", params=params)
    assert "etag" not in one.headers
    assert values(one) != values(two)


def test_who_takes_gzip_gets_it(client: httpx.Client) -> None:
    params = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"}
    plain = client.get("/sparql", params=params, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/sparql", params=params, headers={"Accept-Encoding": "br;q=1, gzip;q=0.5"}) as packed:
        raw = b"".join(packed.iter_raw())
        assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2
    refused = client.get("/sparql", params=params, headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_a_long_answer_comes_piece_by_piece_and_packed_too(client: httpx.Client) -> None:
    params = {"query": "SELECT * { ?s ?p ?o }"}
    with client.stream("GET", "/sparql", params=params, headers={"Accept-Encoding": "identity"}) as plain:
        assert plain.headers["transfer-encoding"] == "chunked"
        pieces = list(plain.iter_raw())
    assert len(pieces) > 3
    packed = client.get("/sparql", params=params, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == b"".join(pieces)
    assert "truncated" not in packed.json()
