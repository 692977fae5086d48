"""The data's own IRIs: where they lead, and the data behind them."""

from __future__ import annotations

import re

import httpx
import pyoxigraph as ox
import pytest

from ontology.namespaces import ELI, data, graph
from service.web.linked.descriptions import HYDRA, OF_DATA

ACT = "doc/ttg/2024/1703-qd-ttg"
AGENCY = "agency/binh-duong/so-khoa-hoc-va-cong-nghe"
DIRECTIVE = "doc/tw/2024/38-ct-tw"
FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def told(client: httpx.Client, address: str) -> set[ox.Triple]:
    """The statements at an address, whichever form its path ends in."""
    form = FORMS[address.partition("?")[0].rpartition(".")[2]]
    answer = client.get(address)
    assert answer.status_code == 200, address
    return {quad.triple for quad in ox.parse(answer.content, format=form)}


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html,application/xml;q=0.9,*/*;q=0.8", f"/{ACT}"),
        ("text/turtle", f"/data/{ACT}.ttl"),
        ("application/n-triples", f"/data/{ACT}.nt"),
        ("application/ld+json, text/turtle;q=0.9", f"/data/{ACT}.jsonld"),
        ("application/rdf+xml", f"/data/{ACT}.rdf"),
    ],
)
def test_an_iri_leads_to_the_page_or_to_the_data(client: httpx.Client, accept: str, target: str) -> None:
    answer = client.get(f"/id/{ACT}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    assert "accept" in answer.headers["vary"].lower()
    assert client.get(target, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        (f"/id/{ACT}.ttl", f"/data/{ACT}.ttl"),
        (f"/id/{ACT}.jsonld", f"/data/{ACT}.jsonld"),
        (f"/id/{ACT}/task/II.3.rdf", f"/data/{ACT}/task/II.3.rdf"),
        (f"/id/{ACT}.html", f"/{ACT}"),
    ],
)
def test_a_form_at_the_end_of_an_iri_is_that_form_whatever_is_accepted(
    client: httpx.Client, asked: str, target: str
) -> None:
    for accept in ("text/html", "application/n-triples", "image/png"):
        answer = client.get(asked, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, target)


def test_a_dot_in_a_path_is_no_form(client: httpx.Client) -> None:
    answer = client.get(f"/id/{ACT}/task/II.3", headers={"Accept": "text/turtle"})
    assert answer.headers["location"] == f"/data/{ACT}/task/II.3.ttl"
    task = ox.NamedNode(str(data(f"{ACT}/task/II.3")))
    assert any(triple.subject == task for triple in told(client, answer.headers["location"]))


def test_a_task_leads_to_its_place_on_the_acts_page(client: httpx.Client) -> None:
    answer = client.get(f"/id/{ACT}/task/I.1", headers={"Accept": "text/html"})
    assert answer.headers["location"] == f"/{ACT}#task/I.1"
    assert 'id="task/I.1"' in client.get(f"/{ACT}").text


def test_who_leads_a_task_has_a_page_of_its_own(client: httpx.Client) -> None:
    leads = [
        triple.subject.value
        for triple in told(client, f"/data/{ACT}.nt")
        if isinstance(triple.subject, ox.NamedNode) and "/task/I.1/lead/" in triple.subject.value
    ]
    answer = client.get(leads[0].replace(str(data("")), "/id/"), headers={"Accept": "text/html"})
    assert "#" not in answer.headers["location"]
    page = client.get(answer.headers["location"])
    assert "Quyết định 1703/QĐ-TTg" in page.text
    assert f'href="/{ACT}#task/I.1"' in page.text


def test_the_data_of_an_act_is_its_whole_graph(client: httpx.Client) -> None:
    read = {extension: told(client, f"/data/{ACT}.{extension}") for extension in FORMS}
    number = ox.Triple(ox.NamedNode(str(data(ACT))), ox.NamedNode(str(ELI.number)), ox.Literal("1703/QĐ-TTg"))
    assert number in read["nt"]
    assert any(triple.subject == ox.NamedNode(str(data(f"{ACT}/task/I.1"))) for triple in read["nt"])
    assert any(triple.subject == ox.NamedNode(str(graph(ACT))) for triple in read["nt"])
    assert all(triples == read["nt"] for triples in read.values())


def test_the_data_of_an_act_says_which_acts_rest_on_it(client: httpx.Client) -> None:
    based = {
        triple.subject
        for triple in told(client, f"/data/{DIRECTIVE}.ttl")
        if triple.predicate.value == str(ELI.cites) and triple.object == ox.NamedNode(str(data(DIRECTIVE)))
    }
    assert ox.NamedNode(str(data(ACT))) in based


def test_the_data_of_an_agency_is_what_is_said_of_it_and_what_points_to_it(client: httpx.Client) -> None:
    agency = ox.NamedNode(str(data(AGENCY)))
    found = told(client, f"/data/{AGENCY}.nt")
    assert all(agency in (triple.subject, triple.object) for triple in found)
    assert any("Sở Khoa học và Công nghệ tỉnh Bình Dương" in str(triple.object) for triple in found)
    assert any(triple.predicate.value.endswith("#leadAgency") for triple in found)


def test_a_long_description_comes_in_pages_that_say_so_and_lack_nothing(client: httpx.Client) -> None:
    address: str | None = "/data/graph/bodies.nt"
    found: set[ox.Triple] = set()
    number = 0
    while address:
        number += 1
        answer = client.get(address)
        page = {quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)}
        view = ox.NamedNode(f"{graph('bodies')}?page={number}")
        about_page = {triple for triple in page if triple.subject == view}
        kinds = {triple.object.value for triple in about_page if isinstance(triple.object, ox.NamedNode)}
        assert f"{HYDRA}PartialCollectionView" in kinds
        assert len(page) - len(about_page) <= OF_DATA.own
        found |= page - about_page
        following = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
        address = following[1] if following else None
    assert number > 1
    count = client.get(
        "/sparql",
        params={"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph('bodies')}> {{ ?s ?p ?o }} }}"},
        headers={"Accept": "text/csv"},
    )
    assert len(found) == int(count.text.split()[1])
    assert client.get(f"/data/graph/bodies.nt?page={number + 1}").status_code == 404


def test_the_iri_of_a_page_leads_to_that_page(client: httpx.Client) -> None:
    for accept, target in (("text/turtle", "/data/graph/bodies.ttl?page=2"), ("text/html", "/graph/bodies?page=2")):
        answer = client.get("/id/graph/bodies?page=2", headers={"Accept": accept})
        assert answer.headers["location"] == target
    assert "Trang 2 trên" in client.get("/graph/bodies?page=2").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_that_is_no_number_is_refused_plainly(client: httpx.Client, page: str) -> None:
    assert client.get(f"/data/{ACT}.ttl", params={"page": page}).status_code == 400


def test_a_client_that_has_the_data_is_told_so(client: httpx.Client) -> None:
    first = client.get(f"/data/{ACT}.ttl")
    again = client.get(f"/data/{ACT}.ttl", headers={"If-None-Match": f'W/"old", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/data/{ACT}.ttl", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get("/data/doc/x.ttl", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize("path", ["/id/doc/ttg/2024/9999-qd-ttg", "/data/doc/ttg/2024/9999-qd-ttg.ttl", "/id/a b<c>"])
def test_an_unknown_iri_is_told_plainly(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert client.get(path).json()["status"] == 404


def test_a_form_that_cannot_be_given_is_refused(client: httpx.Client) -> None:
    assert client.get(f"/id/{ACT}", headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"/data/{ACT}.docx").status_code == 404
