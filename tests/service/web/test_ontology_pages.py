"""/ontology: the page with each term, its pictures, its examples and queries; the ontology as RDF by Accept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from lxml import html
from playwright.sync_api import Browser
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import CANCU, OWL, RDF, SKOS, path_of
from ontology.vocabulary import concepts_graph, ontology_graph
from service.web.views.ontology import terms
from service.web.views.ontology_picture import themes
from tests.service.web.axe import violations

HTML = {"Accept": "text/html"}
FORMS = [
    ("text/turtle", "ttl", RdfFormat.TURTLE),
    ("application/n-triples", "nt", RdfFormat.N_TRIPLES),
    ("application/ld+json", "jsonld", RdfFormat.JSON_LD),
    ("application/rdf+xml", "rdf", RdfFormat.RDF_XML),
]


@pytest.fixture
def page(client: httpx.Client) -> html.HtmlElement:
    answer = client.get("/ontology", headers=HTML)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def declared() -> list[str]:
    """The names of all classes and properties that cancu.ttl declares."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    graph = ontology_graph()
    return sorted(
        str(iri).removeprefix(str(CANCU))
        for kind in kinds
        for iri in graph.subjects(RDF.type, kind)
        if str(iri).startswith(str(CANCU))
    )


@pytest.mark.parametrize(("media_type", "extension", "rdf"), FORMS)
def test_the_ontology_comes_in_each_form_by_accept_and_by_extension(
    client: httpx.Client, media_type: str, extension: str, rdf: RdfFormat
) -> None:
    asked = client.get("/ontology", headers={"Accept": media_type})
    named = client.get(f"/ontology.{extension}")
    assert asked.headers["content-type"].split(";")[0] == named.headers["content-type"].split(";")[0] == media_type
    assert "Accept" in asked.headers["vary"].split(", ")
    assert asked.content == named.content
    triples = {quad.triple for quad in parse(named.content, format=rdf)}
    assert len(triples) == len(ontology_graph())
    kind, task = NamedNode(str(RDF.type)), NamedNode(str(CANCU.Task))
    assert Triple(task, kind, NamedNode(str(OWL.Class))) in triples


def test_a_browser_gets_the_page_and_an_unknown_form_is_refused(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/ontology", headers={"Accept": browser}).headers["content-type"].startswith("text/html")
    refused = client.get("/ontology", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.json()["detail"]
    assert client.get("/ontology.docx").status_code == 404


def test_each_term_stands_at_its_own_name_with_its_words_in_both_languages(page: html.HtmlElement) -> None:
    for name in declared():
        (card,) = page.xpath(f'//article[@id="{name}"]')
        words = " ".join(card.text_content().split())
        for said in (terms()[name].label, terms()[name].comment):
            assert " ".join(said.vi.split()) in words, name
            assert " ".join(said.en.split()) in words, name


def test_ids_on_the_page_are_unique_and_every_link_within_it_leads_somewhere(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//@href") if link.startswith("#")} <= set(ids)


def test_a_term_names_its_domain_range_superclass_and_neighbours(page: html.HtmlElement) -> None:
    def facts(name: str) -> dict[str, str]:
        lines = page.xpath(f'//article[@id="{name}"]//dl/div')
        return {line.xpath("./dt")[0].text_content(): line.xpath("./dd")[0].text_content() for line in lines}

    assert facts("assignee")["Miền xác định"] == "cancu:Assignment"
    assert facts("assignee")["Phạm vi giá trị"] == "cancu:Body"
    assert facts("assignee")["Gần với (từ vựng khác)"] == "http://www.w3.org/ns/odrl/2/assignee"
    assert facts("Task")["Là một loại"] == "cancu:Obligation"
    assert facts("Document")["Là một loại"] == "eli:LegalResource"
    assert "cancu:Office" in facts("Agency")["Không thể đồng thời là"]


def test_a_term_has_an_example_of_this_store(page: html.HtmlElement, client: httpx.Client) -> None:
    links = {
        name: page.xpath(f'//article[@id="{name}"]//dt[text()="Ví dụ"]/following-sibling::dd/a/@href')
        for name in ("Task", "Document", "Obligation", "leadAgency", "role")
    }
    assert all(links.values())
    assert len(links["leadAgency"]) == 2
    for href in {one for some in links.values() for one in some}:
        assert client.get(href, headers=HTML, follow_redirects=True).status_code == 200, href


def queries(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for article in page.xpath('//article[.//p[@class="ask"]]'):
        href = article.xpath('.//p[@class="ask"]/a/@href')[0]
        yield article.get("id"), parse_qs(urlsplit(unescape(href)).query)["query"][0]


def test_each_class_and_property_in_use_has_a_query_that_runs(page: html.HtmlElement, client: httpx.Client) -> None:
    found = dict(queries(page))
    assert set(found) == {name for name, term in terms().items() if not term.reserved}
    asked = [found[term.name] for term in terms().values() if term.kind == "Class" and not term.reserved]
    answers = [client.get("/sparql", params={"query": query}).json()["results"]["bindings"] for query in asked]
    assert sum(map(bool, answers)) > len(answers) / 2
    tasks = client.get("/sparql", params={"query": found["Obligation"]}).json()
    assert tasks["results"]["bindings"], "the query of a class asks for the classes below it too"


def test_every_class_has_its_theme_and_no_theme_names_a_class_that_is_none() -> None:
    classes = {name for name, term in terms().items() if term.kind == "Class"}
    own = [name for theme in themes() for name in theme.own]
    assert sorted(own) == sorted(classes)
    assert {name for theme in themes() for name in theme.classes} <= classes


def test_the_pictures_show_what_the_ontology_says(page: html.HtmlElement) -> None:
    pictures = page.xpath("//figure//*[local-name()='svg']")
    assert len(pictures) == len(themes())
    boxes = {href for picture in pictures for href in picture.xpath(".//*[local-name()='a']/@href")}
    drawn = {name for name, term in terms().items() if term.kind == "Class" and not term.reserved}
    assert {href.removeprefix("#") for href in boxes} == drawn
    words = [text.strip() for picture in pictures for text in picture.xpath(".//*[@class='word']/text()")]
    assert {"có thời hạn", "cơ quan chủ trì", "văn bản viện dẫn", "↻ thực hiện"} <= set(words)
    assert not page.xpath("//@style")


def test_every_concept_stands_under_its_scheme(page: html.HtmlElement) -> None:
    graph = concepts_graph()
    schemes = list(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes
    for scheme in schemes:
        rows = page.xpath(f'//article[@id="scheme-{path_of(str(scheme))}"]//tbody/tr')
        assert len(rows) == len(list(graph.subjects(SKOS.inScheme, scheme)))
    assert "cancu:leadAgency" in page.xpath('//article[@id="scheme-role"]')[0].text_content()


def test_in_english_the_english_words_come_first(client: httpx.Client) -> None:
    text = client.get("/ontology?lang=en", headers=HTML).text
    assert re.search(r'<h3 id="t-Task"><a href="#Task">task</a>', text)
    assert "Diagrams by theme" in text


def test_the_editor_learns_prefixes_classes_and_properties(client: httpx.Client) -> None:
    known = client.get("/ontology/terms.json").json()
    by_iri = {term["iri"]: term for term in known["terms"]}
    assert known["prefixes"]["cancu"] == str(CANCU)
    assert by_iri[str(CANCU.Task)] == {"iri": str(CANCU.Task), "kind": "class", "vi": "nhiệm vụ", "en": "task"}
    assert by_iri["http://data.europa.eu/eli/ontology#based_on"]["kind"] == "property"
    assert len(known["terms"]) == len(by_iri)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    tab = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab.goto(f"{address}/ontology")
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
