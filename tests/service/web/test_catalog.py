"""The data set as VoID and DCAT-AP describe it, and the map of the site for search engines."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx
import pytest
from rdflib import Graph, Literal, Namespace, URIRef

from ontology.namespaces import BASE, CANCU, DCTERMS, FOAF, RDF, data
from service.web.linked.dataset import is_dataset

DCAT = Namespace("http://www.w3.org/ns/dcat#")
VOID = Namespace("http://rdfs.org/ns/void#")
DATASET = data("dataset")
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.distribution, DCAT.theme, DCAT.keyword),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.format, DCAT.mediaType),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL, DCAT.servesDataset),
    FOAF.Agent: (FOAF.name,),
}
"""What DCAT-AP 3 asks of each class (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), and what we add always."""
KINDS = {
    DCTERMS.publisher: FOAF.Agent,
    DCAT.distribution: DCAT.Distribution,
    DCAT.dataset: DCAT.Dataset,
    DCAT.service: DCAT.DataService,
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.format: DCTERMS.MediaTypeOrExtent,
    DCAT.mediaType: DCTERMS.MediaType,
    DCTERMS.spatial: DCTERMS.Location,
    DCTERMS.accrualPeriodicity: DCTERMS.Frequency,
    DCTERMS.conformsTo: DCTERMS.Standard,
}
"""Of which class the profile wants the values to be."""
SITEMAP = Namespace("http://www.sitemaps.org/schemas/sitemap/0.9")


def read(client: httpx.Client, address: str) -> Graph:
    answer = client.get(address, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format="turtle")


def counted(client: httpx.Client, query: str) -> int:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    return int(answer.text.split()[1])


def test_void_counts_what_is_in_the_graph(client: httpx.Client) -> None:
    void = read(client, "/.well-known/void")
    triples = counted(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert void.value(DATASET, VOID.triples) == Literal(triples)
    tasks = next(
        part for part in void.objects(DATASET, VOID.classPartition) if (part, VOID["class"], CANCU.Task) in void
    )
    assert void.value(tasks, VOID.entities) == Literal(counted(client, "SELECT (COUNT(*) AS ?n) { ?t a cancu:Task }"))
    leads = next(
        part
        for part in void.objects(DATASET, VOID.propertyPartition)
        if (part, VOID.property, CANCU.leadAgency) in void
    )
    assert void.value(leads, VOID.triples) == Literal(
        counted(client, "SELECT (COUNT(*) AS ?n) { ?t cancu:leadAgency ?a }")
    )
    assert void.value(DATASET, VOID.uriSpace) == Literal(BASE)


def test_the_examples_of_void_can_be_looked_at(client: httpx.Client) -> None:
    examples = list(read(client, "/.well-known/void").objects(DATASET, VOID.exampleResource))
    assert examples
    for example in examples:
        answer = client.get(str(example).replace(BASE, "/id/"), headers={"Accept": "text/turtle"})
        assert answer.status_code == 303


def test_void_says_where_the_data_lead(client: httpx.Client) -> None:
    void = read(client, "/.well-known/void")
    linksets = list(void.objects(DATASET, VOID.subset))
    assert linksets
    for linkset in linksets:
        assert (linkset, RDF.type, VOID.Linkset) in void
        assert void.value(linkset, VOID.subjectsTarget) == DATASET
        assert void.value(linkset, VOID.objectsTarget)


def test_dcat_says_what_the_profile_asks(client: httpx.Client) -> None:
    dcat = read(client, "/dcat")
    for kind, wanted in MANDATORY.items():
        nodes = list(dcat.subjects(RDF.type, kind))
        assert nodes, kind
        for node in nodes:
            assert not [name for name in wanted if dcat.value(node, name, any=True) is None], node
    for name, kind in KINDS.items():
        values = list(dcat.objects(None, name))
        assert values, name
        assert all((value, RDF.type, kind) in dcat for value in values), name


def test_what_dcat_offers_is_there(client: httpx.Client, address: str) -> None:
    dcat = read(client, "/dcat")
    (endpoint,) = dcat.objects(None, DCAT.endpointURL)
    assert endpoint == URIRef(f"{address}/sparql")
    assert client.get(str(endpoint), params={"query": "ASK {}"}).status_code == 200
    downloads = list(dcat.objects(None, DCAT.downloadURL))
    assert len(downloads) == len(set(downloads)) == len(list(dcat.subjects(RDF.type, DCAT.Distribution)))
    for download in downloads:
        with client.stream("GET", str(download)) as answer:
            assert answer.status_code == 200
            kind = next(dcat.objects(next(dcat.subjects(DCAT.downloadURL, download)), DCAT.mediaType))
            assert str(kind).endswith(answer.headers["content-type"].partition(";")[0])


def test_without_a_setting_no_licence_is_claimed(client: httpx.Client) -> None:
    dcat = read(client, "/dcat")
    assert not list(dcat.objects(None, DCTERMS.license))
    assert list(dcat.objects(None, DCTERMS.rights))


def test_publisher_and_licence_are_settings(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_PUBLISHER", "Văn phòng UBND tỉnh Bình Dương")
    monkeypatch.setenv("CANCU_LICENCE", "https://creativecommons.org/licenses/by/4.0/")
    dcat = read(client, "/dcat")
    assert (None, FOAF.name, Literal("Văn phòng UBND tỉnh Bình Dương")) in dcat
    assert set(dcat.objects(None, DCTERMS.license)) == {URIRef("https://creativecommons.org/licenses/by/4.0/")}
    assert not list(dcat.objects(None, DCTERMS.rights))


def test_every_iri_of_the_descriptions_leads_somewhere(client: httpx.Client) -> None:
    found = read(client, "/dcat") + read(client, "/.well-known/void")
    ours = {
        str(term) for triple in found for term in triple if isinstance(term, URIRef) and term.startswith(str(DATASET))
    }
    assert len(ours) > 20
    for iri in sorted(ours):
        assert is_dataset(iri.removeprefix(BASE))
    for iri in (str(DATASET), f"{DATASET}/sparql", f"{DATASET}/class/cancu-Task", f"{BASE}graph/dataset"):
        for accept in ("text/turtle", "text/html"):
            answer = client.get(iri.replace(BASE, "/id/"), headers={"Accept": accept}, follow_redirects=True)
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(accept)


def test_a_browser_gets_the_catalogue_as_a_page(client: httpx.Client) -> None:
    page = client.get("/dcat", headers={"Accept": "text/html"})
    assert "Văn bản hành chính Việt Nam" in page.text
    assert 'href="http' in page.text


def test_the_site_map_has_every_act_and_when_it_was_read(client: httpx.Client, address: str) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").text)
    parts = [element.text or "" for element in index.iter(f"{{{SITEMAP}}}loc")]
    assert parts == [f"{address}/sitemap/1.xml"]
    pages = {
        element.findtext(f"{{{SITEMAP}}}loc"): element.findtext(f"{{{SITEMAP}}}lastmod")
        for element in ElementTree.fromstring(client.get(parts[0]).text)
    }
    assert pages[f"{address}/doc/ttg/2024/1703-qd-ttg"] == "2026-11-20T08:00:00Z"
    assert pages[f"{address}/doc/tw/2024/38-ct-tw"] is None
    assert f"{address}/agency/binh-duong/so-khoa-hoc-va-cong-nghe" in pages
    assert len([page for page in pages if page and "/doc/" in page and "/group/" not in page]) == counted(
        client, "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a cancu:Document }"
    )
    assert client.get("/sitemap/2.xml").status_code == 404


def test_robots_are_told_of_the_site_map(client: httpx.Client, address: str) -> None:
    text = client.get("/robots.txt").text
    assert f"Sitemap: {address}/sitemap.xml" in text
    assert "Disallow: /sparql" in text
