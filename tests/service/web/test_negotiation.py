"""The Accept header against the forms that can be given."""

from __future__ import annotations

import pytest

from service.web.negotiation import GRAPHS, PAGE, RESULTS, choose, prefers_page

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        (None, "ttl"),
        ("", "ttl"),
        ("*/*", "ttl"),
        ("application/ld+json", "jsonld"),
        ("text/turtle;q=0.5, application/n-triples;q=0.9", "nt"),
        ("text/turtle;q=0.9, application/ld+json;q=0.9", "ttl"),
        ("application/*", "nt"),
        ("TEXT/TURTLE ; Q=0.4, application/rdf+xml;q=0.41", "rdf"),
        ("text/turtle;q=0, */*;q=0.1", "nt"),
        ("application/json", "jsonld"),
        ("image/png, text/turtle;q=0.2", "ttl"),
        ("nonsense, application/rdf+xml", "rdf"),
    ],
)
def test_the_form_that_the_client_wants_most_is_given(accept: str | None, extension: str) -> None:
    chosen = choose(accept, GRAPHS)
    assert chosen is not None
    assert chosen.extension == extension


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "text/html", "nonsense"])
def test_none_is_given_where_the_client_wants_none(accept: str) -> None:
    assert choose(accept, GRAPHS) is None


def test_a_browser_wants_the_page_and_a_program_does_not() -> None:
    assert prefers_page(CHROME)
    assert choose(CHROME, (PAGE, *GRAPHS)) is PAGE
    assert not prefers_page(None)
    assert not prefers_page("*/*")
    assert not prefers_page("text/html;q=0.5, text/csv")
    assert choose("text/csv;q=0.5, application/sparql-results+xml;q=0.4", RESULTS) is RESULTS[2]
