"""The data's own IRIs: where they lead, and the data behind them."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from ontology.namespaces import ELI, data, graph

ACT = "doc/ttg/2024/1703-qd-ttg"
AGENCY = "agency/binh-duong/so-khoa-hoc-va-cong-nghe"


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
    assert answer.headers["vary"] == "Accept"
    assert client.get(target, headers={"Accept": accept}).status_code == 200


def test_a_task_leads_to_its_place_on_the_acts_page(client: httpx.Client) -> None:
    answer = client.get(f"/id/{ACT}/task/I.1", headers={"Accept": "text/html"})
    assert answer.headers["location"] == f"/{ACT}#task/I.1"
    assert 'id="task/I.1"' in client.get(f"/{ACT}").text


def test_the_data_of_an_act_is_its_whole_graph(client: httpx.Client) -> None:
    forms = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdf": ox.RdfFormat.RDF_XML,
    }
    read = {
        extension: {quad.triple for quad in ox.parse(client.get(f"/data/{ACT}.{extension}").content, format=form)}
        for extension, form in forms.items()
    }
    number = ox.Triple(ox.NamedNode(str(data(ACT))), ox.NamedNode(str(ELI.number)), ox.Literal("1703/QĐ-TTg"))
    assert number in read["nt"]
    assert any(triple.subject == ox.NamedNode(str(data(f"{ACT}/task/I.1"))) for triple in read["nt"])
    assert any(triple.subject == ox.NamedNode(str(graph(ACT))) for triple in read["nt"])
    assert all(triples == read["nt"] for triples in read.values())


def test_the_data_of_an_agency_is_what_is_said_of_it(client: httpx.Client) -> None:
    told = list(ox.parse(client.get(f"/data/{AGENCY}.nt").content, format=ox.RdfFormat.N_TRIPLES))
    assert {quad.subject for quad in told} == {ox.NamedNode(str(data(AGENCY)))}
    assert any("Sở Khoa học và Công nghệ tỉnh Bình Dương" in str(quad.object) for quad in told)


@pytest.mark.parametrize("path", ["/id/doc/ttg/2024/9999-qd-ttg", "/data/doc/ttg/2024/9999-qd-ttg.ttl", "/id/a b<c>"])
def test_an_unknown_iri_is_told_plainly(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert client.get(path).json()["status"] == 404


def test_a_form_that_cannot_be_given_is_refused(client: httpx.Client) -> None:
    assert client.get(f"/id/{ACT}", headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"/data/{ACT}.docx").status_code == 404
