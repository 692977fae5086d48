"""Linked data as a whole: every IRI leads somewhere; JSON-LD says what the other forms say; search engines are told."""

from __future__ import annotations

import csv
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import httpx
import pyoxigraph as ox
import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology.namespaces import BASE, CANCU, ELI, ONTOLOGY_IRI, PROV, RDF, SKOS, data
from service.web.language import po_files
from service.web.linked.context import context, definitions
from service.web.linked.jsonld import as_json_ld
from service.web.views.nodes import NAMES, term_name

ACT: Final = "doc/ttg/2024/1703-qd-ttg"
HOST: Final = str(ONTOLOGY_IRI).removesuffix("/ontology")
AT_ONCE: Final = 4
PATIENCE: Final = 60


# --- every IRI leads somewhere ---


def exported(client: httpx.Client) -> set[str]:
    """Every IRI of ours in an export of the store: things, graphs, words of the ontology, rules."""
    query = "CONSTRUCT { ?s ?p ?o . ?g a ?g } { GRAPH ?g { ?s ?p ?o } }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"}, timeout=60)
    terms = (
        term
        for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
        for term in (quad.subject, quad.predicate, quad.object)
    )
    return {term.value for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith((BASE, HOST))}


def place(iri: str) -> str:
    """Where an IRI of ours is asked for on the host of the tests."""
    path = iri.removeprefix(BASE)
    return f"/id/{path}" if path != iri else iri.removeprefix(HOST).partition("#")[0]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_every_iri_of_an_export_leads_to_data_and_to_a_page(client: httpx.Client, accept: str) -> None:
    """Of the reference data every tenth thing, of the acts all; each page that several lead to is asked for once."""
    headers = {"Accept": accept}
    iris = sorted(exported(client))
    inside = [iri for iri in iris if not iri.startswith((f"{BASE}agency/", f"{BASE}unit/", f"{BASE}group/"))]
    assert len(inside) > 1000
    chosen = {place(iri) for iri in (*inside, *(iri for iri in iris[::10] if iri.startswith(BASE)))}

    def led(path: str) -> tuple[str, str]:
        answer = client.get(path, headers=headers, timeout=PATIENCE)
        if answer.status_code == 303:
            return path, answer.headers["location"].partition("#")[0]
        assert answer.status_code == 200, path
        return path, path

    with ThreadPoolExecutor(AT_ONCE) as pool:
        targets = {target for _, target in pool.map(led, sorted(chosen))}
        answers = pool.map(lambda target: client.get(target, headers=headers, timeout=PATIENCE), sorted(targets))
        wrong = [
            (str(answer.url), answer.status_code)
            for answer in answers
            if answer.status_code != 200 or not answer.headers["content-type"].startswith(accept)
        ]
    assert not wrong


def test_a_concept_says_what_uses_it(client: httpx.Client) -> None:
    page = client.get("/role/lead").text
    assert "Được nhắc tới ở" in page
    assert "1 · " not in page
    assert f'href="/{ACT}/task/' in page


def test_a_page_of_a_thing_names_the_graph_and_the_file_that_say_so(client: httpx.Client) -> None:
    subdivision = next(iri for iri in exported(client) if iri.startswith(str(data(f"{ACT}/text/"))))
    page = client.get(subdivision.replace(BASE, "/")).text
    assert f'href="/graph/{ACT}"' in page
    assert f'href="/{ACT}/expr/vi/file/' in page


def test_the_properties_of_the_data_have_names_in_both_languages(client: httpx.Client) -> None:
    page = client.get("/type/quyet-dinh", headers={"Cookie": "lang=en"}).text
    assert "Main name" in page
    assert "Tên chính" in client.get("/type/quyet-dinh").text
    assert term_name(str(CANCU.leadAgency)) == "cơ quan chủ trì"


def test_every_name_of_a_foreign_term_has_english_words() -> None:
    english = {message.id for file in po_files("en") for message in read_po(file.open("rb")) if message.string}
    with NAMES.open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert len(names) > 50
    assert not names - english


def test_a_rule_that_a_finding_names_is_told_at_its_iri(client: httpx.Client) -> None:
    shapes = {iri for iri in exported(client) if iri.startswith(f"{HOST}/shapes#")}
    assert shapes
    page = client.get("/shapes", headers={"Accept": "text/html"}).text
    assert all(f'id="{iri.partition("#")[2]}"' in page for iri in shapes)
    read = Graph().parse(data=client.get("/shapes.ttl").content, format="turtle")
    assert shapes <= {str(subject) for subject in read.subjects()}


# --- JSON-LD ---


def test_the_context_is_published_and_data_carry_the_part_that_they_use(client: httpx.Client) -> None:
    published = client.get("/context.jsonld")
    assert published.headers["content-type"] == "application/ld+json"
    whole = published.json()["@context"]
    document = client.get(f"/data/{ACT}.jsonld").json()
    assert document["@context"].items() <= whole.items()
    assert document["@context"]["cancu:leadAgency"] == {"@type": "@id"}
    assert "skos:topConceptOf" not in document["@context"]
    act = next(node for node in document["@graph"] if node["@id"] == str(data(ACT)))
    assert act["eli:number"] == "1703/QĐ-TTg"
    assert act["eli:date_document"] == "2024-12-31"
    assert act["cancu:implements"] == str(data("doc/tw/2024/38-ct-tw"))


def test_json_ld_says_what_turtle_says_to_another_reader_too(client: httpx.Client) -> None:
    """rdflib reads JSON-LD by a program of its own."""
    turtle = Graph().parse(data=client.get(f"/data/{ACT}.ttl").content, format="turtle")
    linked = Graph().parse(data=client.get(f"/data/{ACT}.jsonld").content, format="json-ld")
    assert len(turtle) > 1000
    assert isomorphic(turtle, linked)


def test_json_ld_with_the_whole_published_context_is_the_same(client: httpx.Client) -> None:
    document = client.get(f"/data/{ACT}.jsonld").json()
    document["@context"] = client.get("/context.jsonld").json()["@context"]
    read = {quad.triple for quad in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}
    assert read == {
        quad.triple for quad in ox.parse(client.get(f"/data/{ACT}.nt").content, format=ox.RdfFormat.N_TRIPLES)
    }


PROPERTIES: Final = [
    str(term)
    for term in (
        CANCU.leadAgency,
        CANCU.order,
        ELI.date_document,
        ELI.number,
        SKOS.prefLabel,
        PROV.generatedAtTime,
        RDF.type,
    )
]
THINGS: Final = st.sampled_from(
    [f"{BASE}role/lead", str(CANCU.Task), "geo:21.03,105.85", "urn:a:b", "http://x.vn/ấ"]
).map(ox.NamedNode)
KINDS: Final = ["string", "integer", "date", "dateTime", "boolean", "decimal", "gMonthDay", "duration"]
LITERALS: Final = st.one_of(
    st.builds(ox.Literal, st.text(max_size=20)),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), st.text(max_size=20), st.sampled_from(["vi", "en"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")),
        st.sampled_from(["1", "01", "2024-12-31", "true", "--11-15", "2026-11-21T16:25:08Z", "P1Y", "x", ""]),
        st.sampled_from(KINDS),
    ),
)
TRIPLES: Final = st.builds(
    ox.Triple, THINGS, st.sampled_from(PROPERTIES).map(ox.NamedNode), st.one_of(THINGS, LITERALS)
)


@given(st.lists(TRIPLES, max_size=12))
def test_json_ld_loses_and_invents_nothing(triples: list[ox.Triple]) -> None:
    read = {quad.triple for quad in ox.parse(as_json_ld(triples), format=ox.RdfFormat.JSON_LD)}
    assert read == set(triples)


def test_the_context_defines_no_term_without_its_prefix() -> None:
    names = context()
    assert all(name.partition(":")[0] in names for name in definitions())
    assert all(kind["@type"] == "@id" or kind["@type"].startswith("xsd:") for kind in definitions().values())


# --- search engines ---


def described(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    read: dict[str, object] = json.loads(found[1])
    return read


def test_an_acts_page_describes_it_as_legislation(client: httpx.Client) -> None:
    act = described(client.get(f"/{ACT}").text)
    assert act["@type"] == "Legislation"
    assert act["@id"] == str(data(ACT))
    assert act["legislationIdentifier"] == "1703/QĐ-TTg"
    assert act["legislationDate"] == "2024-12-31"
    assert act["legislationPassedBy"] == {
        "@type": "GovernmentOrganization",
        "@id": str(data("agency/tw/thu-tuong-chinh-phu")),
        "name": "Thủ tướng Chính phủ",
    }
    assert act["legislationEnsuresImplementationOf"] == {
        "@type": "Legislation",
        "@id": str(data("doc/tw/2024/38-ct-tw")),
        "name": "Chỉ thị 38-CT/TW",
    }
    assert isinstance(act["isBasedOn"], list)


def test_an_act_for_one_province_says_for_which(client: httpx.Client) -> None:
    act = described(client.get("/doc/binh-duong/2025/1169-qd-ubnd").text)
    place = act["legislationJurisdiction"]
    assert isinstance(place, dict)
    assert place["@type"] == "AdministrativeArea"
    assert "Bình Dương" in place["name"]


def test_no_text_of_an_act_ends_the_block_that_search_engines_read() -> None:
    from service.web.rendering import text_of

    made = text_of("legislation.html", legislation={"name": "</script><script>alert(1)</script>&<!--"})
    assert made.count("<script") == made.count("</script>") == 1
    assert described(made)["name"] == "</script><script>alert(1)</script>&<!--"
