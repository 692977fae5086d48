"""The formats of exports, by the name under which people ask for them: `--format ttl`, `?format=ttl`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import RdfFormat

from service.errors import UnknownFormat

Kind = Literal["graph", "network", "table", "calendar", "act"]
"""Named graphs; a network of nodes and edges; rows; obligations by their days; the text of one act."""


@dataclass(frozen=True)
class Form:
    """One format."""

    name: str
    extension: str
    media_type: str
    kind: Kind
    rdf: RdfFormat | None = None

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def _graph(name: str, extension: str, media_type: str, rdf: RdfFormat) -> Form:
    return Form(name, extension, media_type, "graph", rdf)


_ALL: Final = (
    _graph("nq", "nq", "application/n-quads", RdfFormat.N_QUADS),
    _graph("trig", "trig", "application/trig", RdfFormat.TRIG),
    _graph("ttl", "ttl", "text/turtle", RdfFormat.TURTLE),
    _graph("nt", "nt", "application/n-triples", RdfFormat.N_TRIPLES),
    _graph("jsonld", "jsonld", "application/ld+json", RdfFormat.JSON_LD),
    _graph("rdfxml", "rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    Form("graphml", "graphml", "application/graphml+xml", "network"),
    Form("gexf", "gexf", "application/gexf+xml", "network"),
    Form("csv", "csv", "text/csv", "table"),
    Form("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table"),
    Form("json", "json", "application/json", "table"),
    Form("ics", "ics", "text/calendar", "calendar"),
    Form("akn", "akn.xml", "application/akn+xml", "act"),
)
FORMS: Final[dict[str, Form]] = {form.name: form for form in _ALL}


def form_named(name: str) -> Form:
    """The format of that name; UnknownFormat, with those that there are, for another."""
    try:
        return FORMS[name]
    except KeyError:
        raise UnknownFormat(f'There is no export format "{name}". Use one of: {", ".join(FORMS)}.') from None
